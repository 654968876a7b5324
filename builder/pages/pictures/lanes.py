"""Lanes: values one below the other, each on an axis of its own beside what it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.model.numbers import ZERO
from builder.pages.pictures.axis import Axis, length
from builder.pages.pictures.spread import Spread

#: A lane's height: a line of text with the axis below, and the words at the axis' ends.
_LANE, _ENDS = 38, 13
#: How much of a title finds room beside the number.
_TITLE = 21


@dataclass(frozen=True, slots=True)
class Compared:
    """What is drawn in one lane."""

    title: str
    #: The number in words, to the right of the title.
    shown: str
    #: None where there is no such number, as of a section that doesn't apply.
    own: Decimal | None
    axis: Axis
    #: Where the others' numbers lie.
    spread: Spread | None = None
    #: Every number of the cohort, where each is to be seen.
    all: tuple[Decimal, ...] = ()
    #: What should be reached.
    goal: Decimal | None = None
    #: What the ends of the axis are called; nothing where that goes without saying.
    ends: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """One drawn lane; lengths in units of the view box, empty where nothing is drawn."""

    top: str
    title: str
    shown: str
    dot: str
    bar: str
    span: str
    span_length: str
    middle: str
    ticks: tuple[str, ...]
    goal: str
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """A drawn comparison; the numbers are those of the table that stands beside it."""

    id: str
    title: str
    description: str
    height: str
    lanes: tuple[Lane, ...]
    #: What the signs stand for.
    legend: tuple[str, ...]


def draw_lanes(
    id_: str, title: str, description: str, compared: Sequence[Compared], own: str
) -> Lanes:
    """The lanes of *compared*; *own* says whose value the dot is, such as 本单位."""
    top, drawn = 0, []
    for one in compared:
        drawn.append(_lane(one, top))
        top += _LANE + (_ENDS if one.ends else 0)
    signs = {
        f"● {own}": True,
        "┃ 中位数": any(one.spread for one in compared),
        "▭ 各单位最低到最高": any(one.spread for one in compared),
        "╵ 每一短线是一个单位": any(one.all for one in compared),
        "┆ 目标": any(one.goal is not None for one in compared),
    }
    legend = tuple(sign for sign, used in signs.items() if used)
    return Lanes(id_, title, description, str(top), tuple(drawn), legend)


def _lane(one: Compared, top: int) -> Lane:
    axis, spread = one.axis, one.spread
    grows = axis.low == ZERO and one.own is not None
    return Lane(
        top=str(top),
        title=one.title if len(one.title) <= _TITLE else f"{one.title[: _TITLE - 1]}…",
        shown=one.shown,
        dot=axis.at(one.own) if one.own is not None else "",
        bar=length(axis.span(ZERO, one.own)) if grows and one.own is not None else "",
        span=axis.at(spread.least) if spread else "",
        span_length=axis.between(spread.least, spread.most) if spread else "",
        middle=axis.at(spread.middle) if spread else "",
        ticks=tuple(dict.fromkeys(axis.at(number) for number in one.all)),
        goal=axis.at(one.goal) if one.goal is not None else "",
        ends=one.ends or (),
    )
