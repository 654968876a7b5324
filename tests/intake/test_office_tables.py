"""The office's own tables: verdicts, registered events, figures of platforms, the register."""

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from builder.model.answers import Origin
from builder.rubric.schema import Rubric

if TYPE_CHECKING:
    from tests.intake.conftest import Office


def test_a_verdict_has_its_reason(office: "Office") -> None:
    office.put(
        "核定.xlsx",
        """
# 核定
| 县政务办核定记录 | < | < | < | < |
| 单位 | 指标编号 | 填报项 | 核定值 | 理由 |
| 县民政局 | 1.2 | 是否可网上申报 | 否 | 现场测试不成功 |
""",
    )

    answer = office.answer("online")

    assert (answer.value, answer.origin) == (False, Origin.ASSESSOR)
    assert answer.reason == "现场测试不成功"


def test_a_verdict_on_what_no_assessor_decides_is_ignored(office: "Office") -> None:
    office.put(
        "核定.xlsx",
        """
# 核定
| 单位 | 指标编号 | 填报项 | 核定值 |
| 县民政局 | 1.1 | 已进驻事项数 | 44 |
| 县民政局 | 2.1 | 投诉记录 | 2 |
| 县教育局 | 1.2 | 是否可网上申报 | 否 |
""",
    )

    codes = [problem.kind.code for problem in office.collect().problems]

    assert office.returns_of("civil").answers == ()
    assert codes == ["E210", "E211", "E302"]


HEADS = "# 核定\n| 单位 | 指标编号 | 填报项 | 核定值 |\n"
LOG_HEADS = "# 巡查\n| 单位 | 指标编号 | 填报项 | 投诉日期 | 是否属实 |\n"
DAY = "2018-05-02 | 是 |"


@pytest.mark.parametrize(
    ("sheet", "code", "cell"),
    [
        (f"{HEADS}| 县民政局 | 9.9 | 没有的项 | 1 |", "E208", "A2"),
        (f"{LOG_HEADS}| 县民政局 | 9.9 | 没有的项 | {DAY}", "E208", "A2"),
        (f"{LOG_HEADS}| 县民委 | 2.1 | 投诉记录 | {DAY}", "E302", "A2"),
        (f"{LOG_HEADS}| 县民政局 | 1.2 | 是否可网上申报 | {DAY}", "E212", "A2"),
        (f"{LOG_HEADS}| 县民政局 | 2.2 | 表彰记录 | {DAY}", "E210", "A2"),
        ("# 数据\n| 单位 | 网上可办率 |\n| 县民委 | 98% |", "E302", "A2"),
    ],
    ids=[
        "a verdict on nothing",
        "an event of nothing",
        "an event of nobody",
        "a value as an event",
        "an event that only units report",
        "a figure of nobody",
    ],
)
def test_a_row_that_is_about_nothing_is_told_and_states_nothing(
    office: "Office", sheet: str, code: str, cell: str
) -> None:
    office.put("表.xlsx", sheet)

    collected = office.collect()

    assert (code, cell) in {(p.kind.code, getattr(p.place, "cell", "")) for p in collected.problems}
    assert all(record.answers == () and record.events == () for record in collected.returns)


def test_a_row_that_a_template_made_ready_is_no_event(office: "Office") -> None:
    office.put(
        "表.xlsx", f"{LOG_HEADS}| | 2.1 | 投诉记录 | | |\n| 县民政局 | 2.1 | 投诉记录 | {DAY}"
    )

    assert len(office.returns_of("civil").events) == 1
    assert office.collect().problems == ()


def test_a_head_that_names_two_fields_is_read_for_neither(office: "Office") -> None:
    rubric = office.rubrics["county-departments"]
    text = rubric.model_dump_json().replace('"title":"网上可办率"', '"title":"审批服务事项总数"')
    doubled = replace(office, rubrics={rubric.id: Rubric.model_validate_json(text)})
    doubled.put("平台.xlsx", "# 数据\n| 单位 | 审批服务事项总数 |\n| 县民政局 | 50 |")

    (problem,) = doubled.problems("E206")

    assert str(problem.place) == "平台.xlsx › 数据 › B1"
    assert "1.1、1.2" in problem.wrong
    assert doubled.returns_of("civil").answers == ()


EVENTS = """
# 巡查
| 序号 | 单位 | 指标编号 | 填报项 | 投诉日期 | 是否属实 |
| 1 | 县民政局 | 2.1 | 投诉记录 | 2018年5月2日 | 是 |
| 2 | ^ | 2.1 | 投诉记录 | 2018年6月1日 | 否 |
| 3 | 县水利局 | 2.1 | 投诉记录 | | |
"""


