"""What is known of an .xls beside its values, from files made record by record."""

import io
import struct
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from builder.formats.excel_reading.binary_workbook import BinaryWorkbook
from builder.formats.excel_reading.opening import diagnose
from builder.formats.excel_reading.packed import Note
from builder.formats.excel_reading.parsing import parse, read_hidden
from builder.model import file_problem_kinds as kinds
from tests.formats.ole_files import (
    BIFF5,
    BIFF8,
    BLANK,
    BOOLERR,
    DIMENSIONS,
    EOF,
    FILEPASS,
    FORMULA,
    SUPBOOK,
    begin,
    ole,
    record,
    workbook,
)

LATIN = b"\x05\x00Sheet"
CHINESE = b"\x02\x01" + "数据".encode("utf-16-le")
OLD = b"\x04" + "数据".encode("gb18030")
#: Rows 0 to 8, columns 0 to 2: the last are told as those after them.
EXTENT = record(DIMENSIONS, struct.pack("<IIHHH", 0, 9, 0, 3, 0))
OLD_EXTENT = record(DIMENSIONS, struct.pack("<HHHHH", 0, 9, 0, 3, 0))
#: In B2: a formula whose result is an error, and a cell that is one.
FAULTY = record(FORMULA, struct.pack("<HHHBBBBHH", 1, 1, 0, 2, 0, 0x07, 0, 0, 0xFFFF) + bytes(8))
ERROR = record(BOOLERR, struct.pack("<HHHBB", 1, 1, 0, 0x2A, 1))
UNKNOWN = record(BOOLERR, struct.pack("<HHHBB", 1, 1, 0, 0x33, 1))
#: Records too short for what they are.
SHORT_ERROR, SHORT_CELL = record(BOOLERR, b"\1"), record(BLANK, b"\1")
#: What stands for another workbook, and for this one.
OTHER, OWN = record(SUPBOOK, b"\1\0\5\0"), record(SUPBOOK, b"\1\0\1\4")


@pytest.mark.parametrize(
    ("content", "sheet"),
    [
        (ole(workbook(LATIN, EXTENT)), "Sheet"),
        (ole(workbook(CHINESE, EXTENT)), "数据"),
        (ole(workbook(OLD, OLD_EXTENT, version=BIFF5), "Book"), "数据"),
        (ole(workbook(LATIN, EXTENT), mini=True), "Sheet"),
        (ole(workbook(LATIN, EXTENT), far=True), "Sheet"),
    ],
    ids=["latin", "chinese", "older", "short", "large"],
)
def test_a_sheet_is_found_wherever_its_stream_lies(content: bytes, sheet: str) -> None:
    assert BinaryWorkbook(content).extents() == {sheet: (9, 3), "": (0, 1)}


@pytest.mark.parametrize("mini", [False, True])
@pytest.mark.parametrize("far", [False, True])
def test_these_files_are_workbooks_for_others_too(*, mini: bool, far: bool) -> None:
    stream = io.BytesIO(ole(workbook(CHINESE, EXTENT), mini=mini, far=far))

    assert CalamineWorkbook.from_filelike(stream).sheet_names == ["数据"]


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        ((), {}),
        ((FAULTY,), {"Sheet": {(1, 1): "#DIV/0!"}}),
        ((ERROR,), {"Sheet": {(1, 1): "#N/A"}}),
        ((UNKNOWN,), {"Sheet": {(1, 1): "#ERROR!"}}),
        ((ERROR, SHORT_ERROR), {}),
    ],
    ids=["none", "a formula's", "a cell's", "one that nobody knows", "mangled"],
)
def test_an_error_is_told_with_its_cell(
    cells: tuple[bytes, ...], faults: dict[str, dict[tuple[int, int], str]]
) -> None:
    assert BinaryWorkbook(ole(workbook(LATIN, EXTENT, *cells))).formula_faults() == faults


def test_the_extent_of_a_mangled_sheet_is_not_told() -> None:
    assert BinaryWorkbook(ole(workbook(LATIN, EXTENT, SHORT_CELL))).extents() == {}


@pytest.mark.parametrize(("links", "outside"), [(OWN, False), (OTHER, True), (OWN + OTHER, True)])
def test_a_link_to_another_workbook_is_told(links: bytes, *, outside: bool) -> None:
    stream = begin(BIFF8, 5) + links + record(EOF)

    assert BinaryWorkbook(ole(stream)).links_outside() is outside


@pytest.mark.parametrize(
    "content",
    [ole(workbook(LATIN, EXTENT), "Other"), b"PK\x03\x04", ole(b"")[:0x1E] + b"\7\0" + bytes(600)],
    ids=["another stream", "another format", "sectors of another size"],
)
def test_a_workbook_without_its_stream_has_nothing(content: bytes) -> None:
    assert BinaryWorkbook(content).extents() == {"": (0, 1)}


def test_a_password_is_told(tmp_path: Path) -> None:
    """By the library too, where the file's name says what it is."""
    locked = ole(begin(BIFF8, 5) + record(FILEPASS, b"\1\0\1\0\1\0") + record(EOF))

    assert diagnose(locked) == Note(kinds.ENCRYPTED)
    assert parse(locked) == (None, (Note(kinds.ENCRYPTED),))
    (tmp_path / "a.xls").write_bytes(locked)
    assert parse(locked, tmp_path / "a.xls") == (None, (Note(kinds.ENCRYPTED),))


@pytest.mark.parametrize(
    ("kind", "note"),
    [(1, Note(kinds.MACROS)), (2, Note(kinds.EMPTY_WORKBOOK)), (6, Note(kinds.MACROS))],
    ids=["a sheet of macros", "a chart", "a module"],
)
def test_a_sheet_that_is_no_table_is_not_read_as_one(kind: int, note: Note) -> None:
    assert parse(ole(workbook(LATIN, EXTENT, kind=kind))) == (None, (note,))


@pytest.mark.parametrize(
    "content", [ole(b""), ole(bytes(600)), ole(workbook(LATIN, EXTENT)[:-6])], ids=len
)
def test_in_a_workbook_that_nobody_can_read_nothing_is_hidden(content: bytes) -> None:
    """It is refused where it is read as a workbook."""
    assert list(read_hidden(content)) == []
