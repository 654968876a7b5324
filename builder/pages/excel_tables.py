"""The tables of the open data as workbooks, with the same rows as their CSV twins."""

from collections.abc import Sequence
from decimal import Decimal

from builder.formats.excel_writing.saving import CellValue
from builder.formats.excel_writing.tables import write_table
from builder.pages.csv_tables import TABLES, Row

#: Types of columns whose cells are numbers.
_NUMBERS = frozenset({"小数", "整数"})


def excel_name(name: str) -> str:
    """The file that lies beside the table *name*: ``marks.csv`` → ``marks.xlsx``."""
    return f"{name.removesuffix('.csv')}.xlsx"


def write_excel(name: str, title: str, rows: Sequence[Row]) -> bytes:
    """The table *name* as a workbook of one sheet, *title*; numbers are numbers there."""
    columns = TABLES[name]
    numeric = [column.type in _NUMBERS for column in columns]
    lines = [
        [_value(text, is_number=flag) for text, flag in zip(row, numeric, strict=True)]
        for row in rows
    ]
    return write_table(title, [column.title for column in columns], lines)


def _value(text: str | None, *, is_number: bool) -> CellValue:
    if not text:
        return None
    return Decimal(text) if is_number else text
