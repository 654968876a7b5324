"""Rule kind 「条件得分」: full points where a condition holds, else none."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import ZERO, plain
from builder.rubric.rules.base import (
    BaseRule,
    Survey,
    all_not_applicable,
    not_applicable,
    scored,
    unanswered,
)
from builder.rubric.terms import Condition


class Award(BaseRule):
    """条件得分：条件成立记满分，否则记0分。

    全部有关填报项未填的，按未填处理；只填了一部分的，未填部分视为不符合。
    """

    kind: Literal["award"]
    when: Condition
    """What has to hold for the points."""

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """Full points or none (domain.md A.0 `bool`)."""
        verdict = self.when.test(evidence)
        if all_not_applicable(verdict.answers):
            return not_applicable("填报为不适用", verdict.answers)
        if verdict.unanswered:
            return unanswered(verdict.answers)
        points = most if verdict.holds else ZERO
        word = "符合" if verdict.holds else "不符合"
        return scored(points, [verdict.text, f"{word}，记{plain(points)}分"], verdict.answers)

    def terms(self) -> Iterator[Condition]:
        """The condition."""
        yield self.when
