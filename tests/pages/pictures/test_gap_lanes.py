"""How far a number is from the goal that holds on a day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from builder.model.answers import Answer, AnswerState, Origin
from builder.model.marks import Mark, MarkState
from builder.model.standings import PartTally, Scorecard, SectionTally, Standing
from builder.model.units import Unit, UnitKind
from builder.pages.pictures.gap_lanes import draw_row_gaps, draw_unit_gaps, find_gap
from builder.pages.row_sentence import tell_row
from builder.rubric.schema import Indicator, Rubric
from builder.rubric.terms import Measure

DAY = date(2024, 11, 30)

ROW = Indicator.model_validate(
    {
        "id": "1",
        "title": "网办率",
        "wording": "不低于八成。",
        "clause": "一.1",
        "method": "平台",
        "fields": [
            {"id": field, "title": field, "type": "integer", "origin": ["P"]}
            for field in ("online", "all")
        ],
        "rule": {
            "kind": "target",
            "value": {"field": "online", "over": {"field": "all"}},
            "targets": [{"since": "2024-10-01", "value": 0.8}, {"since": "2025-01-01", "value": 1}],
        },
    }
)

RUBRIC = Rubric.model_validate(
    {
        "id": "goals",
        "title": "台账",
        "source": {"document": "通知"},
        "kinds": ["department"],
        "ranking": "none",
        "parts": [
            {
                "id": "all",
                "title": "台账",
                "points": 0,
                "sections": [
                    {
                        "id": "1",
                        "title": "网办",
                        "indicators": [ROW.model_dump(exclude_unset=True)],
                    }
                ],
            }
        ],
    }
)


def answer(field: str, number: int, before: str = "") -> Answer:
    return Answer(
        *(field, field, AnswerState.GIVEN, Origin.PLATFORM, Decimal(number), "项"),
        carried_from=before,
    )


def mark(*answers: Answer, state: MarkState = MarkState.SCORED, label: str = "") -> Mark:
    return Mark(
        *("1", "网办率", None, None, state, ("步骤",), answers, "target", "一.1"), label=label
    )


def standing(name: str) -> Standing:
    return Standing(Unit(name, name, UnitKind.DEPARTMENT), None, None)


def card(*marks: Mark) -> Scorecard:
    """A card of marks without points."""
    none = Decimal(0)
    section = SectionTally("1", "网办", "base", none, None, marks)
    part = PartTally("all", "台账", none, none, none, none, none, (section,), ())
    return Scorecard(standing("甲局").unit, (part,), none, ())


HALF = mark(answer("online", 5), answer("all", 10), label="未达到目标（红）")
NINE_TENTHS = mark(answer("online", 9), answer("all", 10), label="达到目标（绿）")


def test_a_number_that_is_withheld_isnt_drawn() -> None:
    """4 of 10 would be told by the place on the line."""
    few = replace(answer("online", 4), withheld="<5项")

    assert find_gap(mark(few, answer("all", 10)), ROW, DAY) is None


def test_a_number_lies_beside_the_goal_of_its_day() -> None:
    """5 of 10 beside 0.8, which holds from October 2024 until the year ends."""
    gap = find_gap(HALF, ROW, DAY)

    assert gap is not None
    assert (gap.value, gap.goal) == (Decimal("0.5"), Decimal("0.8"))
    assert gap.tell(gap.value) == "50%"


def test_the_value_of_the_campaign_before_is_not_taken_for_this_one() -> None:
    first = answer("online", 1, before="q1")
    gap = find_gap(mark(first, answer("online", 5), answer("all", 10)), ROW, DAY)

    assert gap is not None
    assert gap.value == Decimal("0.5")


def test_before_any_goal_holds_there_is_no_gap() -> None:
    assert find_gap(HALF, ROW, date(2024, 9, 30)) is None


def test_a_number_that_is_lacking_has_no_gap() -> None:
    blank = replace(answer("online", 5), state=AnswerState.BLANK, value=None)

    assert find_gap(mark(blank, answer("all", 10)), ROW, DAY) is None
    assert find_gap(mark(answer("all", 10)), ROW, DAY) is None
    assert find_gap(mark(state=MarkState.PENDING), ROW, DAY) is None


def test_every_unit_stands_beside_the_goal_the_best_first() -> None:
    """The axis ends at nine tenths, the greatest: 348 × 8 ÷ 9 = 309.3, and 6 before it."""
    lines = [(standing("甲局"), HALF), (standing("乙局"), NINE_TENTHS)]

    drawn = draw_row_gaps(lines, ROW, DAY)

    assert drawn is not None
    assert [word.text for word in drawn.words] == ["乙局", "90%", "甲局", "50%"]
    paths = {stroke.sort: stroke.path for stroke in drawn.strokes}
    assert paths["goal"] == "M315.3 17v16M315.3 55v16"
    assert drawn.description == "共2个单位，最低50%，最高90%，中位数70%；目标80%。"
    assert draw_row_gaps(lines[:1], ROW, DAY) is None


def test_a_unit_sees_the_rows_in_which_it_falls_short() -> None:
    """The axis ends at the goal, 6 + 348; the number is at 348 × 5 ÷ 8 = 217.5 of it."""
    drawn = draw_unit_gaps(card(HALF, NINE_TENTHS), RUBRIC, DAY)

    assert drawn is not None
    assert drawn.title == "没有完全达到的1项与目标的差距"
    assert drawn.description == "1 网办率50%，目标80%。"
    paths = {stroke.sort: stroke.path for stroke in drawn.strokes}
    assert (paths["bar"], paths["goal"]) == ("M6 25h217.5", "M354 17v16")
    assert draw_unit_gaps(card(NINE_TENTHS), RUBRIC, DAY) is None


def test_the_best_number_is_named() -> None:
    lines = [(standing("甲局"), HALF), (standing("乙局"), NINE_TENTHS)]

    assert tell_row(RUBRIC, ROW, lines, DAY) == (
        "2个单位中达到目标（绿）1个、未达到目标（红）1个；数值最好的是乙局（90%）"
    )


def test_a_count_of_a_log_is_told_by_the_marks_sentences_alone() -> None:
    count = Measure.model_validate({"count": "log"})
    counted = ROW.model_copy(update={"rule": ROW.rule.model_copy(update={"value": count})})

    assert find_gap(mark(answer("online", 5)), counted, DAY) is None
