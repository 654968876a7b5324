"""One state of a project, ready to be compared or proved: now, in a commit, or as published."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.chronicling.snapshots import published_json, snapshots_of
from builder.editions.change_list import read_results
from builder.editions.manifest import Manifest, SourceFile
from builder.editions.snapshot import Snapshot
from builder.formats.git_reading import (
    Commit,
    Repository,
    export_folders,
    find_commit,
    find_ref,
)
from builder.model.editions import edition_tag
from builder.model.returns import InputFile
from builder.pages.addresses import data_file
from builder.pages.downloads import RESULTS
from builder.pipeline import Evaluation, evaluate
from builder.progress import Progress
from builder.project import Project
from builder.scoring.results import CampaignResult, YearResult

#: What results are made from; nothing else of a commit is read.
SOURCES = ("input", "rubrics")


@dataclass(frozen=True, slots=True)
class State:
    """The results of all campaigns at one time, named as a reader knows it."""

    name: str
    snapshots: Mapping[str, Snapshot]
    #: How they were come by, where that has to be said.
    note: str = ""


def current_state(project: Project, progress: Progress) -> State:
    """What lies in the *project* folder now, scored. Raises as `evaluate` does."""
    return State("现在", take_snapshots(evaluate(project, progress)))


def published_state(folder: Path) -> State | None:
    """The results in *folder*: an output, a site, or the data of one; None where there are none.

    Raises OSError where a file can't be read.
    """
    sites = (folder.parent,) if folder.name == "data" else (folder, folder / "site")
    found = next(filter(None, map(read_results, sites)), None)
    if found is None:
        return None
    return State(str(folder), {id_: Snapshot(results) for id_, results in found.items()})


def committed_state(
    repository: Repository, called: str, project: Project, progress: Progress
) -> State:
    """What the edition or commit *called* so holds of the *project*, scored.

    Raises GitError, and as `evaluate` does.
    """
    commit = find_state_commit(repository, called)
    with checked_out(repository, commit, project) as then:
        snapshots = take_snapshots(evaluate(then, progress))
    name = f"{called}（提交{commit.short}，{commit.time[:10]}）"
    note = f"{called}：由该提交的 input、rubrics 用现在的程序重新核分"
    return State(name, snapshots, note)


def find_state_commit(repository: Repository, called: str) -> Commit:
    """The commit of the edition *called* so, or what git itself calls so. Raises GitError.

    Editions go first: to git, 2025 is the beginning of an id too.
    """
    return find_ref(repository, f"refs/tags/{edition_tag(called)}") or find_commit(
        repository, called
    )


@contextmanager
def checked_out(repository: Repository, commit: Commit, project: Project) -> Iterator[Project]:
    """The sources of *project* in *commit*, as a project in a folder that is gone afterwards.

    The work tree, the index and the history are left alone. Raises GitError and OSError.
    """
    inside = repository.path_of(project.root)
    folders = [f"{inside}/{name}".lstrip("/") for name in SOURCES]
    with TemporaryDirectory(prefix="gongshi-", ignore_cleanup_errors=True) as folder:
        export_folders(repository, commit, folders, Path(folder))
        root = Path(folder) / inside
        yield Project(root, root / "output")


def take_manifest(project: Project, evaluation: Evaluation) -> Manifest:
    """What an *evaluation* of *project* was made from, and what it came to. Raises OSError."""
    received = {
        f"{project.input.name}/{result.campaign.id}/{item.file}": item
        for result in evaluation.results
        if not isinstance(result, YearResult)
        for item in result.returns.inputs
    }
    return Manifest(
        tuple(_source(path, project, received) for path in _files(project.input)),
        tuple(_source(path, project, received) for path in _files(project.rubrics)),
        tuple(
            SourceFile(_name(result), _fingerprint(published_json(result).encode()))
            for result in sorted(evaluation.results, key=_name)
        ),
    )


def take_sources(project: Project) -> Manifest:
    """The files of *project* that results are made from, nothing of them read. Raises OSError."""
    inputs, rubrics = (
        tuple(_source(path, project, {}) for path in _files(folder))
        for folder in (project.input, project.rubrics)
    )
    return Manifest(inputs, rubrics, ())


def take_snapshots(evaluation: Evaluation) -> Mapping[str, Snapshot]:
    """The results of an *evaluation* as they are published, with rubrics and settings."""
    return snapshots_of(evaluation.results)


def _name(result: CampaignResult | YearResult) -> str:
    """Where its results.json lies in the site."""
    return data_file(result.campaign.id, RESULTS)


def _source(path: Path, project: Project, received: Mapping[str, InputFile]) -> SourceFile:
    name = path.relative_to(project.root).as_posix()
    item = received.get(name)
    if item is None:
        return SourceFile(name, _fingerprint(path.read_bytes()))
    time = item.received.isoformat(timespec="minutes") if item.received else None
    return SourceFile(name, _fingerprint(path.read_bytes()), item.unit, time)


def _files(folder: Path) -> list[Path]:
    """The files under *folder* but hidden ones and locks of Office, in the order of their names."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(
        path
        for path in found
        if not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    )


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
