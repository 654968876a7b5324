"""A plain table as a workbook of one sheet."""

from collections.abc import Sequence

from wcwidth import wcswidth

from builder.formats.excel_writing.fitting import CellValue
from builder.formats.excel_writing.looks import BOLD, DATA
from builder.formats.excel_writing.new_books import NewSheet, write_book
from builder.formats.excel_writing.paper import Area, Line, Paper

_WIDEST = 50

#: Excel reads a cell that begins so as a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@")


def write_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[CellValue]]) -> bytes:
    """A workbook of one sheet, *title*, with a bold frozen head row and fitting widths."""
    looks = (DATA,) * len(heads)
    lines = (Line(tuple(map(_safe, values)), looks) for values in rows)
    columns = zip(heads, *rows, strict=True)
    widths = (max(wcswidth(str(value)) for value in column) for column in columns)
    sheet = Paper(
        title,
        tuple(min(_WIDEST, width + 4) for width in widths),
        (Line(tuple(heads), (BOLD,) * len(heads)), *lines),
        heads=range(1),
        frozen=0,
    )
    return write_book([NewSheet(sheet, Area(0, 0, len(rows), len(heads) - 1))])


def _safe(value: CellValue) -> CellValue:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_SIGNS) else value
