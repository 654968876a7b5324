"""Trigger kind 「台账」: a checkpoint past its date, or one told with nothing but set phrases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from pydantic import Field as Key

from builder.flags.context import BoundRow, FlagContext
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger, Binding
from builder.model.answers import Answer, show_value
from builder.model.flags import FlagSeverity
from builder.rubric.phrases import says_more


class LedgerBinding(Binding):
    """One checkpoint of a ledger."""

    progress: str
    """The field that tells how far it is."""
    note: str
    """The field that says what was done."""
    due: date
    """The last day on which it may be finished."""
    done: str
    """What the progress says of a finished one."""

    def names(self) -> Iterator[str]:
        """Progress and note."""
        yield from (self.progress, self.note)


class LedgerTrigger(BaseTrigger):
    """台账：期限已过、进展还不是已完成的列入；说明只有套话、没有实际内容的也列入，但不公开。

    期限与评估任务的冻结日（没有的为评估期末）比，当日不算逾期；进展没有填的、不适用的不列入。
    """

    kind: Literal["ledger"]
    severity: FlagSeverity
    empty_phrases: tuple[str, ...] = Key(min_length=1)
    """What says nothing when it stands alone."""
    bindings: tuple[LedgerBinding, ...] = Key(min_length=1)

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    @property
    def bindings_of(self) -> Sequence[Binding]:
        """One a checkpoint."""
        return self.bindings

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """At most two sightings a unit and checkpoint."""
        for binding in self.bindings:
            for rubric in filter(binding.fits, context.rubrics):
                for bound in context.rows(rubric, binding.indicator):
                    yield from self._look_at_date(bound, binding, context.campaign.last_day)
                    yield from self._look_at_note(bound, binding)

    def _look_at_date(
        self, bound: BoundRow, binding: LedgerBinding, day: date
    ) -> Iterator[Sighting]:
        progress = bound.evidence.answer(binding.progress)
        if not progress.given or progress.value == binding.done or day <= binding.due:
            return
        limit = f"{show_value(binding.due)}前{binding.done}"
        value = progress.shown
        reason = f"{bound.row.title}的时间节点已过，填报的进展是{value}，要求{limit}"
        found = bound.sighting(self.severity, value, limit, reason)
        yield replace(binding.place(found, [progress]), subject="逾期")

    def _look_at_note(self, bound: BoundRow, binding: LedgerBinding) -> Iterator[Sighting]:
        note: Answer = bound.evidence.answer(binding.note)
        if not note.given or says_more(str(note.value), self.empty_phrases):
            return
        reason = f"{bound.row.title}的说明只有“{note.shown}”，看不出做了什么、还差什么"
        found = bound.sighting(self.severity, f"“{note.shown}”", "写明做了什么、还差什么", reason)
        yield replace(binding.place(found, [note]), subject="空话", public=False)
