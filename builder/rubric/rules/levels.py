"""Rule kind 「分级」: a category has its points."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import plain
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


class Levels(BaseRule):
    """分级：填报项选了哪一级，就记哪一级的分。

    写了 `also` 的，几个填报项都按同一办法看，取其中最高（`take: best`）或最低（`take: worst`）的
    一级，填「不适用」的不算；取最高的，没有填的不看；取最低的，有一个没有填就按未填处理。
    """

    kind: Literal["levels"]
    field: str
    """The choice field that is graded."""
    points: dict[str, Decimal]
    """Choice → points; every choice of the field has them."""
    also: tuple[str, ...] = ()
    """Other fields with the same choices, of which one counts."""
    take: Literal["best", "worst"] = "best"
    """Whether the best or the worst of them counts."""

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """The points of the category (domain.md A.0 `tier`)."""
        answers = [evidence.answer(field) for field in (self.field, *self.also)]
        if all_not_applicable(answers):
            return not_applicable("填报为不适用", answers)
        given = [answer for answer in answers if answer.given]
        if not given or (self.take == "worst" and any(a.state in LACKING for a in answers)):
            return unanswered(answers)
        graded = [(self.points[str(answer.value)], answer) for answer in given]
        choose = max if self.take == "best" else min
        points, chosen = choose(graded, key=lambda pair: pair[0])
        steps = [f"{chosen.title}为「{chosen.shown}」，记{plain(points)}分"]
        if len(given) > 1:
            listed = "、".join(f"{answer.title}「{answer.shown}」" for answer in given)
            steps.insert(0, f"{listed}，取最{'高' if self.take == 'best' else '低'}的一级")
        return scored(points, steps, answers, chosen.shown)

    @property
    def needs_points(self) -> bool:
        """No: its points are stated one by one."""
        return False

    def terms(self) -> Iterator[Measure]:
        """The choice, as the field that it is."""
        yield from (Measure(field=field) for field in (self.field, *self.also))
