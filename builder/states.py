"""One state of a project, ready to be compared: as it is now, in a commit, or as published."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.editions.change_list import read_results
from builder.editions.snapshot import Results, Snapshot, state_id
from builder.formats.git_reading import Commit, Repository, export_folders
from builder.pages.open_data import results_json, year_json
from builder.pipeline import Evaluation, Project, evaluate
from builder.progress import Progress
from builder.scoring.results import YearResult

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
    repository: Repository, commit: Commit, project: Project, progress: Progress
) -> State:
    """What *commit* holds of the *project*, scored. Raises GitError, and as `evaluate` does."""
    with checked_out(repository, commit, project) as then:
        snapshots = take_snapshots(evaluate(then, progress))
    name = f"提交{commit.short}（{commit.time[:10]} {commit.subject}）"
    note = f"{name}：由该提交的 input、rubrics 用现在的程序重新核分"
    return State(name, snapshots, note)


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


def take_snapshots(evaluation: Evaluation) -> Mapping[str, Snapshot]:
    """The results of an *evaluation* as they are published, with rubrics and settings."""
    snapshots: dict[str, Snapshot] = {}
    for result in evaluation.results:
        if isinstance(result, YearResult):
            snapshot = Snapshot(_parsed(year_json(result)))
        else:
            rubrics = {item.rubric.id: item.rubric for item in result.instruments}
            snapshot = Snapshot(_parsed(results_json(result)), rubrics, result.campaign)
        snapshots[state_id(snapshot.results)] = snapshot
    return snapshots


def _parsed(text: str) -> Results:
    parsed: Results = json.loads(text)
    return parsed
