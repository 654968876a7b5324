"""How a number moved since the campaigns before, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from builder.model.answers import Answer, show_value
from builder.model.evidence import Evidence
from builder.model.numbers import HUNDRED, ZERO, brief, percent
from builder.rubric.readings import Reading
from builder.rubric.terms import Measure

Better = Literal["more", "less"]


@dataclass(frozen=True, slots=True)
class Trend:
    """Sentences on how a number moved, with the answers that they rest on."""

    steps: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()


def find_trend(value: Measure, evidence: Evidence, reading: Reading, better: Better) -> Trend:
    """How *value* moved to its *reading* since the campaigns before; nothing without any."""
    past = [(one, value.read(one)) for one in _campaigns_before(evidence)]
    known = [(one.period_end, before.value) for one, before in past if before.value is not None]
    if not past:
        return Trend()
    unit = value.told_in(reading)
    steps = [_tell_last(*past[0], reading, unit, better)]
    if len(known) > 1:
        points = [*reversed(known), (evidence.period_end, reading.value or ZERO)]
        shown = (f"{show_value(day)}{show_number(number, unit)}" for day, number in points)
        steps.append(f"各期走势：{' → '.join(shown)}")
    return Trend(tuple(steps), tuple(answer for _, before in past for answer in before.answers))


def tell_change(reading: Reading, before: Reading, unit: str, better: Better) -> str:
    """How *reading* compares with the one *before*, both told in *unit*."""
    if before.value is None or reading.value is None:
        return f"{before.text}，不能比较升降"
    change = reading.value - before.value
    if change == ZERO:
        return f"{before.text}，与上期持平"
    improved = (change > ZERO) == (better == "more")
    word = "上升" if change > ZERO else "下降"
    told = show_gap(abs(change), unit)
    return f"{before.text}，比上期{word}{told}（{'好转' if improved else '变差'}）"


def _tell_last(last: Evidence, before: Reading, reading: Reading, unit: str, better: Better) -> str:
    """How *reading* compares with the one *before*, of a campaign in which not all units count."""
    day, out = show_value(last.period_end), last.excluded
    if out and before.value is None:
        return f"上期（{day}）{out}，不能比较升降"
    when = f"{day}，{out}" if out else day
    return f"上期（{when}）{tell_change(reading, before, unit, better)}"


def show_number(number: Decimal, unit: str) -> str:
    """*number* in *unit*, at most four decimals; a share as a percentage."""
    return percent(number) if unit == "%" else f"{brief(number)}{unit}"


def show_gap(gap: Decimal, unit: str) -> str:
    """A difference in *unit*; between percentages it is told in 百分点."""
    return f"{brief(gap * HUNDRED, 2)}个百分点" if unit == "%" else f"{brief(gap)}{unit}"


def _campaigns_before(evidence: Evidence) -> Iterator[Evidence]:
    """The unit's evidence in the campaigns before, the latest first."""
    one = evidence.before
    while one is not None:
        yield one
        one = one.before
