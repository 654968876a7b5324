"""Forms that people fill in, as workbooks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from wcwidth import wcswidth

from builder.formats.excel_writing.fitting import CellValue
from builder.formats.excel_writing.saving import workbook_bytes

#: What Excel keeps of a cell's text.
_LONGEST_TEXT = 32_767

#: What Excel keeps of the words of a dropdown list.
_LONGEST_LIST = 255

#: Rows below a form's last that still have its dropdowns, for whoever adds some.
_SPARE_ROWS = 200

_TEXT_FORMAT = "@"

_WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left")

_HEAD_FONT = Font(name="Calibri", size=11, bold=True)

_PRINTED_FONT = Font(name="Calibri", size=11, color="666666")

_HEAD_FILL = PatternFill("solid", fgColor="DDE8F3")

#: Points of height that one line of text takes, and the most that Excel gives a row.
_LINE, _HIGHEST = 15, 409


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a form: its head, its width in characters, and the words it may hold."""

    head: str
    width: int = 16
    choices: tuple[str, ...] = ()
    #: Whether people only read it; it is shaded.
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet that people fill in: wrapped text, a frozen head, dropdowns for closed choices."""

    title: str
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    #: Columns at the left that stay in sight.
    frozen: int = 0
    #: (row, column), both from 0 below the head → the words that this one cell may hold.
    dropdowns: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)


def write_forms(forms: Sequence[Form]) -> bytes:
    """A workbook of *forms*, one a sheet; text is stored as it is, numbers with all digits.

    Raises ValueError for a text longer than a cell can hold.
    """
    book = Workbook()
    del book["Sheet"]
    for form in forms:
        _write_form(book.create_sheet(form.title), form)
    return workbook_bytes(book)


def _write_form(sheet: Worksheet, form: Form) -> None:
    for number, column in enumerate(form.columns, start=1):
        head = sheet.cell(1, number)
        _fill(head, column.head)
        head.font, head.fill = _HEAD_FONT, _HEAD_FILL
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        if column.choices:
            last = len(form.rows) + 1 + _SPARE_ROWS
            _add_dropdown(sheet, f"{letter}2:{letter}{last}", column.choices)
    for row, values in enumerate(form.rows, start=2):
        for number, (column, value) in enumerate(zip(form.columns, values, strict=True), start=1):
            cell = sheet.cell(row, number)
            _fill(cell, value)
            if column.printed:
                cell.font = _PRINTED_FONT
    for (row, number), words in form.dropdowns.items():
        _add_dropdown(sheet, f"{get_column_letter(number + 1)}{row + 2}", words)
    sheet.freeze_panes = sheet.cell(2, form.frozen + 1).coordinate
    _set_heights(sheet, form)
    _fit_to_page(sheet)


def _set_heights(sheet: Worksheet, form: Form) -> None:
    """Rows as high as their wrapped text; not every program finds that out by itself."""
    widths = [column.width for column in form.columns]
    for number, values in enumerate(form.rows, start=2):
        lines = max(map(_lines, values, widths), default=1)
        if lines > 1:
            sheet.row_dimensions[number].height = min(_HIGHEST, _LINE * lines)


def _lines(value: CellValue, width: int) -> int:
    """How many lines *value* takes in a column of *width* characters."""
    text = "" if value is None else str(value)
    return sum(max(1, -(-wcswidth(line) // width)) for line in text.split("\n"))


def _fit_to_page(sheet: Worksheet) -> None:
    """Printed across one landscape page of A3, the head on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _fill(cell: Cell | MergedCell, value: CellValue) -> None:
    """Puts *value* into *cell*; text stays text, whatever it looks like."""
    cell.alignment = _WRAPPED
    if not isinstance(value, str):
        cell.value = value
        return
    if len(value) > _LONGEST_TEXT:
        message = f"{cell.coordinate}的文字有{len(value)}字，超过一格的上限{_LONGEST_TEXT}字"
        raise ValueError(message)
    cell.value, cell.data_type = value, "s"
    cell.number_format = _TEXT_FORMAT


def _add_dropdown(sheet: Worksheet, cells: str, words: Sequence[str]) -> None:
    listed = ",".join(words)
    if len(listed) > _LONGEST_LIST or any("," in word or '"' in word for word in words):
        return
    rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
    rule.error, rule.errorTitle = f"请选：{'、'.join(words)}"[:_LONGEST_LIST], "不在选项之内"
    rule.add(cells)
    sheet.add_data_validation(rule)
