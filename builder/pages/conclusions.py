"""What marks come to in a word, as pages show it: cells, counts and the way to the target."""

import re
from collections.abc import Sequence

from builder.model.marks import Mark, MarkState
from builder.pages.page import Cell, Fact
from builder.scoring.conclusions import conclusion, list_conclusions, place_of, tone_of

_NO_POINTS = "本项不记分"
#: Stands between the values of several periods.
_SERIES = "→"
_CHANGE = re.compile(r"[比与]上期.*$")
_LAST_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?=[^\d.]*$)")


def conclusion_cell(mark: Mark) -> Cell:
    """A cell with the word that *mark* comes to."""
    word = conclusion(mark)
    return Cell(word, sort=f"{place_of(word):02d}{word}", tone=tone_of(word))


def count_conclusions(marks: Sequence[Mark], measure: str) -> tuple[Fact, ...]:
    """How many of *marks*, in *measure*, come to each word."""
    words = [conclusion(mark) for mark in marks]
    return tuple(Fact(word, f"{words.count(word)}{measure}") for word in list_conclusions(marks))


def tell_conclusions(marks: Sequence[Mark], measure: str) -> str:
    """The same in one phrase: 达标10个、部分达标2个."""
    return "、".join(f"{fact.label}{fact.text}" for fact in count_conclusions(marks, measure))


def value_cell(mark: Mark) -> Cell:
    """How the number of *mark* came about: the first step, sorted by the number at its end."""
    step = mark.trace[0]
    found = _LAST_NUMBER.search(step) if mark.state is MarkState.SCORED else None
    return Cell(step, sort=found[0] if found else "-Infinity")


def gap_cell(mark: Mark) -> Cell:
    """How far off the target the number of *mark* is, and which way it goes.

    The sentences are those of the mark's card, without what the table says in other columns.
    """
    steps = (step for step in mark.trace[1:] if step != _NO_POINTS and _SERIES not in step)
    words = (_since_last(step).removesuffix(f"：{mark.label}") for step in steps)
    return Cell("；".join(words))


def _since_last(step: str) -> str:
    """The change against the period before alone, where *step* tells one with its arithmetic."""
    found = _CHANGE.search(step)
    return found[0] if found else step
