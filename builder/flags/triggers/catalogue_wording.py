"""Trigger kind 「兜底性条款」: catch-all wording in the texts of a guide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from builder.flags.context import FlagContext
from builder.flags.guides import Cell, Entry, guides
from builder.flags.lexicon import Hit, find_catch_all
from builder.flags.lexicon_words import CERTAINTY_NAMES, Lexicon, Scope
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.flags import FLAG_SEVERITY_ORDER, FlagSeverity
from builder.rubric.catalogue_columns import Role
from builder.rubric.record import Record

#: In which part of a guide a column stands; columns of no other meaning are looked at.
_SCOPES: Mapping[Role, Scope] = {
    Role.MATERIAL: Scope.MATERIALS,
    Role.MATERIAL_NOTE: Scope.MATERIALS,
    Role.CONDITION: Scope.CONDITIONS,
    Role.TRIGGER: Scope.CONDITIONS,
    Role.STEP: Scope.STEPS,
    Role.STEP_RESULT: Scope.STEPS,
    Role.FEE_STANDARD: Scope.FEES,
    Role.FEE_BASIS: Scope.BASIS,
    Role.BASIS: Scope.BASIS,
}


class Waiver(Record):
    """A wording that one item may keep (白名单), who allowed it, and until when."""

    catalogue: str
    """Id of the catalogue's schema."""
    item: str
    """The item's 编号."""
    words: str
    """The words as they stand there, white space aside."""
    reason: str
    approved_by: str
    """The post (职务) of who allowed it; no name."""
    until: date
    """The last day on which it holds."""

    def covers(self, entry: Entry, hit: Hit, day: date) -> bool:
        """Whether it allows *hit* in *entry* on *day*."""
        same = (self.catalogue, self.item) == (entry.schema.id, entry.item.id)
        return same and day <= self.until and "".join(hit.words.split()) == self._bare

    @property
    def _bare(self) -> str:
        return "".join(self.words.split())


@dataclass(frozen=True, slots=True)
class _Found:
    cell: Cell
    hit: Hit
    severity: FlagSeverity

    @property
    def told(self) -> str:
        kind = CERTAINTY_NAMES[self.hit.certainty]
        return f"“{self.cell.column.title}”写有“{' '.join(self.hit.words.split())}”（{kind}）"


class CatalogueWordingTrigger(BaseTrigger):
    """兜底性条款：指南的材料、条件、流程、收费中有词库所列说法的列入，一份指南一条。

    设定依据和书名号内的不看；白名单所列、到评估任务的最后一天还没有到期的不列入。
    """

    kind: Literal["catalogue_wording"]
    limit: str
    lexicon: Lexicon
    waivers: tuple[Waiver, ...] = ()

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Those of the lexicon."""
        every = {one for levels in self.lexicon.severities.values() for one in levels.values()}
        return tuple(severity for severity in FLAG_SEVERITY_ORDER if severity in every)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a guide with such wording, as grave as the gravest."""
        day = context.campaign.last_day
        for entry in guides(context):
            found = list(self._look(entry, day))
            if found:
                worst = min((one.severity for one in found), key=FLAG_SEVERITY_ORDER.index)
                shown = "、".join(dict.fromkeys("".join(one.hit.words.split()) for one in found))
                told = "；".join(dict.fromkeys(one.told for one in found))
                places = tuple(one.cell.answer.place for one in found)
                yield entry.sighting(worst, shown, self.limit, f"的{told}", places)

    def _look(self, entry: Entry, day: date) -> Iterator[_Found]:
        for cell in entry.cells():
            scope = _SCOPES.get(cell.column.role) if cell.column.role else None
            if scope is None:
                continue
            for hit in find_catch_all(cell.text, scope, self.lexicon):
                severity = self.lexicon.severity(scope, hit.certainty)
                waived = any(waiver.covers(entry, hit, day) for waiver in self.waivers)
                if severity is not None and not waived:
                    yield _Found(cell, hit, severity)
