"""One command measured: time on the clock, time of all processors, most memory of all processes."""

import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Self

import psutil

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
    """Watches how much a process and all below it use, what they share counted once."""

    def __init__(self, process: int) -> None:
        self._process = psutil.Process(process)
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
            with suppress(psutil.Error):
                family = [self._process, *self._process.children(recursive=True)]
                self.most = max(self.most or 0.0, sum(map(_share_of, family)))


def _share_of(process: psutil.Process) -> float:
    """The memory of a process in MB, shared pages divided among those that share them."""
    with suppress(psutil.Error):
        used = process.memory_full_info()
        return float(getattr(used, "pss", used.rss)) / 1e6
    return 0.0
