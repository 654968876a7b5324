"""Rule kind 「累加」: a base, and so much for each of something, up to full points."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from builder.model.answers import Answer
from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import ZERO, brief, equals, plain
from builder.rubric.rules.base import BaseRule, Survey, not_applicable, scored, without_value
from builder.rubric.terms import Condition, Measure


class Accrual(BaseRule):
    """累加：基础分 + 每个加分 × 个数，加满为止。

    写了 `base_if` 的，条件成立才有基础分。用在减分板块时，所得就是扣掉的分数。
    """

    kind: Literal["accrual"]
    per: Decimal
    """Points for each."""
    count: Measure
    """How many."""
    base: Decimal = ZERO
    """Points to begin with."""
    base_if: Condition | None = None
    """What has to hold for the base."""

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """Base + per × n, at most full points (domain.md A.0 `accum`)."""
        reading = self.count.read(evidence)
        if reading.zero_denominator:
            return not_applicable(f"{reading.text}，按不适用处理", reading.answers)
        if reading.value is None:
            return without_value(reading)
        base, steps, answers = self._base(evidence)
        points = base + self.per * reading.value
        times = f"{plain(self.per)} × {brief(reading.value)}"
        sum_ = f"{plain(base)} + {times}" if self.base else times
        steps += [reading.text, f"{sum_} {equals(brief(points))}分"]
        if points > most:
            steps.append(f"以{plain(most)}分为限")
        return scored(min(most, points), steps, (*answers, *reading.answers))

    def _base(self, evidence: Evidence) -> tuple[Decimal, list[str], tuple[Answer, ...]]:
        if self.base_if is None:
            return self.base, [], ()
        verdict = self.base_if.test(evidence)
        if verdict.holds:
            return self.base, [f"{verdict.text}，记{plain(self.base)}分"], verdict.answers
        return ZERO, [f"{verdict.text}，不记基础分{plain(self.base)}分"], verdict.answers

    def terms(self) -> Iterator[Measure | Condition]:
        """The count, then the condition of the base."""
        yield self.count
        if self.base_if is not None:
            yield self.base_if
