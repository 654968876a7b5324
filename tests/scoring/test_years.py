"""Quarters come to a year by their mean, once there are enough of them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from builder.intake.campaign import Campaign, Period
from builder.model.numbers import ZERO
from builder.model.returns import CampaignReturns
from builder.model.standings import Cohort, Scorecard, Standing, Standings
from builder.model.units import Unit, UnitKind
from builder.rubric.schema import Annual, Part, Rubric, Source
from builder.scoring.results import CampaignResult, InstrumentResult, YearResult, YearStanding
from builder.scoring.years import combine_year

UNITS = {id_: Unit(id_, f"示例{id_}镇", UnitKind.TOWNSHIP) for id_ in "ABCD"}
RUBRIC = Rubric(
    id="quarterly",
    title="季度细则",
    source=Source(document="测试用细则"),
    kinds=(UnitKind.TOWNSHIP,),
    parts=(Part(id="all", title="得分", points=ZERO, sections=()),),
    annual=Annual(minimum=3),
)


def campaign(id_: str, combines: tuple[str, ...] = ()) -> Campaign:
    return Campaign(
        id=id_,
        title=id_,
        authority="示例区政务服务管理办公室",
        region="示例区",
        period=Period(start=date(2022, 1, 1), end=date(2022, 12, 31)),
        instruments=() if combines else ("quarterly",),
        combines=combines,
    )


YEAR = campaign("y", ("q1", "q2", "q3", "q4"))


def quarter(id_: str, totals: Mapping[str, str | None]) -> CampaignResult:
    rows = tuple(
        Standing(unit, None, None, unranked_reason="未报")
        if totals[key] is None
        else Standing(unit, 1, Scorecard(unit, (), Decimal(totals[key] or 0), ("总分",)))
        for key, unit in UNITS.items()
    )
    cohort = Cohort(tuple(UNITS.values()), (), {}, {}, None, None)
    result = InstrumentResult(RUBRIC, "", Standings(cohort, rows))
    return CampaignResult(campaign(id_), CampaignReturns((), (), frozenset(), (), ()), (result,))


def combined() -> YearResult:
    rounds = [
        quarter("q1", {"A": "90.00", "B": "80.01", "C": "95.00", "D": "70.00"}),
        quarter("q2", {"A": "91.00", "B": "80.01", "C": None, "D": "70.00"}),
        quarter("q3", {"A": "92.00", "B": "80.01", "C": None, "D": "70.01"}),
        quarter("q4", {"A": "93.00", "B": None, "C": "95.00", "D": "70.01"}),
    ]
    return combine_year(YEAR, RUBRIC, Annual(minimum=3), rounds)


def year() -> dict[str, YearStanding]:
    return {row.unit.id: row for row in combined().rows}


def test_a_year_is_the_mean_of_the_printed_quarters() -> None:
    """A: (90+91+92+93) ÷ 4 = 91.5. D: 280.02 ÷ 4 = 70.005, half up 70.01."""
    rows = year()

    assert rows["A"].total == Decimal("91.50")
    assert rows["D"].total == Decimal("70.01")


def test_a_quarter_without_the_unit_leaves_the_mean_of_the_others() -> None:
    """B: three quarters of 80.01."""
    assert year()["B"].total == Decimal("80.01")


def test_too_few_quarters_give_no_total_and_no_rank() -> None:
    """C was counted in two quarters of the three that are needed."""
    row = year()["C"]

    assert (row.total, row.rank, row.unranked_reason) == (None, None, "参评不足3次")


def test_ranks_follow_the_yearly_totals() -> None:
    assert {id_: row.rank for id_, row in year().items()} == {"A": 1, "B": 2, "D": 3, "C": None}


def test_the_trace_shows_the_quarters_and_the_division() -> None:
    assert year()["A"].trace == (
        "q1：90分；q2：91分；q3：92分；q4：93分",
        "（90 + 91 + 92 + 93）÷ 4 = 91.5分",
    )


def test_the_trace_says_where_the_unit_was_not_counted() -> None:
    rows = year()

    assert rows["B"].trace == (
        "q1：80.01分；q2：80.01分；q3：80.01分；q4：未参评",
        "（80.01 + 80.01 + 80.01）÷ 3 = 80.01分",
    )
    assert rows["C"].trace == (
        "q1：95分；q2：未参评；q3：未参评；q4：95分",
        "参评次数不足，不计全年得分",
    )


def test_a_line_keeps_the_totals_of_its_quarters() -> None:
    assert year()["C"].totals == {
        "q1": Decimal("95.00"),
        "q2": None,
        "q3": None,
        "q4": Decimal("95.00"),
    }


def test_lines_stand_by_rank_whatever_the_unit_is_called() -> None:
    """D 90, B 80, A 70; C wasn't counted."""
    totals = {"A": "70.00", "B": "80.00", "C": None, "D": "90.00"}

    rows = combine_year(YEAR, RUBRIC, Annual(minimum=1), [quarter("q1", totals)]).rows

    assert [row.unit.id for row in rows] == ["D", "B", "A", "C"]


def test_lines_without_a_rank_come_last_and_say_why() -> None:
    result = combined()

    assert [row.unit.id for row in result.rows] == ["A", "B", "D", "C"]
    assert [row.unranked_reason for row in result.rows] == [None, None, None, "参评不足3次"]


def test_a_year_knows_its_own_campaign_rubric_and_rounds() -> None:
    result = combined()

    assert (result.campaign, result.rubric) == (YEAR, RUBRIC)
    assert [campaign.id for campaign in result.rounds] == ["q1", "q2", "q3", "q4"]


def test_units_that_share_a_yearly_total_share_a_rank_as_the_rubric_says() -> None:
    """A and B 90, C 80, D 70: 1-1-3-4, and 1-1-2-3 where ties leave no gap."""
    same = {"A": "90.00", "B": "90.00", "C": "80.00", "D": "70.00"}
    dense = RUBRIC.model_copy(update={"ties": "dense"})

    ranks = [
        [
            row.rank
            for row in combine_year(YEAR, rubric, Annual(minimum=1), [quarter("q1", same)]).rows
        ]
        for rubric in (RUBRIC, dense)
    ]

    assert ranks == [[1, 1, 3, 4], [1, 1, 2, 3]]
