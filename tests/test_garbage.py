"""Garbage is looked for seldom, by the program and by the processes that are copied from it."""

import gc
from collections.abc import Iterator

import pytest

from builder.forks import spread
from builder.garbage import look_seldom


@pytest.fixture
def thresholds() -> Iterator[tuple[int, int, int]]:
    """As they were, and will be again."""
    before = gc.get_threshold()
    yield before
    gc.set_threshold(*before)


def test_copied_processes_look_as_seldom_as_the_one_that_made_them(
    thresholds: tuple[int, int, int],
) -> None:
    look_seldom()

    copied = [found for _, found in spread(lambda _: gc.get_threshold(), (1, 2), 2)]

    assert copied == [gc.get_threshold()] * 2
    assert all(new > old for new, old in zip(gc.get_threshold(), thresholds, strict=True))
