"""The published editions, read out of the publication branch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.editions.change_list import parse_results
from builder.editions.edition_log import FILE, read_log
from builder.editions.manifest import Manifest, read_manifest
from builder.editions.snapshot import Results
from builder.formats.git_reading import Commit, Repository, find_ref, list_files, read_blobs
from builder.model.editions import Edition

MANIFEST = "manifest.json"
#: What the publication branch is called where the office says nothing else.
BRANCH = "publication"


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """An edition as it was published."""

    edition: Edition
    #: Its results by `state_id`: one a campaign.
    results: Mapping[str, Results]
    manifest: Manifest


def branch_ref(branch: str) -> str:
    """The full name of a *branch*."""
    return f"refs/heads/{branch}"


def publication_refs(branch: str) -> tuple[str, str]:
    """Where the publication *branch* may stand: here, and as `origin` had it."""
    return branch_ref(branch), f"refs/remotes/origin/{branch}"


def read_editions(repository: Repository, branch: str) -> tuple[PublishedEdition, ...]:
    """The editions on the publication *branch*, the oldest first; none where there is no branch.

    In a fresh clone the branch of `origin` is read. Raises GitError, EditionLogError and
    ManifestError where the branch holds something else.
    """
    commit = find_publication(repository, branch)
    if commit is None:
        return ()
    editions = read_log(_read(repository, commit, [FILE])[FILE])
    return tuple(_read_editions(repository, commit, editions))


def read_log_of(repository: Repository, branch: str) -> tuple[Edition, ...]:
    """Which editions there are, as `read_editions` but without what is in them."""
    commit = find_publication(repository, branch)
    return read_log(_read(repository, commit, [FILE])[FILE]) if commit else ()


def find_publication(repository: Repository, branch: str) -> Commit | None:
    """The newest commit of the publication *branch*, here or as `origin` had it."""
    found = (find_ref(repository, ref) for ref in publication_refs(branch))
    return next(filter(None, found), None)


def _read_editions(
    repository: Repository, commit: Commit, editions: Sequence[Edition]
) -> Iterator[PublishedEdition]:
    for edition in editions:
        id_ = edition.id
        files = _read(repository, commit, [f"{id_}/{MANIFEST}", f"{id_}/data"])
        inside = {path.removeprefix(f"{id_}/"): content for path, content in files.items()}
        yield PublishedEdition(edition, parse_results(inside), read_manifest(inside[MANIFEST]))


def _read(repository: Repository, commit: Commit, paths: Sequence[str]) -> Mapping[str, bytes]:
    """The JSON files at or under *paths* of *commit*, by path."""
    listed = list_files(repository, commit, paths)
    kept = {path: blob for path, blob in listed.items() if path.endswith(".json")}
    contents = read_blobs(repository, tuple(kept.values()))
    return {path: contents[blob] for path, blob in kept.items()}
