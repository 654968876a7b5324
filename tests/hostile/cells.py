"""Which cells of a campaign's workbooks hold free text: by the heads that they stand under."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builder.formats.sheets import Sheet
from builder.intake.field_index import FieldIndex
from builder.intake.wording import head_key
from builder.rubric.catalogue import CatalogueSchema, read_catalogue_schemas
from builder.rubric.catalogue_columns import CatalogueColumn, ColumnType, Role
from builder.rubric.fields import Field, FieldType
from builder.rubric.library import read_library

#: What an office's own registers, and a filing beside its values, have in free words.
OFFICE = (
    *("单位名称", "简称", "部门名称", "考核内容", "计量单位", "自评分", "佐证材料", "备注"),
    *("理由", "核定岗位", "经手岗位", "渠道", "文件", "问题", "证据", "责任科室", "整改措施"),
    *("单位说明", "异议理由", "复核理由", "情况说明", "标题", "文号", "发文机关", "页码"),
)
#: What links one row to another: the same words wherever they stood the same.
LINKS = ("单位代码", "单位名称", "部门名称", "评估组", "编号")
#: Values whose row says under 填报项 what they are.
VALUES = ("填报值", "核定值")
_WORDS = {FieldType.TEXT, FieldType.URL, FieldType.DOCUMENT, FieldType.ATTACHMENT}
_CATALOGUE_WORDS = {ColumnType.TEXT, ColumnType.WORDS, ColumnType.URL, ColumnType.DOCUMENT}
_DEEPEST_HEAD = 6


@dataclass(frozen=True)
class Spot:
    """A cell of free text, from 0, and under which head; *old* is what stood there."""

    row: int
    column: int
    head: str
    old: str


@dataclass(frozen=True)
class Heads:
    """The heads of free text in the rubrics and catalogues below *folder*."""

    folder: Path

    @cached_property
    def links(self) -> frozenset[str]:
        """Those that link rows."""
        ids = (c.title for c in self._catalogue_columns if c.role is Role.ID)
        return frozenset({*LINKS, *ids})

    @cached_property
    def free(self) -> frozenset[str]:
        """All that stand over words."""
        columns = (c for f in self._fields for c in f.columns if c.type in _WORDS)
        catalogue = (c.title for c in self._catalogue_columns if _is_free(c))
        return frozenset({*OFFICE, *self.links, *catalogue, *(c.title for c in columns)})

    @cached_property
    def fields(self) -> frozenset[str]:
        """Under 填报项: the fields whose value is words."""
        return frozenset(field.title for field in self._fields if field.type in _WORDS)

    def spots(self, sheet: Sheet) -> Iterator[Spot]:
        """Every cell of free text below the heads of *sheet*, filled or blank."""
        known = {head_key(word): word for word in {*self.free, *VALUES, "填报项", "指标编号"}}
        rows = sheet.rows[:_DEEPEST_HEAD]
        found = [[known.get(head_key(str(one or "")), "") for one in row] for row in rows]
        most = max((sum(map(bool, row)) for row in found), default=0)
        if not most:
            return
        top = max(number for number, row in enumerate(found) if sum(map(bool, row)) == most)
        for row in range(top + 1, len(sheet.rows)):
            yield from self._spots_of_row(sheet, row, found[top])

    def _spots_of_row(self, sheet: Sheet, row: int, heads: list[str]) -> Iterator[Spot]:
        asked = next((sheet.rows[row][at] for at, head in enumerate(heads) if head == "填报项"), "")
        for column, head in enumerate(heads):
            old = sheet.rows[row][column]
            wanted = asked in self.fields if head in VALUES else head in self.free
            if wanted and not sheet.covered(row, column) and (head not in self.links or old):
                yield Spot(row, column, head, str(old or ""))

    @cached_property
    def _fields(self) -> tuple[Field, ...]:
        library, _ = read_library(self.folder)
        indexes = [FieldIndex(instrument.rubric) for instrument in library.values()]
        return tuple(entry.field for index in indexes for entry in index.entries)

    @cached_property
    def _catalogue_columns(self) -> tuple[CatalogueColumn, ...]:
        schemas, _ = read_catalogue_schemas(self.folder)
        return tuple(column for schema in schemas.values() for column in _columns(schema))


def _columns(schema: CatalogueSchema) -> Iterator[CatalogueColumn]:
    yield from schema.columns
    for table in schema.tables:
        yield from table.columns


def _is_free(column: CatalogueColumn) -> bool:
    return column.type in _CATALOGUE_WORDS and not column.choices
