"""A ruling that decided nothing is told, with the place of it."""

from dataclasses import replace
from datetime import date

from builder.intake.campaign import Ruling
from builder.model.standings import Standings
from builder.scoring.results import CampaignResult
from builder.scoring.rulings import find_idle_rulings

RULING = Ruling(
    title="好",
    winners=("示例三镇",),
    reason="全年无投诉",
    post="局长办公会",
    decided=date(2022, 4, 20),
)


def with_ruling(result: CampaignResult, *, used: bool) -> CampaignResult:
    instrument = result.instruments[0]
    first, *others = instrument.standings.rows
    ruled = replace(first, ruled=(RULING.words,) if used else ())
    standings = Standings(instrument.standings.cohort, (ruled, *others))
    campaign = result.campaign.model_copy(update={"rulings": (RULING,)})
    return replace(
        result, campaign=campaign, instruments=(replace(instrument, standings=standings),)
    )


def test_a_ruling_that_decided_nothing_is_told_at_its_place(small_result: CampaignResult) -> None:
    (problem,) = find_idle_rulings(with_ruling(small_result, used=False))

    assert problem.kind.code == "R554"
    assert str(problem.place).startswith("input/small-2024/campaign.yml")
    assert "rulings.0" in str(problem.place)


def test_a_ruling_that_decided_is_not(small_result: CampaignResult) -> None:
    assert list(find_idle_rulings(with_ruling(small_result, used=True))) == []
