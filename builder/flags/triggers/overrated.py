"""Trigger kind 「自评虚高」: self-scores far above the verified ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pydantic import Field as Key

from builder.flags.context import FlagContext, distinct, places_of
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.answers import Answer
from builder.model.flags import FlagSeverity
from builder.model.marks import Mark, MarkState
from builder.model.numbers import HUNDRED, ZERO, percent, plain, round_half_up
from builder.model.returns import UnitReturns
from builder.rubric.schema import Rubric, SectionKind


@dataclass(frozen=True, slots=True)
class _Pair:
    """One row's 自评分 beside what was verified."""

    mark: Mark
    answer: Answer
    most: Decimal
    #: Whether its points are taken off.
    penalty: bool

    @property
    def own(self) -> Decimal:
        """What the unit's score does to its total; of a deduction, with a minus or without."""
        number = self.answer.number
        return -abs(number) if self.penalty else number

    @property
    def verified(self) -> Decimal:
        """What the verified points do to the total."""
        points = self.mark.points or ZERO
        return -points if self.penalty else points

    @property
    def excess(self) -> Decimal:
        """How far the unit is above the verified points."""
        return self.own - self.verified


class OverratedTrigger(BaseTrigger):
    """自评虚高：自评分合计（折合百分制）或单项自评分高出核定分太多的列入，一个单位合为一条。

    没有自评、没有核定、不适用的指标不比；没有满分的指标不比。
    """

    kind: Literal["overrated"]
    severity: FlagSeverity
    total: Decimal = Key(gt=0)
    """Points out of a hundred by which the sum of the self-scores is above the verified."""
    share: Decimal = Key(gt=0, le=1)
    """Share of a row's full points by which it is above."""

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a unit and instrument."""
        penalties = {rubric.id: _penalties(rubric) for rubric in context.rubrics}
        for item in context.returns.returns:
            marks = context.marks.get((item.instrument, item.unit.id), {})
            taken_off = penalties[item.instrument] if marks else frozenset()
            pairs = _pair(marks, item.self_scores or {}, taken_off)
            gained = (mark for id_, mark in marks.items() if id_ not in taken_off)
            full = sum(map(_most, gained), ZERO)
            if pairs and full > ZERO:
                yield from self._compare(pairs, full, item)

    def _compare(
        self, pairs: Sequence[_Pair], full: Decimal, item: UnitReturns
    ) -> Iterator[Sighting]:
        own = sum((pair.own for pair in pairs), ZERO)
        verified = sum((pair.verified for pair in pairs), ZERO)
        above = (own - verified) * HUNDRED / full
        rows = [pair for pair in pairs if pair.excess >= pair.most * self.share]
        if above < self.total and not rows:
            return
        told = f"合计高出{plain(round_half_up(above, 2))}分" if above >= self.total else ""
        single = "、".join(pair.mark.indicator for pair in rows)
        share = percent(self.share)
        value = [told, f"{single}高出满分的{share}以上" if rows else ""]
        sums = (
            f"自评分合计{plain(own)}分，核定分合计{plain(verified)}分，满分共{plain(full)}分，"
            f"折合百分制相差{plain(round_half_up(above, 2))}分"
        )
        used = [pair.answer for pair in rows or pairs]
        yield Sighting(
            *(self.severity, "；".join(filter(None, value))),
            f"合计高出不到{plain(self.total)}分（百分制），单项高出不到满分的{share}",
            "；".join([sums, *(_tell(pair) for pair in rows)]),
            item.unit,
            instrument=item.instrument,
            places=places_of(used),
            answers=distinct(used),
        )


def _tell(pair: _Pair) -> str:
    most = plain(pair.most)
    if pair.penalty:
        own, verified = plain(-pair.own), plain(-pair.verified)
        return f"{pair.mark.indicator}自评扣{own}分，核定扣{verified}分，最多扣{most}分"
    verified = plain(pair.verified)
    return f"{pair.mark.indicator}自评{pair.answer.shown}，核定{verified}分，满分{most}分"


def _penalties(rubric: Rubric) -> frozenset[str]:
    """The rows whose points are taken off."""
    sections = (one for one in rubric.sections if one.kind is SectionKind.PENALTY)
    return frozenset(row.id for section in sections for row in section.indicators)


def _pair(
    marks: Mapping[str, Mark], own: Mapping[str, Answer], penalties: frozenset[str]
) -> list[_Pair]:
    found = []
    for id_, mark in marks.items():
        score, most = own.get(id_), _most(mark)
        known = mark.state is MarkState.SCORED and mark.points is not None and most > ZERO
        if score is not None and score.given and known:
            found.append(_Pair(mark, score, most, penalty=id_ in penalties))
    return found


def _most(mark: Mark) -> Decimal:
    """The full points of a row that applies; none for a row without any."""
    if mark.state is MarkState.NOT_APPLICABLE or mark.most is None or not mark.most.is_finite():
        return ZERO
    return mark.most
