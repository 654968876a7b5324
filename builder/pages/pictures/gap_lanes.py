"""How far values are from what should be reached: rows of the rule 目标比对."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from builder.model.answers import Answer, Event
from builder.model.marks import Mark, MarkState
from builder.model.numbers import ZERO
from builder.model.standings import Scorecard, Standing
from builder.pages.pictures.axis import Axis
from builder.pages.pictures.lanes import Compared, Lanes, draw_lanes
from builder.pages.pictures.spread import Spread, find_spread
from builder.rubric.rules.target import Target
from builder.rubric.schema import Indicator, Rubric
from builder.rubric.trends import show_number
from builder.scoring.conclusions import short_marks

#: With more units a drawing is no help any more; the table says the same.
MOST_UNITS = 40


@dataclass(frozen=True, slots=True)
class Gap:
    """A mark's number and what should be reached, both told in *unit*."""

    value: Decimal
    goal: Decimal
    unit: str

    def tell(self, number: Decimal) -> str:
        """*number* in the measure of both."""
        return show_number(number, self.unit)


@dataclass(frozen=True, slots=True)
class _Used:
    """The answers that a mark rests on, without those of the campaigns before."""

    answers: tuple[Answer, ...]

    def answer(self, field: str) -> Answer:
        """The answer to *field*. Raises KeyError where the mark doesn't rest on it."""
        found = (one for one in self.answers if one.field == field and not one.carried_from)
        if (answer := next(found, None)) is None:
            raise KeyError(field)
        return answer

    def events(self, log: str) -> tuple[Event, ...]:
        """A mark keeps no logs. Raises KeyError always."""
        raise KeyError(log)


def find_gap(mark: Mark, row: Indicator, day: date) -> Gap | None:
    """How *mark* of *row* lies to the goal that holds on *day*.

    None without a number that may be told, or without a goal.
    """
    rule = row.rule
    if not isinstance(rule, Target) or mark.state is not MarkState.SCORED:
        return None
    if any(answer.hides for answer in mark.answers):
        return None
    goal = rule.goal_on(day)
    try:
        reading = rule.value.read(_Used(mark.answers))
    except KeyError:
        # It counts rows of a log; the mark's sentences tell them.
        return None
    if goal is None or reading.value is None:
        return None
    return Gap(reading.value, goal.value, rule.value.told_in(reading))


def draw_unit_gaps(card: Scorecard, rubric: Rubric, day: date) -> Lanes | None:
    """The rows in which *card* falls short of the goal of *day*; None where there are none."""
    rows = {row.id: row for row in rubric.indicators}
    lanes = list(_unit_lanes(short_marks(card), rows, day))
    if not lanes:
        return None
    return draw_lanes(
        f"g-{rubric.id}",
        f"没有完全达到的{len(lanes)}项与目标的差距",
        "；".join(f"{lane.title}{lane.shown}" for lane in lanes) + "。",
        lanes,
        "本单位",
    )


def draw_row_gaps(
    lines: Iterable[tuple[Standing, Mark]], row: Indicator, day: date
) -> Lanes | None:
    """Every unit's number beside the goal of *row*; None with fewer than two of them."""
    found = [(standing.unit.name, find_gap(mark, row, day)) for standing, mark in lines]
    gaps = [(name, gap) for name, gap in found if gap is not None]
    top = max((max(gap.value, gap.goal) for _, gap in gaps), default=ZERO)
    if not 1 < len(gaps) <= MOST_UNITS or top <= ZERO:
        return None
    most_first = isinstance(row.rule, Target) and row.rule.better == "more"
    lanes = [
        Compared(name, gap.tell(gap.value), gap.value, Axis(ZERO, top), goal=gap.goal)
        for name, gap in sorted(gaps, key=lambda pair: pair[1].value, reverse=most_first)
    ]
    return draw_lanes(
        "g-row", "各单位的数值与目标", _tell_row([gap for _, gap in gaps]), lanes, "各单位"
    )


def _unit_lanes(marks: Iterable[Mark], rows: dict[str, Indicator], day: date) -> Iterator[Compared]:
    for mark in marks:
        gap = find_gap(mark, rows[mark.indicator], day)
        if gap is not None and (top := max(gap.value, gap.goal)) > ZERO:
            shown = f"{gap.tell(gap.value)}，目标{gap.tell(gap.goal)}"
            title = f"{mark.indicator} {mark.title}"
            yield Compared(title, shown, gap.value, Axis(ZERO, top), goal=gap.goal)


def _tell_row(gaps: list[Gap]) -> str:
    spread, first = cast("Spread", find_spread([gap.value for gap in gaps])), gaps[0]
    ends = f"最低{first.tell(spread.least)}，最高{first.tell(spread.most)}"
    middle, goal = first.tell(spread.middle), first.tell(first.goal)
    return f"共{len(gaps)}个单位，{ends}，中位数{middle}；目标{goal}。"
