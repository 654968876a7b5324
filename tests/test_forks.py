"""Work is shared out among processes, and comes back in order."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest

from builder import forks
from builder.forks import Tally, count_cores, count_jobs, shares, spread, take_turns


def test_results_come_in_the_order_of_the_items() -> None:
    made = list(spread(lambda number: number * number, [3, 1, 2], jobs=2))

    assert made == [(3, 9), (1, 1), (2, 4)]


def test_shares_hold_every_item_once_and_in_order() -> None:
    assert list(shares("abcde", 2)) == [("a", "b"), ("c", "d"), ("e",)]
    assert list(shares("", 2)) == []


def test_several_jobs_are_done_in_other_processes() -> None:
    made = spread(lambda _: os.getpid(), [1, 2, 3], jobs=2)

    if forks.FORKS:
        assert os.getpid() not in {process for _, process in made}


def test_one_job_is_done_here() -> None:
    assert {pid for _, pid in spread(lambda _: os.getpid(), [1, 2], jobs=1)} == {os.getpid()}


def test_what_goes_wrong_in_another_process_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread(lambda number: 1 // number, [1, 0], jobs=2))


def test_a_number_is_raised_by_all_processes_together() -> None:
    tally = Tally()

    before = [made for _, made in spread(lambda _: tally.add(), range(100), jobs=4)]

    if forks.FORKS:
        assert sorted(before) == list(range(100))
    assert tally.number == 100


@pytest.mark.parametrize("jobs", [1, 3])
def test_each_item_is_given_to_one_process_alone(jobs: int) -> None:
    """Each has its own bit; their sum holds every bit once."""
    seen = Tally()

    def work(numbers: Iterator[int]) -> None:
        for number in numbers:
            seen.add(1 << number)

    take_turns(work, range(40), jobs)

    assert seen.number == (1 << 40) - 1


def test_after_a_fault_no_process_is_given_anything_more() -> None:
    begun: list[Iterator[int]] = []

    def work(numbers: Iterator[int]) -> None:
        begun.append(numbers)
        for number in numbers:
            _ = 1 // number

    with pytest.raises(ZeroDivisionError):
        take_turns(work, [2, 0, 1, 1], jobs=1)

    assert list(begun[0]) == []


@pytest.mark.parametrize(
    ("forked", "items", "jobs"), [(True, 9, 4), (True, 3, 3), (True, 0, 1), (False, 9, 1)]
)
def test_there_are_no_more_processes_than_cores_and_items(
    monkeypatch: pytest.MonkeyPatch, *, forked: bool, items: int, jobs: int
) -> None:
    monkeypatch.setattr(forks, "FORKS", forked)
    monkeypatch.setattr(forks, "count_cores", lambda: 4)

    assert count_jobs(items) == jobs


def test_there_is_at_least_one_core() -> None:
    assert count_cores() >= 1


#: Shares out work that lasts a minute, after telling which processes do it.
_LONG = """
import os, time
from builder.forks import spread

def work(number):
    os.write(1, f"{os.getpid()}\\n".encode())
    time.sleep(60)

list(spread(work, [1, 2], jobs=2))
"""


@pytest.mark.skipif(not forks.FORKS, reason="elsewhere no process is copied")
def test_a_killed_run_leaves_no_process_behind() -> None:
    with subprocess.Popen([sys.executable, "-c", _LONG], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        workers = [int(run.stdout.readline()) for _ in range(2)]
        run.kill()

    for worker in workers:
        with suppress(psutil.NoSuchProcess):
            psutil.Process(worker).wait(timeout=10)
    assert not any(map(psutil.pid_exists, workers))


#: Begins as a process does whose parent was killed before it came to ask the system anything.
_ORPHAN = "import os; from builder import forks; forks._end_with_parent(os.getpid())"


@pytest.mark.skipif(not forks.FORKS, reason="elsewhere no process is copied")
def test_a_process_whose_parent_is_gone_already_ends_itself() -> None:
    done = subprocess.run([sys.executable, "-c", _ORPHAN], check=False)

    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize(("counted", "cores"), [(4, 4), (None, 1)])
def test_where_no_system_tells_which_cores_are_free_all_are_counted(
    monkeypatch: pytest.MonkeyPatch, counted: int | None, cores: int
) -> None:
    monkeypatch.delattr("os.sched_getaffinity")
    monkeypatch.setattr("os.cpu_count", lambda: counted)

    assert count_cores() == cores
