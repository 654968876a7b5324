"""A course through time: the totals of several campaigns as a line, with the ranks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.pages.pictures.axis import WIDTH, Axis, length, round_axis

#: Lines of the drawing: the highest and the lowest that a total stands at, and the words below.
_TOP, _BOTTOM = Decimal(24), Decimal(74)


@dataclass(frozen=True, slots=True)
class Stop:
    """One campaign of a course."""

    #: The year and the part of it, one above the other: 2022年, 第一季度.
    year: str
    part: str
    #: None where the unit wasn't counted.
    total: Decimal | None
    shown: str
    #: 第4名; empty where no rank is to be shown.
    rank: str


@dataclass(frozen=True, slots=True)
class Point:
    """One drawn stop; *y* is empty where the unit wasn't counted."""

    x: str
    y: str
    label_y: str
    shown: str
    rank: str
    year: str
    part: str


@dataclass(frozen=True, slots=True)
class Course:
    """A drawn course; the numbers are those of the table that stands below."""

    id: str
    title: str
    description: str
    #: Runs of points that are joined; a campaign that wasn't counted parts them.
    lines: tuple[str, ...]
    points: tuple[Point, ...]


def draw_course(id_: str, title: str, stops: Sequence[Stop]) -> Course | None:
    """The course through *stops*, the earliest first; None with fewer than two totals."""
    totals = [stop.total for stop in stops if stop.total is not None]
    if len(totals) < 2:  # noqa: PLR2004 - one point is no course
        return None
    axis = round_axis(totals)
    points = tuple(_point(stop, number, len(stops), axis) for number, stop in enumerate(stops))
    told = "；".join(_tell(stop) for stop in stops)
    return Course(id_, title, f"{told}。", _join(points), points)


def _tell(stop: Stop) -> str:
    return "，".join(part for part in (f"{stop.year}{stop.part}{stop.shown}", stop.rank) if part)


def _point(stop: Stop, number: int, count: int, axis: Axis) -> Point:
    slot = WIDTH / count
    y = None if stop.total is None else _height(stop.total, axis)
    return Point(
        x=length(slot * number + slot / 2),
        y="" if y is None else length(y),
        label_y=length(_BOTTOM if y is None else y - 9),
        shown=stop.shown,
        rank=stop.rank,
        year=stop.year,
        part=stop.part,
    )


def _height(total: Decimal, axis: Axis) -> Decimal:
    share = (total - axis.low) / (axis.high - axis.low)
    return _BOTTOM - (_BOTTOM - _TOP) * share


def _join(points: Sequence[Point]) -> tuple[str, ...]:
    runs: list[list[str]] = [[]]
    for point in points:
        if point.y:
            runs[-1].append(f"{point.x},{point.y}")
        else:
            runs.append([])
    return tuple(" ".join(run) for run in runs if len(run) > 1)
