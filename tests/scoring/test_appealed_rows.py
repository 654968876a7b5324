"""Which row an objection is about: that of the unit's own rubric, whatever others number so."""

from typing import Any

from ruamel.yaml import YAML

from builder.intake.campaign import Campaign
from builder.model.answers import Answer, AnswerState, Origin
from builder.model.appeals import Appeal
from builder.model.places import CellPlace
from builder.model.returns import CampaignReturns
from builder.model.standings import Cohort, Standing, Standings
from builder.model.units import Unit, UnitKind
from builder.rubric.schema import Rubric, Veto
from builder.scoring.appealed import appealed_row, by_row
from builder.scoring.results import CampaignResult, InstrumentResult
from tests.intake.conftest import RUBRIC

VETO = Veto.model_validate(
    {"id": "V1", "title": "弄虚作假", "wording": "查实的取消评优", "clause": "五"}
    | {"fields": [], "when": {"field": "online", "is": True}}
)
PLACE = CellPlace("申诉.xlsx", "申诉", "B2")
CIVIL = Unit("civil", "县民政局", UnitKind.DEPARTMENT)
TOWN = Unit("town", "示例镇", UnitKind.TOWNSHIP)


def rubric(text: str) -> Rubric:
    return Rubric.model_validate(YAML(typ="safe").load(text))


DEPARTMENTS = rubric(RUBRIC)
TOWNS = rubric(
    RUBRIC.replace("county-departments", "county-towns")
    .replace("[department]", "[township]")
    .replace("事项集中进驻", "大厅面积")
)


def standings(unit: Unit) -> Standings:
    rows = (Standing(unit, None, None, unranked_reason="未报"),)
    return Standings(Cohort((unit,), (unit,), {}, {}, None, None), rows)


BARE: dict[str, Any] = {"id": "bare"}
RESULT = CampaignResult(
    Campaign.model_construct(**BARE),
    CampaignReturns((CIVIL, TOWN), (), frozenset(), (), ()),
    (
        InstrumentResult(DEPARTMENTS, "", standings(CIVIL)),
        InstrumentResult(TOWNS, "", standings(TOWN)),
    ),
)


def appeal(unit: Unit, row: str) -> Appeal:
    blank = Answer("", "", AnswerState.BLANK, Origin.ASSESSOR)
    number = Answer("row", "指标编号", AnswerState.GIVEN, Origin.UNIT, value=row)
    return Appeal(unit.id, number, blank, blank, blank, blank, blank, blank, PLACE)


def test_a_row_is_that_of_the_units_own_rubric() -> None:
    assert appealed_row(RESULT, appeal(TOWN, "1.1")) == (TOWNS, TOWNS.indicators[0])
    assert appealed_row(RESULT, appeal(CIVIL, "2.2")) == (DEPARTMENTS, DEPARTMENTS.indicators[3])


def test_a_number_that_no_row_has_is_about_none() -> None:
    assert appealed_row(RESULT, appeal(TOWN, "9.9")) is None
    assert appealed_row(RESULT, appeal(Unit("x", "乙", TOWN.kind), "1.1")) is None


def test_a_veto_is_a_row_too() -> None:
    town = TOWNS.model_copy(update={"vetoes": (VETO,)})
    result = CampaignResult(
        RESULT.campaign, RESULT.returns, (InstrumentResult(town, "", standings(TOWN)),)
    )

    assert appealed_row(result, appeal(TOWN, "V1")) == (town, VETO)


def test_objections_are_put_together_by_rubric_and_number() -> None:
    said = [appeal(TOWN, "1.1"), appeal(CIVIL, "1.1"), appeal(TOWN, "9.9"), appeal(TOWN, "1.1")]

    assert dict(by_row(RESULT, said)) == {
        ("county-towns", "1.1"): [said[0], said[3]],
        ("county-departments", "1.1"): [said[1]],
        ("", "9.9"): [said[2]],
    }
    assert list(by_row(RESULT, said)) == [
        *(("county-towns", "1.1"), ("county-departments", "1.1"), ("", "9.9")),
    ]
