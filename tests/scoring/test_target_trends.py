"""A target's number beside that of the campaign before, without a field that asks for it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from builder.model.answers import Answer, AnswerState, Origin
from builder.model.evidence import Evidence
from builder.model.places import CellPlace
from builder.model.units import Unit, UnitKind
from builder.rubric.rules.base import NO_SURVEY
from builder.rubric.rules.target import Target
from builder.scoring.evidence import look_back

UNIT = Unit("jia", "甲县", UnitKind.TOWNSHIP)


def evidence(value: int | None, month: int) -> Evidence:
    place = CellPlace("平台.xlsx", "数据", "C2")
    state = AnswerState.BLANK if value is None else AnswerState.GIVEN
    number = None if value is None else Decimal(value)
    days = Answer(*("days", "承诺时限", state, Origin.PLATFORM, number), place=place)
    return Evidence(UNIT, {"days": days}, {}, date(2020, month, 28))


@pytest.mark.parametrize(("better", "word"), [("less", "好转"), ("more", "变差")])
def test_three_days_fewer_than_in_the_campaign_before_are_better_or_worse(
    better: str, word: str
) -> None:
    """12 days in September, 9 in October."""
    target = Target.model_validate({"kind": "target", "value": {"field": "days"}, "better": better})
    october = look_back(evidence(9, 10), evidence(12, 9), "september")

    outcome = target.score(october, Decimal("Infinity"), NO_SURVEY)

    assert f"上期（2020年9月28日）承诺时限12，比上期下降3（{word}）" in outcome.steps
    assert [answer.value for answer in outcome.answers] == [Decimal(9), Decimal(12)]


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (12, "上期（2020年9月28日，未报）承诺时限12，比上期下降3（好转）"),
        (None, "上期（2020年9月28日）未报，不能比较升降"),
    ],
    ids=["the platform told it", "nobody told it"],
)
def test_a_unit_that_did_not_count_before_left_nothing_blank(before: int | None, told: str) -> None:
    """It filed nothing in September: 未报 and 未填 are two things."""
    target = Target.model_validate({"kind": "target", "value": {"field": "days"}, "better": "less"})
    september = replace(evidence(before, 9), excluded="未报")

    october = look_back(evidence(9, 10), september, "september")

    assert told in target.score(october, Decimal("Infinity"), NO_SURVEY).steps
