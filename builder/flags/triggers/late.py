"""Trigger kind 「逾期报送」: a return that came after the deadline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field as Key

from builder.flags.context import FlagContext
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.answers import show_value
from builder.model.flags import FlagSeverity
from builder.model.returns import UnitReturns


class LateTrigger(BaseTrigger):
    """逾期报送：收件登记的收到时间晚于截止时间的列入，按日历天数分轻重。

    只看收件登记，不看文件的修改时间；没有登记的不列入。
    """

    kind: Literal["late"]
    severity: FlagSeverity
    """Up to `days` late."""
    beyond: FlagSeverity
    """More than `days` late."""
    days: int = Key(ge=0)
    """Days of the calendar after the day of the deadline."""

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Beyond the days, and up to them."""
        return (self.beyond, self.severity)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a late return."""
        deadline = context.campaign.deadline
        if deadline is None:
            return
        limit = f"{show_value(deadline.date())}{deadline:%H:%M}前报送"
        for item in context.returns.returns:
            if item.late is not None and item.received is not None:
                days = (item.received.date() - deadline.date()).days
                severity = self.severity if days <= self.days else self.beyond
                yield _sighting(item, severity, limit)


def _sighting(item: UnitReturns, severity: FlagSeverity, limit: str) -> Sighting:
    received = item.received
    when = f"{show_value(received.date())}{received:%H:%M}" if received else ""
    outcome = f"，{item.excluded}，未计入本次评估" if item.excluded else ""
    reason = f"收件登记的收到时间为{when}，{item.late}{outcome}"
    return Sighting(
        *(severity, item.late or "", limit, reason, item.unit), instrument=item.instrument
    )
