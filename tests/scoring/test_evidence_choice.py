"""Of all that was said about a field, the right answer counts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from builder.model.answers import Answer, AnswerState, Event, Log, Origin
from builder.model.evidence import Evidence
from builder.model.places import CellPlace
from builder.model.units import Unit, UnitKind
from builder.rubric.fields import Column, Field, FieldType
from builder.rubric.schema import Rubric
from builder.scoring.evidence import (
    View,
    carry_forward,
    choose_answer,
    choose_events,
    look_back,
    rescore,
)

FIELD = Field(
    id="items",
    title="事项数",
    type=FieldType.INTEGER,
    origin=(Origin.UNIT, Origin.PLATFORM, Origin.ASSESSOR),
)

CARRYING = Rubric.model_validate(
    {
        "id": "carrying",
        "title": "沿用上期的细则",
        "source": {"document": "测试用细则"},
        "kinds": ["township"],
        "parts": [
            {
                "id": "all",
                "title": "得分",
                "points": 10,
                "sections": [
                    {
                        "id": "1",
                        "title": "板块",
                        "points": 10,
                        "indicators": [
                            {
                                "id": "1.1",
                                "title": "验收",
                                "wording": "按验收结果记分。",
                                "clause": "一.1",
                                "method": "现场检查",
                                "points": 10,
                                "fields": [
                                    {
                                        "id": "items",
                                        "title": "事项数",
                                        "type": "integer",
                                        "origin": ["U"],
                                        "carry_forward": True,
                                    }
                                ],
                                "rule": {"kind": "imported", "fields": ["items"], "scale": 10},
                            }
                        ],
                    }
                ],
            }
        ],
    }
)


def answer(origin: Origin, value: int | None, state: AnswerState | None = None) -> Answer:
    given = AnswerState.BLANK if value is None else AnswerState.GIVEN
    number = None if value is None else Decimal(value)
    place = CellPlace("甲.xlsx", "填报", "D4")
    return Answer("items", "事项数", state or given, origin, number, place=place)


UNIT, PLATFORM, ASSESSOR = (
    answer(Origin.UNIT, 10),
    answer(Origin.PLATFORM, 9),
    answer(Origin.ASSESSOR, 8),
)


@pytest.mark.parametrize(
    ("answers", "view", "expected"),
    [
        ([UNIT, PLATFORM, ASSESSOR], View.VERIFIED, 8),
        ([UNIT, PLATFORM], View.VERIFIED, 9),
        ([UNIT], View.VERIFIED, 10),
        ([UNIT, PLATFORM, ASSESSOR], View.REPORTED, 10),
        ([PLATFORM, ASSESSOR], View.REPORTED, 9),
        ([ASSESSOR], View.REPORTED, 8),
        ([UNIT, answer(Origin.ASSESSOR, None)], View.VERIFIED, 10),
    ],
    ids=[
        "verified: the assessor before all",
        "verified: the platform before the unit",
        "verified: the unit where nobody else answered",
        "reported: the unit before all",
        "reported: the platform before the assessor",
        "reported: the assessor where nobody else answered",
        "a blank finding doesn't hide what the unit said",
    ],
)
def test_the_view_decides_whose_word_comes_first(
    answers: list[Answer], view: View, expected: int
) -> None:
    assert choose_answer(FIELD, answers, view).value == Decimal(expected)


def test_an_unreadable_answer_is_not_taken_for_a_blank_one() -> None:
    unreadable = answer(Origin.UNIT, None, AnswerState.UNREADABLE)

    chosen = choose_answer(FIELD, [answer(Origin.PLATFORM, None), unreadable], View.VERIFIED)

    assert chosen.state is AnswerState.UNREADABLE


def test_a_field_that_nobody_returned_is_blank_and_has_no_place() -> None:
    counted = FIELD.model_copy(update={"measure": "项"})

    assert choose_answer(counted, [], View.VERIFIED) == Answer(
        "items", "事项数", AnswerState.BLANK, Origin.UNIT, measure="项", place=None
    )


def test_where_groups_of_assessors_disagree_for_good_no_other_word_stands_in() -> None:
    disagree = replace(
        answer(Origin.ASSESSOR, None, AnswerState.UNREADABLE), group="一组8、二组9，未达成一致"
    )
    silent = replace(answer(Origin.ASSESSOR, None), group="一组")
    illegible = answer(Origin.ASSESSOR, None, AnswerState.UNREADABLE)

    assert choose_answer(FIELD, [disagree, UNIT], View.VERIFIED) is disagree
    assert choose_answer(FIELD, [disagree, UNIT], View.REPORTED) is UNIT
    assert choose_answer(FIELD, [silent, UNIT], View.VERIFIED) is UNIT
    assert choose_answer(FIELD, [illegible, UNIT], View.VERIFIED) is UNIT


def test_an_origin_that_may_not_answer_is_not_heard() -> None:
    only_platform = FIELD.model_copy(update={"origin": (Origin.PLATFORM,)})

    assert choose_answer(only_platform, [UNIT], View.VERIFIED).state is AnswerState.BLANK


def test_an_assessor_may_verify_what_only_the_unit_is_asked_for() -> None:
    only_unit = FIELD.model_copy(update={"origin": (Origin.UNIT,)})

    assert choose_answer(only_unit, [UNIT, ASSESSOR], View.VERIFIED).value == Decimal(8)
    assert choose_answer(only_unit, [UNIT, ASSESSOR], View.REPORTED).value == Decimal(10)


def test_two_records_of_the_same_matters_are_not_added_up() -> None:
    meetings = Field(
        id="meetings",
        title="会议记录",
        type=FieldType.LOG,
        origin=(Origin.UNIT, Origin.ASSESSOR),
        columns=(Column(id="topic", title="议题", type=FieldType.TEXT),),
    )
    place = CellPlace("甲.xlsx", "会议记录", "A2")
    reported = [Event("meetings", {}, Origin.UNIT, place) for _ in range(4)]
    verified = [Event("meetings", {}, Origin.ASSESSOR, place) for _ in range(3)]

    assert len(choose_events(meetings, [*reported, *verified], View.VERIFIED)) == 3
    assert len(choose_events(meetings, [*reported, *verified], View.REPORTED)) == 4
    assert len(choose_events(meetings, reported, View.VERIFIED)) == 4


def test_an_earlier_grade_stands_until_a_new_one_comes() -> None:
    unit = Unit("T01", "示例一镇", UnitKind.TOWNSHIP)

    def evidence(value: int | None) -> Evidence:
        return Evidence(unit, {"items": answer(Origin.UNIT, value)}, {}, date(2022, 3, 31))

    first, blank, third = evidence(5), evidence(None), evidence(7)
    second = carry_forward(blank, CARRYING, first, "q1")

    assert second.answer("items").value == Decimal(5)
    assert second.answer("items").carried_from == "q1"
    assert carry_forward(blank, CARRYING, second, "q2").answer("items").carried_from == "q1"
    assert carry_forward(third, CARRYING, second, "q2").answer("items").value == Decimal(7)


def test_what_an_earlier_round_left_blank_or_did_not_ask_for_is_not_carried() -> None:
    unit = Unit("T01", "示例一镇", UnitKind.TOWNSHIP)
    blank = Evidence(unit, {"items": answer(Origin.UNIT, None)}, {}, date(2022, 3, 31))
    unasked = replace(blank, answers={})

    assert carry_forward(blank, CARRYING, blank, "q1").answer("items").carried_from == ""
    assert carry_forward(blank, CARRYING, unasked, "q1") == blank


def test_what_the_first_round_did_not_ask_for_stands_as_it_came_in_the_second() -> None:
    place = CellPlace("甲.xlsx", "会议记录", "A2")
    topic = Answer("topic", "议题", AnswerState.GIVEN, Origin.UNIT, "防汛", place=place)
    log = Log("meetings", "会议记录", Origin.UNIT, ())
    unit = Unit("T01", "示例一镇", UnitKind.TOWNSHIP)
    second = Evidence(
        unit, {"items": answer(Origin.UNIT, None)}, {"meetings": log}, date(2022, 3, 31)
    )
    met = replace(log, events=(Event("meetings", {"topic": topic}, Origin.UNIT, place),))

    assert rescore(second, CARRYING, None, "q1") is second
    unasked = rescore(second, CARRYING, replace(second, answers={}, logs={}), "q1")
    kept = rescore(second, CARRYING, replace(second, logs={"meetings": met}), "q1")

    assert unasked.answer("items").state is AnswerState.BLANK
    assert unasked.logs == {"meetings": log}
    assert [event.row["topic"].carried_from for event in kept.events("meetings")] == ["q1"]


def test_the_campaigns_before_stand_behind_one_another_to_compare_with() -> None:
    unit = Unit("T01", "示例一镇", UnitKind.TOWNSHIP)

    def evidence(value: int, month: int) -> Evidence:
        return Evidence(unit, {"items": answer(Origin.UNIT, value)}, {}, date(2022, month, 28))

    first = evidence(5, 1)
    second = look_back(evidence(6, 2), first, "m1")
    third = look_back(evidence(7, 3), second, "m2")

    assert look_back(first, None, "") is first
    assert third.answer("items").value == Decimal(7)
    assert third.before is not None
    assert third.before.answer("items").value == Decimal(6)
    assert third.before.answer("items").carried_from == "m2"
    assert third.before.before is not None
    assert third.before.before.answer("items").carried_from == "m1"
