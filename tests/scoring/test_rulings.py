"""A ruling that decided nothing is told, with the place of it."""

from datetime import date
from typing import Any

from builder.intake.campaign import Campaign, Period, Ruling
from builder.model.returns import CampaignReturns
from builder.model.standings import Cohort, Standing, Standings
from builder.model.units import Unit, UnitKind
from builder.rubric.schema import Rubric
from builder.scoring.results import CampaignResult, InstrumentResult
from builder.scoring.rulings import find_idle_rulings

UNIT = Unit("san", "示例三镇", UnitKind.TOWNSHIP)


def ruling(title: str, *winners: str) -> Ruling:
    return Ruling(
        title=title,
        winners=winners,
        reason="全年无投诉",
        post="局长办公会",
        decided=date(2022, 4, 20),
    )


GOOD, FLAG = ruling("好", "示例三镇"), ruling("流动红旗", "示例三镇", "示例四镇")


def result(*ruled: Ruling) -> CampaignResult:
    """A campaign with two rulings, of which those that are *ruled* decided something."""
    campaign = Campaign(
        id="small-2022",
        title="评估",
        authority="示例办",
        region="示例县",
        period=Period(start=date(2022, 1, 1), end=date(2022, 3, 31)),
        instruments=("small",),
        rulings=(GOOD, FLAG),
    )
    row = Standing(UNIT, 1, None, ruled=tuple(one.words for one in ruled))
    standings = Standings(Cohort((UNIT,), (UNIT,), {}, {}, None, None), (row,))
    returns = CampaignReturns((UNIT,), (), frozenset(), (), ())
    anything: dict[str, Any] = {"id": "small"}
    instrument = InstrumentResult(Rubric.model_construct(**anything), "", standings)
    return CampaignResult(campaign, returns, (instrument,))


def test_a_ruling_that_decided_nothing_is_told_at_its_place() -> None:
    (problem,) = find_idle_rulings(result(GOOD))

    assert problem.kind.code == "R554"
    assert str(problem.place) == "input/small-2022/campaign.yml › rulings.1"
    assert "对等次「流动红旗」的裁定（示例三镇、示例四镇）没有用上" in problem.wrong


def test_every_ruling_that_decided_nothing_is_told() -> None:
    told = [str(problem.place) for problem in find_idle_rulings(result())]

    assert [place[-1] for place in told] == ["0", "1"]


def test_rulings_that_decided_are_not() -> None:
    assert list(find_idle_rulings(result(GOOD, FLAG))) == []
