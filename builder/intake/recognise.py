"""Which table each sheet is: told by its heads, whatever the file or the sheet is called."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from builder.formats.sheets import Sheet, Workbook
from builder.intake.catalogue_sheets import match_table
from builder.intake.field_index import Entry, FieldIndex, office_origin
from builder.intake.folder import FoundFile
from builder.intake.tables import Table, find_table, likely_heads, tables_in
from builder.intake.wording import head_key
from builder.model import problem_kinds as kinds
from builder.model.answers import Origin
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.rubric.catalogue import CatalogueSchema


class SheetKind(Enum):
    """The tables of a campaign; the value is what a workbook of such sheets is called."""

    REGISTER = "单位名录"
    ALIASES = "单位名录（别名）"
    RECEIPTS = "收件登记"
    RECTIFICATION = "整改台账"
    FLAG_ANSWERS = "红旗答复"
    APPEALS = "申诉与复核"
    FILING = "填报表"
    VERDICTS = "核定与巡查记录"
    EVENTS = "巡查及加减分登记"
    WIDE = "平台数据"
    STATEMENTS = "佐证材料汇编"
    FIGURES = "佐证材料汇编（数据）"
    EXHIBITS = "佐证材料汇编（佐证目录）"
    CATALOGUE = "目录"
    DEPARTMENT_ALIASES = "目录（部门别名）"
    #: A log's rows, in the workbook of a filing.
    CHILD = "填报表附表"


#: Kind → the heads that all have to be there, and those that must not; the first fit counts.
_ANCHORS: Sequence[tuple[SheetKind, tuple[str, ...], tuple[str, ...]]] = (
    (SheetKind.REGISTER, ("单位代码", "单位名称", "单位类型"), ()),
    (SheetKind.ALIASES, ("单位代码", "别名"), ()),
    (SheetKind.FILING, ("指标编号", "填报项", "填报值"), ()),
    (SheetKind.VERDICTS, ("单位", "指标编号", "填报项", "核定值"), ()),
    (SheetKind.EVENTS, ("单位", "指标编号", "填报项"), ("填报值", "核定值")),
    (
        SheetKind.RECTIFICATION,
        ("编号", "单位", "指标编号", "问题", "整改期限", "复核结论"),
        (),
    ),
    (SheetKind.APPEALS, ("单位", "指标编号", "意见"), ()),
    (SheetKind.FLAG_ANSWERS, ("单位", "红旗编号", "单位说明"), ()),
    (SheetKind.RECEIPTS, ("单位", "收到时间"), ("指标编号",)),
    (SheetKind.STATEMENTS, ("单位", "论点编号", "情况说明"), ()),
    (SheetKind.FIGURES, ("单位", "论点编号", "数据项", "数值"), ()),
    (SheetKind.EXHIBITS, ("单位", "论点编号", "序号", "标题"), ()),
    (SheetKind.DEPARTMENT_ALIASES, ("部门名称", "别名"), ()),
)
#: The first sheet of a copy that was sent back to be mended; it says nothing of its own.
MEND_LIST = "修改清单"
#: What a file is called in the list of inputs that couldn't be read at all.
NOT_READ = "无法读取"
FILING_HEADS = "指标编号、填报项、填报值"
#: Where the figures of a wide table come from.
PLATFORM = (Origin.PLATFORM, Origin.SURVEY)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file of the campaign's folder as far as it could be read."""

    found: FoundFile
    book: Workbook | None
    #: The recognised sheets, in the workbook's order.
    tables: tuple[tuple[SheetKind, Table], ...] = ()

    def of_kind(self, kind: SheetKind) -> tuple[Table, ...]:
        """Its tables of one kind."""
        return tuple(table for own, table in self.tables if own is kind)

    @property
    def kind(self) -> str:
        """What the file is called in the list of inputs."""
        if self.book is None:
            return NOT_READ
        if self.of_kind(SheetKind.FILING) or self.wants_filing:
            return SheetKind.FILING.value
        kinds_here = list(dict.fromkeys(kind for kind, _ in self.tables))
        if SheetKind.VERDICTS in kinds_here and SheetKind.EVENTS in kinds_here:
            kinds_here.remove(SheetKind.EVENTS)
        words = dict.fromkeys(kind.value.partition("（")[0] for kind in kinds_here)
        return "、".join(words) or "无法识别"

    @property
    def wants_filing(self) -> bool:
        """Whether its `_meta` sheet says that it is a unit's filing."""
        return self.book is not None and bool(self.book.meta.get("unit"))


