"""A process that reads files, seen from the process that asks it."""

import json
import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, cast

import psutil

from builder.formats.excel_reading import limits
from builder.formats.excel_reading.packed import Note, pack
from builder.formats.excel_reading.parsing import too_hungry
from builder.formats.excel_reading.program import HEADER, READY, Wanted, question
from builder.formats.excel_reading.unseen import UNKNOWN
from builder.model import file_problem_kinds as kinds

#: It gets the paths that modules are imported from, and nothing from its surroundings: the folder
#: that it is started in is full of files that others sent.
_START = (
    "import sys, json; sys.path[:0] = json.loads(sys.argv[1]); "
    "from builder.formats.excel_reading.program import main; main()"
)
#: How the program is started; the paths follow.
PROGRAM = (sys.executable, "-I", "-S", "-X", "utf8", "-c", _START)
#: What the reading library says with its last breath.
_NO_MEMORY = b"memory allocation of"
_ROOT = str(Path(__file__).parents[3])


#: A file, and what is asked of it.
Question = tuple[Path, Wanted]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of reading a file, packed."""

    #: What the process read; empty where it couldn't, or the file was being written.
    sha256: str
    packed: bytes
    #: Whether it would be the same at any other time.
    lasting: bool = True


class Worker:
    """One process; it is ended with a file that takes too much of it, and started anew."""

    def __init__(self) -> None:
        self._asked: deque[Question] = deque()
        self._lock = Lock()
        self._ended: Note | None = None
        self._waiting: float | None = None
        #: Since when was waited at the last look, and the seconds that the process had worked.
        self._looked_at: tuple[float | None, float] = None, 0.0
        self._complaints = TemporaryFile()  # noqa: SIM115 - it lasts as long as the worker
        self._start()

    @property
    def waiting(self) -> int:
        """How many answers are still to come."""
        return len(self._asked)

    def ask(self, path: Path, wanted: Wanted) -> None:
        """Has *path* read, after what was asked before."""
        self._asked.append((path, wanted))
        self._send(path, wanted)

    def answer(self) -> Answer:
        """What came of the file that was asked for first.

        Raises OSError where no process comes up that could read it.
        """
        self._wait_from(time.monotonic())
        answer = self._receive() or self._once_more()
        self._wait_from(None)
        if answer is None and self._ended is None and not self._ready:
            message = "读取文件的程序无法启动"
            raise OSError(message)
        _, wanted = self._asked.popleft()
        ended = self._ended
        if answer is None or ended is not None:
            self._replace(self._asked)
        if answer is None:
            lost = pack(None, [ended or Note(kinds.INTERRUPTED)])
            return Answer("", UNKNOWN if wanted.of_package else lost, lasting=False)
        return answer

    def check(self) -> None:
        """Ends the process where it takes too long, or too much memory. From any thread."""
        with self._lock:
            if self._is_overdue():
                self._end(Note(kinds.TOO_SLOW, tokens={"seconds": round(limits.SECONDS)}))
            elif self._memory() > limits.MEMORY:
                self._end(too_hungry())

    def _is_overdue(self) -> bool:
        """Whether the file waited for takes too long; its work counts from the first look."""
        began = self._waiting
        if began is None:
            return False
        if self._looked_at[0] != began:
            self._looked_at = began, self._worked()
        waited = time.monotonic() - began
        if waited <= limits.SECONDS:
            return False
        return waited > limits.PATIENCE or self._worked() - self._looked_at[1] > limits.SECONDS

    def close(self) -> None:
        """Ends the process for good."""
        self._stop()
        self._complaints.close()

    def _wait_from(self, moment: float | None) -> None:
        with self._lock:
            self._waiting = moment

    def _start(self) -> None:
        paths = [_ROOT, *(path for path in sys.path if path)]
        self._complaints.seek(0)
        self._complaints.truncate()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [*PROGRAM, json.dumps(paths)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            env={**os.environ, "RUST_BACKTRACE": "0"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._questions = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        self._ended, self._ready = None, False

    def _stop(self) -> None:
        with self._lock:
            self._process.kill()
        self._process.wait()
        for stream in (self._questions, self._answers):
            with suppress(OSError):
                stream.close()

    def _replace(self, questions: Iterable[Question]) -> None:
        """A new process that is asked those *questions*."""
        self._stop()
        with self._lock:
            self._start()
        for path, wanted in questions:
            self._send(path, wanted)

    def _once_more(self) -> Answer | None:
        """The process died: of this file, or of something that has nothing to do with it."""
        if self._ended is not None:
            return None
        (path, wanted), *others = self._asked
        if wanted is Wanted.BOOK:
            wanted = Wanted.WANT_OF_MEMORY if self._wanted_memory() else Wanted.BOOK_WITH_CARE
        self._replace([(path, wanted), *others])
        return self._receive()

    def _wanted_memory(self) -> bool:
        """Whether the process, which is dead, complained that it got no more memory."""
        self._complaints.seek(0)
        return _NO_MEMORY in self._complaints.read()

    def _send(self, path: Path, wanted: Wanted) -> None:
        # Where the process is dead, that shows when its answer is missing.
        with suppress(OSError):
            self._questions.write(question(path, wanted))
            self._questions.flush()

    def _receive(self) -> Answer | None:
        """The next answer; None where the process is dead."""
        if not self._ready:
            self._ready = self._answers.read(len(READY)) == READY
            # That it took long to start is no fault of the file.
            self._wait_from(time.monotonic())
        header = self._answers.read(HEADER.size) if self._ready else b""
        if len(header) < HEADER.size:
            return None
        fingerprint, length = HEADER.unpack(header)
        packed = self._answers.read(length)
        if len(packed) < length:
            return None
        return Answer(fingerprint.hex() if any(fingerprint) else "", packed)

    def _memory(self) -> int:
        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def _worked(self) -> float:
        """Seconds of a processor that the process has had."""
        try:
            times = psutil.Process(self._process.pid).cpu_times()
        except psutil.Error:
            return 0.0
        return float(times.user + times.system)

    def _end(self, note: Note) -> None:
        self._ended = note
        self._process.kill()
