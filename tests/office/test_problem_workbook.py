"""问题清单.xlsx: every problem, the same by cause, and what was lost and why."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from builder.model import rubric_problem_kinds as kinds
from builder.model.places import TextPlace
from builder.office.causes import group_by_cause
from builder.office.problem_list import problems_json
from builder.office.problem_workbook import problem_workbook
from tests.office.read_workbook import open_sheet, read_rows
from tests.office.small_campaign import Desk, filing, make_busy_desk, make_desk

PLATFORM = """
# 平台数据
| 单位 | 网上可办率 |
| 县民政局 | 很高 |
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_busy_desk(tmp_path)


def book(desk: Desk) -> bytes:
    return problem_workbook(desk.result, desk.problems)


def test_every_problem_has_a_row_with_its_cell_and_its_remedy(desk: Desk) -> None:
    _, note, heads, *rows = read_rows(book(desk), "问题清单")

    assert heads == (
        *("序号", "单位", "程度", "代码", "问题", "文件", "工作表", "单元格", "怎么改", "状态"),
    )
    assert note[0] == "必改4处，建议0处，提示0处。状态一列由办公室填。"
    assert [(row[0], row[1], row[3]) for row in rows] == [
        (1, "县公路局", "E311"),
        (2, "县公路局", "E311"),
        (3, "县林业局", "E105"),
        (4, "县水利局", "E401"),
    ]
    assert rows[3] == (
        *(4, "县水利局", "必改", "E401", "“约45件”不是整数"),
        *("县水利局.xlsx", "填报表", "C5", "请填整数，例如 45", None),
    )


def test_a_fault_in_the_offices_own_register_is_the_offices(desk: Desk) -> None:
    desk.put("平台.xlsx", PLATFORM)

    rows = read_rows(book(desk), "问题清单")

    assert [row[1] for row in rows if row[5] == "平台.xlsx"] == ["办公室（县民政局）"]


def test_causes_are_counted_by_place_file_and_unit(desk: Desk) -> None:
    rows = read_rows(book(desk), "按原因汇总")

    assert [row[1:6] for row in rows[2:]] == [
        ("E311", "一个单位多份填报表", 2, 2, 1),
        ("E105", "文件损坏", 1, 1, 1),
        ("E401", "不是整数", 1, 1, 1),
    ]


def test_a_remedy_that_differs_is_no_remedy_of_the_cause(tmp_path: Path) -> None:
    """例如 45 and 例如 50: only the places can say which."""
    desk = make_desk(tmp_path)
    desk.put("a.xlsx", filing("civil", in_hall="约45件"))
    desk.put("b.xlsx", filing("water", in_hall="约50件"))

    (cause,) = [one for one in group_by_cause(desk.problems) if one.kind.code == "E401"]

    assert cause.remedy is None
    assert (len(cause.problems), cause.files, cause.units) == (2, 2, 2)


def test_every_lost_point_has_a_row_with_its_reason(desk: Desk) -> None:
    """45 ÷ 48 = 0.9375 → 0.94 of 1; no honours, 0 of 1; a value that can't be read, none of 1."""
    rows = read_rows(book(desk), "失分清单")

    assert [(row[1], row[2], *map(str, row[4:7])) for row in rows[3:]] == [
        ("县民政局", "1.1", "1", "0.94", "0.06"),
        ("县民政局", "2.2", "1", "0", "1"),
        ("县水利局", "1.1", "1", "None", "1"),
        ("县水利局", "2.2", "1", "0", "1"),
    ]
    assert "45项 ÷ 审批服务事项总数48项 = 93.75%" in str(rows[3][8])
    assert rows[3][9] == "县民政局.xlsx › 填报表 › C5；县民政局.xlsx › 填报表 › C4"
    assert Decimal(str(rows[3][4])) == Decimal(str(rows[3][5])) + Decimal(str(rows[3][6]))


def test_the_list_can_be_filtered_and_printed(desk: Desk) -> None:
    sheet = open_sheet(book(desk), "问题清单")

    assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A3:J7", "C4")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_title_rows == "$3:$3"
    fitting = sheet.sheet_properties.pageSetUpPr
    assert fitting is not None
    assert fitting.fitToPage


def test_a_text_that_looks_like_a_formula_stays_text(desk: Desk) -> None:
    desk.office.put_bytes("=1+1.xlsx", b"")

    sheet = open_sheet(book(desk), "问题清单")
    (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1.xlsx")

    assert (cell.data_type, cell.number_format) == ("s", "@")


def test_a_fault_in_a_text_has_its_line(desk: Desk) -> None:
    for line, shown in ((3, "第3行"), (0, None)):
        fault = kinds.NO_CAMPAIGN.at(TextPlace("input/a/campaign.yml", line, "id"))

        (row,) = read_rows(problem_workbook(desk.result, [fault]), "问题清单")[3:]
        (listed,) = json.loads(problems_json({"": [fault]}))["problems"]

        assert row[5:8] == ("input/a/campaign.yml", None, shown)
        assert (listed["file"], listed["path"]) == ("input/a/campaign.yml", "id")
        assert listed["line"] == (line or None)
