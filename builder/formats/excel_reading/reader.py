"""Reads files that others sent in: in processes that may be killed, and the same content once.

A file that takes too much time or memory, or ends the process that reads it, costs itself alone.
Answers come in the order in which they are asked for, whatever takes how long.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Thread
from typing import Self, TypeVar
from weakref import finalize

from builder.forks import count_cores
from builder.formats.excel_reading import limits
from builder.formats.excel_reading.cache import ReadingCache
from builder.formats.excel_reading.opening import too_large
from builder.formats.excel_reading.packed import PackedError, Read, pack, unpack
from builder.formats.excel_reading.program import Wanted
from builder.formats.excel_reading.source import Source
from builder.formats.excel_reading.unseen import NOTHING, unpack_package
from builder.formats.excel_reading.worker import Answer, Worker
from builder.formats.package_texts import Package

Taken = TypeVar("Taken")

#: How many files a process is given ahead; few enough that their names fit into a pipe.
_AHEAD = 8
#: A further process pays from so many files on.
_SHARE = 64
#: How often the processes are looked at, in seconds.
_PAUSE = 0.1


class Reader:
    """Keeps processes while it is open; none is started before one is needed."""

    def __init__(self, cache: ReadingCache | None = None, processes: int | None = None) -> None:
        """At most as many *processes* as there are cores, where that isn't told."""
        self._cache = cache or ReadingCache(None)
        self._most = processes or count_cores()
        self._workers: list[Worker] = []
        self._closed = Event()
        self._expected: Sequence[Source] = ()
        self._positions: dict[str, int] = {}
        #: Up to which of the expected files it was asked about.
        self._begun: Counter[Wanted] = Counter()
        #: What is asked → the process that was asked, and what it answered too early.
        self._asked: dict[str, Worker] = {}
        self._early: dict[str, Answer] = {}
        self._end = finalize(self, _end, self._workers, self._closed, self._cache)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the processes, and keeps what was read; so does whoever forgets the reader."""
        self._end()
        self._asked.clear()

    def expect(self, files: Sequence[Source]) -> None:
        """Tells which *files* will be asked for next, in their order."""
        self._expected = files
        self._begun.clear()
        self._positions = {file.sha256: number for number, file in enumerate(files)}

    def read(self, file: Source) -> Read:
        """The workbook in *file*, or None and why.

        Raises OSError where it can't be read, or isn't what its fingerprint says any more.
        """
        if (size := file.path.stat().st_size) > limits.LARGEST_FILE:
            return _open(pack(None, [too_large(size).note]), file)
        return self._take(file, Wanted.BOOK, lambda packed: _open(packed, file))

    def unseen(self, file: Source) -> Package | None:
        """What of *file* nobody sees at once; None where that couldn't be found out.

        Raises OSError as `read` does.
        """
        if file.path.stat().st_size > limits.LARGEST_FILE:
            return NOTHING
        return self._take(file, Wanted.UNSEEN, unpack_package)

    def package(self, file: Source) -> Package | None:
        """Everything in the zipped document *file*; None where it couldn't be taken apart.

        Raises OSError as `read` does.
        """
        if file.path.stat().st_size > limits.LARGEST_FILE:
            return None
        return self._take(file, Wanted.PACKAGE, unpack_package)

    def _take(self, file: Source, wanted: Wanted, opened: Callable[[bytes], Taken]) -> Taken:
        """What is asked of *file*: from the cache, where what it holds can be *opened*."""
        key = _key(file, wanted)
        if (kept := self._cache.get(key)) is not None:
            try:
                return opened(kept)
            except PackedError:
                self._cache.drop(key)
        self._ask_ahead(file, wanted)
        return opened(self._await(file, wanted))

    def _ask_ahead(self, file: Source, wanted: Wanted) -> None:
        """Asks about *file*, and about as many of those after it as the processes can be given."""
        begun = self._begun[wanted]
        first = self._positions.get(file.sha256, begun)
        last = min(first + _AHEAD * self._wanted, len(self._expected))
        self._ask(file, wanted)
        for number in range(max(begun, first), last):
            self._ask(self._expected[number], wanted)
        self._begun[wanted] = max(begun, first, last)

    def _ask(self, file: Source, wanted: Wanted) -> None:
        key = _key(file, wanted)
        if key not in self._asked and key not in self._early and key not in self._cache:
            worker = self._choose()
            worker.ask(file.path, wanted)
            self._asked[key] = worker

    @property
    def _wanted(self) -> int:
        return min(self._most, 1 + len(self._expected) // _SHARE)

    def _choose(self) -> Worker:
        """The process with the least to do; another one where there may be more."""
        if not self._workers:
            watch = (self._workers, self._closed)
            Thread(target=_watch, args=watch, daemon=True).start()
        if len(self._workers) < self._wanted:
            self._workers.append(Worker())
            return self._workers[-1]
        return min(self._workers, key=lambda worker: worker.waiting)

    def _await(self, file: Source, wanted: Wanted) -> bytes:
        key = _key(file, wanted)
        while (answer := self._early.pop(key, None)) is None:
            worker = self._asked[key]
            oldest = next(one for one, asked in self._asked.items() if asked is worker)
            self._early[oldest] = worker.answer()
            del self._asked[oldest]
        if answer.lasting:
            if answer.sha256 != file.sha256:
                message = f"{file.path} 在读取时被改动，或打不开"
                raise OSError(message)
            self._cache.put(key, answer.packed)
        return answer.packed


def _watch(workers: Sequence[Worker], closed: Event) -> None:
    while not closed.wait(_PAUSE):
        for worker in tuple(workers):
            worker.check()


def _end(workers: list[Worker], closed: Event, cache: ReadingCache) -> None:
    closed.set()
    for worker in workers:
        worker.close()
    workers.clear()
    cache.close()


def _key(file: Source, wanted: Wanted) -> str:
    """What is asked of a content, whatever its file is called."""
    return f"{file.sha256} {wanted}"


def _open(packed: bytes, file: Source) -> Read:
    return unpack(packed, Path(file.file).stem, file.file)
