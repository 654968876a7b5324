"""Slips that a writer makes although every value is allowed."""

from pathlib import Path
from typing import Any

import pytest

from builder.formats.yaml_text import read_yaml
from builder.formats.yaml_writing import write_yaml
from builder.rubric.load import load_record
from builder.rubric.schema import Rubric
from builder.rubric.slips import find_slips

ROOT = Path(__file__).parents[2]
RIGHT = ROOT / "tests" / "cases" / "wrong_rubrics" / "right.yml"
FIELDS = [
    {"id": "rate", "title": "办结率", "type": "percent", "origin": ["U"]},
    {"id": "given", "title": "核定分", "type": "decimal", "origin": ["A"]},
    {"id": "own", "title": "自评分", "type": "decimal", "origin": ["A", "U"]},
    {
        "id": "visits",
        "title": "走访记录表",
        "type": "log",
        "origin": ["U"],
        "columns": [{"id": "share", "title": "占比", "type": "percent"}],
    },
]


def slips(
    folder: Path, rule: dict[str, Any], grades: list[dict[str, Any]]
) -> list[tuple[str, str]]:
    """Code and path of every slip in the right rubric with *rule* in its first row."""
    document: Any = read_yaml(RIGHT).value
    document["grades"] = grades
    row = document["parts"][0]["sections"][0]["indicators"][0]
    row.update(rule=rule, fields=FIELDS, defaults=[])
    path = folder / "rubric.yml"
    path.write_text(write_yaml(document), encoding="utf-8")
    loaded, problems = load_record(path, Rubric, path.name)
    assert loaded is not None, problems
    found = find_slips(loaded)
    return [(problem.kind.code, getattr(problem.place, "path", "")) for problem in found]


RULE = "parts[0].sections[0].indicators[0].rule"
RATE = {"field": "rate"}


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "award", "when": {"field": "rate", "at_least": 90}},
        {"kind": "award", "when": {"all": [{"field": "rate", "above": 90}]}},
        {"kind": "accrual", "count": RATE, "above": 90, "per": 1},
        {"kind": "bands", "value": RATE, "bands": [{"below": 90, "points": 0}, {"points": 6}]},
        {"kind": "normalised", "value": RATE, "best": 95},
        {"kind": "target", "value": RATE, "targets": [{"since": "2024-01-01", "value": 80}]},
        {
            "kind": "accrual",
            "count": {"count": "visits", "where": {"field": "share", "at_least": 60}},
            "per": 1,
        },
        {
            "kind": "award",
            "when": {"measure": {"field": "given", "over": {"field": "own"}}, "at_least": 90},
        },
    ],
    ids=["condition", "all", "accrual", "bands", "ends", "target", "rows of a log", "quotient"],
)
def test_a_percent_compared_with_a_number_of_per_cent_is_told(
    rule: dict[str, Any], tmp_path: Path
) -> None:
    assert slips(tmp_path, rule, []) == [("R550", RULE)]


def test_a_percent_compared_with_a_share_is_right(tmp_path: Path) -> None:
    rule = {"kind": "award", "when": {"field": "rate", "at_least": 0.9}}

    assert slips(tmp_path, rule, []) == []


@pytest.mark.parametrize(
    ("field", "expected"), [("given", []), ("own", [("R551", f"{RULE}.field")])]
)
def test_only_the_assessor_gives_points_of_a_judgement(
    field: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    rule = {"kind": "judgement", "field": field, "low": 0, "high": 6}

    assert slips(tmp_path, rule, []) == expected


def test_a_mean_of_two_from_which_two_are_left_out_is_told(tmp_path: Path) -> None:
    rule = {"kind": "imported", "fields": ["given", "own"], "scale": 100, "drop": 1}

    assert slips(tmp_path, rule, []) == [("R552", f"{RULE}.drop")]


@pytest.mark.parametrize(("below", "expected"), [(60, []), (65, [("R553", "grades[2]")])])
def test_ranges_of_titles_do_not_overlap(
    below: int, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """A title for the first so many may lie within the range of another."""
    grades = [
        {"title": "先进", "top": 3, "at_least": 80},
        {"title": "合格", "at_least": 60},
        {"title": "不合格", "below": below},
    ]
    rule = {"kind": "award", "when": {"field": "rate", "at_least": 0.9}}

    assert slips(tmp_path, rule, grades) == expected


@pytest.mark.parametrize("path", sorted((ROOT / "rubrics").glob("*.yml")), ids=lambda p: p.stem)
def test_no_rubric_of_ours_has_a_slip(path: Path) -> None:
    loaded, _ = load_record(path, Rubric, path.name)

    assert loaded is None or list(find_slips(loaded)) == []
