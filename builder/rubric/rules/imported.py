"""Rule kind 「引用成绩」: the mean of outside scores, converted to this row's points."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.model.answers import Answer
from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import ZERO, brief, combine, equals, plain
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

    有一个成绩未填的，整项按未填处理。填「不适用」的成绩不计入平均。写了 `weights` 的，按权重平均；
    写了 `drop` 的，去掉那么多个最高的和同样多个最低的再平均（成绩不够去的，不去）；
    外部成绩不从0起的，`lowest` 写它的最低分，减去后再折算。
    """

    kind: Literal["imported"]
    fields: tuple[str, ...] = Key(min_length=1)
    """The outside scores, all of equal weight where `weights` is left out."""
    scale: Decimal = Key(gt=0)
    """Full marks of the outside scores."""
    lowest: Decimal = ZERO
    """The outside score that is worth nothing here, where their scale doesn't begin at 0."""
    weights: tuple[Annotated[Decimal, Key(gt=0)], ...] = ()
    """One weight for each of the fields."""
    drop: int = Key(default=0, ge=0)
    """How many of the highest, and as many of the lowest, are left out of the mean."""

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        if self.weights and (len(self.weights) != len(self.fields) or self.drop):
            message = "weights 须与 fields 一一对应，且不与 drop 同写"
            raise ValueError(message)
        if self.lowest >= self.scale:
            message = "lowest 须小于 scale"
            raise ValueError(message)
        return self

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """Mean × most ÷ scale (domain.md A.0 `input`)."""
        answers = [evidence.answer(field) for field in self.fields]
        if all_not_applicable(answers):
            return not_applicable("填报为不适用", answers)
        if any(answer.state in LACKING for answer in answers):
            return unanswered(answers)
        mean, steps = self._mean([answer for answer in answers if answer.given])
        points = (mean - self.lowest) * most / (self.scale - self.lowest)
        steps.append(f"{self._conversion(mean, most)} {equals(brief(points))}分")
        if points > most:
            steps.append(f"以{plain(most)}分为限")
        if points < ZERO:
            steps.append("最低记0分")
        return scored(max(ZERO, min(most, points)), steps, answers)

    def _mean(self, counted: list[Answer]) -> tuple[Decimal, list[str]]:
        """The mean of the *counted* scores, and how it came about."""
        if self.weights:
            return self._weighted_mean(counted)
        ordered = sorted(counted, key=lambda answer: answer.number)
        trims = self.drop if len(counted) > 2 * self.drop else 0
        kept = ordered[trims : len(ordered) - trims]
        left_out = [*ordered[:trims], *ordered[len(ordered) - trims :]]
        steps = []
        if trims:
            words = "、".join(f"{answer.title}{answer.shown}" for answer in left_out)
            steps.append(f"去掉{trims}个最高、{trims}个最低：{words}")
            counted = [answer for answer in counted if answer in kept]
        total = sum((answer.number for answer in counted), ZERO)
        return total / len(counted), [*steps, _mean_step(counted, total)]

    def _weighted_mean(self, counted: list[Answer]) -> tuple[Decimal, list[str]]:
        weights = dict(zip(self.fields, self.weights, strict=True))
        weighed = [(weights[answer.field], answer) for answer in counted]
        mean = combine("mean", [(weight, answer.number) for weight, answer in weighed])
        listed = " + ".join(f"{answer.title}{answer.shown} × {plain(w)}" for w, answer in weighed)
        whole = plain(sum((weight for weight, _ in weighed), ZERO))
        return mean, [f"（{listed}）÷ {whole} {equals(brief(mean))}"]

    def _conversion(self, mean: Decimal, most: Decimal) -> str:
        if not self.lowest:
            return f"{brief(mean)} × {plain(most)} ÷ {plain(self.scale)}"
        span = f"（{plain(self.scale)} − {plain(self.lowest)}）"
        return f"（{brief(mean)} − {plain(self.lowest)}）× {plain(most)} ÷ {span}"

    def terms(self) -> Iterator[Measure]:
        """The outside scores."""
        yield from (Measure(field=field) for field in self.fields)


def _mean_step(counted: list[Answer], total: Decimal) -> str:
    listed = " + ".join(f"{answer.title}{answer.shown}" for answer in counted)
    if len(counted) == 1:
        return listed
    return f"（{listed}）÷ {len(counted)} {equals(brief(total / len(counted)))}"
