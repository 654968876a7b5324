"""Whole cohorts, a scenario a file: answers in, totals, ranks and titles out.

Every step on the way to them is a golden file: `tests/golden/standings/<case>.txt`.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

from builder.formats.yaml_text import read_yaml
from builder.intake.campaign import Ruling
from builder.model.answers import Answer, AnswerState, Event, Log
from builder.model.evidence import Evidence
from builder.model.marks import MARK_STATE_NAMES, Mark
from builder.model.numbers import plain
from builder.model.places import CellPlace
from builder.model.standings import Cohort, Scorecard, Standing
from builder.model.units import Unit
from builder.rubric.fields import Column, FieldType
from builder.rubric.schema import Rubric
from builder.scoring.scorecards import score_cohort
from builder.scoring.standings import stand

CASES = sorted((Path(__file__).parents[1] / "cases" / "standings").glob("*.yml"))
WORDS = {
    "blank": AnswerState.BLANK,
    "unreadable": AnswerState.UNREADABLE,
    "not applicable": AnswerState.NOT_APPLICABLE,
}
PLACE = CellPlace("测试.xlsx", "填报", "D4")


def make_answer(column: Column, origin: Any, value: object) -> Answer:
    state = WORDS.get(str(value), AnswerState.GIVEN)
    if state is not AnswerState.GIVEN:
        value = None
    elif column.type in {FieldType.INTEGER, FieldType.DECIMAL}:
        value = Decimal(str(value))
    return Answer(column.id, column.title, state, origin, cast("Any", value), column.measure, PLACE)


def make_log(field: Any, rows: Any) -> Log:
    received = rows != "not received"
    events = tuple(
        Event(
            field.id,
            {c.id: make_answer(c, field.origin[0], row.get(c.id, "blank")) for c in field.columns},
            field.origin[0],
            PLACE,
        )
        for row in (rows if received else [])
    )
    return Log(field.id, field.title, field.origin[0], events, received)


def make_evidence(rubric: Rubric, id_: str, answers: Any, logs: Any) -> Evidence:
    scalar = [f for f in rubric.fields.values() if f.type is not FieldType.LOG]
    tabular = [f for f in rubric.fields.values() if f.type is FieldType.LOG]
    return Evidence(
        unit=Unit(id_, f"单位{id_}", rubric.kinds[0]),
        answers={f.id: make_answer(f, f.origin[0], answers.get(f.id, "blank")) for f in scalar},
        logs={f.id: make_log(f, logs.get(f.id, [])) for f in tabular},
        period_end=date(2018, 12, 31),
    )


def run(case: Mapping[str, Any]) -> dict[str, Standing]:
    rubric = Rubric.model_validate(case["rubric"])
    filed = {id_: answers for id_, answers in case["units"].items() if answers != "not filed"}
    evidence = [
        make_evidence(rubric, id_, answers, case.get("logs", {}).get(id_, {}))
        for id_, answers in filed.items()
    ]
    expected = tuple(Unit(id_, f"单位{id_}", rubric.kinds[0]) for id_ in case["units"])
    missing = {id_: "未报" for id_ in case["units"] if id_ not in filed}
    counted = tuple(item.unit for item in evidence)
    rulings = [Ruling.model_validate(one) for one in case.get("rulings", [])]
    cohort = Cohort(expected, counted, missing, {}, None, None)
    standings = stand(rubric, cohort, score_cohort(rubric, evidence), rulings)
    return {row.unit.id: row for row in standings.rows}


def describe(row: Standing, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Of *row*, just what the case says something about."""
    card = row.scorecard
    marks = {mark.indicator: mark for mark in card.marks} if card else {}
    found: dict[str, Any] = {
        "total": card.total if card else None,
        "rank": row.rank,
        "grades": list(row.grades),
        "undecided": list(row.undecided),
        "ruled": list(row.ruled),
        "unranked_reason": row.unranked_reason,
        "eligible": card.eligible if card else None,
        "parts": {part.part: part.points for part in card.parts} if card else {},
        "ratings": {rating.rating: rating.label for rating in card.ratings} if card else {},
    }
    found["states"] = {id_: marks[id_].state.value for id_ in wanted.get("states", {})}
    found["points"] = {id_: marks[id_].points for id_ in wanted.get("points", {})}
    return {key: found[key] for key in wanted}


def as_numbers(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """*wanted* with its totals, parts and points as decimals."""
    numbers = dict(wanted)
    if numbers.get("total") is not None:
        numbers["total"] = Decimal(str(numbers["total"]))
    for key in {"parts", "points"} & set(numbers):
        numbers[key] = {
            name: None if value is None else Decimal(str(value))
            for name, value in numbers[key].items()
        }
    return numbers


@cache
def read_case(path: Path) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", read_yaml(path).value)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_cohort_stands_as_its_case_says(path: Path) -> None:
    case = read_case(path)

    rows = run(case)

    assert case["how"]
    assert set(rows) == set(case["expect"])
    for id_, wanted in case["expect"].items():
        assert describe(rows[id_], wanted) == as_numbers(wanted), id_


def shown(number: Decimal | None) -> str:
    return "—" if number is None else plain(number)


def tell_mark(mark: Mark) -> Iterator[str]:
    """One mark, with the arithmetic and the answers it rests on."""
    word = f"「{mark.label}」" if mark.label else ""
    result = f"{shown(mark.points)}/{shown(mark.most)} {MARK_STATE_NAMES[mark.state]}{word}"
    yield f"    {mark.indicator}（{mark.clause}，{mark.rule}）{result}"
    yield from (f"      {step}" for step in (*mark.trace, *mark.figures))
    yield f"      凭：{'、'.join(answer.field for answer in mark.answers) or '没有'}"


def tell_card(card: Scorecard) -> Iterator[str]:
    """A scorecard from its total down to its marks."""
    yield from (f"  {step}" for step in card.trace)
    for rating in card.ratings:
        yield f"  {rating.title}：{plain(rating.value)}，{rating.label}；{'；'.join(rating.trace)}"
    for title in card.open_vetoes:
        yield f"  未决：{title}"
    for veto in card.vetoes:
        yield from tell_mark(veto)
    for part in card.parts:
        yield f"  {part.title}（权重{plain(part.weight)}）：{'；'.join(part.trace)}"
        for section in part.sections:
            result = f"{plain(section.points)}/{shown(section.most)} {'；'.join(section.trace)}"
            yield f"   {section.title}（{section.kind}）：{result}"
            for mark in section.marks:
                yield from tell_mark(mark)


def tell(row: Standing) -> Iterator[str]:
    """A unit's line, then its card."""
    said = "；".join((*row.grades, *row.undecided, row.unranked_reason or "")).strip("；")
    yield f"{row.unit.name}：名次{row.rank or '—'}，总分{shown(row.total)}；{said}"
    if row.scorecard is not None:
        yield from tell_card(row.scorecard)


def test_every_step_is_as_a_person_read_it(
    compare_golden: Callable[[str, Mapping[str, bytes]], None],
) -> None:
    told = {
        f"{path.stem}.txt": "".join(
            f"{line.rstrip()}\n" for row in run(read_case(path)).values() for line in tell(row)
        )
        for path in CASES
    }

    compare_golden("standings", {name: text.encode() for name, text in told.items()})


def test_no_case_is_lost() -> None:
    assert len(CASES) == 38
