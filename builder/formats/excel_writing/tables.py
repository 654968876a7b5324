"""A plain table as a workbook of one sheet."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from wcwidth import wcswidth

from builder.formats.excel_writing.saving import CellValue, workbook_bytes

_WIDEST = 50

#: Excel reads a cell that begins so as a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@")


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


def _safe(value: CellValue) -> CellValue:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_SIGNS) else value
