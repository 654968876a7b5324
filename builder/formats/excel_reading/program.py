"""The program that reads files for another process, which may end it at any time.

It is asked by lines and answers in their order, until nobody asks any more. It takes no more memory
than `limits` says where the system can see to that, and never reads for ever: an orphan ends too.
"""

import gc
import hashlib
import json
import os
import signal
import struct
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import IO

from builder.formats.excel_reading import limits
from builder.formats.excel_reading.opening import diagnose
from builder.formats.excel_reading.packed import pack
from builder.formats.excel_reading.parsing import parse, too_hungry
from builder.formats.excel_reading.unseen import UNKNOWN, pack_package, pack_unseen

#: Before every answer: fingerprint of the file that it is about, and its length. Without a
#: fingerprint the file couldn't be read, or was written while it was.
HEADER = struct.Struct("<32sI")
UNREADABLE = bytes(32)
#: Comes before the first answer, once everything is loaded.
READY = b"\n"
#: A file written within so many seconds may be written again without its time telling.
_RECENT = 3.0


class Wanted(StrEnum):
    """What is asked of a file."""

    BOOK = "book"
    #: The same, after the program died of it.
    BOOK_WITH_CARE = "book, with care"
    #: Why there is no book, after the program died for want of memory.
    WANT_OF_MEMORY = "want of memory"
    #: What nobody sees at once.
    UNSEEN = "unseen"
    #: All of a zipped document, what nobody sees among it.
    PACKAGE = "package"

    @property
    def of_package(self) -> bool:
        """Whether the answer is a package, and no workbook."""
        return self in {Wanted.UNSEEN, Wanted.PACKAGE}


def question(path: Path, wanted: Wanted) -> bytes:
    """The line that asks for something of *path*."""
    return json.dumps([str(path), wanted]).encode() + b"\n"


def main() -> None:
    """Answers what is asked on the standard input."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        answers.write(READY)
        answers.flush()
        _limit_memory()
        # Nothing that is made here refers to itself.
        gc.disable()
        serve(_in_time(sys.stdin.buffer), answers)


def serve(questions: Iterable[bytes], answers: IO[bytes]) -> None:
    """Writes the answer to each of *questions* to *answers*."""
    for line in questions:
        path, wanted = json.loads(line)
        answers.write(_answer(Path(path), Wanted(wanted)))
        answers.flush()


def _answer(path: Path, wanted: Wanted) -> bytes:
    try:
        before = path.stat()
        content = _read(path)
        fingerprint = hashlib.sha256(content).digest()
        packed = _packed(content, path, wanted)
        if not _same(before, path) and _read(path) != content:
            fingerprint = UNREADABLE
    except OSError:
        fingerprint, packed = UNREADABLE, b""
    return HEADER.pack(fingerprint, len(packed)) + packed


def _same(before: os.stat_result, path: Path) -> bool:
    """Whether *path* can't have been written since: its times are old, and what they were."""
    now = path.stat()
    times = (now.st_mtime, now.st_ctime)
    unchanged = (now.st_size, *times) == (before.st_size, before.st_mtime, before.st_ctime)
    return unchanged and max(times) < time.time() - _RECENT


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(limits.LARGEST_FILE + 1)


def _packed(content: bytes, path: Path, wanted: Wanted) -> bytes:
    try:
        if wanted.of_package:
            return (pack_unseen if wanted is Wanted.UNSEEN else pack_package)(content)
        if wanted is Wanted.WANT_OF_MEMORY:
            return pack(None, [diagnose(content) or too_hungry()])
        if wanted is Wanted.BOOK_WITH_CARE and (note := diagnose(content)) is not None:
            return pack(None, [note])
        return pack(*parse(content, path))
    except MemoryError:
        return UNKNOWN if wanted.of_package else pack(None, [too_hungry()])


def _in_time(questions: Iterable[bytes]) -> Iterator[bytes]:
    """*questions*, each to be answered in time. Whoever asks sees to that, but may be gone."""
    for line in questions:
        _set_alarm(2 * limits.PATIENCE)
        yield line
        _set_alarm(0)


def _set_alarm(seconds: float) -> None:
    """Lets the system end this process after *seconds*; 0 for not at all."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
