"""What an assessor gave and a rule couldn't take is told at its cell; what nobody gave isn't."""

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
from builder.scoring.refused import find_refused
from builder.scoring.results import CampaignResult, InstrumentResult

UNIT = Unit("D17", "县民政局", UnitKind.DEPARTMENT)
PLACE = CellPlace("核定记录.xlsx", "核定记录", "E12")
OTHER = CellPlace("核定记录.xlsx", "核定记录", "E15")
GIVEN = Answer("one", "核定分", AnswerState.GIVEN, Origin.ASSESSOR, value=Decimal(1), place=PLACE)
STEPS = ("「通报」省级：没有写理由，待核定，不计分", "有事件待核定")
WAITING = Mark(
    *("1.2", "一窗受理", None, Decimal(3), MarkState.PENDING, STEPS, (GIVEN,), "events", "一.1")
)
#: A rubric, or a campaign, of which nothing is looked at.
BARE: dict[str, Any] = {"id": "bare"}


def told(*marks: Mark) -> list[tuple[str, str, str]]:
    zero = Decimal(0)
    section = SectionTally("1", "一", "base", zero, zero, marks)
    part = PartTally("all", "得分", Decimal(1), zero, zero, zero, zero, (section,), ())
    rows = (
        Standing(UNIT, 1, Scorecard(UNIT, (part,), zero, ("0",))),
        Standing(Unit("D18", "县司法局", UNIT.kind), None, None, unranked_reason="未报"),
    )
    standings = Standings(Cohort((UNIT,), (UNIT,), {}, {}, None, None), rows)
    instrument = InstrumentResult(Rubric.model_construct(**BARE), "", standings)
    returns = CampaignReturns((UNIT,), (), frozenset(), (), ())
    result = CampaignResult(Campaign.model_construct(**BARE), returns, (instrument,))
    return [(str(one.place), one.unit or "", one.wrong) for one in find_refused(result)]


def test_a_value_that_a_rule_refused_is_told_at_its_cell_with_the_reason() -> None:
    words = "指标1.2一窗受理：「通报」省级：没有写理由，待核定，不计分"

    assert told(WAITING) == [(str(PLACE), "D17", words)]


def test_of_several_values_their_register_is_told() -> None:
    several = replace(WAITING, answers=(GIVEN, replace(GIVEN, place=OTHER)))

    assert [place for place, _, _ in told(several)] == ["核定记录.xlsx › 核定记录"]


def test_of_several_cells_of_one_row_the_first_is_told() -> None:
    """An event is told by its level, its points and what was confirmed."""
    others = (CellPlace(PLACE.file, PLACE.sheet, cell) for cell in ("F12", "AA12"))
    several = replace(WAITING, answers=(GIVEN, *(replace(GIVEN, place=one) for one in others)))

    assert [place for place, _, _ in told(several)] == [str(PLACE)]


@pytest.mark.parametrize(
    "other",
    [
        CellPlace("核定记录.xlsx", "巡查记录", "E12"),
        CellPlace("补充.xlsx", "核定记录", "E12"),
        CellPlace("核定记录.xlsx", "核定记录", "E1"),
    ],
    ids=["another sheet", "another file", "another row"],
)
def test_cells_of_two_rows_are_two(other: CellPlace) -> None:
    several = replace(WAITING, answers=(GIVEN, replace(GIVEN, place=other)))

    assert [place for place, _, _ in told(several)] == ["核定记录.xlsx › 核定记录"]


def test_the_same_cell_twice_is_one_cell() -> None:
    assert [place for place, _, _ in told(replace(WAITING, answers=(GIVEN, GIVEN)))] == [str(PLACE)]


@pytest.mark.parametrize(
    "changes",
    [
        {"state": MarkState.SCORED, "points": Decimal(1)},
        {"state": MarkState.MISSING},
        {"answers": ()},
        {"answers": (replace(GIVEN, state=AnswerState.BLANK),)},
        {"answers": (replace(GIVEN, origin=Origin.PLATFORM),)},
        {"answers": (replace(GIVEN, place=None),)},
        {"answers": (GIVEN, replace(GIVEN, field="two", state=AnswerState.BLANK))},
    ],
    ids=["scored", "missing", "nothing", "blank", "platform", "nowhere", "another lacks"],
)
def test_what_waits_for_something_else_is_not_told(changes: dict[str, Any]) -> None:
    assert told(replace(WAITING, **changes)) == []
