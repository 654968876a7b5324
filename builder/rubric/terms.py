"""The terms that rules are written in: measures (a number) and conditions (yes or no).

They stand in one file because each may hold the other: a measure counts the rows that meet a
condition, a condition compares a measure. There is no expression language (design.md §6).
"""

from __future__ import annotations

import calendar
import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from builder.model.answers import Answer, Event, show_value
from builder.model.evidence import Evidence, Scope
from builder.model.numbers import brief, percent
from builder.rubric.phrases import says_more
from builder.rubric.readings import (
    LACKING,
    Reading,
    add,
    divide,
    multiply,
    read_answer,
    read_mean,
    read_sum,
    subtract,
)
from builder.rubric.record import Record


class Measure(Record):
    """A number: exactly one of field, number, count, sum or mean, then plus, less, times, over."""

    field: str | None = None
    """A field (within `where`: a column) that holds a number."""
    number: Decimal | None = None
    """A fixed number, such as the four meetings that a year asks for."""
    count: str | None = None
    """A log whose rows are counted."""
    sum: str | None = None
    """A log of which one column is added up."""
    mean: str | None = None
    """A log of which one column is averaged; without rows there is no value."""
    column: str | None = None
    """The column that `sum` and `mean` take."""
    where: Condition | None = None
    """Which rows of the log count; all where it is left out."""
    plus: Measure | None = None
    """What is added."""
    less: Measure | None = None
    """What is taken off; the difference never falls below zero, unless `signed` is set."""
    signed: bool = False
    """Whether the difference may fall below zero."""
    times: Decimal | None = None
    """A fixed factor: 1000 for 「每千人」, 1 for a quotient that is a mean and no percentage."""
    over: Measure | None = None
    """What it is divided by."""
    title: str | None = None
    """What it is called in the trace, where its parts don't say so."""

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        sources = (self.field, self.number, self.count, self.sum, self.mean)
        if sum_of_given(sources) != 1:
            message = "须且只须写 field、number、count、sum、mean 之一"
            raise ValueError(message)
        if (self.column is not None) != (self.sum is not None or self.mean is not None):
            message = "sum、mean 须写 column，其余不写 column"
            raise ValueError(message)
        if self.where is not None and self.log is None:
            message = "where 只用于 count、sum、mean"
            raise ValueError(message)
        if self.where is not None and self.where.needs_period:
            message = "within_months 不能写在 where 里：记录行不知道评估期末"
            raise ValueError(message)
        if self.signed and self.less is None:
            message = "signed 只与 less 同写"
            raise ValueError(message)
        return self

    @property
    def log(self) -> str | None:
        """The log that it counts, adds up or averages."""
        return self.count or self.sum or self.mean

    @property
    def is_share(self) -> bool:
        """Whether it is a quotient that is told as a percentage."""
        return self.over is not None and self.times is None

    def told_in(self, reading: Reading) -> str:
        """The unit in which its *reading* is told: that of its field, 「%」 for a share."""
        if self.over is not None:
            return "%" if self.is_share else ""
        return reading.answers[0].measure if self.field is not None else ""

    def read(self, scope: Scope) -> Reading:
        """The measure's value in *scope*, with its words and the answers it used."""
        reading = self._read_source(scope)
        if self.plus is not None:
            reading = add(reading, self.plus.read(scope))
        if self.less is not None:
            reading = subtract(reading, self.less.read(scope), signed=self.signed)
        if self.times is not None:
            reading = multiply(reading, self.times)
        if self.over is not None:
            reading = divide(reading, self.over.read(scope), as_percent=self.is_share)
        return reading

    def names(self) -> Iterator[str]:
        """The fields and logs of the instrument that it draws on."""
        yield from (name for name in (self.field, self.log) if name is not None)
        for part in (self.plus, self.less, self.over):
            if part is not None:
                yield from part.names()

    def grounds(self, scope: Scope) -> Iterator[Verdict]:
        """Of every row that it takes, what it is taken for; nothing where it takes all."""
        if self.where is not None:
            verdicts = map(self.where.test, scope.events(self.log or ""))
            yield from (verdict for verdict in verdicts if verdict.holds)

    def _read_source(self, scope: Scope) -> Reading:
        if self.number is not None:
            return Reading(self.number, f"{self.title or ''}{brief(self.number)}")
        if self.field is not None:
            return read_answer(scope.answer(self.field))
        rows = [row for row in scope.events(self.log or "") if self._takes(row)]
        if self.count is not None:
            used = tuple(answer for row in rows for answer in telling_answers(row))
            return Reading(Decimal(len(rows)), f"{self.title or '记录'}{len(rows)}条", used)
        cells = [row.answer(self.column or "") for row in rows]
        reader = read_sum if self.sum is not None else read_mean
        return reader(cells, self.title or "合计")

    def _takes(self, row: Event) -> bool:
        return self.where is None or self.where.test(row).holds


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition holds, in words, with the answers it looked at."""

    holds: bool
    text: str
    answers: tuple[Answer, ...]

    @property
    def unanswered(self) -> bool:
        """Whether every answer that it looked at is blank or unreadable."""
        return bool(self.answers) and all(answer.state in LACKING for answer in self.answers)


class Condition(Record):
    """Yes or no: `all`, `any`, or one test of a field or measure. What is blank never holds."""

    all: tuple[Condition, ...] | None = None
    """Every one of these holds."""
    any: tuple[Condition, ...] | None = None
    """At least one of these holds."""
    field: str | None = None
    """The field (within `where`: the column) that is tested."""
    measure: Measure | None = None
    """The measure that is tested, in place of a field."""
    given: bool | None = None
    """Something was answered (true), or nothing was (false)."""
    is_: bool | str | None = Field(default=None, alias="is")
    """The answer is this: true (是), false (否), or this choice."""
    at_least: Decimal | None = None
    """The number is this or more (以上, 达到, 不低于)."""
    at_most: Decimal | None = None
    """The number is this or less (以内, 不高于)."""
    above: Decimal | None = None
    """The number is more than this (超过, 大于)."""
    below: Decimal | None = None
    """The number is less than this (低于, 不足)."""
    each_at_least: Decimal | None = None
    """Every number of a list is this or more."""
    within_months: int | None = None
    """The date is no more than so many months before the end of the period, and not after it."""
    on_or_before: date | None = None
    """The date is this day or an earlier one."""
    says_more_than: tuple[str, ...] | None = Field(default=None, min_length=1)
    """The text isn't made of nothing but these phrases (正在推进), whatever stands between them."""
    differs_from: str | None = None
    """The answer isn't the same as that of this other field."""

    @model_validator(mode="after")
    def _is_one_test(self) -> Self:
        subjects = (self.all, self.any, self.field, self.measure)
        if sum_of_given(subjects) != 1:
            message = "须且只须写 all、any、field、measure 之一"
            raise ValueError(message)
        compound = self.all is not None or self.any is not None
        if sum_of_given(self._tests) != (0 if compound else 1):
            message = "all、any 不写比较；field、measure 须且只须写一种比较"
            raise ValueError(message)
        return self

    @property
    def _tests(self) -> tuple[object, ...]:
        return (
            *(self.given, self.is_, self.each_at_least, self.within_months, self.differs_from),
            *(self.on_or_before, self.says_more_than),
            *(self.at_least, self.at_most, self.above, self.below),
        )

    def test(self, scope: Scope) -> Verdict:
        """Whether it holds in *scope*, and why."""
        if self.all is not None:
            return _join([part.test(scope) for part in self.all], need_all=True)
        if self.any is not None:
            return _join([part.test(scope) for part in self.any], need_all=False)
        if self.measure is not None:
            return self._compare(self.measure.read(scope))
        answer = scope.answer(self.field or "")
        if self.is_numeric:
            return self._compare(read_answer(answer))
        return self._inspect(answer, scope)

    def grounds(self, scope: Scope) -> Iterator[Verdict]:
        """Of every log row that its measures take, what it is taken for."""
        for part in (*(self.all or ()), *(self.any or ())):
            yield from part.grounds(scope)
        if self.measure is not None:
            yield from self.measure.grounds(scope)

    def names(self) -> Iterator[str]:
        """The fields and logs of the instrument that it draws on."""
        for part in (*(self.all or ()), *(self.any or ())):
            yield from part.names()
        if self.measure is not None:
            yield from self.measure.names()
        yield from (name for name in (self.field, self.differs_from) if name is not None)

    @property
    def needs_period(self) -> bool:
        """Whether it counts from the end of the period, of which a log's row knows nothing."""
        parts = (*(self.all or ()), *(self.any or ()))
        return self.within_months is not None or any(part.needs_period for part in parts)

    @property
    def is_numeric(self) -> bool:
        """Whether it compares a number with a limit."""
        return sum_of_given((self.at_least, self.at_most, self.above, self.below)) > 0

    def _compare(self, reading: Reading) -> Verdict:
        value = reading.value
        of_percent = any(answer.measure == "%" for answer in reading.answers)
        share = of_percent if self.measure is None else self.measure.is_share
        wanted, holds = _compare_number(self, value, percent if share else brief)
        mark = "符合" if holds else "不符合"
        return Verdict(holds, f"{reading.text}，要求{wanted}，{mark}", reading.answers)

    def _inspect(self, answer: Answer, scope: Scope) -> Verdict:
        if self.differs_from is not None:
            other = scope.answer(self.differs_from)
            holds = answer.given and answer.value != other.value
            word = "不同于" if holds else "未能不同于"
            compared = (answer, other) if answer.given else (answer,)
            return Verdict(holds, f"{answer.title}{word}{other.title}", compared)
        if self.within_months is not None:
            return self._within(answer, scope)
        if self.on_or_before is not None:
            return self._due(answer, self.on_or_before)
        if self.says_more_than is not None:
            return _say_more(answer, self.says_more_than)
        return Verdict(self._matches(answer), f"{answer.title}：{answer.shown}", (answer,))

    def _matches(self, answer: Answer) -> bool:
        if self.given is not None:
            return answer.given is self.given
        if self.each_at_least is not None:
            numbers = answer.value if isinstance(answer.value, tuple) else ()
            return bool(numbers) and min(numbers) >= self.each_at_least
        return answer.given and answer.value == self.is_

    def _due(self, answer: Answer, last: date) -> Verdict:
        holds = isinstance(answer.value, date) and answer.value <= last
        mark = "符合" if holds else "不符合"
        words = f"{answer.title}{answer.shown}，要求不晚于{show_value(last)}，{mark}"
        return Verdict(holds, words, (answer,))

    def _within(self, answer: Answer, scope: Scope) -> Verdict:
        if not isinstance(scope, Evidence):
            message = "within_months 不能用于记录行"
            raise TypeError(message)
        first, last = months_before(scope.period_end, self.within_months or 0), scope.period_end
        holds = isinstance(answer.value, date) and first <= answer.value <= last
        span = f"{show_value(first)}至{show_value(last)}"
        mark = "符合" if holds else "不符合"
        return Verdict(holds, f"{answer.title}{answer.shown}，要求在{span}，{mark}", (answer,))


