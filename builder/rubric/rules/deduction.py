"""Rule kind 「扣分」: full points less so much for each occurrence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.model.answers import Answer
from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import ONE, ZERO, plain
from builder.rubric.readings import LACKING, Reading
from builder.rubric.record import Record
from builder.rubric.rules.base import (
    BaseRule,
    Survey,
    all_not_applicable,
    not_applicable,
    scored,
    unanswered,
    without_value,
)
from builder.rubric.terms import Condition, Measure, Verdict


class Charge(Record):
    """So many points for each of something, or once unless a condition holds."""

    per: Decimal
    """Points taken off each time."""
    title: str = ""
    """What is charged for, where the measure doesn't say it."""
    count: Measure | None = None
    """How many times."""
    unless: Condition | None = None
    """Charged once, unless this holds."""
    zero_from: Decimal | None = Key(default=None, gt=0)
    """From so many times on the row gets nothing, such as 2 for 「第二次起不得分」."""

    @model_validator(mode="after")
    def _has_one_ground(self) -> Self:
        if (self.count is None) == (self.unless is None):
            message = "须且只须写 count、unless 之一"
            raise ValueError(message)
        return self

    def read(self, evidence: Evidence) -> Reading:
        """How many times it is charged, in words. Raises ValueError as `term` does."""
        term = self.term()
        if isinstance(term, Measure):
            return term.read(evidence)
        verdict = term.test(evidence)
        excused = verdict.holds or all_not_applicable(verdict.answers)
        times = ZERO if excused else ONE
        return Reading(times, verdict.text, verdict.answers)

    def term(self) -> Measure | Condition:
        """The measure or condition that it rests on. Raises ValueError where it has neither."""
        term = self.count or self.unless
        if term is None:
            message = "扣分没有写 count 或 unless"
            raise ValueError(message)
        return term


class Deduction(BaseRule):
    """扣分：满分 − 每次扣分 × 次数，可有多项扣分，扣完为止。

    `requires` 不成立的记0分，没有填的按未填处理；`zero_if` 成立的（如投诉查证属实）此项不记分。
    某一项写了 `zero_from` 的，达到那么多次，此项不记分。
    """

    kind: Literal["deduction"]
    charges: tuple[Charge, ...]
    """What is taken off."""
    requires: Condition | None = None
    """Without this there are no points to take off from."""
    zero_if: Condition | None = None
    """Where this holds the row gets nothing."""
    floor: Decimal = ZERO
    """The least that the row can come to."""

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """Most − Σ per × count, not under the floor (domain.md A.0 `deduct`)."""
        required = self.requires.test(evidence) if self.requires is not None else None
        if (settled := self._settle(evidence, required)) is not None:
            return settled
        readings = [charge.read(evidence) for charge in self.charges]
        for reading in readings:
            if reading.value is None or _nothing_known(reading.answers):
                return without_value(reading)
        steps: list[str] = []
        answers: list[Answer] = []
        points = most
        if required is not None:
            steps.append(required.text)
            answers += required.answers
        for charge, reading in zip(self.charges, readings, strict=True):
            taken = charge.per * (reading.value or ZERO)
            points -= taken
            steps.append(_charge_step(charge, reading, taken))
            answers += reading.answers
        steps.append(f"{plain(most)} − {plain(most - points)} = {plain(points)}分")
        for charge, reading in zip(self.charges, readings, strict=True):
            if charge.zero_from is not None and (reading.value or ZERO) >= charge.zero_from:
                steps.append(f"达到{plain(charge.zero_from)}次，此项不记分")
                return scored(self.floor, steps, answers)
        if points < self.floor:
            steps.append(f"扣至{plain(self.floor)}分为止")
        return scored(max(self.floor, points), steps, answers)

    def _settle(self, evidence: Evidence, required: Verdict | None) -> Outcome | None:
        """What there is to say before anything is counted: a premise lacking, a row zeroed."""
        if required is not None:
            if all_not_applicable(required.answers):
                return not_applicable("填报为不适用", required.answers)
            if required.unanswered:
                return unanswered(required.answers)
            if not required.holds:
                step = f"前提不具备，记{plain(self.floor)}分"
                return scored(self.floor, [required.text, step], required.answers)
        if self.zero_if is not None:
            verdict = self.zero_if.test(evidence)
            if verdict.holds:
                return scored(self.floor, [verdict.text, "此项不记分"], verdict.answers)
        return None

    def terms(self) -> Iterator[Measure | Condition]:
        """The charges' measures, then the conditions."""
        yield from (charge.term() for charge in self.charges)
        yield from (term for term in (self.requires, self.zero_if) if term is not None)


def _nothing_known(answers: tuple[Answer, ...]) -> bool:
    return bool(answers) and all(answer.state in LACKING for answer in answers)


def _charge_step(charge: Charge, reading: Reading, taken: Decimal) -> str:
    words = f"{charge.title}：{reading.text}" if charge.title else reading.text
    times = plain(reading.value or ZERO)
    return f"{words}，扣 {plain(charge.per)} × {times} = {plain(taken)}分"
