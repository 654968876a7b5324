"""What becomes of a flag: answered, rectified, overdue, repeated; who may see it, in what order."""

from collections.abc import Mapping
from datetime import date

import pytest

from builder.flags.answers import find_idle_answers
from builder.flags.condition import FlagCondition
from builder.flags.context import FlagContext, look_into
from builder.flags.raising import blocking, raise_flags
from builder.flags.scenes import Scene
from builder.flags.staging import play, stage
from builder.flags.states import find_answer, with_states
from builder.model.answers import Answer, AnswerState, Origin
from builder.model.flags import Flag, FlagAnswer, FlagState
from builder.model.places import CellPlace
from builder.model.rectification import Rectification
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
    from dataclasses import replace

    scored = stage(scene(), library)
    result = replace(scored.result, returns=replace(scored.result.returns, flag_answers=answers))
    context = look_into(replace(scored, result=result))
    flags = raise_flags(context, conditions)
    return context, next(flag for flag in flags if flag.code == "RF-27")


