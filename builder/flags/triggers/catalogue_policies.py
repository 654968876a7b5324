"""Trigger kind 「政策过期」: a policy called valid after its last day, or without its text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from builder.flags.context import FlagContext
from builder.flags.guides import Entry, entries
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.answers import AnswerState, show_value
from builder.model.flags import FlagSeverity
from builder.rubric.catalogue_columns import Role


class CataloguePoliciesTrigger(BaseTrigger):
    """政策过期：有效期止早于评估任务最后一天、状态仍是有效的列入；没有原文网址的列入。

    最后一天当天到期的不算过期；有效期止没有填的不算过期。
    """

    kind: Literal["catalogue_policies"]
    severity: FlagSeverity
    valid: tuple[str, ...]
    """What the state says of a policy in force: 有效, 即将到期."""

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """At most two sightings a policy."""
        day = context.campaign.last_day
        for entry in entries(context):
            yield from self._look_at_date(entry, day)
            basis = entry.answer(Role.BASIS_URL)
            if basis is not None and basis.state is AnswerState.BLANK:
                reason = "没有原文网址，看不到依据"
                limit = "附原文网址"
                yield entry.sighting(self.severity, "没有原文网址", limit, reason, (basis.place,))

    def _look_at_date(self, entry: Entry, day: date) -> Iterator[Sighting]:
        until, state = entry.answer(Role.VALID_UNTIL), entry.text(Role.STATUS)
        if until is None or state not in self.valid:
            return
        last = until.value
        if isinstance(last, date) and last < day:
            value = f"{show_value(last)}到期"
            reason = f"{value}，到{show_value(day)}状态仍写“{state}”"
            yield entry.sighting(self.severity, value, "到期的改为失效", reason, (until.place,))
