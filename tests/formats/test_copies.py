"""Copies marked for mending: what openpyxl can keep, and what is written anew from values."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from builder.formats.excel_writing import copies
from builder.formats.excel_writing.copies import copy_values, mark_original
from builder.formats.excel_writing.mend_sheet import CellNote, MendSheet
from builder.formats.lost_parts import lost_parts
from builder.formats.sheets import (
    CellContent,
    FormulaFault,
    Merge,
    Sheet,
    Visibility,
    Workbook,
)

FIRST = MendSheet("修改清单", (), (), ())
RED = "FFFFC7CE"


def note(sheet: str, cell: str) -> CellNote:
    return CellNote(sheet, cell, must=True, number=1, words="请核对")


def sheet(name: str, *rows: tuple[CellContent, ...], merges: tuple[Merge, ...] = ()) -> Sheet:
    covered = {
        (row, column): merge
        for merge in merges
        for row in range(merge.first[0], merge.last[0] + 1)
        for column in range(merge.first[1], merge.last[1] + 1)
    }
    return Sheet(name, Visibility.VISIBLE, rows, covered)


def original(put: Callable[[Worksheet], object]) -> bytes:
    book, stream = Book(), io.BytesIO()
    put(book.worksheets[0])
    book.save(stream)
    return stream.getvalue()


def opened(content: bytes | None) -> Book:
    assert content is not None
    return load_workbook(io.BytesIO(content))


def merged(target: Worksheet) -> None:
    target["A1"] = "甲"
    target.merge_cells("A1:B2")


def test_a_cell_within_a_merge_is_marked_at_its_first() -> None:
    copy = opened(mark_original(original(merged), ["Sheet"], FIRST, [note("Sheet", "B2")], "办"))

    comment = copy["Sheet"]["A1"].comment
    assert comment is not None
    assert "请核对" in comment.text


def test_a_note_on_a_sheet_that_there_is_not_marks_nothing() -> None:
    copy = opened(mark_original(original(merged), ["Sheet"], FIRST, [note("别的", "A1")], "办"))

    assert copy.sheetnames == ["修改清单", "Sheet"]
    assert copy["Sheet"]["A1"].comment is None


def test_what_openpyxl_cannot_read_or_write_is_not_copied_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(_: Book) -> bytes:
        raise KeyError

    assert mark_original(b"PK\x03\x04", ["Sheet"], FIRST, [], "办") is None
    monkeypatch.setattr(copies, "workbook_bytes", failing)
    assert mark_original(original(merged), ["Sheet"], FIRST, [], "办") is None


def test_values_are_copied_as_they_were_read() -> None:
    contents: tuple[CellContent, ...] = (
        *("甲\u0007", Decimal("1.5"), Decimal("NaN"), True, date(2022, 3, 5), date(1899, 12, 30)),
        *(FormulaFault("#REF!"), FormulaFault(None), None),
    )

    copy = opened(copy_values(Workbook((sheet("表", contents),), {}), FIRST, [], "办"))

    cells = list(copy["表"][1])
    assert [cell.value for cell in cells[:8]] == [
        *("甲", 1.5, "NaN", True),
        *(cells[4].value, "1899-12-30", "#REF!", "#VALUE!"),
    ]
    assert f"{cells[4].value:%Y-%m-%d}" == "2022-03-05"
    assert [cells[number].data_type for number in (6, 7)] == ["e", "e"]


def test_sheets_keep_names_that_excel_takes() -> None:
    names = ["表", "表?", "a/b", "A b", "x" * 40, "x" * 50, "[]", "修改清单"]
    book = Workbook(tuple(sheet(name, ("甲",)) for name in names), {})

    copy = opened(copy_values(book, FIRST, [note("x" * 50, "A1")], "办"))

    assert copy.sheetnames == [
        *("修改清单", "表", "表（2）", "a b", "A b（2）", "x" * 31, "x" * 28 + "（2）", "表（3）"),
    ]
    assert copy["x" * 28 + "（2）"]["A1"].comment is not None


def test_merges_and_what_the_workbook_is_are_copied() -> None:
    merge = Merge((0, 0), (1, 1))
    book = Workbook((sheet("表", ("甲", None), (None, None), merges=(merge,)),), {"unit": "civil"})

    copy = opened(copy_values(book, FIRST, [], "办"))

    assert [str(area) for area in copy["表"].merged_cells.ranges] == ["A1:B2"]
    assert copy["_meta"].sheet_state == "hidden"
    assert [cell.value for cell in copy["_meta"][1]] == ["unit", "civil"]


def test_of_a_broken_archive_nothing_is_said_to_be_lost() -> None:
    assert lost_parts(b"PK\x03\x04") == {}
