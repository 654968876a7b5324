"""A 填报表 comes back as it was filled in, for every instrument; untouched, it says nothing."""

from functools import cache
from pathlib import Path

import pytest

from builder.intake.collect import collect_returns
from builder.model.answers import AnswerState, Origin
from builder.model.returns import CampaignReturns, UnitReturns
from builder.office.templates.package import Material
from builder.rubric.library import Instrument, read_library
from tests.demo.world import ROOT
from tests.office.filled_templates import (
    Expected,
    Filler,
    fields_of,
    material,
    open_book,
    put,
    saved,
    templates_of,
)

INSTRUMENTS = (
    "county-twelve-points-luoshan",
    "county-twelve-points-wenxian",
    "example-2024-comprehensive",
    "hualong-2021-ledger",
    "puyang-2020-online-service",
    "taiqian-2018-departments",
    "taiqian-2018-townships",
    "township-eight-points-luoshan",
    "township-eight-points-wenxian",
    "zichuan-2022-townships",
)


@cache
def library() -> dict[str, Instrument]:
    return dict(read_library(ROOT / "rubrics")[0])


def collect(folder: Path, one: Material) -> CampaignReturns:
    rubrics = {item.rubric.id: item.rubric for item in one.desk.instruments}
    return collect_returns(folder, one.desk.campaign, rubrics)


def place_untouched(folder: Path, one: Material) -> None:
    for name, content in templates_of(one).items():
        if name.startswith("填报表/") or name.endswith("单位名录.xlsx"):
            put(folder, name, content)


def fill_all(folder: Path, one: Material) -> dict[str, Expected]:
    """Fills in every filing of *one* and drops it into *folder*; what to expect, by unit."""
    expected = {}
    files = templates_of(one)
    put(folder, "单位名录.xlsx", files["登记表/单位名录.xlsx"])
    for unit in one.desk.units:
        filler = Filler(
            open_book(files[f"填报表/{unit.name}.xlsx"]), fields_of(*one.desk.instruments)
        )
        expected[unit.id] = filler.fill()
        put(folder, f"收到的/{unit.name}.xlsx", saved(filler.book))
    return expected


def assert_same(expected: Expected, found: UnitReturns) -> None:
    values = {
        answer.field: None if answer.state is AnswerState.NOT_APPLICABLE else answer.value
        for answer in found.answers
    }
    rows: dict[str, list[dict[str, object]]] = {}
    for event in found.events:
        rows.setdefault(event.log, []).append({id_: a.value for id_, a in event.row.items()})
    scores = {id_: answer.number for id_, answer in (found.self_scores or {}).items()}
    assert {answer.state for answer in found.answers} <= {
        AnswerState.GIVEN,
        AnswerState.NOT_APPLICABLE,
    }
    assert {answer.origin for answer in found.answers} == {Origin.UNIT}
    assert expected.values == values
    assert expected.rows == rows
    assert expected.self_scores == scores


def test_every_instrument_is_here() -> None:
    assert set(INSTRUMENTS) == set(library())


@pytest.mark.parametrize("id_", INSTRUMENTS)
def test_what_a_person_filled_in_is_what_intake_returns(id_: str, tmp_path: Path) -> None:
    one = material(library()[id_])
    expected = fill_all(tmp_path, one)

    found = collect(tmp_path, one)

    assert found.problems == ()
    assert [item.excluded for item in found.returns] == [None] * len(one.desk.units)
    for item in found.returns:
        assert_same(expected[item.unit.id], item)


@pytest.mark.parametrize("id_", INSTRUMENTS)
def test_an_untouched_template_is_taken_without_a_problem_and_says_nothing(
    id_: str, tmp_path: Path
) -> None:
    one = material(library()[id_])
    place_untouched(tmp_path, one)

    found = collect(tmp_path, one)

    assert found.problems == ()
    assert {a.state for item in found.returns for a in item.answers} == {AnswerState.BLANK}
    assert not any(item.events for item in found.returns)
