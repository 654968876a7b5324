"""Trigger kind 「一件事」: no lead, no guide, or a business item that lies with two departments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal

from builder.flags.context import FlagContext
from builder.flags.guides import Entry, entries, plain_name
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.catalogues import CatalogueRow, Catalogues
from builder.model.flags import FlagSeverity
from builder.rubric.catalogue import CatalogueTable
from builder.rubric.catalogue_columns import Role


class CatalogueMattersTrigger(BaseTrigger):
    """一件事要素：没有牵头单位的，材料和流程都没有的（即没有指南），各列入一条。

    同一个业务事项、同一个层级写了不同部门的也列入；别名合并后是同一部门的不算。
    """

    kind: Literal["catalogue_matters"]
    severity: FlagSeverity
    catalogue: str
    """Id of the schema of 一件事."""

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """At most three sightings an item."""
        own = [entry for entry in entries(context) if entry.schema.id == self.catalogue]
        departments = _departments(own, context.returns.catalogues)
        for entry in own:
            if not entry.text(Role.DEPARTMENT):
                yield entry.sighting(self.severity, "没有牵头单位", "写明牵头单位", "没有牵头单位")
            if not any((*entry.rows_with(Role.MATERIAL), *entry.rows_with(Role.STEP))):
                limit = "写明材料和流程"
                yield entry.sighting(self.severity, "没有指南", limit, "没有材料，也没有流程")
            yield from self._divided(entry, departments)

    def _divided(
        self, entry: Entry, departments: Mapping[tuple[str, str], frozenset[str]]
    ) -> Iterator[Sighting]:
        divided = {
            name: departments[_key(table, row, name)]
            for table, row, name in entry.rows_with(Role.BUSINESS_ITEM)
            if len(departments[_key(table, row, name)]) > 1
        }
        if divided:
            told = "；".join(
                f"“{name}”在目录中写了{'、'.join(sorted(places))}"
                for name, places in divided.items()
            )
            limit = "同一事项由一个部门负责"
            value = f"{'、'.join(divided)}部门不一致"
            yield entry.sighting(self.severity, value, limit, f"的业务事项{told}")


def _departments(
    own: list[Entry], catalogues: Catalogues
) -> Mapping[tuple[str, str], frozenset[str]]:
    """Business item and level → the departments that it is said to lie with."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in own:
        for table, row, name in entry.rows_with(Role.BUSINESS_ITEM):
            column = table.with_role(Role.DEPARTMENT)
            written = row.text(column.id) if column else ""
            known = catalogues.department(written)
            found[_key(table, row, name)] |= {known.name if known else written} - {""}
    return {key: frozenset(names) for key, names in found.items()}


def _key(table: CatalogueTable, row: CatalogueRow, name: str) -> tuple[str, str]:
    column = table.with_role(Role.LEVEL)
    return plain_name(name), row.text(column.id) if column else ""
