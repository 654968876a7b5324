"""Workbooks as .xls of Excel 97, which WPS also keeps under the name .et."""

import io
from datetime import date

import xlwt  # type: ignore[import-untyped]  # nobody has typed it

from .books import Book, Cell, ErrorValue, Formula, Share, Sheet

_HIDDEN = 1


def xls_bytes(book: Book) -> bytes:
    """*book* as the bytes of an .xls file."""
    workbook = xlwt.Workbook(encoding="utf-8")
    for sheet in book.sheets:
        _fill(workbook.add_sheet(sheet.title), sheet)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _fill(target: xlwt.Worksheet, sheet: Sheet) -> None:
    for row_number, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            if value is not None:
                _write(target, row_number, column, value)
    for merge in sheet.merges:
        target.merge(merge.top, merge.bottom, merge.left, merge.right)
    for column, width in enumerate((10, 26, 32, 16, 12, 12, 22, 22)):
        target.col(column).width = width * 256
    if sheet.hidden:
        target.visibility = _HIDDEN


def _write(target: xlwt.Worksheet, row: int, column: int, value: Cell) -> None:
    match value:
        case Formula():
            target.write(row, column, xlwt.Formula(value.text.removeprefix("=")))
        case ErrorValue():
            target.row(row).set_cell_error(column, value.text)
        case Share():
            target.write(row, column, value.ratio, xlwt.easyxf(num_format_str="0.##%"))
        case date():
            target.write(row, column, value, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
        case _:
            target.write(row, column, value)
