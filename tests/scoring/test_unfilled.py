"""A blank cell that cost points is told; one that cost nothing isn't."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builder.intake.campaign import Campaign
from builder.model.answers import Answer, AnswerState, Origin
from builder.model.marks import Mark, MarkState
from builder.model.places import CellPlace
from builder.model.returns import CampaignReturns
from builder.model.standings import Cohort, PartTally, Scorecard, SectionTally, Standing, Standings
from builder.model.units import Unit, UnitKind
from builder.rubric.schema import Rubric
from builder.scoring.results import CampaignResult, InstrumentResult
from builder.scoring.unfilled import find_in_card, find_unfilled

PLACE = CellPlace("县民政局.xlsx", "指标填报", "D12")
BLANK = Answer("items", "事项数", AnswerState.BLANK, Origin.UNIT, place=PLACE)
MISSING = Mark(
    *("1.1", "入驻", None, Decimal(3), MarkState.MISSING, ("未填",), (BLANK,), "award", "一.1")
)


#: A rubric, or a campaign, of which nothing is looked at.
BARE: dict[str, Any] = {"id": "bare"}
UNIT = Unit("D17", "县民政局", UnitKind.DEPARTMENT)


def card_of(*marks: Mark, kind: str = "base") -> Scorecard:
    zero = Decimal(0)
    section = SectionTally("1", "一", kind, zero, zero, marks)
    part = PartTally("all", "得分", Decimal(1), zero, zero, zero, zero, (section,), ())
    return Scorecard(UNIT, (part,), zero, ("0",))


def told(*marks: Mark) -> list[tuple[str, str]]:
    problems = list(find_in_card(card_of(*marks)))
    assert {problem.unit for problem in problems} <= {UNIT.id}
    return [(str(problem.place), problem.wrong) for problem in problems]


def test_a_blank_that_left_a_row_without_points_is_told_with_its_cell() -> None:
    assert told(MISSING) == [(str(PLACE), "「事项数」没有填，指标1.1因此失分")]


def test_a_blank_that_cost_several_rows_is_told_once() -> None:
    second = replace(MISSING, indicator="1.2")

    assert told(MISSING, second) == [(str(PLACE), "「事项数」没有填，指标1.1、1.2因此失分")]


def test_a_blank_that_counted_as_lacking_is_told() -> None:
    lost = replace(MISSING, state=MarkState.SCORED, points=Decimal(2))

    assert len(told(lost)) == 1


@pytest.mark.parametrize(
    ("state", "points", "lost"),
    [(MarkState.MISSING, None, 0), (MarkState.SCORED, "0", 0), (MarkState.SCORED, "1.5", 1)],
)
def test_of_what_is_taken_off_only_points_cost_anything(
    state: MarkState, points: str | None, lost: int
) -> None:
    """Full points of a row that takes off are the most that it may cost, here 3."""
    mark = replace(MISSING, state=state, points=None if points is None else Decimal(points))

    assert len(list(find_in_card(card_of(mark, kind="penalty")))) == lost


def test_every_counted_unit_of_a_campaign_is_looked_at() -> None:
    card = card_of(MISSING)
    rows = (Standing(UNIT, 1, card), Standing(UNIT, None, None, unranked_reason="未报"))
    standings = Standings(Cohort((UNIT,), (UNIT,), {}, {}, None, None), rows)
    instrument = InstrumentResult(Rubric.model_construct(**BARE), "", standings)
    returns = CampaignReturns((UNIT,), (), frozenset(), (), ())
    result = CampaignResult(Campaign.model_construct(**BARE), returns, (instrument,))

    assert list(find_unfilled(result)) == list(find_in_card(card))


@pytest.mark.parametrize(
    "mark",
    [
        replace(MISSING, state=MarkState.SCORED, points=Decimal(3)),
        replace(MISSING, state=MarkState.SCORED, points=Decimal(3), most=None),
        replace(MISSING, state=MarkState.SCORED, most=Decimal(3)),
        replace(MISSING, state=MarkState.NOT_APPLICABLE),
        replace(MISSING, state=MarkState.PENDING),
        replace(MISSING, answers=(replace(BLANK, origin=Origin.ASSESSOR),)),
        replace(MISSING, answers=(replace(BLANK, place=None),)),
        replace(MISSING, answers=(replace(BLANK, carried_from="q1"),)),
    ],
    ids=[
        "full points all the same",
        "a row without full points",
        "a row that only shows",
        "a row that doesn't apply",
        "a row that waits for the office",
        "a cell that an assessor owes",
        "a field that stood on no form",
        "a cell of an earlier campaign",
    ],
)
def test_a_blank_that_cost_nothing_is_not_told(mark: Mark) -> None:
    assert told(mark) == []
