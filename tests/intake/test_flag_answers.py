"""Answers to red flags: read with their cells, and told where they can't be used."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.intake.conftest import Office

ANSWERS = """
# 红旗答复
| 单位对红旗的答复 | < | < | < | < |
| 单位 | 红旗编号 | 指标编号 | 单位说明 | 答复日期 |
| 县民政局 | RF-05 | 1.1 | 系统挂起没有及时登记 | 2019年1月8日 |
| 县水利局 | ＲＦ－7 红牌率 | | 已补做回访 | 2019-01-09 |
"""


def test_an_answer_names_unit_code_and_row(office: "Office") -> None:
    office.put("答复.xlsx", ANSWERS)

    first, second = office.collect().flag_answers

    assert (first.unit, first.code, first.indicator) == ("civil", "RF-05", "1.1")
    assert first.text.value == "系统挂起没有及时登记"
    assert str(first.text.place) == "答复.xlsx › 红旗答复 › D3"
    assert first.answered.value == date(2019, 1, 8)
    assert str(first.place) == "答复.xlsx › 红旗答复 › A3"
    assert (second.unit, second.code, second.indicator) == ("water", "RF-07", "")
    assert office.collect().problems == ()
    assert {item.kind for item in office.collect().inputs} == {"单位名录", "红旗答复"}


def test_what_is_wrong_is_told_at_its_cell(office: "Office") -> None:
    """No code, no text, an unknown row, a unit that isn't registered, a date that is none.

    A row with a unit's name alone says nothing.
    """
    office.put(
        "答复.xlsx",
        """
# 答复
| 单位 | 红旗编号 | 指标编号 | 单位说明 | 答复日期 |
| 县民政局 | 红牌率 | | 没有编号 | |
| 县民政局 | | | 也没有编号 | |
| 县民政局 | RF-05 | | | |
| 县水利局 | RF-05 | 9.9 | 没有这个指标 | 上周 |
| 县教育局 | RF-05 | | 不在名录 | |
| 县民政局 | | | | |
""",
    )

    returns = office.collect()
    told = {(p.kind.code, str(p.place).split(" › ")[-1]) for p in returns.problems}

    assert told == {
        *(("E430", "B2"), ("E430", "B3"), ("E431", "D4")),
        *(("E432", "C5"), ("E408", "E5"), ("E302", "A6")),
    }
    assert [answer.text.value for answer in returns.flag_answers] == ["没有这个指标"]
