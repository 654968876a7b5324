"""Rule kind 「名次」: points by a unit's place in its cohort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from builder.model.evidence import Evidence
from builder.model.marks import MarkState, Outcome
from builder.model.numbers import ONE, ZERO, brief, equals, plain
from builder.rubric.readings import Reading
from builder.rubric.rules.base import BaseRule, Survey, scored, unanswered, without_value
from builder.rubric.terms import Measure


class Rank(BaseRule):
    """名次：第一名记满分，每递减一个名次扣 `step` 分；或按曲线折算。

    `curve: linear` 的，记 满分 ×（N − 名次 + 1）÷ N，N 为有数据的参评单位数。
    `curve: share_of_first` 的，记 满分 × 本单位数值 ÷ 第一名数值（数值小的在前的，反过来除）。
    并列的名次相同；没有数据的单位不占名次：单位没有填的不记分，其他来源没有的待核定。
    """

    kind: Literal["rank"]
    basis: Measure
    """The number by which units are put in order."""
    step: Decimal | None = None
    """Points taken off for each place after the first."""
    curve: Literal["linear", "share_of_first"] | None = None
    """The curve, in place of a step."""
    first: Literal["most", "least"] = "most"
    """Whether the greatest or the smallest number comes first."""
    ties: Literal["competition", "dense"] = "competition"
    """Competition: 1, 2, 2, 4. Dense: 1, 2, 2, 3."""
    missing: Literal["zero"] = "zero"
    """A unit without a number gets no points and takes no rank."""
    floor: Decimal = ZERO
    """The least that the row can come to."""

    @model_validator(mode="after")
    def _has_one_scale(self) -> Self:
        if (self.step is None) == (self.curve is None):
            message = "须且只须写 step、curve 之一"
            raise ValueError(message)
        return self

    def survey(self, cohort: Sequence[Evidence]) -> Survey:
        """The ranks of all units of the *cohort* that have a number."""
        readings = {evidence.unit.id: self.basis.read(evidence).value for evidence in cohort}
        known = {unit: value for unit, value in readings.items() if value is not None}
        ranks = rank_values(known, most_first=self.first == "most", ties=self.ties)
        return Survey(ranks, known)

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:
        """Points by rank (domain.md A.0 `rank`, `rank_curve`)."""
        reading = self.basis.read(evidence)
        if reading.value is None:
            return _without_basis(reading)
        rank = survey.ranks[evidence.unit.id]
        place = f"在{survey.ranked}个有数据的单位中排第{rank}{_shared(rank, survey)}"
        if self.curve == "share_of_first":
            points, arithmetic = self._share_of_first(reading.value, most, survey)
        else:
            points, arithmetic = self._points(rank, most, survey.ranked)
        steps = [f"{reading.text}，{place}", f"{arithmetic} {equals(brief(points))}分"]
        if points < self.floor:
            steps.append(f"扣至{plain(self.floor)}分为止")
        return scored(max(self.floor, points), steps, reading.answers)

    def _points(self, rank: int, most: Decimal, ranked: int) -> tuple[Decimal, str]:
        if self.step is None:
            points = most * (ranked - rank + 1) / ranked
            return points, f"{plain(most)} ×（{ranked} − {rank} + 1）÷ {ranked}"
        points = most - self.step * (rank - 1)
        return points, f"{plain(most)} − {plain(self.step)} ×（{rank} − 1）"

    def _share_of_first(self, value: Decimal, most: Decimal, survey: Survey) -> tuple[Decimal, str]:
        best = (max if self.first == "most" else min)(survey.values.values())
        over, under = (value, best) if self.first == "most" else (best, value)
        if value == best or under <= ZERO:
            share = ONE if value == best else ZERO
            return most * share, f"{plain(most)} × {plain(share)}"
        points = max(ZERO, most * over / under)
        return points, f"{plain(most)} × {brief(over)} ÷ {brief(under)}"

    def terms(self) -> Iterator[Measure]:
        """The number by which units are put in order."""
        yield self.basis


def rank_values(
    values: Mapping[str, Decimal], *, most_first: bool, ties: Literal["competition", "dense"]
) -> dict[str, int]:
    """Rank by key, from 1; equal *values* share a rank."""
    ordered = sorted(values.values(), reverse=most_first)
    distinct = ordered if ties == "competition" else list(dict.fromkeys(ordered))
    first_place: dict[Decimal, int] = {}
    for place, value in enumerate(distinct, start=1):
        first_place.setdefault(value, place)
    return {key: first_place[value] for key, value in values.items()}


def _without_basis(reading: Reading) -> Outcome:
    """No points and no rank for a unit without a number, unless the row doesn't apply.

    Missing where the unit owed an answer, pending where only others did (domain.md A.3 2.3: it is
    the assessor who enters the number).
    """
    if reading.not_applicable:
        return without_value(reading)
    outcome = unanswered(reading.answers)
    word = "待核定" if outcome.state is MarkState.PENDING else "不记分"
    return replace(outcome, steps=(f"{reading.text}，没有数据，{word}，不占名次",))


def _shared(rank: int, survey: Survey) -> str:
    sharing = [*survey.ranks.values()].count(rank)
    return f"（{sharing}家并列）" if sharing > 1 else ""
