"""The demo campaigns under the twelve and the eight points: every seeded oddity comes out."""

from functools import cache
from pathlib import Path

import pytest

from builder.intake.calendar import read_calendar
from builder.intake.collect import collect_returns
from builder.model.marks import MarkState
from builder.rubric.catalogue import read_catalogue_schemas
from builder.rubric.dossier import read_dossiers
from builder.rubric.library import read_library
from builder.scoring.campaigns import score_campaign
from builder.scoring.results import InstrumentResult

ROOT = Path(__file__).parents[1]
COUNTY, TOWNS = "example-county-a-2021", "example-county-b-2021"
#: What a row that doesn't apply comes to.
NONE = "不适用"


@cache
def result_of(name: str) -> InstrumentResult:
    library, problems = read_library(ROOT / "rubrics")
    assert problems == ()
    rubrics = {id_: instrument.rubric for id_, instrument in library.items()}
    catalogues, _ = read_catalogue_schemas(ROOT / "rubrics")
    dossiers, _ = read_dossiers(ROOT / "rubrics")
    folders, _ = read_calendar(ROOT / "input", rubrics, dossiers, catalogues)
    found = next(item for item in folders if item.campaign.id == name)
    returns = collect_returns(found.folder, found.campaign, rubrics)
    instruments = [library[id_] for id_ in found.campaign.instruments]
    return score_campaign(found.campaign, returns, instruments, {}).result.instruments[0]


def mark_of(name: str, unit: str, indicator: str) -> str:
    row = next(row for row in result_of(name).standings.rows if row.unit.id == unit)
    assert row.scorecard is not None
    mark = next(mark for mark in row.scorecard.marks if mark.indicator == indicator)
    return NONE if mark.state is MarkState.NOT_APPLICABLE else str(mark.label)


@pytest.mark.parametrize(
    ("name", "unit", "indicator", "expected"),
    [
        (COUNTY, "D02", "1.2", NONE),  # no such policy, with a reason
        (COUNTY, "D05", "1.2", "未达标"),  # no such policy, without one
        (COUNTY, "D01", "1.2", NONE),  # the lead answers for 1.1
        (COUNTY, "D01", "1.1", "达标"),  # three policies at least, each on both sites
        (COUNTY, "D03", "7.2", "部分达标"),  # nothing in August
        (COUNTY, "D04", "9.2d", "达标"),  # 800 ÷ 1000 = 80%
        (COUNTY, "D06", "9.2d", "未达标"),  # 799 ÷ 1000 = 79.9%
        (COUNTY, "D07", "2.1", "部分达标"),  # published, no screenshot
        (COUNTY, "D09", "2.1", "部分达标"),  # not published, with reason and copy
        (COUNTY, "D08", "12.1", "未达标"),  # 其他相关证明材料 in a guide
        (COUNTY, "D10", "2.2", "未达标"),  # a cancelled proof is still asked for
        (COUNTY, "D12", "7.1", NONE),  # no intermediary service
        (COUNTY, "D12", "11.2", NONE),  # no certificates
        (COUNTY, "D12", "6.1", NONE),  # the towns answer for it
        (COUNTY, "T01", "9.2d", NONE),  # the departments answer for it
        (COUNTY, "T02", "6.2", "部分达标"),  # 19.99 of 20
        (COUNTY, "T03", "6.6", "部分达标"),  # 3 mended, 2 visited
        (TOWNS, "T01", "1.2", "达标"),  # 150 ≥ 150, and open plan
        (TOWNS, "T02", "1.2", "未达标"),  # 149.9
        (TOWNS, "T03", "3.1", "未达标"),  # one window
        (TOWNS, "T04", "6.5", "部分达标"),  # not published, with reason and copies
        (TOWNS, "T05", "4.3", "未达标"),  # no pilot
        (TOWNS, "T06", "7.2", NONE),  # no mobile cases
    ],
)
def test_a_seeded_row_comes_to_this(name: str, unit: str, indicator: str, expected: str) -> None:
    assert mark_of(name, unit, indicator) == expected


def test_departments_and_towns_are_ranked_apart() -> None:
    rows = result_of(COUNTY).standings.rows
    first = [row.unit.id[0] for row in rows if row.rank == 1]

    assert sorted(first) == ["D", "T"]
    assert [row.unit.id for row in rows if row.rank is None] == ["T06"]
    assert [row.unit.id[0] for row in rows] == ["D"] * 12 + ["T"] * 6


def test_the_sixth_point_is_all_that_counts_for_a_town() -> None:
    """T02: 6.1 to 6.6 are 1, 0.5, 1, 0.5, 0.5 and 1, so 450 ÷ 6 = 75."""
    row = next(row for row in result_of(COUNTY).standings.rows if row.unit.id == "T02")
    marks = [mark_of(COUNTY, "T02", f"6.{number}") for number in range(1, 7)]

    assert [mark == "达标" for mark in marks] == [True, False, True, False, False, True]
    assert str(row.total) == "75.00"


def test_both_profiles_of_both_rubrics_have_results() -> None:
    """Nine instruments have a demo campaign; these four come from two files."""
    found = {
        result_of(name).rubric.id
        for name in (COUNTY, TOWNS, "example-county-b-2021-county", "example-county-a-2021-towns")
    }

    assert found == {
        f"{rubric}-{profile}"
        for rubric in ("county-twelve-points", "township-eight-points")
        for profile in ("wenxian", "luoshan")
    }
