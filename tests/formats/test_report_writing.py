"""Reports: sheets that are told apart, heads on two levels, pages as an office prints them."""

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from builder.formats.excel_reading.content import read_content
from builder.formats.excel_writing.fitting import CellValue
from builder.formats.excel_writing.reports import Report, ReportColumn, write_reports

COLUMNS = (
    ReportColumn("单位"),
    ReportColumn("得分", group="日常", places=2),
    ReportColumn("扣分", group="日常", places=1),
    ReportColumn("备注"),
)
ROW: tuple[CellValue, ...] = ("县民政局", Decimal("9.5"), Decimal(0), None)


def report(name: str = "汇总表", *, rows: int = 1, columns: Any = COLUMNS) -> Report:
    line = ROW[: len(columns)]
    return Report(name, "标题", ("说明",), columns, (line,) * rows, notes=("注：无。",))


def opened(*reports: Report) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_reports(reports)))


def test_heads_of_one_group_stand_below_their_common_head() -> None:
    sheet = opened(report())["汇总表"]

    assert [sheet.cell(3, column).value for column in range(1, 5)] == ["单位", "日常", None, "备注"]
    assert (sheet["B4"].value, sheet["C4"].value) == ("得分", "扣分")
    assert {str(merged) for merged in sheet.merged_cells.ranges} >= {"A3:A4", "B3:C3", "D3:D4"}
    assert sheet.print_title_rows == "$3:$4"


def test_a_common_head_is_written_once() -> None:
    """Whoever reads the cells alone doesn't find it above each column that it goes over."""
    book, _ = read_content(write_reports([report()]), "", "a.xlsx")

    assert book is not None
    assert book.sheets[0].rows[2:4] == (
        ("单位", "日常", None, "备注"),
        (None, "得分", "扣分", None),
    )


def test_without_groups_there_is_one_level_of_heads() -> None:
    sheet = opened(report(columns=(COLUMNS[0],)))["汇总表"]

    assert (sheet["A3"].value, sheet["A4"].value) == ("单位", "县民政局")


def test_numbers_have_their_places() -> None:
    sheet = opened(report())["汇总表"]

    assert [sheet.cell(5, column).number_format for column in (2, 3)] == ["0.00", "0.0"]
    assert (sheet["B5"].value, sheet["C5"].value) == (9.5, 0)
    assert sheet["D5"].value is None


def test_notes_stand_below_the_table_and_out_of_its_filter() -> None:
    sheet = opened(report())["汇总表"]

    assert sheet["A6"].value == "注：无。"
    assert sheet.auto_filter.ref == "A4:D5"
    assert sheet.print_area == "'汇总表'!$A$1:$D$6"


@pytest.mark.parametrize(("rows", "pages"), [(45, None), (46, 0)])
def test_a_short_table_is_fitted_onto_one_page(rows: int, pages: int | None) -> None:
    """One page is what Excel takes where no number is written, and 0 is as many as it needs."""
    assert opened(report(rows=rows))["汇总表"].page_setup.fitToHeight == pages


def test_names_of_sheets_are_cut_cleaned_and_told_apart() -> None:
    """Excel takes 31 characters, no brackets or slashes, and no name twice."""
    long = "县" * 40
    book = opened(report(long), report(long), report("A/b[1]"), report("a b 1"), report(""))

    assert book.sheetnames == ["县" * 31, "县" * 28 + "（2）", "A b 1", "a b 1（2）", "表"]
