"""汇总表.xlsx: real numbers in the order of the ranks; 未报, 不适用, 未填 and 0 stay apart."""

import io
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from builder.formats.excel_reading.content import read_workbook
from builder.formats.sheets import Sheet
from builder.model.standings import Standings
from builder.model.units import Unit
from builder.office.summary_table import summary_workbook
from builder.scoring.results import CampaignResult
from tests.office.circular_campaign import FLAGS, SECRET, SELF_SCORE, make_result
from tests.pages.conftest import JIA

RANKING, ROWS, FLAGGED, INTERNAL = "汇总表", "分项", "红旗", "内部"


@cache
def styled() -> Any:
    return openpyxl.load_workbook(io.BytesIO(summary_workbook(make_result())))


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Reads the summary of a result back as the intake would."""

    def sheets_of(result: CampaignResult) -> dict[str, Sheet]:
        path = tmp_path / "汇总表.xlsx"
        path.write_bytes(summary_workbook(result))
        book, _ = read_workbook(path, path.name)
        assert book is not None
        return {sheet.name: sheet for sheet in book.visible}

    return sheets_of


def rows_below(sheet: Sheet, head: str) -> list[list[object]]:
    """The rows below the one that has a cell *head*, down to the notes."""
    rows: list[list[object]] = [list(row) for row in sheet.rows]
    start = next(number for number, row in enumerate(rows) if head in row)
    return [row for row in rows[start + 1 :] if not str(row[0] or "").startswith("注：")]


def test_the_ranking_has_totals_and_sections_as_numbers(read: Any) -> None:
    """甲乡: 2.25 + 2 = 4.25 base, 0.5 bonus, 4.75 in all; 丙街道 has no points, which isn't 0."""
    rows = rows_below(read(make_result())[RANKING], "名次")
    veto = "一票否决：泄露信息，取消评优资格"

    assert rows == [
        [1, "甲乡", Decimal("4.75"), Decimal("4.25"), Decimal("0.5"), "好", 0, None],
        [2, "乙镇", 0, 0, "待核定", "—", 1, f"{veto}；逾期2天；指标J1待核定"],
        ["—", "丙街道", "—", "—", "—", "—", 0, "未报"],
    ]


def test_the_heads_name_the_full_points(read: Any) -> None:
    sheet = read(make_result())[RANKING]
    heads = next(list(row) for row in sheet.rows if "名次" in row)

    assert heads == [
        *("名次", "单位", "总分", "一、事项进驻（5分）", "加分", "等次", "红旗条数", "逾期、备注"),
    ]


def test_every_row_has_its_points_or_the_word_for_none(read: Any) -> None:
    rows = rows_below(read(make_result())[ROWS], "1.1 事项集中入驻（满分3）")

    assert rows == [
        [1, "甲乡", Decimal("2.25"), 2, Decimal("0.5")],
        [2, "乙镇", "未填", 0, "待核定"],
        ["—", "丙街道", "—", "—", "—"],
    ]


def test_what_stands_above_the_table(read: Any) -> None:
    rows = [str(row[0]) for row in read(make_result())[RANKING].rows[:4]]

    assert rows[0] == "演示数据，非真实评估结果"
    assert rows[1] == "2024年示例评估结果汇总表"
    assert "报送截止：2025年1月10日 18:00　数据截止：2025年1月20日 18:00" in rows[2]
    assert rows[3] == "应参评3个，参评2个，未列入1个，逾期报送1个。未列入：丙街道（未报）。"


def test_internal_flags_stand_on_a_sheet_of_their_own(read: Any) -> None:
    sheets = read(make_result())

    assert list(sheets) == [RANKING, ROWS, FLAGGED, INTERNAL]
    (public,) = rows_below(sheets[FLAGGED], "序号")
    (internal,) = rows_below(sheets[INTERNAL], "序号")
    assert public[:6] == [1, "乙镇", "RF-05", "事项进驻不足", "红旗", "1.1"]
    assert internal[1] == "甲乡"
    assert sheets[INTERNAL].rows[0][0] == "演示数据，非真实评估结果　仅供内部，不得外传"
    others = [sheet for name, sheet in sheets.items() if name != INTERNAL]
    assert not [row for sheet in others for row in sheet.rows if SECRET in row]


def test_without_internal_flags_there_is_no_such_sheet(read: Any) -> None:
    assert INTERNAL not in read(replace(make_result(), flags=FLAGS[:1]))


def test_self_scores_are_not_in_it(read: Any) -> None:
    cells = [cell for s in read(make_result()).values() for row in s.rows for cell in row]

    assert Decimal("4.75") in cells
    assert Decimal(SELF_SCORE) not in cells


def test_it_prints_on_a3_with_its_heads_on_every_page() -> None:
    sheet = styled()[RANKING]

    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert sheet.page_setup.fitToWidth in {None, 1}
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.print_area == "'汇总表'!$A$1:$H$10"
    assert sheet.freeze_panes == "C6"
    assert sheet.auto_filter.ref == "A5:H8"
    assert "&P" in sheet.oddFooter.center.text


def test_points_are_shown_with_two_places_and_ranks_with_none() -> None:
    sheet = styled()[RANKING]

    assert (sheet["C6"].number_format, sheet["A6"].number_format) == ("0.00", "0")


def test_rows_stand_below_their_sections() -> None:
    sheet = styled()[ROWS]

    assert sheet["C4"].value == "一、事项进驻（5分）"
    assert {str(merged) for merged in sheet.merged_cells.ranges} >= {"C4:D4", "A4:A5", "B4:B5"}


def test_a_name_that_looks_like_a_formula_stays_text(read: Any) -> None:
    hostile = Unit(JIA.id, '=HYPERLINK("x")', JIA.kind)

    rows = rows_below(read(make_result(hostile))[RANKING], "名次")

    assert rows[0][1] == '=HYPERLINK("x")'


def test_sheets_of_several_groups_are_told_apart(read: Any) -> None:
    """The same rubric twice, so that both groups are called after it."""
    result = make_result()
    twice = replace(result, instruments=result.instruments * 2, flags=())

    names = list(read(twice))

    assert names == [
        *("汇总表 示例评分细则", "汇总表 示例评分细则（2）"),
        *("分项 示例评分细则", "分项 示例评分细则（2）", "红旗"),
    ]


def test_a_campaign_in_which_nobody_counts_still_has_a_summary(read: Any) -> None:
    result = make_result()
    (instrument,) = result.instruments
    cohort = replace(instrument.standings.cohort, counted=(), late={})
    rows = tuple(
        replace(row, rank=None, scorecard=None, grades=(), undecided=(), unranked_reason="未报")
        for row in instrument.standings.rows
    )
    empty = replace(instrument, standings=Standings(cohort, rows))

    found = rows_below(read(replace(result, instruments=(empty,), flags=()))[RANKING], "名次")

    assert [row[-1] for row in found] == ["未报"] * 3


def test_the_same_results_give_the_same_bytes() -> None:
    assert summary_workbook(make_result()) == summary_workbook(make_result())
