"""Rule kind 「缺项扣分」: full points less so much for each missing element."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import ZERO, plain
from builder.rubric.readings import LACKING
from builder.rubric.rules.base import (
    BaseRule,
    Survey,
    all_not_applicable,
    not_applicable,
    scored,
    unanswered,
)
from builder.rubric.terms import Condition, Verdict


class Checklist(BaseRule):
    """缺项扣分：满分 − 每项扣分 × 缺少的要素数，扣完为止。

    全部要素未填的，按未填处理；只填了一部分的，未填的要素视为缺少。填「不适用」的要素不扣分。
    """

    kind: Literal["checklist"]
    elements: tuple[Condition, ...]
    """One condition an element; an element is there where its condition holds."""
    per: Decimal
    """Points taken off for each missing element."""
    floor: Decimal = ZERO
    """The least that the row can come to."""

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """Most − per × missing elements (domain.md A.0 `checklist`)."""
        verdicts = [element.test(evidence) for element in self.elements]
        answers = [answer for verdict in verdicts for answer in verdict.answers]
        if all_not_applicable(answers):
            return not_applicable("各要素均填报为不适用", answers)
        if answers and all(answer.state in LACKING for answer in answers):
            return unanswered(answers)
        missing = [verdict for verdict in verdicts if _is_missing(verdict)]
        points = most - self.per * len(missing)
        steps = [f"共{len(verdicts)}项要素，缺{len(missing)}项{_list(missing)}"]
        steps.append(f"{plain(most)} − {plain(self.per)} × {len(missing)} = {plain(points)}分")
        if points < self.floor:
            steps.append(f"扣至{plain(self.floor)}分为止")
        return scored(max(self.floor, points), steps, answers)

    def terms(self) -> Iterator[Condition]:
        """The elements' conditions."""
        yield from self.elements


def _is_missing(verdict: Verdict) -> bool:
    return not verdict.holds and not all_not_applicable(verdict.answers)


def _list(missing: list[Verdict]) -> str:
    return f"（{'；'.join(verdict.text for verdict in missing)}）" if missing else ""