def recognise(
    found: FoundFile,
    book: Workbook,
    indexes: Mapping[str, FieldIndex],
    catalogues: Sequence[CatalogueSchema] = (),
) -> tuple[ReadFile, tuple[Problem, ...]]:
    """*book* with its sheets told apart, and the problems of sheets that weren't."""
    sheets = _own_sheets(book)
    candidates = [tables_in(found.file, sheet) for sheet in sheets]
    tables = [_recognise_sheet(some, indexes, catalogues) for some in candidates]
    known = [item for item in tables if item is not None]
    if book.meta.get("unit") or any(kind is SheetKind.FILING for kind, _ in known):
        children = [
            _child_table(sheet.name, some, indexes)
            for sheet, some in zip(sheets, candidates, strict=True)
        ]
        tables = [one or child for one, child in zip(tables, children, strict=True)]
        known = [item for item in tables if item is not None]
    read = ReadFile(found, book, tuple(known))
    strange = [s for s, item in zip(sheets, tables, strict=True) if item is None]
    return read, (*_strange_problems(read, strange), *_column_problems(read))


def _own_sheets(book: Workbook) -> tuple[Sheet, ...]:
    """The visible sheets without the list of what to mend, unless that is all there is."""
    return tuple(s for s in book.visible if s.name != MEND_LIST) or book.visible


def platform_columns(table: Table, index: FieldIndex) -> Iterator[tuple[int, tuple[Entry, ...]]]:
    """The columns of a wide *table* that name platform or survey fields of one rubric."""
    for column, head in table.heads.items():
        entries = tuple(
            entry
            for entry in index.under_head(head, table.upper.get(column, ""))
            if not entry.is_log and office_origin(entry.field) in PLATFORM
        )
        if entries:
            yield column, entries


def log_heads(entry: Entry) -> frozenset[str]:
    """The heads of a log's columns, for matching."""
    return frozenset(head_key(column.title) for column in entry.field.columns)


def _recognise_sheet(
    tables: Sequence[Table],
    indexes: Mapping[str, FieldIndex],
    catalogues: Sequence[CatalogueSchema],
) -> tuple[SheetKind, Table] | None:
    for kind, heads, without in _ANCHORS:
        table = find_table(tables, _wants(heads, without))
        if table is not None:
            return kind, table
    listed = find_table(tables, lambda table: match_table(table, catalogues) is not None)
    if listed is not None:
        return SheetKind.CATALOGUE, listed
    wide = find_table(tables, lambda table: _is_wide(table, indexes))
    return (SheetKind.WIDE, wide) if wide else None


def _wants(heads: Sequence[str], without: Sequence[str]) -> Callable[[Table], bool]:
    return lambda table: table.has(*heads) and not any(table.has(head) for head in without)


def _is_wide(table: Table, indexes: Mapping[str, FieldIndex]) -> bool:
    return table.has("单位") and any(
        True for index in indexes.values() for _ in platform_columns(table, index)
    )


def _child_table(
    sheet: str, tables: Sequence[Table], indexes: Mapping[str, FieldIndex]
) -> tuple[SheetKind, Table] | None:
    entries = (index.log_of_sheet(sheet) for index in indexes.values())
    for entry in (entry for entry in entries if entry is not None):
        table = find_table(tables, _wants_half_of(log_heads(entry)))
        if table is not None:
            return SheetKind.CHILD, table
    return None


def _wants_half_of(heads: frozenset[str]) -> Callable[[Table], bool]:
    return lambda table: 2 * len(heads & set(table.columns)) >= len(heads)


def _strange_problems(read: ReadFile, strange: Sequence[Sheet]) -> Iterator[Problem]:
    file = read.found.file
    for sheet in strange:
        place, heads = CellPlace(file, sheet.name), likely_heads(sheet)
        if read.wants_filing and not read.of_kind(SheetKind.FILING):
            yield kinds.HEADER_NOT_FOUND.at(place, expected=FILING_HEADS, heads=heads)
        elif read.tables:
            yield kinds.UNRECOGNISED_SHEET.at(place, heads=heads)
        else:
            yield kinds.UNRECOGNISED_FILE.at(place, heads=heads)


def _column_problems(read: ReadFile) -> Iterator[Problem]:
    for _, table in read.tables:
        for head in table.repeated:
            yield kinds.REPEATED_HEAD.at(table.place(), head=head)
