"""A unit's 填报表 as the unit lays it out: titles, merged heads, an added column, a foot row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from builder.model.answers import Origin
from builder.rubric.fields import Column, Field, FieldType
from builder.rubric.schema import Indicator, Rubric

from .books import Book, Cell, Merge, Row, Sheet, address
from .handwriting import OFFICIAL, Handwriting
from .truth import Truth

HEADS = ("指标编号", "考核内容", "填报项", "填报值", "计量单位", "自评分", "佐证材料", "备注")
#: Upper heads over the two-row form: text, first and last column, whether it spans both rows.
_UPPER = (("指标", 0, 1), ("填报内容", 2, 4))
_VALUE = HEADS.index("填报值")
ADDED = "股室内部核对"


@dataclass(frozen=True, slots=True)
class Layout:
    """How one unit's form looks."""

    file: str
    hand: Handwriting = OFFICIAL
    #: Keys and values of the hidden sheet; empty for a form that somebody typed anew.
    meta: Mapping[str, str] = field(default_factory=dict)
    title: bool = True
    #: The name as written after 「填报单位」; empty leaves the line out.
    written_name: str = ""
    #: Whether name and label stand in one cell.
    name_in_label: bool = False
    two_rows: bool = False
    merged_ids: bool = False
    added_column: bool = False
    foot: bool = True
    #: The heads as printed; a unit that typed its own form may have others.
    heads: tuple[str, ...] = HEADS
    #: What stands under 自评分 in a row 合计; None for no such row.
    claimed_total: Cell = None
    sheet_title: str = "填报表"
    extra_sheets: tuple[Sheet, ...] = ()


