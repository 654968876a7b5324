"""Rule kind 「引用成绩」: the mean of outside scores, converted to this row's points."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import Field as Key

from builder.model.answers import Answer
from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import ZERO, brief, equals, plain
from builder.rubric.readings import LACKING
from builder.rubric.rules.base import (
    BaseRule,
    Survey,
    all_not_applicable,
    not_applicable,
    scored,
    unanswered,
)
from builder.rubric.terms import Measure


class Imported(BaseRule):
    """引用成绩：外部成绩（如三个月考核分）的平均值 × 满分 ÷ 外部成绩满分。

    有一个成绩未填的，整项按未填处理。填「不适用」的成绩不计入平均。
    """

    kind: Literal["imported"]
    fields: tuple[str, ...] = Key(min_length=1)
    """The outside scores, all of equal weight."""
    scale: Decimal = Key(gt=0)
    """Full marks of the outside scores."""

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """Mean × most ÷ scale (domain.md A.0 `input`)."""
        answers = [evidence.answer(field) for field in self.fields]
        if all_not_applicable(answers):
            return not_applicable("填报为不适用", answers)
        if any(answer.state in LACKING for answer in answers):
            return unanswered(answers)
        counted = [answer for answer in answers if answer.given]
        total = sum((answer.number for answer in counted), ZERO)
        points = total * most / self.scale / len(counted)
        steps = [_mean_step(counted, total)]
        mean = brief(total / len(counted))
        steps.append(f"{mean} × {plain(most)} ÷ {plain(self.scale)} {equals(brief(points))}分")
        if points > most:
            steps.append(f"以{plain(most)}分为限")
        return scored(min(most, points), steps, answers)

    def terms(self) -> Iterator[Measure]:
        """The outside scores."""
        yield from (Measure(field=field) for field in self.fields)


def _mean_step(counted: list[Answer], total: Decimal) -> str:
    listed = " + ".join(f"{answer.title}{answer.shown}" for answer in counted)
    if len(counted) == 1:
        return listed
    return f"（{listed}）÷ {len(counted)} {equals(brief(total / len(counted)))}"
