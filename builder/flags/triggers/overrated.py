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


@dataclass(frozen=True, slots=True)
class _Pair:
    """One row's 自评分 beside what was verified."""

    mark: Mark
    own: Answer
    verified: Decimal
    most: Decimal

    @property
    def excess(self) -> Decimal:
        """How far the unit is above the verified points."""
        return self.own.number - self.verified


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
        for item in context.returns.returns:
            marks = context.marks.get((item.instrument, item.unit.id), {})
            pairs = _pair(marks, item.self_scores or {})
            full = sum((_most(mark) for mark in marks.values()), ZERO)
            if pairs and full > ZERO:
                yield from self._compare(pairs, full, item)

    def _compare(
        self, pairs: Sequence[_Pair], full: Decimal, item: UnitReturns
    ) -> Iterator[Sighting]:
        own = sum((pair.own.number for pair in pairs), ZERO)
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
        used = [pair.own for pair in rows or pairs]
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
    verified, most = plain(pair.verified), plain(pair.most)
    return f"{pair.mark.indicator}自评{pair.own.shown}，核定{verified}分，满分{most}分"


def _pair(marks: Mapping[str, Mark], own: Mapping[str, Answer]) -> list[_Pair]:
    found = []
    for id_, mark in marks.items():
        score, most = own.get(id_), _most(mark)
        known = mark.state is MarkState.SCORED and mark.points is not None and most > ZERO
        if score is not None and score.given and known:
            found.append(_Pair(mark, score, mark.points or ZERO, most))
    return found


def _most(mark: Mark) -> Decimal:
    """The full points of a row that applies; none for a row without any."""
    if mark.state is MarkState.NOT_APPLICABLE or mark.most is None or not mark.most.is_finite():
        return ZERO
    return mark.most
