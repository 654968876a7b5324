"""Rows that only some kinds of unit answer for, and ranks among those with the same rows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import TypeAdapter

from builder.formats.yaml_text import read_yaml
from builder.model.answers import Answer, AnswerState, Origin
from builder.model.evidence import Evidence
from builder.model.marks import MarkState
from builder.model.places import CellPlace
from builder.model.standings import Cohort, Scorecard
from builder.model.units import Unit, UnitKind
from builder.rubric.rules import Rule
from builder.rubric.schema import Rubric, SectionKind
from builder.scoring.leagues import leaders, league_name, leagues
from builder.scoring.marks import survey_indicator
from builder.scoring.results import InstrumentResult
from builder.scoring.scorecards import score_cohort
from builder.scoring.standings import stand

RUBRIC = """\
id: two-sorts
title: 两类单位
source: {document: 文件}
kinds: [department, township, subdistrict]
leagues: same_rows
parts:
  - id: all
    title: 达标率
    points: 100
    method: mean
    sections:
      - id: "1"
        title: 部门事项
        points: 100
        method: mean
        indicators: [{row: "1.1", kinds: [department], field: done}]
      - id: "2"
        title: 乡镇事项
        points: 100
        method: mean
        indicators: [{row: "2.1", kinds: [township, subdistrict], field: built}]
"""
KINDS = {
    "D1": UnitKind.DEPARTMENT,
    "D2": UnitKind.DEPARTMENT,
    "S1": UnitKind.SUBDISTRICT,
    "T1": UnitKind.TOWNSHIP,
    "T2": UnitKind.TOWNSHIP,
}
#: Answers to the own row; departments don't answer for the other.
DONE = {"D1": False, "D2": True, "S1": True, "T1": True, "T2": False}


def rubric_of(folder: Path, leagues: str = "same_rows") -> Rubric:
    path = folder / "two-sorts.yml"
    path.write_text(RUBRIC.replace("same_rows", leagues), encoding="utf-8")
    document = read_yaml(path).value
    assert isinstance(document, dict)
    for section in document["parts"][0]["sections"]:
        section["indicators"] = [written_out(row) for row in section["indicators"]]
    return Rubric.model_validate(document)


def written_out(row: dict[str, object]) -> dict[str, object]:
    yes_no = {"id": row["field"], "title": "做到", "type": "yes_no", "origin": ["U"]}
    return {
        "id": row["row"],
        "title": "事项",
        "wording": "做到。",
        "clause": "附件",
        "method": "查资料",
        "points": 100,
        "kinds": row["kinds"],
        "fields": [yes_no],
        "rule": {"kind": "status", "met": {"field": row["field"], "is": True}},
    }


def evidence(unit: str) -> Evidence:
    place = CellPlace("case.xlsx", "填报", "D4")
    answers = {
        name: Answer(name, "做到", AnswerState.GIVEN, Origin.UNIT, DONE[unit], place=place)
        for name in ("done", "built")
    }
    return Evidence(Unit(unit, unit, KINDS[unit]), answers, {}, date(2021, 12, 31))


def result_of(rubric: Rubric) -> InstrumentResult:
    cards = score_cohort(rubric, [evidence(unit) for unit in KINDS])
    units = tuple(card.unit for card in cards)
    cohort = Cohort(units, units, {}, {}, None, None)
    return InstrumentResult(rubric, "", stand(rubric, cohort, cards))


def ranks(result: InstrumentResult) -> list[tuple[str, int | None]]:
    return [(row.unit.id, row.rank) for row in result.standings.rows]


def states(card: Scorecard | None) -> list[MarkState]:
    assert card is not None
    return [mark.state for mark in card.marks]


def test_a_row_of_another_kind_does_not_apply_and_leaves_the_total(tmp_path: Path) -> None:
    result = result_of(rubric_of(tmp_path))
    rows = {row.unit.id: row for row in result.standings.rows}

    assert states(rows["D2"].scorecard) == [MarkState.SCORED, MarkState.NOT_APPLICABLE]
    assert states(rows["T1"].scorecard) == [MarkState.NOT_APPLICABLE, MarkState.SCORED]
    assert {id_: row.total for id_, row in rows.items()} == {
        id_: Decimal(100 if done else 0) for id_, done in DONE.items()
    }


def test_units_with_the_same_rows_are_ranked_among_themselves(tmp_path: Path) -> None:
    """Departments: D2 100, D1 0. Towns and subdistricts: S1 and T1 100, so T2 is third."""
    assert ranks(result_of(rubric_of(tmp_path))) == [
        *(("D2", 1), ("D1", 2)),
        *(("S1", 1), ("T1", 1), ("T2", 3)),
    ]


def test_without_leagues_all_are_ranked_together(tmp_path: Path) -> None:
    """D2, S1 and T1 come to 100, the two others to 0 and are fourth."""
    assert ranks(result_of(rubric_of(tmp_path, "one"))) == [
        *(("D2", 1), ("S1", 1), ("T1", 1)),
        *(("D1", 4), ("T2", 4)),
    ]


def test_a_line_knows_those_that_it_is_ranked_among(tmp_path: Path) -> None:
    result = result_of(rubric_of(tmp_path))
    first = result.standings.rows[0]

    assert [row.unit.id for row in result.league(first)] == ["D2", "D1"]


def test_leagues_are_named_after_the_kinds_in_them_and_led_by_their_first(tmp_path: Path) -> None:
    result = result_of(rubric_of(tmp_path))
    told = [
        (league_name(result.rubric, league), [row.unit.id for row in leaders(league)])
        for league in leagues(result)
    ]

    assert told == [("县直部门", ["D2"]), ("乡镇、街道", ["S1", "T1"])]


def test_a_rank_in_a_row_is_among_the_units_that_the_row_is_for(tmp_path: Path) -> None:
    """Of two departments with 3 and 1, and a town with 2: the first, and the second."""
    rubric = rubric_of(tmp_path)
    row = rubric.parts[0].sections[0].indicators[0]
    rule = TypeAdapter[Rule](Rule).validate_python(
        {"kind": "rank", "basis": {"field": "done"}, "step": 1}
    )
    given = evidence("D1").answers["done"]
    cohort = [
        replace(evidence(unit), answers={"done": replace(given, value=Decimal(number))})
        for unit, number in (("D1", 1), ("D2", 3), ("T1", 2))
    ]

    survey = survey_indicator(row.model_copy(update={"rule": rule}), cohort)

    assert survey.ranks == {"D2": 1, "D1": 2}


def test_standings_keep_their_cohort_and_sections_their_ids(tmp_path: Path) -> None:
    """A section that adds points too."""
    rubric = rubric_of(tmp_path)
    part = rubric.parts[0]
    bonus = part.sections[1].model_copy(update={"kind": SectionKind.BONUS})
    added = part.model_copy(update={"sections": (part.sections[0], bonus)})
    cards = score_cohort(rubric.model_copy(update={"parts": (added,)}), [evidence("T1")])
    cohort = Cohort((cards[0].unit,), (cards[0].unit,), {}, {}, None, None)

    assert [section.section for section in cards[0].parts[0].sections] == ["1", "2"]
    assert stand(rubric, cohort, cards).cohort is cohort


def test_one_league_needs_no_name(tmp_path: Path) -> None:
    result = result_of(rubric_of(tmp_path, "one"))

    assert [league_name(result.rubric, league) for league in leagues(result)] == [""]
    assert [row.unit.id for row in leaders(leagues(result)[0])] == ["D2", "S1", "T1"]