@dataclass(slots=True)
class _Page:
    """A sheet in the making."""

    rows: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Filing:
    """The finished workbook, and the sheet and cell of each field that it holds."""

    book: Book
    places: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes one unit's filing under *rubric*; *written* overrides cells by field id."""

    rubric: Rubric
    truth: Truth
    layout: Layout
    written: Mapping[str, Cell]
    self_scores: Mapping[str, Cell]

    def file(self) -> Filing:
        """The whole workbook: the form, child tables, whatever else, and `_meta`."""
        places: dict[str, tuple[str, str]] = {}
        sheets = [self._form(places)]
        sheets += [self._child(row, log, places) for row, log in unit_logs(self.rubric)]
        sheets += self.layout.extra_sheets
        if self.layout.meta:
            sheets.append(Sheet("_meta", tuple(self.layout.meta.items()), hidden=True))
        return Filing(Book(self.layout.file, tuple(sheets)), places)

    def _form(self, places: dict[str, tuple[str, str]]) -> Sheet:
        page = _Page()
        self._head(page)
        for row in self.rubric.indicators:
            fields = [f for f in row.fields if is_on_form(f)]
            top = len(page.rows)
            for number, item in enumerate(fields):
                column = self._column(_VALUE)
                if number == 0:
                    score = address(len(page.rows), self._column(HEADS.index("自评分")))
                    places[f"self:{row.id}"] = (self.layout.sheet_title, score)
                places[item.id] = (self.layout.sheet_title, address(len(page.rows), column))
                page.rows.append(self._line(row, item, first=number == 0))
            if self.layout.merged_ids and len(fields) > 1:
                bottom = len(page.rows) - 1
                page.merges += [Merge(top, column, bottom, column) for column in (0, 1)]
        if self.layout.claimed_total is not None:
            places["合计"] = (
                self.layout.sheet_title,
                address(len(page.rows), self._column(HEADS.index("自评分"))),
            )
            total: Row = ("合计", None, None, None, None, self.layout.claimed_total, None, None)
            page.rows.append(self._widen(total, None))
        if self.layout.foot:
            foot = "单位负责人（签字）：　　　　填报人（签字）：　　　　填报日期：　　年　月　日"
            page.rows += [(), (foot,)]
        return Sheet(self.layout.sheet_title, tuple(page.rows), tuple(page.merges))

    def _head(self, page: _Page) -> None:
        width = len(HEADS) + self.layout.added_column
        if self.layout.title:
            page.rows.append((self.rubric.title,))
            page.merges.append(Merge(0, 0, 0, width - 1))
        if name := self.layout.written_name:
            line: Row = (f"填报单位：{name}",) if self.layout.name_in_label else ("填报单位", name)
            page.rows.append(line)
        if not self.layout.two_rows:
            page.rows.append(self._widen(self.layout.heads, ADDED))
            return
        top = len(page.rows)
        upper = {left: text for text, left, _ in _UPPER}
        over = {c for _, left, right in _UPPER for c in range(left, right + 1)}
        first = tuple(
            upper.get(c) if c in over else head for c, head in enumerate(self.layout.heads)
        )
        second = tuple(head if c in over else None for c, head in enumerate(self.layout.heads))
        page.rows += [self._widen(first, None), self._widen(second, ADDED)]
        page.merges += [
            Merge(top, self._column(left), top, self._column(right)) for _, left, right in _UPPER
        ]
        page.merges += [
            Merge(top, self._column(c), top + 1, self._column(c))
            for c in range(len(HEADS))
            if c not in over
        ]

    def _line(self, row: Indicator, item: Field, *, first: bool) -> Row:
        value = self.written.get(item.id, _UNSET)
        if value is _UNSET:
            value = self.layout.hand.write(item, self.truth.values.get(item.id))
        show = first or not self.layout.merged_ids
        proof = row.evidence[0] if first and row.evidence else None
        cells: Row = (
            row.id if show else None,
            row.title if show else None,
            item.title,
            value,
            item.measure or ("%" if item.type is FieldType.PERCENT else None),
            self.written.get(f"self:{row.id}", self.self_scores.get(row.id)) if first else None,
            f"详见附件：{proof}" if proof else None,
            None,
        )
        return self._widen(cells, "已核" if self.layout.added_column and first else None)

    def _widen(self, cells: Row, added: Cell) -> Row:
        """*cells* with the office's own column put in before the value."""
        if not self.layout.added_column:
            return cells
        return (*cells[:_VALUE], added, *cells[_VALUE:])

    def _column(self, column: int) -> int:
        return column + (self.layout.added_column and column >= _VALUE)

    def _child(self, row: Indicator, log: Field, places: dict[str, tuple[str, str]]) -> Sheet:
        title = sheet_title(row, log)
        rows: list[Row] = [tuple(head(column) for column in log.columns)]
        for number, event in enumerate(self.truth.rows.get(log.id, ())):
            cells: list[Cell] = []
            for index, column in enumerate(log.columns):
                key = f"{log.id}[{number}].{column.id}"
                places[key] = (title, address(len(rows), index))
                value = self.written.get(key, _UNSET)
                if value is _UNSET:
                    value = self.layout.hand.write(column, event[column.id])
                cells.append(value)
            rows.append(tuple(cells))
        return Sheet(title, tuple(rows))


#: Marks a cell that nothing overrides; None is a value of a cell.
_UNSET: Cell = "\0"


def unit_logs(rubric: Rubric) -> Sequence[tuple[Indicator, Field]]:
    """The logs that units themselves return, each with its row of the rubric."""
    return [
        (row, item)
        for row in rubric.indicators
        for item in row.fields
        if item.type is FieldType.LOG and Origin.UNIT in item.origin
    ]


def is_on_form(item: Field) -> bool:
    """Whether a unit fills *item* into the form itself."""
    return Origin.UNIT in item.origin and item.type is not FieldType.LOG


def sheet_title(row: Indicator, log: Field) -> str:
    """The title of a log's own sheet, as long as Excel allows."""
    return f"{row.id} {log.title}".replace("/", "、")[:31]


def head(column: Column) -> str:
    """A column's head: its title, with the unit of measure in brackets."""
    measure = column.measure or ("%" if column.type is FieldType.PERCENT else "")
    return f"{column.title}（{measure}）" if measure else column.title


def claim(points: Decimal, share: Decimal) -> Cell:
    """A self score: *share* of *points*, in halves."""
    halves = int(points * share * 2)
    return halves // 2 if halves % 2 == 0 else Decimal(halves) / 2
