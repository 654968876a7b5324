"""The screen after a check: a line a campaign, who needs attention, problems by cause."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from wcwidth import wcswidth

from builder.editions.change import Cause, Change, Reason
from builder.model import file_problem_kinds
from builder.model import problem_kinds as kinds
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.scoring.results import CampaignResult
from builder.summary import (
    current,
    describe_campaign,
    describe_changes,
    describe_results,
    in_order,
)
from tests.office.small_campaign import Desk, filing, make_busy_desk, make_desk, meta


@pytest.fixture
def busy(tmp_path: Path) -> Desk:
    return make_busy_desk(tmp_path)


def details(desk: Desk, *, whole: bool = False) -> str:
    return "\n".join(describe_campaign(desk.result, desk.problems, whole=whole))


def unfolded(said: str) -> str:
    return re.sub(r"\n {2,}", "", said)


def overview(result: CampaignResult, *problems: Problem) -> str:
    return "\n".join(describe_results([result], {result.campaign.id: problems}))


def unit_rows(said: str) -> Mapping[str, list[str]]:
    """Unit → the words of its line in the table."""
    lines = [line.split() for line in said.splitlines() if line.startswith(("县", "（"))]
    return {words[0]: words[1:] for words in lines}


def due(result: CampaignResult, day: int, month: int, status: str = "draft") -> CampaignResult:
    """*result* as one of another day."""
    deadline = datetime(2019, month, day, 18, 0)  # noqa: DTZ001 - times of a campaign are local
    keys = {"deadline": deadline, "status": status, "id": f"due-{month}-{day}"}
    return replace(result, campaign=result.campaign.model_copy(update=keys))


def test_a_campaign_is_one_line_of_counts(busy: Desk) -> None:
    """Of six: 县民政局 and late 县水利局 filed; 县卫健委 didn't; three came and don't count.

    县水利局, 县林业局 and 县公路局 have something to mend.
    """
    (line,) = (
        line
        for line in overview(busy.result, *busy.problems).splitlines()
        if line.startswith("示例2018")
    )

    assert line.split() == ["示例2018", "2019-01-10", "6", "2", "1", "1", "3", "3"]


def test_faults_in_the_offices_registers_are_told_apart(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.put("平台.xlsx", "# 平台数据\n| 单位 | 网上可办率 |\n| 县民政局 | 很高 |")

    said = overview(desk.result, *desk.problems)

    assert "办公室自己的表（登记、目录等）也有要改的：示例2018（1处）。" in unfolded(said)
    assert unit_rows(details(desk))["（办公室的表）"] == ["1"]


def test_the_roll_is_called_in_one_sentence(busy: Desk) -> None:
    assert (
        "⏰ 截至 2019年1月10日 18:00 应报6家，已报2家（其中逾期1家）；截止后报送1家：县教育局；"
        "未报1家：县卫健委；无法读取1家：县林业局；多份无法确定1家：县公路局。"
    ) in unfolded(details(busy))


def test_only_units_that_need_attention_have_a_line(busy: Desk) -> None:
    said = details(busy)

    assert unit_rows(said) == {
        "县水利局": ["逾期2天", "1", "县水利局.xlsx"],
        "县教育局": ["截止后报送", "县教育局.xlsx"],
        "县卫健委": ["未报"],
        "县林业局": ["无法读取", "1", "县林业局.xlsx"],
        "县公路局": ["多份无法确定", "2", "县公路局A.xlsx（收到2份）"],
    }
    assert "✔ 其余1家无问题。" in said


def test_units_with_advice_alone_share_a_sentence(tmp_path: Path) -> None:
    """A row without its value costs points, and might be meant."""
    desk = make_desk(tmp_path)
    desk.put("a.xlsx", filing("civil").replace("| 1.2 | 是否可网上申报 | 是 |\n", ""))

    said = details(desk)

    assert "⚠ 只有建议的1家：县民政局1处。" in said
    assert "县民政局" not in unit_rows(said)


def test_an_old_template_and_a_resubmission_are_told_beside_the_file(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.put("县民政局.xlsx", filing("civil") + meta("civil", "fedcba98"))

    assert "县民政局.xlsx（模板不是最新）" in unfolded(details(desk)).replace(" ", "")


def test_problems_stand_under_their_cause_with_the_remedy_once(busy: Desk) -> None:
    said = details(busy)

    assert "✘ [E311] 一个单位多份填报表：2处，2个文件" in said
    assert said.count("请保留一个，或在收件登记的“文件”列写明最新的一份") == 1
    assert said.index("[E311]") < said.index("[E105]") < said.index("[E401]")


def told_of(desk: Desk, count: int, *, whole: bool = False) -> str:
    problems = [
        kinds.NOT_AN_INTEGER.at(CellPlace("a.xlsx", "表", f"D{row}"), shown="约", example="1")
        for row in range(1, count + 1)
    ]
    return "\n".join(describe_campaign(desk.result, problems, whole=whole))


def test_of_one_cause_three_places_are_named_unless_all_are_asked_for(busy: Desk) -> None:
    said, everything = told_of(busy, 5), told_of(busy, 5, whole=True)

    assert [f"D{row}" in said for row in range(1, 6)] == [True, True, True, False, False]
    assert "另有2处" in said
    assert all(f"D{row}" in everything for row in range(1, 6))
    assert "另有" not in everything


def test_notices_are_counted_in_a_line_unless_all_are_asked_for(busy: Desk) -> None:
    notice = file_problem_kinds.HIDDEN_SHEETS.at(CellPlace("a.xlsx"), count=2)

    said = "\n".join(describe_campaign(busy.result, [notice]))
    everything = "\n".join(describe_campaign(busy.result, [notice], whole=True))

    assert "· 另有提示，一般不必改：有隐藏工作表1处（--all 全部列出）。" in said
    assert "E110" not in said
    assert "有2张隐藏工作表，没有读取" in everything


def test_rounds_stand_in_the_order_of_their_deadlines(busy: Desk) -> None:
    result = busy.result
    march, may = due(result, 1, 3), due(result, 1, 5)

    assert in_order([may, march]) == (march, may)


def test_details_are_told_of_drafts_within_a_month_of_the_last_deadline(busy: Desk) -> None:
    """31 days before 2019-05-31 is 2019-04-30; what is final was followed up already."""
    result = busy.result
    kept, dropped = due(result, 30, 4), due(result, 29, 4)
    last, final = due(result, 31, 5), due(result, 30, 5, "final")

    assert current([dropped, kept, final, last]) == (kept, last)
    assert current([due(result, 1, 3, "final"), final]) == (final,)


def test_a_round_without_a_deadline_stands_by_its_period(busy: Desk) -> None:
    result = busy.result
    keys = {"deadline": None, "id": "open"}
    timeless = replace(result, campaign=result.campaign.model_copy(update=keys))

    assert result.campaign.period.end == date(2018, 12, 31)
    assert in_order([result, timeless]) == (timeless, result)
    assert "⏰ 应报6家" in "\n".join(describe_campaign(timeless, []))


def test_every_line_fits_80_columns(busy: Desk) -> None:
    busy.put(
        "很长" * 30 + ".xlsx",
        filing("health").replace("| 45 |", "| 约" + "一二三四五六七八九十" * 9 + " |"),
    )

    said = details(busy, whole=True) + "\n" + overview(busy.result, *busy.problems)

    assert max(wcswidth(line) for line in said.splitlines()) <= 80


def test_nothing_is_told_of_no_campaign() -> None:
    assert list(describe_results([], {})) == []


def test_a_campaign_without_units_has_no_roll_call(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    (desk.office.folder / "单位名录.xlsx").unlink()

    said = details(desk)

    assert "示例2018" in said
    assert "应报" not in said


def test_what_changed_against_the_output_before_is_told_shortly() -> None:
    reason = (Reason(Cause.DATA, "45项 → 46项"),)
    row = Change("q1", "r", "jia", "甲乡", "1.1", "1分", "2分", reason)
    line = replace(row, indicator="", before="3分，第2名", after="4分，第1名")

    said = list(describe_changes([row, line, *[row] * 20]))

    assert said[0].strip().startswith("与上次建站相比：1个单位有变动，共22处")
    assert "甲乡 指标1.1：1分 → 2分" in said[1]
    assert "甲乡 总分和名次：3分，第2名 → 4分，第1名" in said[2]
    assert len(said) < 22
    assert list(describe_changes([])) == []
