"""征求意见表: a unit's marks as a workbook, with room to agree or to object row by row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.formats.excel_writing.fitting import CellValue
from builder.formats.excel_writing.looks import ALARM, CELL, CENTRED, HEAD, OPEN, TITLE
from builder.formats.excel_writing.new_books import Dropdown, NewSheet, write_book
from builder.formats.excel_writing.paper import Area, Line, Paper, fitted, spread

#: Least height of a row, in points: room for two lines of what is written there.
_LOWEST = 34


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column that is printed: its head, its width in characters, and how it stands."""

    head: str
    width: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column that the unit fills in, and the words it may choose from."""

    head: str
    width: int
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsultationSheet:
    """One sheet: lines over the table, then a row an indicator with open cells at its end."""

    name: str
    title: str
    #: Lines over the table, in order.
    facts: tuple[str, ...]
    #: Of these the ones that a reader must not miss.
    requests: tuple[str, ...]
    printed: tuple[ReadColumn, ...]
    opened: tuple[OpenColumn, ...]
    #: The printed values of each row; no rows, no table.
    rows: tuple[tuple[CellValue, ...], ...]

    @property
    def columns(self) -> tuple[ReadColumn | OpenColumn, ...]:
        """All columns, from the left."""
        return (*self.printed, *self.opened)


@dataclass(frozen=True, slots=True)
class Consultation:
    """All that one workbook is written from."""

    sheets: tuple[ConsultationSheet, ...]
    #: What goes to the hidden sheet.
    meta: Mapping[str, str]


def write_consultation(content: Consultation) -> bytes:
    """A workbook of *content*, locked but for the open cells."""
    return write_book(map(_new_sheet, content.sheets), content.meta)


def _new_sheet(content: ConsultationSheet) -> NewSheet:
    widths = tuple(column.width for column in content.columns)
    above = tuple(_above(content, widths))
    if not content.rows:
        return NewSheet(Paper(content.name, widths, above), locked=True)
    table = tuple(_table(content, widths))
    heads = range(len(above), len(above) + 1)
    sheet = Paper(content.name, widths, (*above, *table), heads)
    dropdowns = tuple(_dropdowns(content, heads.stop, len(sheet.lines) - 1))
    return NewSheet(sheet, dropdowns=dropdowns, locked=True)


def _above(content: ConsultationSheet, widths: tuple[int, ...]) -> Iterator[Line]:
    yield spread(content.title, widths, TITLE)
    yield from (spread(text, widths) for text in content.facts)
    yield from (spread(text, widths, ALARM) for text in content.requests)


def _table(content: ConsultationSheet, widths: tuple[int, ...]) -> Iterator[Line]:
    heads = tuple(column.head for column in content.columns)
    yield fitted(heads, (HEAD,) * len(heads), widths)
    blank = (None,) * len(content.opened)
    read = (CENTRED if column.centred else CELL for column in content.printed)
    looks = (*read, *(OPEN for _ in blank))
    for values in content.rows:
        yield fitted((*values, *blank), looks, widths, _LOWEST)


def _dropdowns(content: ConsultationSheet, first: int, last: int) -> Iterator[Dropdown]:
    for number, column in enumerate(content.opened, start=len(content.printed)):
        if column.choices:
            yield Dropdown(Area(first, number, last, number), column.choices)
