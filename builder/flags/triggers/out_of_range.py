"""Trigger kind 「自评越界」: a self-score above the full points, or below zero."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from builder.flags.context import FlagContext, places_of
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.answers import Answer
from builder.model.flags import FlagSeverity
from builder.model.marks import Mark
from builder.model.numbers import ZERO, plain
from builder.model.returns import UnitReturns


class OutOfRangeTrigger(BaseTrigger):
    """自评越界：自评分高于满分或者低于0分的列入；没有满分的指标只看是否低于0分。"""

    kind: Literal["out_of_range"]
    severity: FlagSeverity

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a row."""
        for item in context.returns.returns:
            marks = context.marks.get((item.instrument, item.unit.id), {})
            for id_, own in (item.self_scores or {}).items():
                if id_ in marks and own.given and _is_out(own, marks[id_]):
                    yield self._sighting(item, marks[id_], own)

    def _sighting(self, item: UnitReturns, mark: Mark, own: Answer) -> Sighting:
        limit = f"0至{plain(mark.most)}分" if mark.most is not None else "不低于0分"
        return Sighting(
            *(self.severity, own.shown, limit, f"{mark.title}自评{own.shown}，应在{limit}"),
            item.unit,
            instrument=item.instrument,
            indicator=mark.indicator,
            clause=mark.clause,
            places=places_of([own]),
            answers=(own,),
        )


def _is_out(own: Answer, mark: Mark) -> bool:
    return own.number < ZERO or (mark.most is not None and own.number > mark.most)
