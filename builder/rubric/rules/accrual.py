"""Rule kind 「累加」: a base, and so much for each of something, up to full points."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.model.answers import Answer, show_value
from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import ONE, ZERO, brief, equals, plain
from builder.rubric.readings import Reading
from builder.rubric.rules.base import BaseRule, Survey, scored, without_value
from builder.rubric.terms import Condition, Measure


class Accrual(BaseRule):
    """累加：基础分 + 每个加分 × 个数，加满为止。

    写了 `base_if` 的，条件成立才有基础分。写了 `above` 的，只算超过它的部分；写了 `below` 的，
    只算低于它的部分；写了 `each` 的，每满那么多算一个，`whole` 为是的，不满一个的不算。
    用在减分板块时，所得就是扣掉的分数。
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
    above: Decimal | None = None
    """Only what goes beyond this counts."""
    below: Decimal | None = None
    """Only what falls short of this counts."""
    each: Decimal = Key(default=ONE, gt=0)
    """So much of it is one."""
    whole: bool = False
    """Whether only whole ones count."""

    @model_validator(mode="after")
    def _has_one_threshold(self) -> Self:
        if self.above is not None and self.below is not None:
            message = "above、below 只写一个"
            raise ValueError(message)
        return self

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """Base + per × n, at most full points (domain.md A.0 `accum`)."""
        reading = self.count.read(evidence)
        if reading.value is None:
            return without_value(reading)
        base, steps, answers = self._base(evidence)
        number, arithmetic = self._number(reading)
        points = base + self.per * number
        times = f"{plain(self.per)} × {brief(number)}"
        sum_ = f"{plain(base)} + {times}" if self.base else times
        steps += [reading.text, *arithmetic, f"{sum_} {equals(brief(points))}分"]
        if points > most:
            steps.append(f"以{plain(most)}分为限")
        return scored(min(most, points), steps, (*answers, *reading.answers))

    def _number(self, reading: Reading) -> tuple[Decimal, list[str]]:
        """How many count, and how that follows where it isn't the reading itself."""
        value, steps = reading.value or ZERO, []
        threshold = self.above if self.above is not None else self.below
        if threshold is not None:
            word = "超过" if self.above is not None else "低于"
            beyond = value - threshold if self.above is not None else threshold - value
            value = max(ZERO, beyond)
            unit = self.count.told_in(reading)
            steps.append(f"{word}{show_value(threshold, unit)}的部分：{show_value(value, unit)}")
        if self.each != ONE:
            unit = self.count.told_in(reading)
            value /= self.each
            steps.append(f"每{show_value(self.each, unit)}算一个，合{brief(value)}个")
        if self.whole and value != value // ONE:
            value //= ONE
            steps.append(f"不满一个的不算，计{plain(value)}个")
        return value, steps

    def _base(self, evidence: Evidence) -> tuple[Decimal, list[str], tuple[Answer, ...]]:
        if self.base_if is None:
            return self.base, [], ()
        verdict = self.base_if.test(evidence)
        if verdict.holds:
            return self.base, [f"{verdict.text}，记{plain(self.base)}分"], verdict.answers
        return ZERO, [f"{verdict.text}，不记基础分{plain(self.base)}分"], verdict.answers

    @property
    def needs_points(self) -> bool:
        """No: its points are stated one by one."""
        return False

    def terms(self) -> Iterator[Measure | Condition]:
        """The count, then the condition of the base."""
        yield self.count
        if self.base_if is not None:
            yield self.base_if
