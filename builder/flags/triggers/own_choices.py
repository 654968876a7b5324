"""Trigger kind 「源文件缺口」: rows that are scored by a choice of ours, once a rubric."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from builder.flags.context import FlagContext
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.flags import FlagSeverity


class OwnChoicesTrigger(BaseTrigger):
    """源文件缺口：细则中有指标按本系统的默认做法记分的列入，每份细则一条，不针对任何单位。"""

    kind: Literal["own_choices"]
    severity: FlagSeverity

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a rubric."""
        for rubric in context.rubrics:
            rows = [row.id for row in rubric.indicators if row.defaults]
            if rows:
                value = f"{len(rows)}项指标"
                reason = (
                    f"《{rubric.title}》的{value}有源文件没有写明之处，"
                    f"按评分办法页列出的默认做法计算：{'、'.join(rows)}"
                )
                yield Sighting(
                    *(self.severity, value, "由主办单位书面明确", reason), instrument=rubric.id
                )
