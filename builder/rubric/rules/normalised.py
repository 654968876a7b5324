"""Rule kind 「归一化」: a number placed between the worst and the best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import ZERO, brief, equals, plain
from builder.rubric.readings import Reading
from builder.rubric.rules.base import BaseRule, Survey, scored, without_value
from builder.rubric.terms import Measure


class Normalised(BaseRule):
    """归一化：满分 ×（数值 − 最差值）÷（最好值 − 最差值），在0与满分之间。

    最好值、最差值不写的，取本次参评单位中的最好值、最差值；写了 `best` 的就是与目标值的差距。
    `better: less` 的，数值越小越好。数值都相同，或者都达到写明的最好值的，都记满分；
    都不如写明的最差值的，都记0分。
    """

    kind: Literal["normalised"]
    value: Measure
    """The number that is placed."""
    better: Literal["more", "less"] = "more"
    """Whether a greater or a smaller number is better."""
    best: Decimal | None = None
    """The number that gets full points; the cohort's best where left out."""
    worst: Decimal | None = None
    """The number that gets none; the cohort's worst where left out."""

    def survey(self, cohort: Sequence[Evidence]) -> Survey:
        """The numbers of all units of the *cohort* that have one."""
        readings = {evidence.unit.id: self.value.read(evidence).value for evidence in cohort}
        return Survey({}, {unit: value for unit, value in readings.items() if value is not None})

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:
        """Most × share of the way from worst to best (min–max, OECD/JRC Handbook 2008, step 5)."""
        reading = self.value.read(evidence)
        if reading.value is None:
            return without_value(reading)
        worst, best = self._ends(survey, reading)
        ends = f"最差{brief(worst)}，最好{brief(best)}"
        if worst == best:
            points = most if self._reaches(reading.value, best) else ZERO
            step = f"{ends}，没有差距，记{plain(points)}分"
            return scored(points, [reading.text, step], reading.answers)
        exact = most * (reading.value - worst) / (best - worst)
        points = max(ZERO, min(most, exact))
        arithmetic = (
            f"{plain(most)} ×（{brief(reading.value)} − {brief(worst)}）"
            f"÷（{brief(best)} − {brief(worst)}）{equals(brief(exact))}分"
        )
        steps = [reading.text, ends, arithmetic]
        if points != exact:
            steps.append(f"以0至{plain(most)}分为限")
        return scored(points, steps, reading.answers)

    def _ends(self, survey: Survey, reading: Reading) -> tuple[Decimal, Decimal]:
        values = list(survey.values.values()) or [reading.value or ZERO]
        low, high = min(values), max(values)
        if self.better == "less":
            low, high = high, low
        worst = low if self.worst is None else self.worst
        best = high if self.best is None else self.best
        if self._reaches(worst, best):
            return (best, best) if self.worst is None else (worst, worst)
        return worst, best

    def _reaches(self, value: Decimal, best: Decimal) -> bool:
        return value >= best if self.better == "more" else value <= best

    def terms(self) -> Iterator[Measure]:
        """The number that is placed."""
        yield self.value
