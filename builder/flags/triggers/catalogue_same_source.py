"""Trigger kind 「数据同源」: a guide that differs from what the platform says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from builder.flags.context import FlagContext
from builder.flags.guides import entries
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.flags import FlagSeverity
from builder.rubric.catalogue_columns import Role


class CatalogueSameSourceTrigger(BaseTrigger):
    """数据同源：指南填明与政务服务网不一致的列入，一份指南一条；没有填的不列入。"""

    kind: Literal["catalogue_same_source"]
    severity: FlagSeverity

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a guide."""
        for entry in entries(context):
            answer = entry.answer(Role.SAME_SOURCE)
            if answer is not None and answer.value is False:
                reason = "与政务服务网发布的不一致"
                yield entry.sighting(self.severity, "不一致", "一致", reason, (answer.place,))
