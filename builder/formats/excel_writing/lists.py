"""Lists that an office sorts, filters, prints and writes on: a title, heads, rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from builder.formats.excel_writing import paper
from builder.formats.excel_writing.saving import CellValue, workbook_bytes

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
    book = Workbook()
    del book["Sheet"]
    for sheet in sheets:
        _write_list(book.create_sheet(sheet.name), sheet)
    return workbook_bytes(book)


def _write_list(sheet: Worksheet, content: ListSheet) -> None:
    widths = [column.width for column in content.columns]
    paper.set_widths(sheet, widths)
    paper.put_across(sheet, 1, len(widths), content.title, paper.TITLE)
    if content.note:
        paper.put_across(sheet, 2, len(widths), content.note, paper.QUIET)
    head = 3 if content.note else 2
    _write_heads(sheet, head, content)
    for number, values in enumerate(content.rows, start=head + 1):
        _write_row(sheet, number, content.columns, values)
        sheet.row_dimensions[number].height = paper.height(values, widths)
    last = head + len(content.rows)
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(widths))}{last}"
    sheet.freeze_panes = sheet.cell(head + 1, content.frozen + 1).coordinate
    paper.fit_to_a4(sheet, head)
    if sum(widths) > _WIDEST_ON_A4:
        sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A3


def _write_heads(sheet: Worksheet, head: int, content: ListSheet) -> None:
    last = head + len(content.rows) + _SPARE_ROWS
    for number, column in enumerate(content.columns, start=1):
        cell = sheet.cell(head, number)
        paper.put_head(cell, column.head)
        if column.choices:
            letter = get_column_letter(number)
            _add_dropdown(sheet, f"{letter}{head + 1}:{letter}{last}", column.choices)


def _write_row(
    sheet: Worksheet, row: int, columns: Sequence[ListColumn], values: Sequence[CellValue]
) -> None:
    for number, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
        cell = sheet.cell(row, number)
        alignment = paper.CENTRED if column.centred else paper.WRAPPED
        paper.put(cell, value, alignment=alignment, border=paper.GRID)


def _add_dropdown(sheet: Worksheet, cells: str, words: Sequence[str]) -> None:
    rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    rule.error, rule.errorTitle = f"请选：{'、'.join(words)}", "不在选项之内"
    rule.add(cells)
    sheet.add_data_validation(rule)
