"""Rule kind 「按比例」: full points times a share, never more than full."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import ONE, brief, equals, percent, plain
from builder.rubric.rules.base import BaseRule, Survey, scored, without_value
from builder.rubric.terms import Measure


class Proportion(BaseRule):
    """按比例：满分 ×（分子 ÷ 分母），比例超过1的按1计。

    只写分子不写分母的，分子本身就是比例。分母为0的，按不适用处理。
    """

    kind: Literal["proportion"]
    numerator: Measure
    """What is done; the share itself where there is no denominator."""
    denominator: Measure | None = None
    """What there is to do."""

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """Most × min(1, numerator ÷ denominator) (domain.md A.0 `ratio`)."""
        share = self.share.read(evidence)
        if share.value is None:
            return without_value(share)
        points = most * min(ONE, share.value)
        steps = [share.text]
        if share.value > ONE:
            steps.append("比例超过100%，按100%计")
        steps.append(f"{self._arithmetic(evidence, most, share.value)} {equals(brief(points))}分")
        return scored(points, steps, share.answers)

    def _arithmetic(self, evidence: Evidence, most: Decimal, share: Decimal) -> str:
        """The product with its exact terms, as somebody with a calculator would check it."""
        done = self.numerator.read(evidence).value
        there = self.denominator.read(evidence).value if self.denominator else None
        if done is None or there is None or share > ONE:
            return f"{plain(most)} × {percent(min(ONE, share))}"
        return f"{plain(most)} × {brief(done)} ÷ {brief(there)}"

    @property
    def share(self) -> Measure:
        """The share as one measure."""
        if self.denominator is None:
            return self.numerator
        return self.numerator.model_copy(update={"over": self.denominator})

    def terms(self) -> Iterator[Measure]:
        """Numerator and denominator."""
        yield self.share
