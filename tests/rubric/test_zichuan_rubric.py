"""淄川 2022: blocks, rows and policies as the source has them, and its wording to the letter."""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from builder.rubric.load import load_record
from builder.rubric.rules.rank import Rank
from builder.rubric.schema import Indicator, Rubric

ROOT = Path(__file__).parents[2]
SOURCE = ROOT.parent / "shared" / "sources" / "zichuan-2022-township-evaluation.txt"

SECTIONS = [
    *(("1", "base", 20), ("2", "base", 20), ("3", "base", 20), ("4", "base", 10)),
    *(("5", "base", 10), ("6", "base", 10), ("7", "base", 10)),
    *(("bonus", "bonus", 20), ("penalty", "penalty", 20), ("showcase", "base", 100)),
]
ROWS = {
    "levels": "1.1",
    "accrual": "1.2",
    "checklist": "1.3 2.1",
    "judgement": "2.2",
    "rank": "2.3 3.1 3.2 3.3 3.4 4.2 7",
    "deduction": "4.1 5.1 5.2",
    "imported": "6 S1",
    "events": "B1 B2 B3 D1 D2",
}
#: By kind, as domain.md A.3 adds them up (rank 43, judged 6, imported 10, …).
POINTS = {"rank": 43, "judgement": 6, "deduction": 15}


@cache
def rubric() -> Rubric:
    path = ROOT / "rubrics" / "zichuan-2022-townships.yml"
    loaded, problems = load_record(path, Rubric, path.name)
    assert loaded is not None, [str(problem.place) for problem in problems]
    return loaded.record


def rows_of_kind(kind: str) -> list[Indicator]:
    return [row for row in rubric().indicators if row.rule.kind == kind]


def test_sections_are_those_of_the_source() -> None:
    assert [(s.id, s.kind.value, int(s.points or 0)) for s in rubric().sections] == SECTIONS


@pytest.mark.parametrize("kind", ROWS)
def test_every_row_is_scored_by_its_kind(kind: str) -> None:
    assert ROWS[kind].split() == [row.id for row in rows_of_kind(kind)]


def test_no_row_is_left_out() -> None:
    assert sum(len(ids.split()) for ids in ROWS.values()) == len(rubric().indicators)


@pytest.mark.parametrize("kind", POINTS)
def test_points_by_kind(kind: str) -> None:
    assert POINTS[kind] == sum(row.points or 0 for row in rows_of_kind(kind))


@pytest.mark.parametrize(("units", "expected"), [(13, "14.2"), (14, "11.8")])
def test_the_last_still_keeps_points_in_the_seven_ranked_rows(units: int, expected: str) -> None:
    """13: 2+2+1.6+1.6+1.6+1.4+4 = 14.2; 14: 1.5+1.5+1.4+1.4+1.4+1.1+3.5 = 11.8."""
    kept = Decimal(0)
    for row in rows_of_kind("rank"):
        assert isinstance(row.rule, Rank)
        kept += (row.points or Decimal(0)) - (row.rule.step or Decimal(0)) * (units - 1)

    assert Decimal(expected) == kept


def test_seventy_and_thirty_with_caps_on_bonus_and_penalty() -> None:
    weights = [(part.id, part.weight, part.ceiling) for part in rubric().parts]
    caps = {row.id: row.points for row in rows_of_kind("events")}

    assert weights == [("daily", Decimal("0.7"), None), ("showcase", Decimal("0.3"), None)]
    assert caps == {"B1": 10, "B2": 5, "B3": 5, "D1": 10, "D2": 10}


def test_four_are_good_and_the_first_of_them_gets_the_flag() -> None:
    grades = [(grade.title, grade.top, grade.among) for grade in rubric().grades]
    chains = {tuple((key.by, key.id, key.better) for key in g.tie_chain) for g in rubric().grades}

    assert grades == [("好", 4, ""), ("担当作为流动红旗", 1, "好")]
    assert chains == {
        (("part", "daily", "more"), ("penalty", "", "less"), ("indicator", "6", "more"))
    }


@pytest.mark.parametrize("row", ROWS["rank"].split())
def test_every_ranked_row_says_what_it_ranks_by_and_how_ties_and_gaps_go(row: str) -> None:
    indicator = next(item for item in rubric().indicators if item.id == row)
    keys = [default.key for default in indicator.defaults]

    assert any(key.startswith("rule.basis") for key in keys)
    assert {"rule.ties", "rule.missing"} <= set(keys)


@pytest.mark.skipif(not SOURCE.exists(), reason="the source document isn't here")
@pytest.mark.parametrize("row", [i for ids in ROWS.values() for i in ids.split()])
def test_the_wording_is_the_sources_own(row: str) -> None:
    """Spaces of the scan don't count, and a cell may be cut in two by the turn of a page."""
    source = re.sub(r"\s", "", SOURCE.read_text(encoding="utf-8"))
    wording = next(item.wording for item in rubric().indicators if item.id == row)

    assert any(wording[:cut] in source and wording[cut:] in source for cut in range(len(wording)))
