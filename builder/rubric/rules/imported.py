"""Rule kind 「引用成绩」: the mean of outside scores, converted to this row's points."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import ZERO, brief, plain
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

    有一个成绩未填的，整项按未填处理。
    """

    kind: Literal["imported"]
    fields: tuple[str, ...]
    """The outside scores, all of equal weight."""
    scale: Decimal
    """Full marks of the outside scores."""

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """Mean × most ÷ scale (domain.md A.0 `input`)."""
        answers = [evidence.answer(field) for field in self.fields]
        if all_not_applicable(answers):
            return not_applicable("填报为不适用", answers)
        if not all(answer.given for answer in answers):
            return unanswered(answers)
        total = sum((answer.number for answer in answers), ZERO)
        points = total * most / self.scale / len(answers)
        listed = " + ".join(f"{answer.title}{answer.shown}" for answer in answers)
        mean = brief(total / len(answers))
        steps = [f"（{listed}）÷ {len(answers)} = {mean}"] if len(answers) > 1 else [listed]
        steps.append(f"{mean} × {plain(most)} ÷ {plain(self.scale)} = {brief(points)}分")
        return scored(points, steps, answers)

    def terms(self) -> Iterator[Measure]:
        """The outside scores."""
        yield from (Measure(field=field) for field in self.fields)
