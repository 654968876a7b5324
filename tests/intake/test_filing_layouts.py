"""Filings as units lay them out: whatever stands around the table, the answers are the same."""

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from builder.model.answers import AnswerState

if TYPE_CHECKING:
    from tests.intake.conftest import Office

PLAIN = """
# 填报表
| 填报单位 | 县民政局 | |
| 指标编号 | 填报项 | 填报值 |
| 1.1 | 审批服务事项总数 | 48 |
| 1.1 | 已进驻事项数 | 45 |
| 1.2 | 是否可网上申报 | 是 |
| 1.2 | 佐证附件 | 详见附件 |
"""
TITLE_ROWS = """
# Sheet1
| 附件2 | | |
| 2018年度工作考核县直单位填报表 | < | < |
| | | |
| 填报单位（盖章）：县民政局　　填报时间：2019年1月5日 | < | < |
| 指标编号 | 填报项 | 填报值 |
| 1.1 | 审批服务事项总数 | 48 |
| 1.1 | 已进驻事项数 | 45 |
| 1.2 | 是否可网上申报 | 是 |
| 1.2 | 佐证附件 | 详见附件 |
"""
TWO_ROW_HEADS = """
# 填报表
| 考核单位： | 县民政局 | | |
| 指标 | < | 填报 | < |
| 指标编号 | 考核内容 | 填报项（项） | 填报值 |
| 1.1 | 集中进驻 | 审批服务事项总数 | 48 |
| ^ | ^ | 已进驻事项数 | 45 |
| 1.2 | 网上可办 | 是否可网上申报 | 是 |
| ^ | ^ | 佐证附件 | 详见附件 |
"""
HEADS_OVER_TWO_ROWS = """
# 填报表
| 单位 | 县民政局 | |
| 指标编号 | 填报项 | 填报 |
| ^ | ^ | 填报值 |
| 1.1 | 审批服务事项总数 | 48 |
| 1.1 | 已进驻事项数 | 45 |
| 1.2 | 是否可网上申报 | 是 |
| 1.2 | 佐证附件 | 详见附件 |
"""
INSERTED_COLUMNS = """
# 填报表
| | 填报单位 | 县民政局 | | | |
| | 指 标\\n编 号 | 股室内部核对 | 填报项 | 计量单位 | 填报值 |
| | '1.1 | 已核 | 审批服务\\n事项总数 | 项 | 48 |
| | '1.1 | 已核 | 已进驻事项数 | 项 | 45 |
| | '1.2 | | 是否可网上申报 | | 是 |
| | '1.2 | | 佐证附件 | | 详见附件 |
"""
FOOT_ROWS = """
# 填报表
| 填报单位 | 县民政局 | |
| 指标编号 | 填报项 | 填报值 |
| 1.1 | 审批服务事项总数 | 48 |
| 1.1 | 已进驻事项数 | 45 |
| 1.2 | 是否可网上申报 | 是 |
| 1.2 | 佐证附件 | 详见附件 |
| 合　计 | | 93 |
| 注：表内数据截至年底 | < | < |
| 单位负责人（签字）： | 填表人： | 审核： |
"""
#: Says that the workbook was made for another instrument.
LESS = """
# _meta (hidden)
| template | less |
| unit | civil |
"""
LAYOUTS = {
    "plain": PLAIN,
    "title rows": TITLE_ROWS,
    "two-row heads with merged numbers": TWO_ROW_HEADS,
    "heads over two rows": HEADS_OVER_TWO_ROWS,
    "inserted columns": INSERTED_COLUMNS,
    "foot rows": FOOT_ROWS,
}
ANSWERS = {
    "items_total": Decimal(48),
    "items_in_hall": Decimal(45),
    "online": True,
    "proof": "详见附件",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_layout_gives_the_same_answers(office: "Office", layout: str) -> None:
    office.put("a.xlsx", layout)

    record = office.returns_of("civil")

    assert {answer.field: answer.value for answer in record.answers} == ANSWERS
    assert record.excluded is None
    assert [p for p in office.collect().problems if p.kind.code not in {"E204", "E202"}] == []


@pytest.mark.parametrize("layout", [PLAIN, TITLE_ROWS, FOOT_ROWS])
@pytest.mark.parametrize("suffix", ["xls", "csv"])
def test_other_formats_give_the_same_answers(office: "Office", layout: str, suffix: str) -> None:
    office.put(f"a.{suffix}", layout.replace("<", ""))

    assert {a.field: a.value for a in office.returns_of("civil").answers} == ANSWERS


def test_every_answer_knows_its_cell(office: "Office") -> None:
    office.put("县民政局.xlsx", INSERTED_COLUMNS)

    assert str(office.answer("items_in_hall").place) == "县民政局.xlsx › 填报表 › F4"


def test_an_inserted_column_is_told(office: "Office") -> None:
    office.put("a.xlsx", INSERTED_COLUMNS)

    (problem,) = office.problems("E204")

    assert problem.wrong == "不认识的列没有读取：股室内部核对"


def test_a_blank_is_blank_at_its_cell(office: "Office") -> None:
    office.put("a.xlsx", PLAIN.replace("| 45 |", "| |"))

    answer = office.answer("items_in_hall")

    assert answer.state is AnswerState.BLANK
    assert answer.place is not None
    assert answer.place.cell == "C4"


def test_a_stray_number_names_the_cell_and_what_to_write(office: "Office") -> None:
    office.put("a.xlsx", PLAIN.replace("| 48 |", "| 约1200件 |"))

    (problem,) = office.problems("E401")

    assert str(problem.place) == "a.xlsx › 填报表 › C3"
    assert problem.wrong == "“约1200件”不是整数"
    assert problem.remedy == "请填整数，例如 1200"
    assert problem.unit == "civil"
    assert office.answer("items_total").state is AnswerState.UNREADABLE


@pytest.mark.parametrize(
    ("cell", "suffix", "code"),
    [("#REF!", "xlsx", "E414"), ("#REF!", "xls", "E414"), ("=1+1", "xlsx", "E413")],
    ids=["an error in xlsx", "an error in xls", "a formula without a result"],
)
def test_a_formula_without_a_usable_result_is_no_blank(
    office: "Office", cell: str, suffix: str, code: str
) -> None:
    office.put(f"a.{suffix}", PLAIN.replace("| 48 |", f"| {cell} |"))

    assert office.answer("items_total").state is AnswerState.UNREADABLE
    assert [str(problem.place) for problem in office.problems(code)] == [
        f"a.{suffix} › 填报表 › C3"
    ]


def test_a_value_merged_over_two_fields_is_nobodys(office: "Office") -> None:
    office.put("a.xlsx", PLAIN.replace("| 45 |", "| ^ |"))

    assert office.answer("items_total").state is AnswerState.UNREADABLE
    assert office.answer("items_in_hall").state is AnswerState.UNREADABLE
    assert len(office.problems("E213")) == 1


def test_a_field_answered_twice_differently_is_answered_by_neither(office: "Office") -> None:
    office.put("a.xlsx", PLAIN + "| 1.1 | 已进驻事项数 | 44 |")

    (problem,) = office.problems("E415")

    assert office.answer("items_in_hall").state is AnswerState.UNREADABLE
    assert "C4填“45项”" in problem.wrong
    assert "C7填“44项”" in problem.wrong


def test_a_field_answered_twice_alike_is_answered(office: "Office") -> None:
    office.put("a.xlsx", PLAIN + "| 1.1 | 已进驻事项数 | 45 |")

    assert office.answer("items_in_hall").value == 45
    assert office.problems("E415") == []


def test_a_missing_row_is_named_and_its_field_left_out(office: "Office") -> None:
    office.put("a.xlsx", PLAIN.replace("| 1.1 | 已进驻事项数 | 45 |\n", ""))

    (problem,) = office.problems("E209")

    assert problem.wrong == "缺少这些填报项的行：1.1 已进驻事项数"
    assert "items_in_hall" not in {a.field for a in office.returns_of("civil").answers}


def test_an_unknown_row_is_warned_of_with_the_nearest_title(office: "Office") -> None:
    office.put("a.xlsx", PLAIN.replace("已进驻事项数", "已进驻的事项数"))

    (problem,) = office.problems("E208")

    assert problem.wrong == "细则中没有指标“1.1”的填报项“已进驻的事项数”"
    assert "已进驻事项数" in problem.remedy


def test_a_value_that_a_unit_may_not_give_is_ignored_with_a_notice(office: "Office") -> None:
    office.put("a.xlsx", PLAIN + "| 1.2 | 网上可办率 | 98% |")

    assert [problem.wrong for problem in office.problems("E210")] == [
        "“网上可办率”不从“单位填报”取数，没有采用"
    ]
    assert "rate" not in {a.field for a in office.returns_of("civil").answers}


@pytest.mark.parametrize(
    "row",
    ["| 一、审批服务 | | |", "| 1.2 | 网上可办率 | |", "| | | |\n| 合计 | | |"],
    ids=["a title", "asked of others", "blank"],
)
def test_a_row_without_a_value_that_nobody_asks_for_is_passed_over(
    office: "Office", row: str
) -> None:
    office.put("a.xlsx", PLAIN + row)

    assert {answer.field: answer.value for answer in office.returns_of("civil").answers} == ANSWERS
    assert office.collect().problems == ()


@pytest.mark.parametrize("number", ["", "'1.10"], ids=["without its number", "as Excel made it"])
def test_a_row_is_known_by_its_title_alone(office: "Office", number: str) -> None:
    """A cell that holds 1.10 as a number holds 1.1."""
    plain = PLAIN.replace("| 1.1 | 已进驻事项数", f"| {number} | 已进驻事项数")
    office.put("a.xlsx", plain)

    assert office.answer("items_in_hall").value == 45


def test_two_own_scores_of_one_row_that_differ_are_none(office: "Office") -> None:
    office.put(
        "a.xlsx",
        """
# 填报表
| 填报单位 | 县民政局 | | |
| 指标编号 | 填报项 | 填报值 | 自评分 |
| 1.1 | 审批服务事项总数 | 48 | 0.94 |
| 1.1 | 已进驻事项数 | 45 | 1 |
""",
    )

    scores = office.returns_of("civil").self_scores or {}

    assert {id_: (score.state, score.value) for id_, score in scores.items()} == {
        "1.1": (AnswerState.UNREADABLE, None)
    }
    assert [str(problem.place) for problem in office.problems("E415")] == ["a.xlsx › 填报表 › D3"]


def test_a_log_that_only_assessors_write_is_not_taken_from_a_unit(office: "Office") -> None:
    office.put("a.xlsx", PLAIN + "\n# 投诉记录\n| 投诉日期 | 是否属实 |\n| 2018-05-02 | 是 |")

    assert office.returns_of("civil").events == ()
    assert [str(problem.place) for problem in office.problems("E210")] == ["a.xlsx › 投诉记录"]


def test_a_log_of_another_instrument_is_told(office: "Office") -> None:
    (own,) = office.rubrics.values()
    (part,) = own.parts
    (section,) = part.sections
    (*rest, honours) = section.indicators
    fewer = section.model_copy(update={"indicators": tuple(rest)})
    less = own.model_copy(
        update={"parts": (part.model_copy(update={"sections": (fewer,)}),), "id": "less"}
    )
    campaign = office.campaign.model_copy(update={"instruments": (own.id, "less")})
    both = replace(office, campaign=campaign, rubrics={**office.rubrics, "less": less})
    both.put(
        "a.xlsx", f"{PLAIN}\n# 表彰记录\n| 表彰日期 | 表彰名称 |\n| 2018-05-02 | 先进 |\n{LESS}"
    )

    assert honours.id == "2.2"
    assert both.returns_of("civil").events == ()
    assert [str(problem.place) for problem in both.problems("E202")] == ["a.xlsx › 表彰记录"]


def test_a_head_that_stands_twice_is_read_once(office: "Office") -> None:
    twice = PLAIN.replace("填报值 |", "填报值 | 填报值 |").replace("| 48 |", "| 48 | 50 |")
    office.put("a.xlsx", twice)

    assert office.answer("items_total").value == 48
    assert [problem.wrong for problem in office.problems("E207")] == [
        "列名“填报值”出现多次，只读第一列"
    ]


@pytest.mark.parametrize("name", ["便笺", "表彰记录"])
def test_a_sheet_that_nobody_knows_beside_one_that_is_known_is_told(
    office: "Office", name: str
) -> None:
    office.put("a.xlsx", PLAIN + f"\n# {name}\n| 事项 | 负责 |\n| 买纸 | 甲 |")

    assert office.answer("items_total").value == 48
    assert [str(problem.place) for problem in office.problems("E202")] == [f"a.xlsx › {name}"]


def test_self_scores_are_kept_apart_by_indicator(office: "Office") -> None:
    office.put(
        "a.xlsx",
        """
# 填报表
| 填报单位 | 县民政局 | | |
| 指标编号 | 填报项 | 填报值 | 自评分 |
| 1.1 | 审批服务事项总数 | 48 | 0.94 |
| 1.1 | 已进驻事项数 | 45 | ^ |
| 1.2 | 是否可网上申报 | 是 | 1 |
""",
    )

    scores = office.returns_of("civil").self_scores or {}

    assert {id_: answer.value for id_, answer in scores.items()} == {
        "1.1": Decimal("0.94"),
        "1.2": Decimal(1),
    }


def test_a_child_table_gives_events(office: "Office") -> None:
    office.put(
        "a.xlsx",
        PLAIN
        + """
# 2.2 表彰记录
| 表彰一览表 | < | < |
| 序号 | 表彰日期 | 表彰名称 |
| 1 | 2018.5.1 | 先进单位 |
| 2 | | |
| 填表人：甲 | | |
""",
    )

    (event,) = office.returns_of("civil").events

    assert (event.log, event.answer("name").value) == ("honours", "先进单位")
    assert event.place.cell == "A3"
    assert event.answer("date").place is not None


def test_a_child_table_without_a_column_says_so(office: "Office") -> None:
    office.put("a.xlsx", PLAIN + "\n# 表彰记录\n| 表彰名称 |\n| 先进单位 |")

    assert [problem.wrong for problem in office.problems("E205")] == [
        "登记“表彰记录”缺少列：表彰日期"
    ]
    (event,) = office.returns_of("civil").events
    assert event.answer("date").state is AnswerState.BLANK


def test_nothing_of_a_hidden_sheet_is_read(office: "Office") -> None:
    secret = PLAIN.replace("# 填报表", "# 通讯录 (hidden)").replace("48", "0000-1234599")
    office.put("a.xlsx", PLAIN + secret)

    collected = repr(office.collect())

    assert "0000-1234599" not in collected
    assert office.answer("items_total").value == 48
    assert len(office.problems("E110")) == 1
