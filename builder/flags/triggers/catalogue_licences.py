"""Trigger kind 「证照未归集」: licences of the catalogue without data, or with less than is due."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from builder.flags.context import FlagContext
from builder.flags.guides import Entry, entries
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.answers import Answer
from builder.model.flags import FLAG_SEVERITY_ORDER, FlagSeverity
from builder.model.numbers import plain
from builder.rubric.catalogue_columns import Role


class CatalogueLicencesTrigger(BaseTrigger):
    """证照未归集：已归集数为0的列入，已归集少于应归集的也列入；所列系统类型的都除外。

    已归集数没有填的不列入；应归集数为0的不列入。
    """

    kind: Literal["catalogue_licences"]
    empty: FlagSeverity
    """How grave no data at all is."""
    incomplete: FlagSeverity
    """How grave it is that some lack."""
    excused_systems: tuple[str, ...] = ()
    """Systems whose data the unit can't push itself: 国建, 省建."""

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Both of them."""
        both = {self.empty, self.incomplete}
        return tuple(severity for severity in FLAG_SEVERITY_ORDER if severity in both)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a licence."""
        for entry in entries(context):
            due = entry.number(Role.EXPECTED_COUNT)
            collected = entry.answer(Role.COLLECTED_COUNT)
            excused = entry.text(Role.SYSTEM_KIND) in self.excused_systems
            if collected is not None and collected.given and due != 0 and not excused:
                yield from self._look(entry, collected, due)

    def _look(self, entry: Entry, collected: Answer, due: Decimal | None) -> Iterator[Sighting]:
        value, places = f"已归集{collected.shown}", (collected.place,)
        if collected.number == 0:
            yield entry.sighting(self.empty, value, "有数据", "没有归集到一条数据", places)
        elif due is not None and collected.number < due:
            limit = f"应归集{plain(due)}{collected.measure}"
            reason = f"{value}，少于{limit}"
            yield entry.sighting(self.incomplete, value, limit, reason, places)
