"""Rule kind 「酌情」: an assessor's value within a range, with a reason."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from builder.model.answers import Answer, AnswerState
from builder.model.evidence import Evidence
from builder.model.marks import MarkState, Outcome
from builder.model.numbers import ONE, ZERO, brief, plain
from builder.rubric.rules.base import (
    BaseRule,
    Survey,
    not_applicable,
    scored,
    unanswered,
    without_value,
)
from builder.rubric.terms import Measure


class Judgement(BaseRule):
    """酌情：由考核人员在规定范围内记分（或扣分），须写理由。

    写了 `prefill` 的，考核人员没有记分时，按该比例 × 满分预填；没有预填、预填的分母为0的，待核定。
    没有写理由、超出范围、不合分档的，不予采用，待核定。
    """

    kind: Literal["judgement"]
    field: str
    """The assessor's number."""
    low: Decimal
    """The least that may be given (or taken off)."""
    high: Decimal
    """The most that may be given (or taken off)."""
    step: Decimal = Decimal("0.5")
    """The grain of the scale."""
    deducts: bool = False
    """Whether the number is taken off full points."""
    or_zero: bool = False
    """Whether nothing at all may be given besides the range: {0} ∪ [low, high]."""
    prefill: Measure | None = None
    """A share (0–1) of full points that stands until an assessor says otherwise."""

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """The assessor's value, or the prefilled share (domain.md A.0 `judge`)."""
        answer = evidence.answer(self.field)
        if answer.state is AnswerState.NOT_APPLICABLE:
            return not_applicable("核定为不适用", [answer])
        if answer.state is AnswerState.BLANK:
            return self._prefilled(evidence, most, answer)
        if not answer.given:
            return unanswered([answer])
        if (fault := self._fault(answer)) is not None:
            return Outcome(MarkState.PENDING, None, (fault,), (answer,))
        value = answer.number
        reason = f"核定理由：{answer.reason}"
        if not self.deducts:
            return scored(value, [f"考核人员核定记{plain(value)}分", reason], [answer])
        points = most - value
        arithmetic = f"{plain(most)} − {plain(value)} = {plain(points)}分"
        return scored(points, [f"考核人员核定扣{plain(value)}分", reason, arithmetic], [answer])

    def _fault(self, answer: Answer) -> str | None:
        value = answer.number
        span = f"{plain(self.low)}至{plain(self.high)}分"
        if self.or_zero and value == ZERO:
            return None if answer.reason else "核定记录没有写理由，待核定"
        if not self.low <= value <= self.high:
            return f"核定值{plain(value)}不在{span}之间，待核定"
        if (value - self.low) % self.step != ZERO:
            return f"核定值{plain(value)}不是{plain(self.step)}分一档，待核定"
        return None if answer.reason else "核定记录没有写理由，待核定"

    def _prefilled(self, evidence: Evidence, most: Decimal, answer: Answer) -> Outcome:
        if self.prefill is None:
            return unanswered([answer])
        share = self.prefill.read(evidence)
        if share.zero_denominator:
            step = f"{share.text}，不能预填，待核定"
            return Outcome(MarkState.PENDING, None, (step,), share.answers)
        if share.value is None:
            return without_value(share)
        points = most * min(ONE, share.value)
        steps = [share.text, f"考核人员未另行酌情，按比例预填 {brief(points)}分"]
        return scored(points, steps, share.answers)

    @property
    def needs_points(self) -> bool:
        """Only where it takes off from them, or takes a share of them."""
        return self.deducts or self.prefill is not None

    def terms(self) -> Iterator[Measure]:
        """The assessor's number, then the share that is prefilled."""
        yield Measure(field=self.field)
        if self.prefill is not None:
            yield self.prefill
