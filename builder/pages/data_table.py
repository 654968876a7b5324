"""A table of the open data, whatever it is of: its columns and rows, as CSV and as a workbook."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from builder.formats.excel_writing.fitting import CellValue
from builder.formats.excel_writing.tables import write_table

#: What a spreadsheet would take for a formula when a cell begins with it (domain.md E, injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

#: By it Excel knows that the file is UTF-8.
_BYTE_ORDER_MARK = "\ufeff"

#: Types of columns whose cells are numbers.
_NUMBERS = frozenset({"小数", "整数"})

#: A line of a table as text; None for nothing.
Row = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class DataColumn:
    """One column of a table, for its head and for the dictionary."""

    title: str
    #: The same in the JSON file.
    key: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class DataTable:
    """One table with its rows; *name* is its file's, such as ``marks.csv``."""

    name: str
    title: str
    columns: tuple[DataColumn, ...]
    rows: tuple[Row, ...] = ()
    #: Title of the column that names a row; empty where no column does so alone.
    key: str = ""
    #: Column → name of the table whose key it repeats.
    refers: Mapping[str, str] = field(default_factory=dict)

    @property
    def excel_name(self) -> str:
        """The workbook that lies beside it: ``marks.csv`` → ``marks.xlsx``."""
        return f"{self.name.removesuffix('.csv')}.xlsx"


def write_csv(table: DataTable) -> bytes:
    """*table* as a CSV file that Excel opens."""
    return write_rows([column.title for column in table.columns], table.rows)


def write_rows(heads: Sequence[str], rows: Sequence[Row]) -> bytes:
    """*rows* below *heads* as a CSV file that Excel opens."""
    stream = io.StringIO()
    stream.write(_BYTE_ORDER_MARK)
    writer = csv.writer(stream)
    writer.writerow(heads)
    writer.writerows([guard_cell(cell or "") for cell in row] for row in rows)
    return stream.getvalue().encode()


def write_excel(table: DataTable) -> bytes:
    """*table* as a workbook of one sheet; numbers are numbers there."""
    numeric = [column.type in _NUMBERS for column in table.columns]
    lines = [
        [_value(text, is_number=flag) for text, flag in zip(row, numeric, strict=True)]
        for row in table.rows
    ]
    return write_table(table.title, [column.title for column in table.columns], lines)


def guard_cell(text: str) -> str:
    """*text* so that no spreadsheet takes it for a formula: a leading ``'`` where need be."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.replace(".", "", 1).isdecimal() and digits.isascii()


def _value(text: str | None, *, is_number: bool) -> CellValue:
    if not text:
        return None
    return Decimal(text) if is_number else text
