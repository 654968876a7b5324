"""The register of rectification: rows with their cells, rates, and what is overdue."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from builder.model.rectification import tally_clearance

if TYPE_CHECKING:
    from tests.intake.conftest import Office

HEADS = (
    "| 编号 | 单位 | 指标编号 | 问题 | 证据 | 责任科室 "
    "| 整改期限 | 整改措施 | 完成日期 | 复核结论 |"
)
REGISTER = f"""
# 整改台账
| 县直单位整改台账 | < | < | < | < | < | < | < | < | < |
{HEADS}
| 1 | 县民政局 | 1.1 | 事项没有进驻 | 照片 | 办公室 | 2018-11-30 | 进驻 | 2018年11月2日 | 已销号 |
| 2 | 县民政局 | 1.2 | 不能网办 | | 办公室 | 2018-12-31 | | | 整改中 |
| 3 | 县水利局 | 1.2 | 不能网办 | | | 2019-01-31 | | | 未整改 |
| 4 | 县水利局 | 2.1 | 有投诉 | | | 2018-12-30 | | | |
"""


def test_every_value_knows_its_cell(office: "Office") -> None:
    office.put("台账.xlsx", REGISTER)

    first, second, *_ = office.collect().rectifications

    assert (first.unit, first.indicator.value, first.problem.value) == (
        *("civil", "1.1", "事项没有进驻"),
    )
    assert (first.due.value, first.finished.value) == (date(2018, 11, 30), date(2018, 11, 2))
    assert str(first.conclusion.place) == "台账.xlsx › 整改台账 › J3"
    assert (second.evidence.shown, second.conclusion.value) == ("未填", "整改中")
    assert office.collect().problems == ()
    assert {item.kind for item in office.collect().inputs} == {"单位名录", "整改台账"}


def test_rates_count_what_is_struck_off_of_all_that_is_listed(office: "Office") -> None:
    office.put("台账.xlsx", REGISTER)
    rows = office.collect().rectifications
    civil = tally_clearance([row for row in rows if row.unit == "civil"], date(2018, 12, 31))

    whole = tally_clearance(rows, date(2018, 12, 31))

    assert (whole.due, whole.cleared, whole.under_way, whole.untouched) == (4, 1, 1, 2)
    assert (whole.rate, civil.rate) == (Decimal("0.25"), Decimal("0.5"))
    assert tally_clearance((), date(2018, 12, 31)).rate is None


def test_overdue_is_what_is_open_after_its_day(office: "Office") -> None:
    """On the last day of its deadline, row 2 still has time; row 4 has no conclusion at all."""
    office.put("台账.xlsx", REGISTER)
    rows = office.collect().rectifications

    assert [row.overdue(date(2018, 12, 31)) for row in rows] == [False, False, False, True]
    assert [row.overdue(date(2019, 1, 1)) for row in rows] == [False, True, False, True]


def test_what_is_wrong_is_told_at_its_cell(office: "Office") -> None:
    office.put(
        "台账.xlsx",
        f"""
# 台账
{HEADS}
| 1 | 县民政局 | 9.9 | 没有这一项 | | | 年底前 | | | 差不多了 |
| 2 | 县教育局 | 1.1 | 不在名录 | | | 2018-12-31 | | | 已销号 |
""",
    )

    problems = office.collect().problems
    told = {(problem.kind.code, str(problem.place).split(" › ")[-1]) for problem in problems}

    assert told == {("E215", "C2"), ("E408", "G2"), ("E407", "J2"), ("E302", "B3")}
    assert [row.cleared for row in office.collect().rectifications] == [False]


def test_a_register_without_the_further_columns_will_do(office: "Office") -> None:
    office.put(
        "台账.xlsx",
        """
# 台账
| 编号 | 单位 | 指标编号 | 问题 | 整改期限 | 复核结论 |
| 1 | 县民政局 | 1.1 | 事项没有进驻 | 2018-11-30 | 已销号 |
""",
    )

    (row,) = office.collect().rectifications

    assert row.cleared
    assert row.measures.shown == "未填"
