"""Where a sheet's table begins, what its columns are called, and which rows count."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from builder.formats.sheets import Cell, Sheet
from builder.intake.wording import head_key, match_key, tidy, words_of
from builder.model.places import CellPlace

#: A head stands within so many rows of a sheet's top.
_DEEPEST_HEAD = 40
_MOST_HEADS_SHOWN = 8
_LONGEST_HEAD = 12
#: Other words for a head, as `head_key` gives them → the head.
SYNONYMS: Mapping[str, str] = {
    "编号": "指标编号",
    "指标号": "指标编号",
    "填报项目": "填报项",
    "填报数值": "填报值",
    "填报结果": "填报值",
    "单位名称": "单位",
    "考核单位": "单位",
    "考核乡镇": "单位",
    "填报单位": "单位",
    "接收时间": "收到时间",
    "文件名": "文件",
}
#: Head → the other words for it.
_OTHER_WORDS: Mapping[str, Sequence[str]] = {
    head: [word for word, meant in SYNONYMS.items() if meant == head] for head in SYNONYMS.values()
}
_FOOT = re.compile(
    r"(?:(?:单位|部门|分管|主要)?(?:负责人|领导)|填表人|填报人|制表人?|审核人?|复核人?|联系人|联系电话|"
    r"(?:填表|填报|制表)(?:日期|时间)|单位盖章|盖章)(?:签字|签名|盖章)?(?::.*|)"
    r"|(?:注|备注|说明|填表说明|填报说明|数据来源)\d*:.*|注|(?:合计|总计|小计|全县|全区|平均值?)"
)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet from its header on, with columns found by their heads."""

    file: str
    sheet: Sheet
    #: Row of the heads (from 0); of the lower row where they are two deep.
    header: int
    #: Head as `head_key` gives it → its column, the first where it stands twice.
    columns: Mapping[str, int]
    #: Column → the head as printed.
    heads: Mapping[int, str]
    #: Column → the head above it, where heads are two deep.
    upper: Mapping[int, str]

    def place(self, cell: Cell | None = None) -> CellPlace:
        """Where *cell* stands, or the whole sheet."""
        return CellPlace(self.file, self.sheet.name, cell.address if cell else "")

    def rows(self) -> Iterator["Row"]:
        """The rows below the header that hold something and aren't signatures, notes or sums."""
        for number in range(self.header + 1, len(self.sheet.rows)):
            row = Row(self, number)
            first = next((word for word in row.words() if word), "")
            if first and not _is_foot(first):
                yield row

    def has(self, *heads: str) -> bool:
        """Whether all *heads* are among the columns, by any of their names."""
        return all(self.column(head) is not None for head in heads)

    def column(self, head: str) -> int | None:
        """The column of *head*, by any of its names; None where there is none."""
        if head in self.columns:
            return self.columns[head]
        others = (self.columns.get(word) for word in _OTHER_WORDS.get(head, ()))
        return next((column for column in others if column is not None), None)

    @property
    def repeated(self) -> Sequence[str]:
        """Heads that stand over several columns which aren't one merged cell."""
        own = [
            head_key(head)
            for column, head in self.heads.items()
            if not self.sheet.covered(self.header, column)
        ]
        return sorted({head for head in own if head and own.count(head) > 1})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; *number* is its row in the sheet, from 0."""

    table: Table
    number: int

    def cell(self, head: str) -> Cell | None:
        """The cell under *head*; None where the table has no such column."""
        column = self.table.column(head)
        return None if column is None else self.at(column)

    def known(self, head: str) -> Cell:
        """The cell under *head*, by which the table was recognised."""
        return self.at(cast("int", self.table.column(head)))

    def at(self, column: int) -> Cell:
        """The cell in *column* (from 0)."""
        return self.table.sheet.cell(self.number, column)

    def text(self, head: str) -> str:
        """The words under *head*, for reading; empty where there are none."""
        column = self.table.column(head)
        return "" if column is None else words_of(self.table.sheet.content(self.number, column))

    def words(self) -> Iterator[str]:
        """The words of every cell, from the left."""
        for column in range(self.table.sheet.width):
            yield words_of(self.table.sheet.content(self.number, column))

    def holds_only(self, *heads: str) -> bool:
        """Whether nothing stands in it but under *heads*: so a template makes rows ready."""
        ready = {self.table.column(head) for head in heads}
        return all(
            self.table.sheet.content(self.number, column) is None
            for column in range(self.table.sheet.width)
            if column not in ready
        )

    @property
    def first(self) -> Cell:
        """The first cell that isn't blank, else the row's first."""
        sheet = self.table.sheet
        filled = (c for c in range(sheet.width) if sheet.content(self.number, c) is not None)
        return self.at(next(filled, 0))


def tables_in(file: str, sheet: Sheet) -> tuple[Table, ...]:
    """What *sheet* would be with its heads in each of the rows where heads may stand."""
    depth = range(min(_DEEPEST_HEAD, len(sheet.rows)))
    words = [_row_words(sheet, number) for number in depth]
    above = [{}, *words]
    return tuple(_table(file, sheet, number, words[number], above[number]) for number in depth)


def find_table(tables: Sequence[Table], wanted: Callable[[Table], bool]) -> Table | None:
    """Of a sheet's *tables* the last of the first ones on end that *wanted* accepts."""
    found: Table | None = None
    for table in tables:
        if wanted(table):
            found = table
        elif found is not None:
            break
    return found


def _table(
    file: str, sheet: Sheet, number: int, own: Mapping[int, str], above: Mapping[int, str]
) -> Table:
    """The table whose heads are in row *number*, with blanks filled from a head above."""
    if len(set(above.values())) < 2:  # noqa: PLR2004 - one text alone is a title, not heads
        above = {}
    heads = {column: own.get(column) or above.get(column, "") for column in {*own, *above}}
    columns: dict[str, int] = {}
    for column in sorted(heads):
        columns.setdefault(head_key(heads[column]), column)
    columns.pop("", None)
    upper = {column: word for column, word in above.items() if word != heads[column]}
    return Table(file, sheet, number, columns, dict(sorted(heads.items())), upper)


def likely_heads(sheet: Sheet) -> str:
    """The words of the row that looks most like heads, for a problem that shows them."""
    best: Sequence[str] = ()
    for number in range(min(_DEEPEST_HEAD, len(sheet.rows))):
        words = list(dict.fromkeys(_row_words(sheet, number).values()))
        if len(words) > len(best):
            best = words
    shown = [word[:_LONGEST_HEAD] for word in best[:_MOST_HEADS_SHOWN]]
    return "、".join(shown) + ("…" if len(best) > _MOST_HEADS_SHOWN else "")


def unknown_heads(table: Table, known: AbstractSet[str]) -> Sequence[str]:
    """Heads as printed that are none of *known* (as `head_key` gives them)."""
    names = known | {word for word, meant in SYNONYMS.items() if meant in known}
    found = (tidy(head) for column, head in table.heads.items() if head_key(head) not in names)
    return tuple(dict.fromkeys(head for head in found if head))


@lru_cache(maxsize=1 << 12)
def _is_foot(words: str) -> bool:
    """Whether a row that begins with *words* is a signature, a note or a sum."""
    return any(_FOOT.fullmatch(form) for form in (match_key(words), head_key(words)))


def _row_words(sheet: Sheet, number: int) -> dict[int, str]:
    contents = ((column, sheet.content(number, column)) for column in range(sheet.width))
    filled = ((column, content) for column, content in contents if content is not None)
    return {column: word for column, content in filled if (word := words_of(content))}
