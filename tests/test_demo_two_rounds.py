"""The demo county of two rounds: groups of assessors, what was kept, what was put right."""

from functools import cache
from pathlib import Path

import pytest

from builder.intake.calendar import read_calendar
from builder.intake.collect import collect_returns
from builder.model.marks import Mark
from builder.model.rectification import tally_clearance
from builder.rubric.catalogue import read_catalogue_schemas
from builder.rubric.dossier import read_dossiers
from builder.rubric.library import read_library
from builder.scoring.campaigns import EvidenceByRubric, ScoredCampaign, score_campaign
from builder.scoring.marks import KEPT
from tests.demo.two_rounds import second_round

ROOT = Path(__file__).parents[1]
FIRST, SECOND = "example-county-c-2021r1", "example-county-c-2021r2"


@cache
def scored(name: str) -> ScoredCampaign:
    library, problems = read_library(ROOT / "rubrics")
    assert problems == ()
    rubrics = {id_: instrument.rubric for id_, instrument in library.items()}
    catalogues, _ = read_catalogue_schemas(ROOT / "rubrics")
    dossiers, _ = read_dossiers(ROOT / "rubrics")
    folders, _ = read_calendar(ROOT / "input", rubrics, dossiers, catalogues)
    found = next(item for item in folders if item.campaign.id == name)
    earlier: EvidenceByRubric = {}
    if found.campaign.previous is not None:
        earlier = scored(found.campaign.previous).evidence
    returns = collect_returns(found.folder, found.campaign, rubrics)
    instruments = [library[id_] for id_ in found.campaign.instruments]
    return score_campaign(found.campaign, returns, instruments, earlier)


def marks_of(name: str, unit: str) -> dict[str, Mark]:
    rows = scored(name).result.instruments[0].standings.rows
    card = next(row.scorecard for row in rows if row.unit.id == unit)
    assert card is not None
    return {mark.indicator: mark for mark in card.marks}


@pytest.mark.parametrize(
    ("unit", "indicator", "first", "second"),
    [
        ("C01", "1.2", "达标", "达标"),  # (151 + 150.5 + 149.5) ÷ 3 ≥ 150, and nothing new
        ("C01", "8.4", "部分达标", "达标"),  # 4 of 6 windows, then 6 by three groups
        ("C02", "1.1", "达标", "达标"),  # two of three say yes
        ("C02", "3.1", "未达标", "未达标"),  # one window, and still being mended
        ("C03", "6.1", "部分达标", "达标"),  # three groups, three words; then two of three
        ("C04", "6.5", "未达标", "达标"),  # not public, then public with links and screenshot
        ("C05", "4.3", "未达标", "未达标"),  # no pilot, and nothing done
    ],
)
def test_a_seeded_row_comes_to_this_in_each_round(
    unit: str, indicator: str, first: str, second: str
) -> None:
    labels = [marks_of(name, unit)[indicator].label for name in (FIRST, SECOND)]

    assert labels == [first, second]


def test_only_rows_that_changed_are_scored_anew() -> None:
    changed = {
        (unit, mark.indicator)
        for unit in ("C01", "C02", "C03", "C04", "C05")
        for mark in marks_of(SECOND, unit).values()
        if mark.trace[0] != KEPT
    }

    assert changed == {("C01", "8.4"), ("C03", "6.1"), ("C04", "6.5")}


def test_what_is_kept_has_the_points_of_the_first_round() -> None:
    for unit in ("C01", "C02", "C03", "C04", "C05"):
        first = marks_of(FIRST, unit)
        for mark in marks_of(SECOND, unit).values():
            if mark.trace[0] == KEPT:
                assert (mark.points, mark.label) == (
                    *(first[mark.indicator].points, first[mark.indicator].label),
                )


def test_nobody_has_to_file_again_to_be_counted() -> None:
    cohort = scored(SECOND).result.instruments[0].standings.cohort

    assert [unit.id for unit in cohort.counted] == ["C01", "C02", "C03", "C04", "C05"]


def test_three_of_six_problems_are_struck_off_and_two_are_overdue() -> None:
    """WT-003 and WT-006 were due on 31 July; WT-004 has time until 31 August."""
    result = scored(SECOND).result
    tally = tally_clearance(result.returns.rectifications, result.campaign.last_day)

    assert (tally.due, tally.cleared, tally.overdue) == (6, 3, 2)
    assert [
        str(row.number.value)
        for row in result.returns.rectifications
        if row.overdue(result.campaign.last_day)
    ] == ["WT-003", "WT-006"]


def test_intake_tells_exactly_what_was_seeded_in_the_second_round() -> None:
    _, folder = second_round()
    seeded = {(note.code, f"{note.file} › {note.place}") for note in folder.notes if note.code}
    problems = scored(SECOND).result.returns.problems

    assert {(problem.kind.code, str(problem.place)) for problem in problems} == seeded
