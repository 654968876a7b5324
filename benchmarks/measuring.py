"""One command measured: time on the clock, time of all processors, most memory of all processes."""

import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Self

#: Seconds between two looks at the memory.
_PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Measure:
    """What a command took; *memory* is in MB and None where the system doesn't tell."""

    seconds: float
    processor: float
    memory: float | None


class CommandFailedError(RuntimeError):
    """A command that was to be measured ended with a fault; the message is what it said."""


def measure(
    command: Sequence[str],
    folder: Path,
    timeout: float,
    environment: Mapping[str, str] | None = None,
) -> tuple[Measure, str]:
    """Runs *command* in *folder*; the measure, and what the command said.

    Raises CommandFailedError, and subprocess.TimeoutExpired after *timeout* seconds.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    process = subprocess.Popen(  # noqa: S603 - the commands are ours
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    with _Memory(process.pid) as memory:
        try:
            said, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.communicate()
            raise
    seconds = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise CommandFailedError(said[-2000:])
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measure(seconds, used, memory.most), said


class _Memory:
    """Watches how much all processes of a session use together, what they share counted once."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._end = Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self.most: float | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._end.wait(_PAUSE):
            used = sum(map(_share_of, _processes(self._session)))
            if used:
                self.most = max(self.most or 0.0, used)


def _processes(session: int) -> list[Path]:
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (path / "stat").read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(after_name[3]) == session:
            found.append(path)
    return found


def _share_of(process: Path) -> float:
    """The memory of a process in MB, shared pages divided among those that share them."""
    try:
        lines = (process / "smaps_rollup").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
