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
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

from builder.formats.excel_reading import limits
from builder.formats.excel_reading.opening import diagnose
from builder.formats.excel_reading.packed import pack
from builder.formats.excel_reading.parsing import parse, too_hungry

#: Before every answer: fingerprint of the file that it is about, and its length. Without a
#: fingerprint the file couldn't be read, or was written while it was.
HEADER = struct.Struct("<32sI")
UNREADABLE = bytes(32)


def question(path: Path, *, careful: bool = False) -> bytes:
    """The line that asks for *path*; *careful* after the program died of it."""
    return json.dumps([str(path), careful]).encode() + b"\n"


def main() -> None:
    """Answers what is asked on the standard input."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    _limit_memory()
    # Nothing that is made here refers to itself.
    gc.disable()
    serve(sys.stdin.buffer, answers)


def serve(questions: Iterable[bytes], answers: IO[bytes]) -> None:
    """Writes the answer to each of *questions* to *answers*."""
    for line in questions:
        path, careful = json.loads(line)
        _limit_time()
        answers.write(_answer(Path(path), careful=careful))
        answers.flush()


def _answer(path: Path, *, careful: bool) -> bytes:
    try:
        content = _read(path)
        fingerprint = hashlib.sha256(content).digest()
        packed = _packed(content, path, careful=careful)
        if _read(path) != content:
            fingerprint = UNREADABLE
    except OSError:
        fingerprint, packed = UNREADABLE, b""
    return HEADER.pack(fingerprint, len(packed)) + packed


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(limits.LARGEST_FILE + 1)


def _packed(content: bytes, path: Path, *, careful: bool) -> bytes:
    try:
        if careful and (note := diagnose(content)) is not None:
            return pack(None, [note])
        return pack(*parse(content, path))
    except MemoryError:
        return pack(None, [too_hungry()])


def _limit_time() -> None:
    """The one that asks ends this earlier; but it may be gone."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, 2 * limits.SECONDS)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
