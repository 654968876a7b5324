"""Trigger kind 「屡改屡犯」: what was raised in the campaign before, and is raised again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from builder.flags.context import FlagContext
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.flags import Flag, FlagSeverity, FlagState


class RepeatTrigger(BaseTrigger):
    """屡改屡犯：上一期（或第一轮）列入的红旗，本期同一单位同一指标又列入的，再列一条。

    只看所列轻重的红旗；原来的红旗不公开的，这一条也不公开。
    """

    kind: Literal["repeat"]
    severity: FlagSeverity
    of: tuple[FlagSeverity, ...]
    """How grave a flag has to be now."""

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    @property
    def looks_at_flags(self) -> bool:
        """It waits for all others."""
        return True

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a condition, unit and row."""
        seen: set[tuple[str, str, str | None]] = set()
        for flag in context.raised:
            if FlagState.REPEATED not in flag.states or flag.severity not in self.of:
                continue
            key = (flag.unit.id if flag.unit else "", flag.code, flag.indicator)
            if key not in seen:
                seen.add(key)
                yield self._sighting(flag)

    def _sighting(self, flag: Flag) -> Sighting:
        named = f"{flag.code} {flag.title}"
        return Sighting(
            *(self.severity, f"{named}再次出现", "整改后不再出现"),
            f"{named}上一期已经列入，本期又是{flag.value}（{flag.limit}）",
            flag.unit,
            instrument=flag.instrument,
            indicator=flag.indicator,
            subject=flag.code,
            clause=flag.clause,
            places=flag.places,
            answers=flag.answers,
            public=flag.public,
        )
