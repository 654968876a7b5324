"""What is said of a sound rubric that is worth a look, and what it asks of a unit."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builder.formats.yaml_text import read_yaml
from builder.formats.yaml_writing import write_yaml
from builder.rubric.analysis import Analysis, analyse_rubric, greatest_points
from builder.rubric.load import load_record
from builder.rubric.schema import Rubric

RIGHT = Path(__file__).parents[1] / "cases" / "wrong_rubrics" / "right.yml"
ROW = "parts[0].sections[0].indicators[0]"


def analysed(
    folder: Path, tested: frozenset[str] | None = frozenset({"1.1", "1.2"}), **row: Any
) -> Analysis:
    """The analysis of the right rubric, with *row* put into its first row."""
    document: Any = read_yaml(RIGHT).value
    first = document["parts"][0]["sections"][0]["indicators"][0]
    first.update(row)
    path = folder / "rubric.yml"
    path.write_text(write_yaml(document), encoding="utf-8")
    loaded, problems = load_record(path, Rubric, path.name)
    assert loaded is not None, problems
    return analyse_rubric(loaded, tested)


def told(analysis: Analysis) -> list[tuple[str, str]]:
    return [
        (problem.kind.code, getattr(problem.place, "path", "")) for problem in analysis.problems
    ]


def bands(*points: int) -> dict[str, object]:
    ends: list[dict[str, object]] = [{"below": Decimal(n)} for n in range(1, len(points))]
    steps = [{**end, "points": p} for end, p in zip([*ends, {}], points, strict=True)]
    return {"kind": "bands", "value": {"field": "items_done"}, "bands": steps}


def counted(field: str) -> dict[str, object]:
    return {"kind": "proportion", "numerator": {"field": field}}


def test_nothing_is_said_of_a_rubric_without_a_flaw(tmp_path: Path) -> None:
    assert told(analysed(tmp_path)) == []


def test_bands_that_fall_all_the_way_are_a_notice(tmp_path: Path) -> None:
    found = analysed(tmp_path, rule=bands(6, 3, 0), shown=[{"field": "items_total"}], defaults=[])

    assert told(found) == [("R541", f"{ROW}.rule.bands[1]")]
    assert "6、3、0" in found.problems[0].wrong


def test_bands_that_rise_and_fall_are_a_warning(tmp_path: Path) -> None:
    found = analysed(tmp_path, rule=bands(0, 6, 3), shown=[{"field": "items_total"}], defaults=[])

    assert told(found) == [("R542", f"{ROW}.rule.bands[2]")]


@pytest.mark.parametrize(("highest", "code"), [(5, "R543"), (7, "R544")])
def test_a_rule_gives_neither_less_nor_more_than_the_row(
    highest: int, code: str, tmp_path: Path
) -> None:
    rule = bands(0, highest)

    found = analysed(tmp_path, rule=rule, shown=[{"field": "items_total"}], defaults=[])

    assert told(found) == [(code, f"{ROW}.rule")]
    assert f"最多给{highest}分" in found.problems[0].wrong


def test_a_field_that_nothing_draws_on_is_told(tmp_path: Path) -> None:
    found = analysed(tmp_path, rule=counted("items_done"), defaults=[])

    assert told(found) == [("R545", f"{ROW}.fields[0]")]


@pytest.mark.parametrize(
    "use",
    [
        {"shown": [{"field": "items_total"}]},
        {"applies": {"field": "items_total", "above": 0}},
        {"sampling": {"size": 3, "of": "items_total"}},
    ],
    ids=["shown", "condition", "sample"],
)
def test_a_field_is_used_by_figures_conditions_and_samples(
    use: dict[str, Any], tmp_path: Path
) -> None:
    assert told(analysed(tmp_path, rule=counted("items_done"), defaults=[], **use)) == []


def test_a_rule_that_looks_at_no_field_is_told(tmp_path: Path) -> None:
    rule = {"kind": "proportion", "numerator": {"number": 1}}

    found = analysed(tmp_path, rule=rule, fields=[], defaults=[])

    assert told(found) == [("R546", f"{ROW}.rule")]


def test_a_default_of_a_row_without_a_case_is_told(tmp_path: Path) -> None:
    found = analysed(tmp_path, tested=frozenset({"1.2"}))

    assert told(found) == [("R547", f"{ROW}.defaults")]


def test_nothing_is_said_of_cases_where_there_is_no_file_of_them(tmp_path: Path) -> None:
    assert told(analysed(tmp_path, tested=None)) == []


def test_the_burden_counts_cells_and_log_columns_of_units_only(tmp_path: Path) -> None:
    """Row 1.1 has two cells of the unit; the log of row 1.2 is the assessor's."""
    (burden,) = analysed(tmp_path).burdens

    assert (burden.fields, burden.columns, burden.cells) == (2, 0, 2)
    assert burden.rows == 2
    assert {burden.declared, burden.points} == {Decimal(10)}


def test_a_log_of_the_unit_counts_its_columns(tmp_path: Path) -> None:
    columns = [{"id": c, "title": c, "type": "text"} for c in ("a", "b", "c")]
    log = {"id": "papers", "title": "登记", "type": "log", "origin": ["U"], "columns": columns}
    rule = {"kind": "accrual", "per": 1, "count": {"count": "papers"}}

    found = analysed(tmp_path, rule=rule, fields=[log], defaults=[])

    assert found.cells == 3


@pytest.mark.parametrize(
    ("rule", "greatest"),
    [
        ({"kind": "levels", "field": "f", "points": {"好": 4, "差": 1}}, 4),
        ({"kind": "judgement", "field": "f", "low": 0, "high": 3}, 3),
        ({"kind": "judgement", "field": "f", "low": 2, "high": 4, "deducts": True}, 8),
        (
            {"kind": "judgement", "field": "f", "low": 2, "high": 4, "deducts": True}
            | {"or_zero": True},
            10,
        ),
        ({"kind": "award", "when": {"field": "f", "is": True}}, 10),
        ({"kind": "status", "met": {"field": "f", "is": True}, "values": {"met": 0.8}}, 8),
    ],
    ids=["levels", "judged", "taken off", "taken off or not", "award", "status"],
)
def test_the_most_that_a_rule_can_give_in_a_row_of_ten(rule: dict[str, Any], greatest: int) -> None:
    document: Any = read_yaml(RIGHT).value
    document["parts"][0]["sections"][0]["indicators"][0]["rule"] = rule
    row = Rubric.model_validate(document).indicators[0]

    assert greatest_points(row.rule, Decimal(10)) == greatest
