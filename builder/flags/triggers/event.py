"""Trigger kind 「登记事件」: rows of a log that meet a condition, one flag for all of a unit's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field as Key

from builder.flags.context import BoundRow, FlagContext
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger, Binding
from builder.model.answers import Event
from builder.model.flags import FlagSeverity
from builder.rubric.terms import Condition


class EventBinding(Binding):
    """The log of one instrument whose rows are looked at."""

    log: str
    """The log."""
    where: Condition | None = None
    """Which rows meet it; all where it is left out."""
    tells: tuple[str, ...] = ()
    """The columns that are named in the flag; never one that may hold a person."""

    def names(self) -> Iterator[str]:
        """The log; its columns are the log's own matter."""
        yield self.log


class EventTrigger(BaseTrigger):
    """登记事件：登记表中有符合条件的记录的列入，同一单位的合为一条。

    没有登记的不列入；没有填“核实”一类条件的记录不列入。
    """

    kind: Literal["event"]
    severity: FlagSeverity
    limit: str
    """What there should be, in words: 没有此类事件."""
    counted_in: str = "条"
    """What the rows are counted in: 次, 件, 种."""
    bindings: tuple[EventBinding, ...] = Key(min_length=1)

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    @property
    def bindings_of(self) -> Sequence[Binding]:
        """One a log."""
        return self.bindings

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a unit that has such rows."""
        for binding in self.bindings:
            for rubric in filter(binding.fits, context.rubrics):
                for bound in context.rows(rubric, binding.indicator):
                    yield from self._look(bound, binding)

    def _look(self, bound: BoundRow, binding: EventBinding) -> Iterator[Sighting]:
        events = bound.evidence.events(binding.log)
        found = [e for e in events if binding.where is None or binding.where.test(e).holds]
        if not found:
            return
        log = bound.evidence.logs[binding.log]
        value = f"{len(found)}{self.counted_in}"
        named = "、".join(dict.fromkeys(filter(None, (_tell(e, binding) for e in found))))
        reason = f"{log.title}中有{value}{f'：{named}' if named else ''}，要求{self.limit}"
        sighting = bound.sighting(self.severity, value, self.limit, reason)
        cells = [answer for event in found for answer in event.row.values() if answer.given]
        yield binding.place(sighting, cells)


def _tell(event: Event, binding: EventBinding) -> str:
    """The row in a few words: its named columns that are given."""
    cells = (event.answer(column) for column in binding.tells)
    return " ".join(cell.shown for cell in cells if cell.given)
