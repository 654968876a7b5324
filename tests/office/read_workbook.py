"""Workbooks of the desk as tests look into them."""

import io

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet


def open_sheet(content: bytes, name: str) -> Worksheet:
    """The sheet *name* of a workbook's bytes."""
    sheet = load_workbook(io.BytesIO(content))[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def read_rows(content: bytes, name: str) -> list[tuple[object, ...]]:
    """The rows of the sheet *name*, the title first."""
    return list(open_sheet(content, name).iter_rows(values_only=True))
