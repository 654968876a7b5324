"""The proof of an edition: made anew from its tagged inputs and rubrics, it is the same bytes."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from builder.editions.edition_log import FILE, read_log
from builder.editions.manifest import (
    Deviation,
    Manifest,
    compare_manifests,
    read_manifest,
    results_fingerprint,
)
from builder.editions.published import MANIFEST, find_publication
from builder.formats.git_reading import (
    Commit,
    find_commit,
    find_ref,
    list_files,
    read_blobs,
)
from builder.model.editions import Edition
from builder.pipeline import SettingsError, evaluate
from builder.progress import Progress
from builder.publishing.bundle import NotPublishedError
from builder.publishing.case import Home
from builder.states import checked_out, take_manifest, take_sources


@dataclass(frozen=True, slots=True)
class Proof:
    """What a look at one edition came to."""

    edition: Edition
    manifest: Manifest
    #: Sources and results that aren't as the edition's manifest has them.
    deviations: tuple[Deviation, ...]
    #: What else isn't as it was published, in words.
    doubts: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether everything is as it was published."""
        return not (self.deviations or self.doubts)


def prove(home: Home, id_: str, progress: Progress) -> Proof:
    """Makes the edition *id_* anew from what its tag points to, and compares it byte by byte.

    Raises NotPublishedError, GitError, ManifestError, EditionLogError and OSError.
    """
    commit = find_publication(home.repository, home.branch)
    files = _published(home, commit, id_) if commit else {}
    log = read_log(files[FILE]) if FILE in files else ()
    edition = next((one for one in log if one.id == id_), None)
    if edition is None:
        raise NotPublishedError(id_)
    manifest = read_manifest(files[f"{id_}/{MANIFEST}"])
    origin, moved = _origin(home, edition)
    found, failed = _remake(home, origin, manifest, progress)
    doubts = (
        *_altered(edition, manifest, files),
        *moved,
        *failed,
        *_strayed(home, origin, manifest),
    )
    return Proof(edition, manifest, found, tuple(doubts))


def _published(home: Home, commit: Commit, id_: str) -> Mapping[str, bytes]:
    """The log, and every JSON file of the edition, as they lie on the publication branch."""
    listed = list_files(home.repository, commit, [FILE, f"{id_}/{MANIFEST}", f"{id_}/data"])
    kept = {path: blob for path, blob in listed.items() if path.endswith(".json")}
    contents = read_blobs(home.repository, tuple(kept.values()))
    return {path: contents[blob] for path, blob in kept.items()}


def _altered(edition: Edition, manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[str]:
    """What of the published files isn't as the manifest, or the sign-off, has it."""
    if results_fingerprint(manifest) != edition.results_sha256:
        yield "发布的清单不是签发的那一份"
    for result in manifest.results:
        content = files.get(f"{edition.id}/{result.path}", b"")
        if hashlib.sha256(content).hexdigest() != result.sha256:
            yield f"发布的 {result.path} 和清单不同"


def _origin(home: Home, edition: Edition) -> tuple[Commit, tuple[str, ...]]:
    """The commit that the edition was made from: its tag's, with what is wrong with that."""
    tagged = find_ref(home.repository, f"refs/tags/{edition.tag}")
    if tagged is None:
        told = f"没有标签 {edition.tag}，按版次清单里的提交 {edition.commit[:10]} 核验"
        return find_commit(home.repository, edition.commit), (told,)
    if tagged.id != edition.commit:
        return tagged, (f"标签 {edition.tag} 移到了别的提交上（清单里是 {edition.commit[:10]}）",)
    return tagged, ()


def _remake(
    home: Home, origin: Commit, manifest: Manifest, progress: Progress
) -> tuple[tuple[Deviation, ...], tuple[str, ...]]:
    """What comes out otherwise; sources are told even where nothing can be made from them."""
    with checked_out(home.repository, origin, home.project) as then:
        try:
            found = take_manifest(then, evaluate(then, progress))
        except SettingsError:
            told = ("提交里的评估细则或评估任务有错，重新核分不了",)
            return compare_manifests(replace(manifest, results=()), take_sources(then)), told
    return compare_manifests(manifest, found), ()


def _strayed(home: Home, origin: Commit, manifest: Manifest) -> Iterator[str]:
    """Files of the folder that were changed, where the folder is at the edition's commit."""
    if find_commit(home.repository, "HEAD").id != origin.id:
        return
    told = replace(manifest, results=())
    for deviation in compare_manifests(told, take_sources(home.project)):
        yield f"文件夹里的 {deviation.path}：{deviation.deviance}"
