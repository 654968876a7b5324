"""Trigger kind 「未报」: a unit of the cohort without a return that can be used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from builder.flags.context import FlagContext
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.intake.assembly import AFTER_CUTOFF
from builder.model.flags import FlagSeverity


class MissingTrigger(BaseTrigger):
    """未报：应报送而没有可以使用的填报表的列入；截止后才报送的按逾期报送，不重复列入。"""

    kind: Literal["missing"]
    severity: FlagSeverity

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a unit and instrument."""
        for one in context.result.instruments:
            cohort = one.standings.cohort
            for unit in cohort.expected:
                why = cohort.missing.get(unit.id, AFTER_CUTOFF)
                if why != AFTER_CUTOFF:
                    reason = f"《{one.rubric.title}》：{why}"
                    yield Sighting(
                        *(self.severity, why, "按时报送填报表", reason, unit),
                        instrument=one.rubric.id,
                    )
