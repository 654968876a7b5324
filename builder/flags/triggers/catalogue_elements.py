"""Trigger kind 「指南要素」: classes of elements that a guide says nothing of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from pydantic import Field as Key

from builder.flags.context import FlagContext
from builder.flags.guides import Entry, guides
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.flags import FLAG_SEVERITY_ORDER, FlagSeverity
from builder.rubric.record import Record


class ElementLevel(Record):
    """From how many missing classes on it is how grave."""

    severity: FlagSeverity
    at_least: int = Key(ge=1)


class CatalogueElementsTrigger(BaseTrigger):
    """指南要素：目录所列的办事指南要素有整类没有填的列入，一份指南一条，按缺几类定轻重。

    填“不适用”的算填了；catalogues_apart 所列目录中只有名称、什么要素都没有的，由别的条件列出。
    """

    kind: Literal["catalogue_elements"]
    levels: tuple[ElementLevel, ...] = Key(min_length=1)
    """The gravest first."""
    catalogues_apart: tuple[str, ...] = ()
    """Ids of schemas whose items may have no guide at all, which another condition tells."""

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Those of its levels."""
        found = {level.severity for level in self.levels}
        return tuple(severity for severity in FLAG_SEVERITY_ORDER if severity in found)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a guide that lacks a class."""
        for entry in guides(context):
            missing = entry.schema.missing_elements(entry.item)
            if entry.schema.id in self.catalogues_apart and _has_no_guide(entry, missing):
                continue
            level = next((one for one in self.levels if len(missing) >= one.at_least), None)
            if level is not None:
                value = f"缺{len(missing)}类"
                limit = f"{len(entry.schema.elements)}类要素齐全"
                reason = f"{value}要素：{'、'.join(missing)}"
                yield entry.sighting(level.severity, value, limit, reason)


def _has_no_guide(entry: Entry, missing: Collection[str]) -> bool:
    """Whether nothing but the name is given."""
    return {*entry.schema.elements} - {*missing} <= {entry.schema.name_column.element}
