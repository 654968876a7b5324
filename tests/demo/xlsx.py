"""Workbooks as .xlsx, with the same bytes every time."""

import io
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from .books import Book, Cell, ErrorValue, Formula, Share, Sheet

#: The moment that every file claims to be from; a clock would change the bytes.
MADE = datetime.fromisoformat("2022-01-01T09:00:00")
_ZIP_TIME = (2022, 1, 1, 9, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def xlsx_bytes(book: Book) -> bytes:
    """*book* as the bytes of an .xlsx file."""
    workbook = Workbook()
    del workbook[workbook.active.title if workbook.active else "Sheet"]
    for sheet in book.sheets:
        _fill(workbook.create_sheet(sheet.title), sheet)
    workbook.properties.creator = "演示数据"
    workbook.properties.created = MADE
    buffer = io.BytesIO()
    workbook.save(buffer)
    return same_time_zip(buffer.getvalue())


def same_time_zip(archive: bytes) -> bytes:
    """*archive* with one fixed time on every member and in the document's properties."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            stamp = MADE.strftime(r"\g<1>%Y-%m-%dT%H:%M:%SZ").encode()
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(stamp, content)
            new.writestr(entry, content)
    return buffer.getvalue()


def _fill(target: Worksheet, sheet: Sheet) -> None:
    for row_number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                _write(target.cell(row_number, column), value)
    for merge in sheet.merges:
        target.merge_cells(
            start_row=merge.top + 1,
            start_column=merge.left + 1,
            end_row=merge.bottom + 1,
            end_column=merge.right + 1,
        )
    for letter, width in zip("ABCDEFGH", (10, 26, 32, 16, 12, 12, 22, 22), strict=True):
        target.column_dimensions[letter].width = width
    if sheet.hidden:
        target.sheet_state = "hidden"


def _write(cell: XlsxCell | MergedCell, value: Cell) -> None:
    match value:
        case Formula():
            cell.value = value.text
        case ErrorValue():
            cell.value = value.text
            cell.data_type = "e"
        case Share():
            cell.value = value.ratio
            cell.number_format = "0.##%"
        case str():
            cell.value = value
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="center")
        case _:
            cell.value = value
    if cell.row == 1:
        cell.font = Font(bold=True)
