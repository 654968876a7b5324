"""征求意见表: a unit's marks as a workbook, with room to agree or to object row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Border, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from builder.formats.excel_writing import paper
from builder.formats.excel_writing.looks import Look, dress
from builder.formats.excel_writing.saving import CellValue, workbook_bytes

#: Fill of what is open to be written on, as in the templates.
_OPEN_FILL = PatternFill("solid", fgColor="FFF9E5")
_LINE = Side(style="thin", color="7F7F7F")
_OPEN_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
#: A cell to be written on, whatever is written there being text.
_OPEN = Look(
    *(paper.PLAIN, paper.WRAPPED, _OPEN_FILL, _OPEN_BORDER, paper.TEXT), Protection(locked=False)
)


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


@dataclass(frozen=True, slots=True)
class Consultation:
    """All that one workbook is written from."""

    sheets: tuple[ConsultationSheet, ...]
    #: What goes to the hidden sheet.
    meta: Mapping[str, str]


def write_consultation(content: Consultation) -> bytes:
    """A workbook of *content*, locked but for the open cells."""
    book = Workbook()
    del book["Sheet"]
    for one in content.sheets:
        _write_sheet(book.create_sheet(one.name), one)
    hidden = book.create_sheet("_meta")
    hidden.sheet_state = "hidden"
    for row, pair in enumerate(content.meta.items(), start=1):
        for column, text in enumerate(pair, start=1):
            paper.put(hidden.cell(row, column), text)
    return workbook_bytes(book)


def _write_sheet(sheet: Worksheet, content: ConsultationSheet) -> None:
    columns: tuple[ReadColumn | OpenColumn, ...] = (*content.printed, *content.opened)
    paper.set_widths(sheet, [column.width for column in columns])
    paper.put_across(sheet, 1, len(columns), content.title, paper.TITLE)
    row = 2
    for lines, font in ((content.facts, paper.PLAIN), (content.requests, paper.ALARM)):
        for text in lines:
            paper.put_across(sheet, row, len(columns), text, font)
            row += 1
    if content.rows:
        _write_head(sheet, row, columns)
        for number, values in enumerate(content.rows, start=row + 1):
            _write_row(sheet, number, content, values)
        _add_dropdowns(sheet, row, content)
    paper.fit_to_a4(sheet, row if content.rows else 0)
    sheet.protection.enable()
    # Who may not change a label may still make a row higher.
    sheet.protection.formatRows = sheet.protection.formatColumns = False


def _write_head(sheet: Worksheet, row: int, columns: Sequence[ReadColumn | OpenColumn]) -> None:
    for number, column in enumerate(columns, start=1):
        cell = sheet.cell(row, number)
        paper.put_head(cell, column.head)
    heads = [column.head for column in columns]
    sheet.row_dimensions[row].height = paper.height(heads, [column.width for column in columns])


def _write_row(
    sheet: Worksheet, row: int, content: ConsultationSheet, values: Sequence[CellValue]
) -> None:
    for number, (column, value) in enumerate(zip(content.printed, values, strict=True), start=1):
        cell = sheet.cell(row, number)
        alignment = paper.CENTRED if column.centred else paper.WRAPPED
        paper.put(cell, value, alignment=alignment, border=paper.GRID)
    for number in range(len(content.opened)):
        dress(sheet.cell(row, len(content.printed) + 1 + number), _OPEN)
    widths = [column.width for column in content.printed]
    sheet.row_dimensions[row].height = max(34, paper.height(values, widths))


def _add_dropdowns(sheet: Worksheet, head: int, content: ConsultationSheet) -> None:
    last = head + len(content.rows)
    for number, column in enumerate(content.opened, start=len(content.printed) + 1):
        if column.choices:
            words, letter = "、".join(column.choices), get_column_letter(number)
            listed = ",".join(column.choices)
            rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
            rule.error, rule.errorTitle = f"请选：{words}", "不在选项之内"
            rule.add(f"{letter}{head + 1}:{letter}{last}")
            sheet.add_data_validation(rule)
