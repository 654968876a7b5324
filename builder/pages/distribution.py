"""How numbers spread: equal bins on round bounds, drawn as a histogram."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from builder.model.numbers import ZERO, plain, round_half_up
from builder.pages.page import Cell, Table, columns

_STEPS = tuple(Decimal(step).scaleb(power) for power in range(-2, 5) for step in (1, 2, 5))
_MOST_BINS = 10
#: The drawing, in units of its view box: inner width, height of the tallest bar, its base line.
_LEFT, _WIDTH, _TALLEST, _BASE = Decimal(12), Decimal(336), Decimal(112), Decimal(136)


@dataclass(frozen=True, slots=True)
class Bin:
    """How many numbers lie from *low* (included) to *high* (not included unless closed)."""

    low: Decimal
    high: Decimal
    count: int
    #: Whether *high* is the most that there can be, and is included.
    closed: bool = False

    def span(self, measure: str) -> str:
        """Its bounds in words, counted in *measure*."""
        end = "不超过" if self.closed else "不足"
        return f"{plain(self.low)}{measure}以上、{end}{plain(self.high)}{measure}"


@dataclass(frozen=True, slots=True)
class Bar:
    """One drawn bar; lengths in units of the view box."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    label_y: str
    count: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A bound under the bars."""

    x: str
    text: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """A drawn distribution, and the same as a table."""

    id: str
    title: str
    #: What the numbers along the axis are counted in.
    measure: str
    description: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    table: Table


def distribute(numbers: Sequence[Decimal], most: Decimal | None = None) -> tuple[Bin, ...]:
    """*numbers* in at most ten or so equal bins on round bounds; none for no numbers.

    Where the greatest number is the *most* that there can be, no bin begins there.
    """
    if not numbers:
        return ()
    low, high = min(numbers), max(numbers)
    step = next(s for s in _STEPS if high - low < s * _MOST_BINS)
    start = (low / step).to_integral_value(ROUND_FLOOR) * step
    bins = []
    while start <= high:
        end = start + step
        bins.append(Bin(start, end, sum(start <= number < end for number in numbers)))
        start = end
    if len(bins) > 1 and bins[-1].low == high == most:
        last, full = bins[-2], bins.pop()
        bins[-1] = Bin(last.low, last.high, last.count + full.count, closed=True)
    return tuple(bins)


def draw_histogram(
    id_: str,
    title: str,
    numbers: Sequence[Decimal],
    measure: str = "分",
    most: Decimal | None = None,
) -> Histogram | None:
    """The histogram of *numbers*, unless all are in one bin and there is nothing to see.

    They are counted in *measure*, and there can be no more than *most*, where it is given.
    """
    bins = distribute(numbers, most)
    if len(bins) < 2:  # noqa: PLR2004 - one bar is no distribution
        return None
    fullest = max(bins, key=lambda item: item.count)
    spread = f"最低{plain(min(numbers))}{measure}，最高{plain(max(numbers))}{measure}"
    return Histogram(
        id=id_,
        title=title,
        measure=measure,
        description=f"共{len(numbers)}个单位，{spread}；最多的一段是{fullest.span(measure)}，"
        f"有{fullest.count}个单位。",
        bars=tuple(_bar(bins, place) for place in range(len(bins))),
        ticks=_ticks(bins),
        table=Table(
            f"{title}（数据表）",
            columns("分数段" if measure == "分" else "区间", "单位数", numeric=("单位数",)),
            tuple((Cell(b.span(measure), sort=plain(b.low)), Cell(str(b.count))) for b in bins),
            sortable=False,
        ),
    )


def _bar(bins: Sequence[Bin], place: int) -> Bar:
    slot = _WIDTH / len(bins)
    most = max(item.count for item in bins)
    height = _TALLEST * bins[place].count / most
    x, y = _LEFT + slot * place, _BASE - height
    count = bins[place].count
    return Bar(
        x=_length(x + 2),
        y=_length(y),
        width=_length(slot - 4),
        height=_length(height),
        middle=_length(x + slot / 2),
        label_y=_length(y - 5),
        count=str(count) if count else "",
    )


def _ticks(bins: Sequence[Bin]) -> tuple[Tick, ...]:
    slot = _WIDTH / len(bins)
    bounds = [*(item.low for item in bins), bins[-1].high]
    return tuple(Tick(_length(_LEFT + slot * n), plain(bound)) for n, bound in enumerate(bounds))


def _length(number: Decimal) -> str:
    return plain(round_half_up(max(ZERO, number), 1))
