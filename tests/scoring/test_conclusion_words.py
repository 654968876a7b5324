"""Marks in words: which word, how it is coloured, and in what order words stand."""

from decimal import Decimal

import pytest

from builder.model.marks import Mark, MarkState
from builder.model.standings import PartTally, Scorecard, SectionTally
from builder.model.units import Unit, UnitKind
from builder.rubric.schema import Part, Rubric, Source
from builder.scoring.conclusions import (
    conclusion,
    list_conclusions,
    only_concludes,
    place_of,
    short_marks,
    tone_of,
)

ZERO = Decimal(0)


def mark(indicator: str, label: str, state: MarkState = MarkState.SCORED) -> Mark:
    return Mark(
        *(indicator, "进驻", None, None, state, ("步骤",), (), "status", "一.1"), label=label
    )


def rubric(ranking: str) -> Rubric:
    part = Part(id="all", title="得分", points=ZERO, sections=())
    source = Source(document="测试用细则")
    return Rubric.model_validate(
        {"id": "r", "title": "细则", "source": source, "kinds": ["township"], "parts": [part]}
        | {"ranking": ranking}
    )


def test_only_a_rubric_without_ranking_merely_concludes() -> None:
    assert only_concludes(rubric("none"))
    assert not only_concludes(rubric("total"))


def test_a_mark_without_a_word_says_its_state() -> None:
    assert conclusion(mark("1.1", "部分达标")) == "部分达标"
    assert conclusion(mark("1.1", "", MarkState.PENDING)) == "待核定"


@pytest.mark.parametrize(
    ("word", "tone"),
    [
        ("达标", "good"),
        ("提前达到目标（绿）", "good"),
        ("部分达标", "near"),
        ("接近目标（黄）", "near"),
        ("未达标", "short"),
        ("未达到目标（红）", "short"),
        ("只列数值", "plain"),
        ("不适用", "plain"),
    ],
)
def test_a_word_has_the_tone_of_its_light(word: str, tone: str) -> None:
    assert tone_of(word) == tone


def test_words_stand_from_the_best_to_the_worst_then_others_then_states() -> None:
    marks = (
        *(mark("1", "", MarkState.PENDING), mark("2", "", MarkState.MISSING), mark("3", "标杆型")),
        *(mark("4", "未达标"), mark("5", "达标"), mark("6", "部分达标"), mark("7", "达标")),
    )

    assert list_conclusions(marks) == ("达标", "部分达标", "未达标", "标杆型", "未填", "待核定")


def test_places_of_words_rise_from_the_best() -> None:
    """Ten words of judgement, from 0; a word of another rule is eleventh; then four states."""
    assert [place_of(word) for word in ("达标", "达到目标（绿）", "只列数值")] == [0, 1, 9]
    assert [place_of(word) for word in ("标杆型", "已核定", "未填", "待核定")] == [10, 11, 12, 14]


def test_what_falls_short_comes_before_what_is_near_and_the_rest_is_left_out() -> None:
    marks = (mark("1", "部分达标"), mark("2", "未达标"), mark("3", "达标"), mark("4", "未达标"))
    section = SectionTally("1", "一", "base", ZERO, None, marks)
    part = PartTally("all", "得分", Decimal(1), ZERO, ZERO, ZERO, ZERO, (section,), ())
    card = Scorecard(Unit("T1", "示例镇", UnitKind.TOWNSHIP), (part,), ZERO, ("0",))

    assert [short.indicator for short in short_marks(card)] == ["2", "4", "1"]
