"""Garbage is looked for seldom, by the program and by the processes that are copied from it."""

import gc
from collections.abc import Iterator

import pytest

from builder.forks import spread
from builder.garbage import look_seldom

#: As Python begins.
USUAL = (700, 10, 10)


@pytest.fixture
def _usual() -> Iterator[None]:
    """Whatever another test has set, as will be set again."""
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("_usual")
def test_copied_processes_look_as_seldom_as_the_one_that_made_them() -> None:
    look_seldom()

    copied = [found for _, found in spread(lambda _: gc.get_threshold(), (1, 2), 2)]

    assert copied == [gc.get_threshold()] * 2
    assert all(new > old for new, old in zip(gc.get_threshold(), USUAL, strict=True))
