"""整改台账.xlsx: what was there stays, what was lost is added, and intake reads it all back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builder.model.flags import Flag, FlagSeverity, FlagState
from builder.office.rectification_register import (
    COLUMNS,
    rectification_lines,
    rectification_workbook,
)
from builder.scoring.results import CampaignResult
from tests.office.read_workbook import open_sheet
from tests.office.small_campaign import Desk, filing, make_desk

HEADS = "| " + " | ".join(column.head for column in COLUMNS) + " |"
KEPT = f"""
# 整改台账
{HEADS}
| 7 | 县民政局 | 1.1 | 没有进驻 | 照片 | 办公室 | 2018-11-30 | 进驻 | '2018-11-02 | 整改中 | 待查 |
| 8 | 县民政局 | 2.2 | 没有表彰 | | | 2018-11-30 | | | 已销号 | |
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_desk(tmp_path)
    made.put("县民政局.xlsx", filing("civil"))
    return made


def flagged(result: CampaignResult, *flags: tuple[str, str | None, str]) -> CampaignResult:
    """*result* with red flags: code, indicator, subject; all against 县民政局."""
    unit = result.returns.units[0]
    raised = [
        Flag(
            *(code, "整改逾期", FlagSeverity.RED, unit, None, indicator, subject),
            *("3天", "0天", f"{subject}逾期3天", "条款", True, (FlagState.RAISED,)),
        )
        for code, indicator, subject in flags
    ]
    return replace(result, flags=tuple(raised))


def numbers(result: CampaignResult) -> list[tuple[str, str]]:
    return [(line[0], line[2]) for line in rectification_lines(result)]


def test_each_loss_becomes_a_row(desk: Desk) -> None:
    """县民政局 got 0.94 of 1 in row 1.1, and nothing of 1 in row 2.2."""
    first, second = rectification_lines(desk.result)

    assert first[:3] == ("civil-1.1", "县民政局", "1.1")
    assert first[3].startswith("事项集中进驻：失0.06分（分值1分，得0.94分）。")
    assert first[4] == "县民政局.xlsx › 填报表 › C5；县民政局.xlsx › 填报表 › C4"
    assert first[5:] == ("", "", "", "", "", "")
    assert second[:3] == ("civil-2.2", "县民政局", "2.2")


def test_rows_that_are_there_come_first_with_all_that_stood_in_them(desk: Desk) -> None:
    """Row 7 is open, so 1.1 gets no second; row 8 was struck off, and 2.2 is lost again."""
    desk.put("台账.xlsx", KEPT)

    lines = rectification_lines(desk.result)

    assert lines[0] == (
        *("7", "县民政局", "1.1", "没有进驻", "照片", "办公室", "2018-11-30", "进驻"),
        *("2018-11-02", "整改中", "待查"),
    )
    assert [line[0] for line in lines] == ["7", "8", "civil-2.2"]
    assert lines[2][10] == "8已销号，本次仍有问题"


def test_what_could_not_be_read_is_said_and_not_lost_in_silence(desk: Desk) -> None:
    desk.put("台账.xlsx", KEPT.replace("| 2018-11-30 | 进驻", "| 年底前 | 进驻"))

    kept = rectification_lines(desk.result)[0]

    assert kept[6] == ""
    assert kept[10] == "待查；整改期限原填写无法识别（台账.xlsx › 整改台账 › G2），请补填"


def test_the_register_comes_back_as_it_went_out(desk: Desk) -> None:
    """Dropped in the folder again, it is read without a problem and covers what it lists."""
    result = flagged(desk.result, ("RF-05", "1.1", ""), ("RF-09", None, "一份指南"))
    written = rectification_lines(result)
    desk.office.put_bytes("整改台账.xlsx", rectification_workbook(result))

    collected = desk.office.collect()

    assert collected.problems == ()
    assert [row.number.value for row in collected.rectifications] == [line[0] for line in written]
    assert rectification_lines(flagged(desk.result, ("RF-09", None, "一份指南"))) == written


def test_grave_flags_are_numbered_by_unit_and_code(desk: Desk) -> None:
    result = flagged(desk.result, ("RF-05", "1.1", "甲事"), ("RF-05", None, "乙事"))

    assert numbers(result)[2:] == [("civil-RF-05-1", "1.1"), ("civil-RF-05-2", "")]


def test_a_yellow_flag_makes_no_row(desk: Desk) -> None:
    result = flagged(desk.result, ("RF-05", "1.1", "甲事"))
    flags = tuple(replace(flag, severity=FlagSeverity.YELLOW) for flag in result.flags)

    assert len(rectification_lines(replace(result, flags=flags))) == 2


def test_a_struck_off_flag_raised_again_gets_the_next_number(desk: Desk) -> None:
    row = "| civil-RF-05-1 | 县民政局 | 1.1 | 整改逾期（甲事）：以前的 " + "| " * 5 + "| 已销号 | |"
    desk.put("台账.xlsx", f"# 整改台账\n{HEADS}\n{row}")
    result = flagged(desk.result, ("RF-05", "1.1", "甲事"))

    assert numbers(result)[-1] == ("civil-RF-05-2", "1.1")


@pytest.mark.parametrize(
    ("end", "due"), [(date(2019, 3, 31), "2019-03-31"), (date(2019, 1, 15), "")]
)
def test_the_deadline_is_that_of_the_phase_still_to_come(desk: Desk, end: date, due: str) -> None:
    """The cohort is frozen on 20 January: a phase of rectification before that is over."""
    start = date(2019, 1, 11)
    desk.set(phases=[{"title": "核对和整改", "start": start, "end": end}])

    assert {line[6] for line in rectification_lines(desk.result)} == {due}


def test_the_conclusion_is_chosen_from_three_words(desk: Desk) -> None:
    sheet = open_sheet(rectification_workbook(desk.result), "整改台账")

    (rule,) = sheet.data_validations.dataValidation

    assert rule.formula1 == '"已销号,整改中,未整改"'
    assert "J4" in rule.sqref
    assert [cell.value for cell in sheet[3]] == [column.head for column in COLUMNS]
