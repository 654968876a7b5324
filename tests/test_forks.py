"""Work is shared out among processes, and comes back in order."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

import psutil
import pytest

from builder import forks
from builder.forks import count_cores, shares, spread


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
