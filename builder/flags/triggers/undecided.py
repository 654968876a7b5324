"""Trigger kind 「未决事项」: what a person still has to decide before results are final."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from builder.flags.context import FlagContext, find_row, places_of
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.appeals import Appeal
from builder.model.flags import FlagSeverity
from builder.model.marks import MarkState
from builder.model.standings import Scorecard, Standing
from builder.rubric.schema import Rubric
from builder.scoring.standings import UNDECIDED

_LIMIT = "正式发布前作出决定"


class UndecidedTrigger(BaseTrigger):
    """未决事项：名次或等次并列待裁定、指标待核定、一票否决无从核实、申诉没有复核结论的列入。"""

    kind: Literal["undecided"]
    severity: FlagSeverity

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a unit and sort of matter; one an appeal."""
        for rubric, line in context.standings():
            for subject, value, reason in _matters(line):
                yield Sighting(
                    *(self.severity, value, _LIMIT, reason, line.unit),
                    instrument=rubric.id,
                    subject=subject,
                )
        for appeal in context.returns.appeals:
            if appeal.undecided and appeal.unit in context.units:
                yield self._appealed(appeal, context)

    def _appealed(self, appeal: Appeal, context: FlagContext) -> Sighting:
        row = appeal.indicator.shown
        holder: Rubric | None = next((one for one in context.rubrics if find_row(one, row)), None)
        reason = f"单位对指标{row}有异议，申诉与复核登记中没有复核结论"
        return Sighting(
            *(self.severity, "申诉没有复核结论", _LIMIT, reason, context.units[appeal.unit]),
            instrument=holder.id if holder else None,
            indicator=row if holder else None,
            subject="申诉",
            places=places_of([appeal.opinion, appeal.decision]),
        )


def _matters(line: Standing) -> Iterator[tuple[str, str, str]]:
    """Sort of matter, what was found and why, for one unit's line."""
    card = line.scorecard
    pending = _pending(card) if card is not None else []
    ties = [words for words in line.undecided if UNDECIDED in words]
    if ties:
        yield "裁定", "、".join(ties), "、".join(ties)
    if pending:
        value = f"{len(pending)}项待核定"
        yield "待核定", value, f"{value}：{'、'.join(pending)}"
    if card is not None and card.open_vetoes:
        titles = "、".join(card.open_vetoes)
        yield "一票否决", f"{titles}无从核实", f"{titles}的登记表没有收到，无从核实"


def _pending(card: Scorecard) -> list[str]:
    return [
        f"{mark.indicator} {mark.title}" for mark in card.marks if mark.state is MarkState.PENDING
    ]
