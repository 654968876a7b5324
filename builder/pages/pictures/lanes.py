"""Lanes: values one below the other, each on an axis of its own beside what it is compared with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import east_asian_width

from builder.model.numbers import ZERO
from builder.pages.pictures.axis import WIDTH, Axis
from builder.pages.pictures.spread import Spread

#: A lane's height: a line of text with the axis below, and the words at the axis' ends.
_LANE, _ENDS = 38, 16
#: How far down a lane its axis runs.
_AXIS = 25
#: How much of a title finds room beside the number.
_TITLE = 21
#: The size of words in large type on a phone, at most (pictures.css), and how wide a figure is.
_LARGE, _NARROW = Decimal(22), Decimal("0.6")


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
class Words:
    """Words of the drawing, set from *x* on or up to it."""

    x: str
    y: str
    text: str
    #: Whether they end there.
    ends: bool = False
    #: How they go on where there is room: large type on a phone has less.
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Strokes:
    """All strokes of one sort as the data of a path; the style sheet knows the sort by its name."""

    sort: str
    path: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """A drawn comparison; the numbers are those of the table that stands beside it."""

    id: str
    title: str
    description: str
    height: str
    words: tuple[Words, ...]
    #: From the back to the front.
    strokes: tuple[Strokes, ...]
    #: What the signs stand for.
    legend: tuple[str, ...]


def draw_lanes(
    id_: str, title: str, description: str, compared: Sequence[Compared], own: str
) -> Lanes:
    """The lanes of *compared*; *own* says whose value the dot is, such as 本单位."""
    tops, height = _stack(compared)
    placed = list(zip(compared, tops, strict=True))
    paths = {
        "axis": "".join(f"M6 {top + _AXIS}h348" for top in tops),
        "span": "".join(_span(one, top) for one, top in placed),
        "tick": "".join(_ticks(one, top) for one, top in placed),
        "bar": "".join(_bar(one, top) for one, top in placed),
        "middle": "".join(
            _upright(one.axis, one.spread.middle, top) for one, top in placed if one.spread
        ),
        "goal": "".join(
            _upright(one.axis, one.goal, top) for one, top in placed if one.goal is not None
        ),
        "dot": "".join(
            f"M{one.axis.at(one.own)} {top + _AXIS}h0" for one, top in placed if one.own is not None
        ),
    }
    return Lanes(
        id_,
        title,
        description,
        str(height),
        tuple(words for one, top in placed for words in _words(one, top)),
        tuple(Strokes(sort, path) for sort, path in paths.items() if path),
        tuple(sign.format(own=own) for sort, sign in _SIGNS.items() if paths[sort]),
    )


#: Sorts of strokes → what the legend says of them.
_SIGNS = {
    "dot": "● {own}",
    "middle": "┃ 中位数",
    "span": "▭ 各单位最低到最高",
    "tick": "╵ 每一短线是一个单位",
    "goal": "┆ 目标",
}


def _stack(compared: Sequence[Compared]) -> tuple[list[int], int]:
    """Where each lane begins, and where the last one ends."""
    tops, top = [], 0
    for one in compared:
        tops.append(top)
        top += _LANE + (_ENDS if one.ends else 0)
    return tops, top


def _words(one: Compared, top: int) -> Iterator[Words]:
    title = one.title if len(one.title) <= _TITLE else f"{one.title[: _TITLE - 1]}…"
    fits = _fitting(title, one.shown)
    yield Words("0", str(top + 13), title[:fits], rest=title[fits:])
    yield Words("360", str(top + 13), one.shown, ends=True)
    if one.ends:
        yield Words("6", str(top + 45), one.ends[0])
        yield Words("354", str(top + 45), one.ends[1], ends=True)


def _fitting(title: str, shown: str) -> int:
    """How many characters of *title* stand beside *shown* in large type on a phone."""
    room = WIDTH - _large_width(f"{shown} ")
    if _large_width(title) <= room:
        return len(title)
    lengths = range(len(title), 0, -1)
    return next((n for n in lengths if _large_width(f"{title[:n]}…") <= room), 1)


def _large_width(text: str) -> Decimal:
    """How wide *text* is there: a Chinese character is a square, others are little over a half."""
    squares = sum(east_asian_width(sign) in "WFA" for sign in text)
    return _LARGE * (squares + (len(text) - squares) * _NARROW)


def _span(one: Compared, top: int) -> str:
    """A box from the least to the greatest; of a single number nothing."""
    if one.spread is None:
        return ""
    wide = one.axis.between(one.spread.least, one.spread.most)
    return f"M{one.axis.at(one.spread.least)} {top + _AXIS - 5}h{wide}v10h-{wide}z"


def _ticks(one: Compared, top: int) -> str:
    # Many units have the same number, and to tell where it lies takes longer than to see that.
    places = dict.fromkeys(map(one.axis.at, dict.fromkeys(one.all)))
    return "".join(f"M{place} {top + _AXIS - 4}v8" for place in places)


def _bar(one: Compared, top: int) -> str:
    """From zero to the value, where the axis begins there."""
    if one.own is None or one.axis.low != ZERO:
        return ""
    return f"M6 {top + _AXIS}h{one.axis.between(ZERO, one.own)}"


def _upright(axis: Axis, number: Decimal, top: int) -> str:
    return f"M{axis.at(number)} {top + _AXIS - 8}v16"
