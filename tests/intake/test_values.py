"""What a cell comes to, case by case: one YAML file for a group of types."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builder.formats.sheets import CellContent, FormulaFault
from builder.formats.yaml_text import read_yaml
from builder.intake.campaign import Period
from builder.intake.values import read_value
from builder.model.places import CellPlace
from builder.rubric.fields import Column, Field

CASES = Path(__file__).parent.parent / "cases" / "values"
PERIOD = Period(start=date(2018, 1, 1), end=date(2018, 12, 31))
PLACE = CellPlace("县民政局.xlsx", "填报表", "C4")
COLUMN_KEYS = ("type", "measure", "least", "greatest", "choices", "synonyms")

Case = Mapping[str, Any]


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yml")):
        document = read_yaml(path).value
        assert isinstance(document, list)
        for case in document:
            yield pytest.param(case, id=f"{path.stem}: {case['case']}")


def column_of(case: Case) -> Column:
    keys = {key: case[key] for key in COLUMN_KEYS if key in case}
    if case.get("column"):
        return Column(id="value", title="填报项", **keys)
    allowed = case.get("not_applicable", False)
    return Field(id="value", title="填报项", origin=("U",), not_applicable=allowed, **keys)


def cell_of(case: Case) -> CellContent:
    written = case["cell"]
    match written:
        case {"date": day}:
            return date.fromisoformat(day)
        case {"formula": error}:
            return FormulaFault(error)
        case bool() | str() | None | Decimal():
            return written
        case int():
            return Decimal(written)
    raise TypeError(written)


def shown(value: object) -> object:
    """*value* as a case writes it."""
    match value:
        case bool() | None:
            return value
        case Decimal():
            return value.normalize()
        case date():
            return value.isoformat()
        case tuple():
            return [int(number) for number in value]
    return value


def expected(case: Case) -> object:
    value = case.get("value")
    is_number = case["type"] in {"integer", "decimal", "percent"} and value is not None
    return Decimal(str(value)).normalize() if is_number else value


@pytest.mark.parametrize("case", list(cases()))
def test_a_cell_is_read_as_its_case_says(case: Case) -> None:
    reading = read_value(column_of(case), cell_of(case), PERIOD)

    unreadable = "unreadable" if "problem" in case and "value" not in case else "given"
    assert reading.state.value == case.get("state", unreadable)
    assert shown(reading.value) == expected(case)
    problems = [fault.at(PLACE, "civil") for fault in reading.faults]
    assert [problem.kind.code for problem in problems] == [
        case[key] for key in ("problem",) if key in case
    ]
    for problem in problems:
        assert case.get("says", problem.wrong) == problem.wrong
        assert case.get("remedy", problem.remedy) == problem.remedy


def test_every_case_says_how_its_value_comes_about() -> None:
    for param in cases():
        case = param.values[0]
        assert "how" in case or "problem" in case, case
