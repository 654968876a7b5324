"""Lists that an office sorts, filters, prints and writes on: a title, heads, rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.formats.excel_writing.fitting import CellValue
from builder.formats.excel_writing.looks import CELL, CENTRED, HEAD, QUIET, TITLE
from builder.formats.excel_writing.new_books import Dropdown, NewSheet, write_book
from builder.formats.excel_writing.paper import Area, Paper, fitted, spread

#: Rows below a list's last that still have its dropdowns, for whoever adds some.
_SPARE_ROWS = 200

#: Characters across that can still be read on A4; wider lists are printed on A3.
_WIDEST_ON_A4 = 200


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list: its head, its width in characters, and the words to choose from."""

    head: str
    width: int
    choices: tuple[str, ...] = ()
    #: Whether its cells stand in the middle, as short words and numbers do.
    centred: bool = False


@dataclass(frozen=True, slots=True)
class ListSheet:
    """One sheet: a title over the list, what has to be known of it, then heads and rows."""

    name: str
    title: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    #: A sentence below the title; empty for none.
    note: str = ""
    #: Columns at the left that stay in sight.
    frozen: int = 0


def write_lists(sheets: Sequence[ListSheet]) -> bytes:
    """A workbook of *sheets*; text is stored as it is, and all of a row can be read and printed."""
    return write_book(map(_new_sheet, sheets))


def _new_sheet(content: ListSheet) -> NewSheet:
    sheet = _paper(content)
    head = sheet.heads[0]
    table = Area(head, 0, len(sheet.lines) - 1, len(sheet.widths) - 1)
    return NewSheet(sheet, table, tuple(_dropdowns(content, head + 1)))


def _paper(content: ListSheet) -> Paper:
    widths = tuple(column.width for column in content.columns)
    above = [spread(content.title, widths, TITLE)]
    if content.note:
        above.append(spread(content.note, widths, QUIET))
    heads = tuple(column.head for column in content.columns)
    looks = tuple(CENTRED if column.centred else CELL for column in content.columns)
    head = fitted(heads, (HEAD,) * len(heads), widths)
    rows = (fitted(values, looks, widths) for values in content.rows)
    return Paper(
        content.name,
        widths,
        (*above, head, *rows),
        heads=range(len(above), len(above) + 1),
        frozen=content.frozen,
        size="A3" if sum(widths) > _WIDEST_ON_A4 else "A4",
    )


def _dropdowns(content: ListSheet, first: int) -> Iterator[Dropdown]:
    last = first + len(content.rows) + _SPARE_ROWS - 1
    for number, column in enumerate(content.columns):
        if column.choices:
            yield Dropdown(Area(first, number, last, number), column.choices)
