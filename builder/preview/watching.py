"""What changed in the project's folders, told once the files have come to rest."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from watchfiles import watch

from builder.project import Project

#: Seconds for which nothing may have moved before a change is told.
REST = 0.1
#: Milliseconds after which the folders are looked through even if the system tells of no change,
#: as it may not for a folder on another machine.
_LONGEST_WAIT = 2000
_STEP = 50
#: What Office, browsers and editors write while they are at work.
_PASSING = (".tmp", ".crdownload", ".part", "~")


@dataclass(frozen=True, slots=True)
class FileState:
    """By what a file is known to be another one; times in nanoseconds."""

    size: int
    modified: int
    changed: int


#: Path relative to the project's folder, with forward slashes → its state.
Snapshot = Mapping[str, FileState]


def take_snapshot(project: Project) -> Snapshot:
    """Every file that the site rests on, but for those that come and go with a program."""
    found = {}
    for path in _paths(project):
        name = path.relative_to(project.root).as_posix()
        if _counts(path.name):
            try:
                found[name] = _state(path)
            except OSError:
                continue  # It went between being listed and being looked at.
    return found


def differences(before: Snapshot, after: Snapshot) -> frozenset[str]:
    """The paths that came, went or changed."""
    return frozenset(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )


def watch_project(project: Project, seen: Snapshot, stop: Event) -> Iterator[Snapshot]:
    """A snapshot whenever the folders may have changed since *seen*, at rest; until *stop*.

    Also where nothing changed, every two seconds, so that what couldn't be read is tried again.
    """
    before = seen
    places = [path for path in _roots(project) if path.exists()]
    for _ in watch(
        *places,
        watch_filter=None,
        debounce=_STEP,
        step=_STEP,
        stop_event=stop,
        rust_timeout=_LONGEST_WAIT,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    ):
        now = take_snapshot(project)
        if now != before:
            now = _at_rest(project, now, stop)
        before = now
        yield now


def _at_rest(project: Project, before: Snapshot, stop: Event) -> Snapshot:
    """The first snapshot that is the same as the one before it."""
    while not stop.is_set():
        time.sleep(REST)
        now = take_snapshot(project)
        if now == before:
            break
        before = now
    return before


def _roots(project: Project) -> tuple[Path, ...]:
    return (project.input, project.rubrics, project.templates, project.mkdocs)


def _paths(project: Project) -> Iterator[Path]:
    for root in _roots(project):
        if root.is_file():
            yield root
        yield from (path for path in root.rglob("*") if path.is_file())


def _counts(name: str) -> bool:
    return not name.startswith((".", "~$")) and not name.endswith(_PASSING)


def _state(path: Path) -> FileState:
    state = path.stat()
    return FileState(state.st_size, state.st_mtime_ns, state.st_ctime_ns)
