"""Trigger kind 「整改逾期」: a row of the register of rectification past its deadline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from builder.flags.context import FlagContext, find_row, places_of
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.answers import show_value
from builder.model.flags import FlagSeverity
from builder.model.rectification import Rectification
from builder.model.units import Unit


class OverdueTrigger(BaseTrigger):
    """整改逾期：整改台账中整改期限已过、还没有销号的列入，每个问题一条。

    期限与评估任务的冻结日（没有的为评估期末）比，当日不算逾期；没有写期限的不列入。
    """

    kind: Literal["overdue"]
    severity: FlagSeverity

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a row of the register."""
        units, day = context.units, context.campaign.last_day
        for row in context.returns.rectifications:
            if row.unit in units and row.overdue(day):
                yield self._sighting(row, units[row.unit], context)

    def _sighting(self, row: Rectification, unit: Unit, context: FlagContext) -> Sighting:
        indicator = str(row.indicator.value) if row.indicator.given else ""
        holder = next((one for one in context.rubrics if find_row(one, indicator)), None)
        day = show_value(context.campaign.last_day)
        state = row.conclusion.shown if row.conclusion.given else "没有复核结论"
        number = row.number.shown if row.number.given else ""
        reason = f"整改台账{number}：期限{row.due.shown}，到{day}{state}"
        return Sighting(
            *(self.severity, f"到{day}{state}", f"{row.due.shown}前销号", reason, unit),
            instrument=holder.id if holder else None,
            indicator=indicator if holder else None,
            subject=number,
            places=places_of([row.due, row.conclusion]),
        )
