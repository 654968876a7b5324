"""From the pack that a unit sends back to the office's list and the pages: one way, end to end."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from ruamel.yaml import YAML

from builder.editions.differences import compare_results
from builder.office.appeal_summary import (
    appeal_workbook,
    indicator_rows,
    objection_rows,
    unit_rows,
)
from builder.office.consultation import consultation_packs
from builder.office.desk import result_papers
from builder.pages.appeals import campaign_appeals, unit_appeals
from builder.rubric.library import Instrument
from builder.rubric.schema import Rubric
from builder.scoring.campaigns import ScoredCampaign, score_campaign
from builder.scoring.results import CampaignResult
from tests.intake.conftest import RUBRIC
from tests.office.small_campaign import REGISTER as REGISTER_OF_UNITS
from tests.office.small_campaign import SHA256, Desk, filing, make_desk

TEMPLATES = Path(__file__).parents[2] / "site_templates"
REGISTER = """
# 申诉与复核
| 单位 | 指标编号 | 意见 | 异议理由 | 复核结论 | 复核理由 | 复核日期 |
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """县民政局 has 45 of 48 matters in the hall (0.94 points), 县水利局 12 of 48 (0.25)."""
    made = make_desk(tmp_path)
    made.put("填报/县民政局.xlsx", filing("civil"))
    made.put("填报/县水利局.xlsx", filing("water", in_hall="12"))
    return made


def scored(desk: Desk) -> ScoredCampaign:
    office = desk.office
    instruments = [Instrument(rubric, SHA256) for rubric in office.rubrics.values()]
    return score_campaign(office.campaign, office.collect(), instruments, {})


def answer_pack(desk: Desk, name: str, row: int, grounds: str) -> None:
    """The unit objects in one row of its pack and sends it back."""
    book = load_workbook(io.BytesIO(consultation_packs(scored(desk))[f"{name}.xlsx"]))
    sheet = book["征求意见"]
    head = next(line for line in range(1, 40) if sheet.cell(line, 1).value == "单位")
    sheet.cell(head + row, 8).value, sheet.cell(head + row, 9).value = "有异议", grounds
    stream = io.BytesIO()
    book.save(stream)
    desk.office.put_bytes(f"反馈/{name}.xlsx", stream.getvalue())


def decide(desk: Desk, *rows: str) -> None:
    desk.put("申诉与复核.xlsx", REGISTER + "\n".join(rows))


def words(result: CampaignResult, unit: str) -> list[tuple[str, ...]]:
    table = unit_appeals(result, unit)
    return [tuple(cell.text for cell in row) for row in table.rows] if table else []


def test_an_objection_waits_until_it_is_decided_and_says_what_the_unit_was_shown(
    desk: Desk,
) -> None:
    answer_pack(desk, "县水利局", 1, "漏算20项")

    result = scored(desk).result

    ((number, name, row, outcome, reason, before, now, reminder, place),) = objection_rows(result)
    assert (number, name, row, outcome, reason) == (1, "县水利局", "1.1", "待复核", "")
    assert (before, now, reminder) == ("0.25", "0.25", "请写复核结论和理由")
    assert str(place).startswith("反馈/县水利局.xlsx › 征求意见 › ")
    assert "漏算20项" not in repr(objection_rows(result))
    assert words(result, "water") == [("1.1 事项集中进驻", "待复核", "—", "—", "0.25分", "0.25分")]


def test_a_decision_is_told_with_its_reason_and_the_points_before_and_after(desk: Desk) -> None:
    """The unit files anew with 32 of 48: 32 ÷ 48 = 0.67 points, where it was shown 0.25."""
    answer_pack(desk, "县水利局", 1, "漏算20项")
    decide(desk, "| 县水利局 | 1.1 | 有异议 | 漏算20项 | 采纳 | 核实多20项 | '2019-02-01 |")
    desk.put("填报/县水利局.xlsx", filing("water", in_hall="32"))

    result = scored(desk).result

    assert words(result, "water") == [
        ("1.1 事项集中进驻", "采纳", "核实多20项", "2019年2月1日", "0.25分", "0.67分")
    ]
    assert objection_rows(result)[0][5:8] == ("0.25", "0.67", "")
    assert words(result, "civil") == []


def test_an_upheld_objection_that_moved_nothing_is_pointed_out(desk: Desk) -> None:
    answer_pack(desk, "县水利局", 1, "漏算20项")
    decide(desk, "| 县水利局 | 1.1 | 有异议 | 漏算20项 | 采纳 | 核实多20项 | '2019-02-01 |")

    (row,) = objection_rows(scored(desk).result)

    assert row[7] == "已采纳，得分没有变，请核对《核定记录》"


def test_objections_are_counted_in_all_by_indicator_and_by_unit(desk: Desk) -> None:
    decide(
        desk,
        "| 县水利局 | 1.1 | 有异议 | 漏算 | 部分采纳 | 属实 | '2019-02-01 |",
        "| 县民政局 | 1.1 | 有异议 | 漏算 | 不采纳 | 不属实 | '2019-02-01 |",
        "| 县民政局 | 1.2 | 有异议 | 可网办 | | | |",
        "| 县教育局 | 1.1 | 同意 | | | | |",
    )
    result = scored(desk).result

    view = campaign_appeals("demo-2018/index.md", result)

    assert view is not None
    assert [(fact.label, fact.text) for fact in view.counts] == [
        *(("反馈单位", "3个"), ("异议", "3条"), ("采纳", "0条"), ("部分采纳", "1条")),
        *(("不采纳", "1条"), ("待复核", "1条")),
    ]
    assert [tuple(cell.text for cell in row) for row in view.table.rows] == [
        ("1.1 事项集中进驻", "2", "0", "1", "1", "0"),
        ("1.2 网上可办", "1", "0", "0", "0", "1"),
    ]
    assert [row[0] for row in indicator_rows(result)] == ["1.1", "1.2"]
    units = {row[0]: row[1:] for row in unit_rows(result)}
    assert units["县民政局"] == ("有", 2, 0, 0, 1, 1)
    assert units["县教育局"] == ("有", 0, 0, 0, 0, 0)
    assert units["县林业局"] == ("没有", 0, 0, 0, 0, 0)


