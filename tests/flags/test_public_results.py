"""Before results are signed off, nothing that is published tells of a veto."""

from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from builder.flags.public_results import published
from builder.intake.campaign import Campaign, Period
from builder.model.returns import CampaignReturns
from builder.model.standings import Cohort, Standing, Standings
from builder.rubric.schema import Rubric
from builder.scoring.results import CampaignResult, InstrumentResult
from tests.scoring.test_standings_cases import read_case, run

Status = Literal["draft", "final"]
CASES = Path(__file__).parents[1] / "cases" / "standings"


def scored(case: str, status: Status) -> CampaignResult:
    """What the cohort of *case* came to, in a campaign of that *status*."""
    read = read_case(CASES / f"{case}.yml")
    rows = tuple(run(read).values())
    units = tuple(row.unit for row in rows)
    rubric = Rubric.model_validate(read["rubric"])
    instrument = InstrumentResult(
        rubric, "", Standings(Cohort(units, units, {}, {}, None, None), rows)
    )
    campaign = Campaign(
        id="spring",
        title="示例评估",
        authority="示例办公室",
        region="示例县",
        status=status,
        period=Period(start=date(2018, 1, 1), end=date(2018, 12, 31)),
        instruments=(rubric.id,),
    )
    return CampaignResult(campaign, CampaignReturns((), (), frozenset(), (), ()), (instrument,))


def told(result: CampaignResult) -> list[tuple[object, ...]]:
    """Unit, rank, total, titles, and what bars from titles, of every line."""
    return [_told(row) for one in result.instruments for row in one.standings.rows]


def _told(row: Standing) -> tuple[object, ...]:
    card = row.scorecard
    assert card is not None
    barred = [mark.indicator for mark in card.vetoes]
    return (row.unit.id, row.rank, int(card.total), row.grades, barred)


def test_a_draft_has_a_unit_stand_as_if_there_were_no_veto() -> None:
    """95, 70 and 60; the veto against A makes its total 0, and C the first."""
    result = scored("a-veto-may-fix-the-score", "draft")

    assert told(published(result)) == [
        ("A", 1, 95, ("好",), []),
        ("C", 2, 70, (), []),
        ("B", 3, 60, (), []),
    ]
    (instrument,) = published(result).instruments
    card = instrument.standings.rows[0].scorecard
    assert card is not None
    assert "否决" not in "".join(card.trace)


@pytest.mark.parametrize(
    "case", ["a-veto-may-fix-the-score", "a-veto-takes-the-title-and-no-points"]
)
def test_what_is_signed_off_is_told_in_whole(case: str) -> None:
    result = scored(case, "final")

    assert published(result) is result


def test_who_is_last_in_a_row_is_told_in_a_draft_too() -> None:
    """Anybody can see it in the row's points."""
    result = scored("the-last-in-a-row-lose-the-title", "draft")

    assert told(published(result)) == told(result)
    assert any(barred for *_, barred in told(result))
