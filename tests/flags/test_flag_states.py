"""What becomes of a flag: answered, rectified, overdue, repeated; who may see it, in what order."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from builder.flags.answers import find_idle_answers
from builder.flags.condition import FlagCondition
from builder.flags.context import FlagContext
from builder.flags.holding import blocking
from builder.flags.raising import raise_flags
from builder.flags.scenes import Scene
from builder.flags.staging import play, stage
from builder.flags.states import find_answer, with_states
from builder.model.answers import Answer, AnswerState, Origin
from builder.model.flags import Flag, FlagAnswer, FlagState
from builder.model.places import CellPlace
from builder.rubric.library import Instrument

Library = Mapping[str, Instrument]
Conditions = tuple[FlagCondition, ...]


def scene(**more: object) -> Scene:
    """149 square metres, with a register that says what *more* says; period end 2021-08-16."""
    units = [{"answers": {"area": 149}}]
    return Scene.model_validate(
        {
            "title": "面积",
            "instrument": "township-eight-points-luoshan",
            "period_end": date(2021, 8, 16),
            "units": units,
            **more,
        }
    )


@pytest.fixture
def area_flag(conditions: Conditions, library: Library) -> object:
    """The flag RF-27 of the scene with *more* in it."""

    def raise_it(**more: object) -> Flag:
        (flag,) = play(scene(**more), "RF-27", conditions, library)
        return flag

    return raise_it


@pytest.mark.parametrize(
    ("row", "states"),
    [
        ({"indicator": "1.2", "due": "2021-07-31", "conclusion": "已销号"}, ["已整改"]),
        ({"indicator": "1.2", "due": "2021-07-31", "conclusion": "整改中"}, ["整改逾期"]),
        ({"indicator": "1.2", "due": "2021-08-16", "conclusion": "整改中"}, ["待核实"]),
        ({"indicator": "8.1", "problem": "RF-27 面积", "conclusion": "已销号"}, ["已整改"]),
        ({"indicator": "8.1", "number": "RF-27", "conclusion": "已销号"}, ["已整改"]),
        ({"indicator": "1.2", "problem": "RF-30 清单", "conclusion": "已销号"}, ["待核实"]),
        ({"indicator": "8.1", "conclusion": "已销号"}, ["待核实"]),
    ],
)
def test_the_register_tells_what_became_of_a_flag(
    area_flag: object, row: dict[str, str], states: list[str]
) -> None:
    """A row that names conditions is about those; any other is about its row of the rubric."""
    flag = area_flag(rectifications=[row])  # type: ignore[operator]

    assert [state.value for state in flag.states] == states


def test_one_row_that_is_not_struck_off_keeps_a_flag_from_being_rectified(
    area_flag: object,
) -> None:
    rows = [
        {"indicator": "1.2", "due": "2021-07-31", "conclusion": "已销号"},
        {"indicator": "1.2", "due": "2021-09-30", "conclusion": "整改中"},
    ]

    flag = area_flag(rectifications=rows)  # type: ignore[operator]

    assert flag.states == (FlagState.RAISED,)
    assert flag.due == date(2021, 9, 30)


def test_a_flag_of_the_round_before_is_repeated(area_flag: object) -> None:
    flag = area_flag(rescores=True, before=[{"answers": {"area": 140}}])  # type: ignore[operator]

    assert flag.states == (FlagState.RAISED, FlagState.REPEATED)


def test_what_concerns_no_unit_is_never_repeated(conditions: Conditions, library: Library) -> None:
    again = scene(before=[{"answers": {"area": 140}}])

    (flag,) = play(again, "RF-49", conditions, library)

    assert flag.states == (FlagState.RAISED,)


def answer(code: str, indicator: str = "", row: int = 2) -> FlagAnswer:
    place = CellPlace("红旗答复.xlsx", "红旗答复", f"A{row}")
    text = Answer("text", "单位说明", AnswerState.GIVEN, Origin.UNIT, f"说明{row}", place=place)
    day = Answer("answered", "答复日期", AnswerState.BLANK, Origin.UNIT)
    return FlagAnswer("示例单位", code, indicator, text, day, place)


def test_the_units_answer_stands_beside_the_flag_and_replaces_waiting(area_flag: object) -> None:
    flag: Flag = area_flag()  # type: ignore[operator]
    general, exact = answer("RF-27"), answer("RF-27", "1.2", 3)

    assert find_answer(flag, [general]) == general
    assert find_answer(flag, [exact, general]) == exact
    assert find_answer(flag, [answer("RF-28"), answer("RF-27", "8.1")]) is None


def test_an_answered_flag_is_no_longer_waiting(conditions: Conditions, library: Library) -> None:
    context, flag = stage_answered(conditions, library, answer("RF-27"))

    assert with_states(flag, context).states == (FlagState.ANSWERED,)


def stage_answered(
    conditions: Conditions, library: Library, *answers: FlagAnswer
) -> tuple[FlagContext, Flag]:
    """The scene with *answers* in its returns, and its flag RF-27."""
    context = stage(scene(), conditions, library)
    returns = replace(context.returns, flag_answers=answers)
    context = replace(context, result=replace(context.result, returns=returns))
    flags = raise_flags(context, conditions)
    return context, next(flag for flag in flags if flag.code == "RF-27")


def test_an_answer_to_what_was_not_raised_is_told(conditions: Conditions, library: Library) -> None:
    """RF-27 was raised for row 1.2; neither RF-05 nor RF-27 for row 8.1 were, and RF-99 is none."""
    answers = (
        answer("RF-27"),
        answer("RF-27", "1.2", 3),
        answer("RF-27", "8.1", 4),
        answer("RF-05", row=5),
        answer("RF-99", row=6),
    )
    context, _ = stage_answered(conditions, library, *answers)
    result = replace(context.result, flags=raise_flags(context, conditions))

    problems = list(find_idle_answers(result))

    assert [(problem.kind.code, str(problem.place)) for problem in problems] == [
        ("E433", "红旗答复.xlsx › 红旗答复 › A4"),
        ("E433", "红旗答复.xlsx › 红旗答复 › A5"),
        ("E433", "红旗答复.xlsx › 红旗答复 › A6"),
    ]


def test_flags_come_gravest_first_then_by_unit_and_code(
    conditions: Conditions, library: Library
) -> None:
    """Rows that assessors haven't looked at block both units, an appeal the first of them."""
    units = [
        {"name": "甲镇", "answers": {"area": 200, "general_windows": 1, **PUBLISHED}},
        {"name": "乙镇", "answers": {"area": 149, "net_social": "未接入", **PUBLISHED}},
    ]
    context = stage(scene(units=units, appeals=[APPEAL]), conditions, library)

    flags = raise_flags(context, conditions)

    told = [(flag.severity.value, flag.unit.name if flag.unit else "", flag.code) for flag in flags]
    assert told == [
        ("阻", "甲镇", "RF-50"),
        ("阻", "甲镇", "RF-50"),
        ("阻", "乙镇", "RF-50"),
        ("红", "乙镇", "RF-27"),
        ("红", "乙镇", "RF-29"),
        ("黄", "甲镇", "RF-28"),
        ("蓝", "", "RF-49"),
    ]
    assert [flag.subject for flag in blocking(flags)] == ["待核定", "申诉", "待核定"]


PUBLISHED = {
    "catalogue_url": "https://www.example.gov.cn/a.html",
    "local_url": "https://www.example.gov.cn/b.html",
    "mobile_tested": 3,
    "mobile_passed": 3,
    "platform_tested": 3,
    "platform_passed": 3,
    "kiosk_tested": 3,
    "kiosk_passed": 3,
    "items_tested": 2,
    "items_doable": 2,
}
APPEAL = {"unit": "甲镇", "indicator": "1.2"}
