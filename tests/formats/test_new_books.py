"""New workbooks: text stays text, bytes hang on content alone, and people can only do so much."""

import io
import zipfile
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.formats.excel_reading.content import read_content
from builder.formats.excel_writing.fitting import CellValue, printable
from builder.formats.excel_writing.lists import ListColumn, ListSheet, write_lists

LONGEST = 32_767
#: What means something to XlsxWriter, to XML, to Excel, or to nobody.
PIECES = (
    *("<r>", "</r>", "<t>", "]]>", "&", "&amp;", "_x000D_", "_x0041_", "_x", "{=", "=", "'", "{}"),
    *("\n", "\r", "\t", " ", "\u3000", "\x85", "\u2028", "\ufeff", "\ufffe", "𠮷", "0", "甲"),
)


def written(*values: CellValue, choices: tuple[str, ...] = ()) -> bytes:
    """A list of one column with *values* from its third row on."""
    column = ListColumn("项", 9, choices)
    return write_lists([ListSheet("表", "标题", (column,), tuple((value,) for value in values))])


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))["表"]


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+8", "-8", "@甲", "{=1}", "#N/A", "TRUE", "00012", "1e5", "98%", "2022-03-05"),
        *("http://a.invalid/", "mailto:a@b.invalid", "internal:表!A1", "external:a.xlsx"),
        *(
            "<r>甲</r>",
            "<r><t>甲\n</t></r>",
            "<r></r>",
            "<b>&\"'",
            "_x0041_",
            " 前后 ",
            "甲\t乙\n丙",
        ),
    ],
)
def test_text_stays_the_text_that_it_is(text: str) -> None:
    """Neither a number nor a formula nor a link nor mark-up, for us or for anybody else."""
    content = written(text)
    book, _ = read_content(content, "", "a.xlsx")
    cell = opened(content)["A3"]

    assert book is not None
    assert book.sheets[0].rows[2] == (text,)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert cell.number_format == "@"


@given(st.text(max_size=20) | st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_any_text_comes_back_as_what_can_be_printed_of_it(text: str) -> None:
    book, _ = read_content(written(text, "末"), "", "a.xlsx")

    assert book is not None
    (stored,), last = book.sheets[0].rows[2:]
    assert last == ("末",)
    assert str(stored or "").strip() == printable(text).strip()


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("甲\x00\x07\x1f乙", "甲乙"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
        ("甲\ud800\ufffe", "甲?"),
        ("\x0b", None),
        ("长" * (LONGEST + 1), "长" * LONGEST),
    ],
)
def test_what_a_cell_cannot_hold_is_left_out(text: str, stored: str | None) -> None:
    assert opened(written(text))["A3"].value == stored


@pytest.mark.parametrize("number", [Decimal("9.50"), Decimal(3), Decimal("-0.01"), 0, 12_345_678])
def test_numbers_are_numbers(number: Decimal | int) -> None:
    cell = opened(written(number))["A3"]

    assert (Decimal(str(cell.value)), cell.data_type, cell.number_format) == (
        number,
        "n",
        "General",
    )


def test_bytes_tell_nothing_of_who_wrote_them_and_when() -> None:
    first = written("甲")
    book = openpyxl.load_workbook(io.BytesIO(first))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        days = {entry.date_time[:3] for entry in archive.infolist()}

    assert written("甲") == first
    assert days == {(1980, 1, 1)}
    assert {book.properties.created.year, book.properties.modified.year} == {1980}
    assert (book.properties.creator, book.properties.lastModifiedBy) == (None, None)


def test_what_is_not_among_the_choices_is_refused_in_words() -> None:
    sheet = opened(written(None, choices=("未改", "已改")))
    (rule,) = sheet.data_validations.dataValidation

    assert (rule.formula1, str(rule.sqref)) == ('"未改,已改"', "A3:A203")
    assert (rule.showErrorMessage, rule.error) == (True, "请选：未改、已改")
    assert rule.allow_blank


def test_sheets_of_one_name_are_told_apart() -> None:
    sheets = [ListSheet("目录" * 20, "标题", (ListColumn("项", 9),), ())] * 2

    names = openpyxl.load_workbook(io.BytesIO(write_lists(sheets))).sheetnames

    assert names == ["目录" * 15 + "目", "目录" * 14 + "（2）"]


def test_a_title_over_one_column_joins_nothing() -> None:
    """Excel knows no cell that is joined to itself."""
    assert opened(written("甲")).merged_cells.ranges == set()
