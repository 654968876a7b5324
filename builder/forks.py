"""Work shared out among processes that begin with all that this one has in memory."""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

#: Elsewhere a process begins with nothing, and to bring it everything takes longer than the work.
FORKS = sys.platform == "linux"

#: Linux: which signal a process gets when the one that made it ends (prctl(2)).
_PR_SET_PDEATHSIG = 1

#: What the processes of the pool that is being made have to do; they inherit it.
_WORK: list[Callable[[int], object]] = []


def count_cores() -> int:
    """How many processes this one may keep busy."""
    with suppress(AttributeError):  # Only Linux tells what is allowed.
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def count_jobs(items: int) -> int:
    """Among how many processes so many *items* are best shared out; 1 is this one alone."""
    return max(1, min(count_cores(), items)) if FORKS else 1


def shares(items: Sequence[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """*items* in their order, *size* at a time."""
    yield from (tuple(items[start : start + size]) for start in range(0, len(items), size))


class Tally:
    """A number that this process and its copies raise together."""

    def __init__(self) -> None:
        self._number = multiprocessing.get_context("fork" if FORKS else None).Value("q", 0)

    @property
    def number(self) -> int:
        """What it is now, more or less."""
        # Whoever was killed while it held the lock holds up nobody here.
        return int(self._number.get_obj().value)

    def add(self, more: int = 1) -> int:
        """Raises it, and gives what it was before."""
        with self._number.get_lock():
            before = self.number
            self._number.get_obj().value = before + more
        return before


def take_turns(work: Callable[[Iterator[Item]], None], items: Sequence[Item], jobs: int) -> None:
    """Has *jobs* processes *work* through *items*, each of which gets the next when it asks for it.

    For work that keeps something from item to item, and brings nothing here. Where it fails in one
    process, nobody gets any more. Raises what *work* raises, which must bear pickling.
    """
    begun = Tally()

    def rest() -> Iterator[Item]:
        while (number := begun.add()) < len(items):
            yield items[number]

    def take(_: int) -> None:
        try:
            work(rest())
        except BaseException:
            begun.add(len(items))
            raise

    for _ in spread(take, range(min(jobs, len(items))), jobs):
        pass


def spread(
    work: Callable[[Item], Made], items: Sequence[Item], jobs: int
) -> Generator[tuple[Item, Made], None, None]:
    """Each of *items* with what *work* makes of it, in their order, *jobs* at a time.

    All of them are begun with the first, ahead of whoever takes them; those that are made before
    it is closed are let go.

    What is made is brought from another process, so it must bear pickling, and so must what *work*
    raises. In one process where only one is wanted or the system can't copy processes.
    """
    if not FORKS or jobs <= 1 or len(items) <= 1:
        yield from ((item, work(item)) for item in items)
        return
    forked = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(min(jobs, len(items)), forked, _end_with_parent, (os.getpid(),))
    try:
        yield from zip(
            items, _share_out(pool, lambda number: work(items[number]), len(items)), strict=True
        )
    finally:
        # Nobody waits for work that isn't begun when nobody asks for it any more.
        pool.shutdown(cancel_futures=True)


def _share_out(
    pool: ProcessPoolExecutor, work: Callable[[int], object], count: int
) -> Iterator[Any]:
    _WORK[:] = [work]
    # Whoever looks for garbage writes to all that it looks at, and so has it copied.
    gc.freeze()
    with warnings.catch_warnings():
        # Newer Pythons warn of copying a process with threads: ours draw the progress and wait for
        # the site generator, and hold nothing that the copy touches.
        warnings.simplefilter("ignore", DeprecationWarning)
        made = pool.map(_do, range(count))
    gc.unfreeze()
    return made


def _end_with_parent(parent: int) -> None:
    """Has the system end this process with the *parent* that made it, which may be killed."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    # It was killed before the system was asked.
    if os.getppid() != parent:  # pragma: no cover - whoever ends so leaves no measure behind
        os.kill(os.getpid(), signal.SIGKILL)


def _do(number: int) -> object:
    return _WORK[0](number)
