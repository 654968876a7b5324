"""Work is shared out among processes, and comes back in order."""

import os

import pytest

from builder import forks
from builder.forks import count_cores, spread


def test_results_come_in_the_order_of_the_items() -> None:
    made = list(spread(lambda number: number * number, [3, 1, 2], jobs=2))

    assert made == [(3, 9), (1, 1), (2, 4)]


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
