"""Excel out, through openpyxl, with the same bytes for the same content."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from wcwidth import wcswidth

#: Stands in for the time of writing, which would differ each time.
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_WIDEST = 50
#: Excel reads a cell that begins so as a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@")

CellValue = str | int | Decimal | None

#: What Excel keeps of a cell's text.
_LONGEST_TEXT = 32_767
#: What Excel keeps of the words of a dropdown list.
_LONGEST_LIST = 255
#: Rows below a form's last that still have its dropdowns, for whoever adds some.
_SPARE_ROWS = 200
#: Points of height that one line of text takes, and the most that Excel gives a row.
_LINE, _HIGHEST = 15, 409
_TEXT_FORMAT = "@"
_WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left")
_HEAD_FONT = Font(name="Calibri", size=11, bold=True)
_PRINTED_FONT = Font(name="Calibri", size=11, color="666666")
_HEAD_FILL = PatternFill("solid", fgColor="DDE8F3")


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


def write_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[CellValue]]) -> bytes:
    """A workbook of one sheet, *title*, with a bold frozen head row and fitting widths."""
    book = Workbook()
    del book["Sheet"]
    sheet = book.create_sheet(title)
    sheet.append(list(heads))
    for row in rows:
        sheet.append([_safe(value) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for number, column in enumerate(zip(heads, *rows, strict=True), start=1):
        width = max(wcswidth(str(value)) for value in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, width + 4)
    return workbook_bytes(book)


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


def workbook_bytes(book: Workbook) -> bytes:
    """*book* as a file whose bytes depend on nothing but its content."""
    book.properties.created = book.properties.modified = _EPOCH.replace(tzinfo=None)
    raw, fixed = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=_EPOCH.timetuple()[:6])
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _without_save_time(content)
            target.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def _without_save_time(core: bytes) -> bytes:
    """Openpyxl stamps the time of saving into the properties, whatever they say."""
    begin, end = b'<dcterms:modified xsi:type="dcterms:W3CDTF">', b"</dcterms:modified>"
    before, _, rest = core.partition(begin)
    _, _, after = rest.partition(end)
    return before + begin + _EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + end + after


def _safe(value: CellValue) -> CellValue:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_SIGNS) else value
