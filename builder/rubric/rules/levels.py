"""Rule kind 「分级」: a category has its points."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from builder.model.answers import AnswerState
from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import plain
from builder.rubric.rules.base import BaseRule, Survey, not_applicable, scored, unanswered
from builder.rubric.terms import Measure


class Levels(BaseRule):
    """分级：填报项选了哪一级，就记哪一级的分。"""

    kind: Literal["levels"]
    field: str
    """The choice field that is graded."""
    points: dict[str, Decimal]
    """Choice → points; every choice of the field has them."""

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """The points of the category (domain.md A.0 `tier`)."""
        answer = evidence.answer(self.field)
        if answer.state is AnswerState.NOT_APPLICABLE:
            return not_applicable("填报为不适用", [answer])
        if not answer.given:
            return unanswered([answer])
        points = self.points[str(answer.value)]
        step = f"{answer.title}为「{answer.shown}」，记{plain(points)}分"
        return scored(points, [step], [answer])

    def terms(self) -> Iterator[Measure]:
        """The choice, as the field that it is."""
        yield Measure(field=self.field)