def test_each_row_of_a_register_is_an_event(office: "Office") -> None:
    office.put("巡查.xlsx", EVENTS)

    events = office.returns_of("civil").events

    assert [event.answer("substantiated").value for event in events] == [True, False]
    assert {event.origin for event in events} == {Origin.ASSESSOR}
    assert [event.place.cell for event in events] == ["A2", "A3"]
    assert office.returns_of("water").events == ()
    assert len(office.problems("E214")) == 1


@pytest.mark.parametrize(
    ("text", "received"),
    [
        (EVENTS, True),
        ("# 巡查\n| 单位 | 指标编号 | 填报项 | 投诉日期 | 是否属实 |", True),
        ("# 巡查\n| 单位 | 指标编号 | 填报项 | 表彰日期 |", False),
    ],
    ids=["with rows", "without rows but with all its columns", "with other columns"],
)
def test_a_log_is_received_with_its_sheet(office: "Office", text: str, received: bool) -> None:  # noqa: FBT001
    office.put("巡查.xlsx", text)

    expected = {("county-departments", "complaints")} if received else set()
    assert office.collect().logs_received == expected


@pytest.mark.parametrize(
    "heads",
    [
        "| 单位 | 网上可办率（%） | 审批服务事项总数 |",
        "| 单位名称 | 1.2 网上可办率 | 1.1审批服务事项总数 |",
        "| 单位 | 1.2 | 1.1 |\n| ^ | 网上可办率 | 审批服务事项总数 |",
    ],
    ids=["titles", "numbers in the heads", "numbers above the heads"],
)
def test_a_wide_table_gives_the_platforms_figures(office: "Office", heads: str) -> None:
    office.put("平台.xlsx", f"# 数据\n{heads}\n| 县民政局 | 92.5 | 50 |\n| 合计 | | 50 |")

    record = office.returns_of("civil")

    assert {(a.field, a.value, a.origin) for a in record.answers} == {
        ("rate", Decimal("0.925"), Origin.PLATFORM),
        ("items_total", Decimal(50), Origin.PLATFORM),
    }
    assert {a.field: a.measure for a in record.answers} == {"rate": "%", "items_total": "项"}


def test_what_a_platform_and_a_unit_say_stands_side_by_side(office: "Office", filing: str) -> None:
    office.put("a.xlsx", filing)
    office.put("平台.xlsx", "# 数据\n| 单位 | 审批服务事项总数 |\n| 县民政局 | 50 |")

    totals = [a for a in office.returns_of("civil").answers if a.field == "items_total"]

    assert {(a.origin, a.value) for a in totals} == {
        (Origin.UNIT, Decimal(48)),
        (Origin.PLATFORM, Decimal(50)),
    }
    assert office.problems("E415") == []


def test_faults_of_the_register_are_told_and_its_other_rows_kept(office: "Office") -> None:
    office.put(
        "单位名录.xlsx",
        """
# 单位
| 单位代码 | 单位名称 | 单位类型 |
| civil | 县民政局 | 县直部门 |
| civil | 县水利局 | 县直部门 |
| edu | 县教育局 | 事业单位 |
| | 县林业局 | 县直部门 |
""",
    )

    collected = office.collect()

    assert [unit.id for unit in collected.units] == ["civil"]
    assert [
        (p.kind.code, p.place.cell) for p in collected.problems if hasattr(p.place, "cell")
    ] == [
        ("E313", "A3"),
        ("E314", "C4"),
        ("E314", "A5"),
    ]


def test_every_file_is_listed_with_what_it_is(office: "Office", filing: str) -> None:
    office.put("a.xlsx", filing)
    office.put("巡查.xlsx", EVENTS)
    office.put("随手记.xlsx", "# 便笺\n| 事项 | 负责 |\n| 买纸 | 甲 |")
    office.put_bytes("县水利局.pdf", b"%PDF-1.4")

    collected = office.collect()

    assert [(item.file, item.kind, item.unit) for item in collected.inputs] == [
        ("a.xlsx", "填报表", "civil"),
        ("单位名录.xlsx", "单位名录", None),
        ("县水利局.pdf", "无法读取", "water"),
        ("巡查.xlsx", "巡查及加减分登记", None),
        ("随手记.xlsx", "无法识别", None),
    ]
    assert [problem.wrong for problem in office.problems("E201")] == [
        "看不出是什么表，表头是：事项、负责"
    ]
    assert [problem.wrong for problem in office.problems("E102")] == [
        "这是PDF文件，不是电子表格，读不了"
    ]
    assert office.returns_of("water").excluded == "填报表无法读取"
    assert office.returns_of("civil").excluded is None
