"""申诉与复核: what units say of their marks, what was decided, and what is missing in it."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from builder.model.answers import Origin

if TYPE_CHECKING:
    from tests.intake.conftest import Office

HEADS = "| 单位 | 指标编号 | 意见 | 异议理由 | 证据 | 复核结论 | 复核理由 | 复核日期 |"
REGISTER = f"""
# 申诉与复核
| 申诉与复核登记 | < | < | < | < | < | < | < |
{HEADS}
| 县民政局 | 1.1 | 有异议 | 漏算3项 | 附件1 | 部分采纳 | 核实2项 | 2019年2月1日 |
| 县民政局 | 1.2 | 同意 | | | | | |
| 县水利局 | 2.1 | 有异议 | 投诉不属实 | | | | |
| 县水利局 | 1.1 | | | | | | |
"""


def told(office: "Office") -> set[tuple[str, str]]:
    """Code and cell of every problem."""
    problems = office.collect().problems
    return {(problem.kind.code, str(problem.place).split(" › ")[-1]) for problem in problems}


def test_every_word_and_decision_knows_its_cell(office: "Office") -> None:
    office.put("申诉.xlsx", REGISTER)

    first, second, third = office.collect().appeals

    assert (first.unit, first.indicator.value, first.grounds.value) == ("civil", "1.1", "漏算3项")
    assert (first.decision.value, first.decided.value) == ("部分采纳", date(2019, 2, 1))
    assert str(first.opinion.place) == "申诉.xlsx › 申诉与复核 › C3"
    assert (first.opinion.origin, first.decision.origin) == (Origin.UNIT, Origin.ASSESSOR)
    assert [item.objects for item in (first, second, third)] == [True, False, True]
    assert [item.undecided for item in (first, second, third)] == [False, False, True]


def test_a_row_without_an_opinion_is_passed_over_in_silence(office: "Office") -> None:
    office.put("申诉.xlsx", REGISTER)

    returns = office.collect()

    assert returns.problems == ()
    assert ("water", "1.1") not in {(a.unit, a.indicator.value) for a in returns.appeals}
    assert {item.kind for item in returns.inputs} == {"单位名录", "申诉与复核"}


def test_what_is_missing_or_wrong_is_told_at_its_cell(office: "Office") -> None:
    office.put(
        "申诉.xlsx",
        f"""
# 表
{HEADS}
| 县民政局 | 1.1 | 有异议 | | | | | |
| 县民政局 | 1.2 | 有异议 | 网上可办 | | 不采纳 | | |
| 县民政局 | 9.9 | 同意 | | | | | |
| 县民政局 | 2.1 | 偏低了 | 少算一次 | | | | |
| 县民政局 | 2.2 | | 有表彰 | | | | |
| 县教育局 | 1.1 | 同意 | | | | | |
| 县水利局 | 1.1 | 有异议 | 漏算 | | 再看看 | 待查 | |
""",
    )

    assert told(office) == {
        *{("E216", "D2"), ("E217", "G3"), ("E218", "B4"), ("E407", "C5")},
        *{("E216", "C6"), ("E302", "A7"), ("E407", "F8")},
    }


@pytest.mark.parametrize(
    ("written", "meant"),
    [("无异议", "同意"), ("没有意见", "同意"), ("不同意", "有异议"), ("异议", "有异议")],
)
def test_offices_say_it_in_other_words(office: "Office", written: str, meant: str) -> None:
    office.put(
        "申诉.xlsx",
        f"""
# 表
| 单位 | 指标编号 | 意见 | 异议理由 |
| 县民政局 | 1.1 | {written} | 见附件 |
""",
    )

    (appeal,) = office.collect().appeals

    assert appeal.opinion.value == meant


def test_the_decided_row_counts_where_the_units_own_sheet_is_there_too(office: "Office") -> None:
    said = "| 县民政局 | 1.1 | 有异议 | 漏算3项 | 附件1 |"
    office.put("县民政局意见.xlsx", f"# 征求意见\n{HEADS}\n{said} | | |")
    office.put("申诉登记.xlsx", f"# 登记\n{HEADS}\n{said} 采纳 | 属实 | '2019-02-01 |")

    returns = office.collect()

    assert [appeal.decision.value for appeal in returns.appeals] == ["采纳"]
    assert returns.problems == ()


def test_two_rows_that_say_different_things_are_told(office: "Office") -> None:
    office.put(
        "申诉.xlsx",
        f"""
# 表
{HEADS}
| 县民政局 | 1.1 | 有异议 | 漏算3项 | | | | |
| 县民政局 | 1.1 | 同意 | | | | | |
""",
    )

    assert told(office) == {("E219", "A3")}
    assert [appeal.objects for appeal in office.collect().appeals] == [True]


def test_the_columns_of_a_pack_that_are_only_read_are_known(office: "Office") -> None:
    office.put(
        "申诉.xlsx",
        """
# 表
| 单位 | 指标编号 | 考核内容 | 满分 | 得分 | 为什么是这个分 | 取数（文件›表›格=值） | 意见 |
| 县民政局 | 1.1 | 进驻 | 1 | 0.94 | 45 ÷ 48 | a.xlsx›填报表›C4=45项 | 同意 |
""",
    )

    assert office.collect().problems == ()


def test_a_pack_of_another_campaign_is_refused_and_told(office: "Office") -> None:
    office.put("申诉.xlsx", f"{REGISTER}\n# _meta (hidden)\n| campaign | demo-2017 |")

    assert office.collect().appeals == ()
    assert told(office) == {("E308", "申诉.xlsx")}