TOWN_RUBRIC = (
    RUBRIC.replace("id: county-departments", "id: county-towns")
    .replace("kinds: [department]", "kinds: [township]")
    .replace("title: 事项集中进驻", "title: 大厅面积")
)


def test_rows_of_two_rubrics_with_one_number_are_two(desk: Desk) -> None:
    """Whoever objects means the row of its own rubric; a number that it lacks stands alone."""
    office = desk.office
    town = Rubric.model_validate(YAML(typ="safe").load(TOWN_RUBRIC))
    office.rubrics = {**office.rubrics, town.id: town}
    desk.set(instruments=("county-departments", "county-towns"))
    desk.put("单位名录.xlsx", f"{REGISTER_OF_UNITS}\n| town | 示例镇 | 乡镇 |")
    decide(
        desk,
        "| 示例镇 | 1.1 | 有异议 | 量错 | | | |",
        "| 县民政局 | 1.1 | 有异议 | 漏算 | 采纳 | 属实 | '2019-02-01 |",
        "| 县水利局 | 9.9 | 有异议 | 无此项 | | | |",
    )
    result = scored(desk).result

    view = campaign_appeals("demo-2018/index.md", result)

    assert view is not None
    assert [(row[0].text, row[0].href) for row in view.table.rows] == [
        ("1.1 大厅面积", "indicators/county-towns/1.1.html"),
        ("1.1 事项集中进驻", "indicators/county-departments/1.1.html"),
        ("9.9", ""),
    ]
    assert [[cell.text for cell in row[1:]] for row in view.table.rows[:2]] == [
        ["1", "0", "0", "0", "1"],
        ["1", "1", "0", "0", "0"],
    ]
    assert [row[:3] for row in indicator_rows(result)] == [
        *(("1.1", "大厅面积", 1), ("1.1", "事项集中进驻", 1), ("9.9", "", 1)),
    ]
    assert [row[0] for row in words(result, "town")] == ["1.1 大厅面积"]
    assert [row[0] for row in words(result, "civil")] == ["1.1 事项集中进驻"]


def test_the_workbook_has_three_lists_and_is_there_only_where_somebody_answered(
    desk: Desk,
) -> None:
    assert appeal_workbook(scored(desk).result) is None
    assert campaign_appeals("demo-2018/index.md", scored(desk).result) is None
    answer_pack(desk, "县水利局", 1, "漏算20项")

    made = appeal_workbook(scored(desk).result)

    assert made is not None
    book = load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["异议清单", "按指标", "按单位"]


def test_the_log_of_an_edition_tells_decision_and_reason() -> None:
    """results.json of two states of one unit: 1 point taken off by a finding, then none."""
    place = {"file": "核定.xlsx", "sheet": "核定", "cell": "D5", "campaign": None}

    def state(value: str, points: str, **more: object) -> dict[str, object]:
        source = place | {"field": "taken", "title": "扣分", "value": value, "origin": "A"}
        mark = {"indicator": "1.1", "points": points, "state": "scored", "rule": "deduction"}
        card = {"unit": "A", "marks": [mark | {"trace": [value], "sources": [source]}]}
        line = {"unit": "A", "name": "甲局", "rank": 1, "total": points, "unranked_reason": None}
        entry = {"id": "r", "rubric_sha256": "a", "standings": [line], "scorecards": [card]}
        return {"campaign": "q1", "instruments": [entry], "inputs": [], **more}

    decided = {"unit": "A", "indicator": "1.1", "decision": "采纳", "reason": "查阅台账，属实"}
    first, *_ = compare_results(state("1", "5"), state("0", "6", appeals=[decided]))

    assert first.why == "采纳（查阅台账，属实），扣分：1 → 0（核定.xlsx › 核定 › D5）"


def test_an_objection_in_a_row_that_has_no_mark_stands_without_points(desk: Desk) -> None:
    """县卫健委 filed nothing, so that it has no scorecard."""
    decide(desk, "| 县卫健委 | 1.1 | 有异议 | 已经补报 | | | |")

    ((_, name, row, *_, before, now, _reminder, _place),) = objection_rows(scored(desk).result)

    assert (name, row, before, now) == ("县卫健委", "1.1", "", "")


def test_a_decision_without_a_reason_is_asked_for_one(desk: Desk) -> None:
    decide(desk, "| 县水利局 | 1.1 | 有异议 | 漏算20项 | 采纳 | | 2019-02-01 |")

    ((*_, reminder, _),) = objection_rows(scored(desk).result)

    assert reminder == "请写复核理由"


def test_the_list_is_among_the_papers_where_somebody_objected(desk: Desk) -> None:
    assert "征求意见情况.xlsx" not in result_papers(scored(desk), TEMPLATES).papers
    decide(desk, "| 县水利局 | 1.1 | 有异议 | 漏算20项 | | | |")

    assert "征求意见情况.xlsx" in result_papers(scored(desk), TEMPLATES).papers
