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
    """How many numbers lie from *low* (included) to *high* (not included)."""

    low: Decimal
    high: Decimal
    count: int

    @property
    def span(self) -> str:
        """Its bounds in words."""
        return f"{plain(self.low)}分以上、不足{plain(self.high)}分"


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
    description: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    table: Table


def distribute(numbers: Sequence[Decimal]) -> tuple[Bin, ...]:
    """*numbers* in at most ten or so equal bins on round bounds; none for no numbers."""
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
    return tuple(bins)


def draw_histogram(id_: str, title: str, numbers: Sequence[Decimal]) -> Histogram | None:
    """The histogram of *numbers*, unless all are in one bin and there is nothing to see."""
    bins = distribute(numbers)
    if len(bins) < 2:  # noqa: PLR2004 - one bar is no distribution
        return None
    fullest = max(bins, key=lambda item: item.count)
    spread = f"最低{plain(min(numbers))}分，最高{plain(max(numbers))}分"
    return Histogram(
        id=id_,
        title=title,
        description=f"共{len(numbers)}个单位，{spread}；最多的一段是{fullest.span}，"
        f"有{fullest.count}个单位。",
        bars=tuple(_bar(bins, place) for place in range(len(bins))),
        ticks=_ticks(bins),
        table=Table(
            f"{title}（数据表）",
            columns("分数段", "单位数", numeric=("单位数",)),
            tuple((Cell(b.span, sort=plain(b.low)), Cell(str(b.count))) for b in bins),
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
