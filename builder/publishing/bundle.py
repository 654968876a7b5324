"""The bundle for a portal: published editions as one zip that works as a column at any address."""

import io
import json
import zipfile
from collections.abc import Mapping

from builder.editions.edition_log import FILE as LOG
from builder.editions.edition_log import log_json, read_log
from builder.editions.published import find_publication
from builder.formats.git_reading import Repository, list_files, read_blobs
from builder.publishing.entrance import ENTRANCE, entrance_page

#: Below the project's output.
FOLDER = "发布"
#: What asks for all editions, and what the zip of them is called.
WHOLE = "全部"
ALL = (WHOLE, "all")
VERSIONS, LATEST = "versions.json", "latest"
#: The oldest time that a zip can hold: bytes don't depend on the clock.
_TIME = (1980, 1, 1, 0, 0, 0)


class NotPublishedError(LookupError):
    """There is no such edition on the publication branch."""


def bundle_editions(repository: Repository, branch: str, asked: str) -> bytes:
    """A zip of the edition *asked* for, or of `ALL`: the same bytes each time.

    It holds what lies on the publication *branch*, which passed the disclosure gate, and nothing
    else. Raises NotPublishedError and GitError.
    """
    commit = find_publication(repository, branch)
    if commit is None:
        raise NotPublishedError(asked)
    blobs = list_files(repository, commit, ["."])
    if asked not in ALL:
        blobs = {path: id_ for path, id_ in blobs.items() if path in _ROOT or _in(path, asked)}
    contents = read_blobs(repository, tuple(blobs.values()))
    files = {path: contents[id_] for path, id_ in blobs.items()}
    return zip_files(files if asked in ALL else _alone(files, asked))


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """A zip of *files* (path → content), sorted, with no time in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            # What made it, which would otherwise differ between Windows and the others.
            entry.create_system = 3
            archive.writestr(entry, files[path])
    return target.getvalue()


_ROOT = (LOG, VERSIONS)


def _in(path: str, edition: str) -> bool:
    return path.startswith(f"{edition}/")


def _alone(files: Mapping[str, bytes], edition: str) -> Mapping[str, bytes]:
    """*files* with lists at the root that name this *edition* and no other."""
    editions = [one for one in read_log(files[LOG]) if one.id == edition]
    if not editions:
        raise NotPublishedError(edition)
    versions = [one for one in json.loads(files[VERSIONS]) if one["version"] == edition]
    for one in versions:
        # No newer one lies beside it that a banner could lead to.
        one["aliases"] = [LATEST, *(alias for alias in one["aliases"] if alias != LATEST)]
    root = {
        LOG: log_json(editions),
        VERSIONS: (json.dumps(versions, indent=2) + "\n").encode(),
        ENTRANCE: entrance_page(editions[0]),
    }
    return {**files, **root}