def _compare_number(
    condition: Condition, value: Decimal | None, show: Callable[[Decimal], str]
) -> tuple[str, bool]:
    """The limit in words (≥ 5) and whether *value* keeps to it; no value never does.

    Raises ValueError for a condition without a comparison.
    """
    for limit, sign, compare in (
        (condition.at_least, "≥", operator.ge),
        (condition.at_most, "≤", operator.le),
        (condition.above, "＞", operator.gt),
        (condition.below, "＜", operator.lt),
    ):
        if limit is not None:
            return f"{sign}{show(limit)}", value is not None and bool(compare(value, limit))
    message = "条件没有写比较"
    raise ValueError(message)


def _say_more(answer: Answer, phrases: Sequence[str]) -> Verdict:
    holds = answer.given and says_more(str(answer.value), phrases)
    empty = answer.given and not holds
    note = f"，只有“{'、'.join(phrases)}”一类的空话" if empty else ""
    return Verdict(holds, f"{answer.title}：{answer.shown}{note}", (answer,))


def _join(verdicts: list[Verdict], *, need_all: bool) -> Verdict:
    holds = (min if need_all else max)(verdict.holds for verdict in verdicts)
    told = [verdict for verdict in verdicts if verdict.holds or need_all or not holds]
    text = "；".join(dict.fromkeys(verdict.text for verdict in told))
    return Verdict(holds, text, tuple(a for verdict in verdicts for a in verdict.answers))


def telling_answers(row: Event) -> tuple[Answer, ...]:
    """The row's first given cell, which is enough to find the row by."""
    return tuple(answer for answer in row.row.values() if answer.given)[:1]


def months_before(day: date, months: int) -> date:
    """The day *months* calendar months before *day*, kept within its month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def sum_of_given(values: tuple[object, ...]) -> int:
    """How many of *values* are not None."""
    return sum(value is not None for value in values)
