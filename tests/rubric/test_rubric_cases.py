"""Every row of every rubric against cases worked out by hand: `tests/cases/rubrics/<id>.yml`.

The cases of a file with profiles are put to the instrument of every profile.
A file is a list of cases. A case names an indicator, the answers and log rows of one unit, and
what the row must come to; `how` is the arithmetic. What a case doesn't mention is blank; a log
that it doesn't mention came in without rows for the unit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import ascii_uppercase
from types import MappingProxyType

import pytest
from pydantic import Field as Key

from builder.formats.yaml_text import read_yaml
from builder.model.answers import Answer, AnswerState, Event, Log, Origin, Value
from builder.model.evidence import Evidence
from builder.model.marks import Mark, MarkState
from builder.model.places import CellPlace
from builder.model.units import Unit, UnitKind
from builder.rubric.fields import Column, Field, FieldType
from builder.rubric.profiles import read_rubrics
from builder.rubric.record import Record
from builder.rubric.rules.bands import Band, Bands
from builder.rubric.schema import Indicator, Rubric
from builder.scoring.marks import mark_indicator, survey_indicator
from builder.scoring.vetoes import find_vetoes

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "rubrics"

NOT_RECEIVED = "not received"
STATES: Mapping[str, AnswerState] = MappingProxyType(
    {
        "blank": AnswerState.BLANK,
        "unreadable": AnswerState.UNREADABLE,
        "not applicable": AnswerState.NOT_APPLICABLE,
    }
)

Written = Decimal | bool | str | list[Decimal]


class Finding(Record):
    """An answer whose origin or reason matters to the case."""

    value: Written
    origin: Origin | None = None
    reason: str = ""


class Expected(Record):
    """What the row comes to."""

    state: MarkState = MarkState.SCORED
    points: Decimal | None = None
    """Rounded points; for a row that doesn't apply, what its policy makes of it."""
    says: tuple[str, ...] = ()
    """Words that the trace must hold."""
    veto: bool | None = None
    """Whether the veto stands, in place of state and points."""


class Earlier(Record):
    """The unit's answers in a campaign before."""

    period_end: date
    answers: dict[str, Finding | Written]


class Case(Record):
    """One unit's evidence for one row, and what it must come to."""

    indicator: str
    case: str
    period_end: date = date(2018, 12, 31)
    kind: UnitKind | None = None
    """The unit's kind; left out, the first of those that answer for the row."""
    answers: dict[str, Finding | Written] = Key(default_factory=dict)
    logs: dict[str, str | list[dict[str, Finding | Written]]] = Key(default_factory=dict)
    peers: dict[str, list[Written]] = Key(default_factory=dict)
    """Field → its values in the other units of the cohort, one a unit."""
    earlier: tuple[Earlier, ...] = ()
    """The campaigns before, the latest first."""
    expect: Expected
    how: str = Key(min_length=1)


class CaseFile(Record):
    """All cases of one rubric."""

    cases: tuple[Case, ...]


@cache
def instruments() -> Mapping[str, tuple[Rubric, ...]]:
    """File in `rubrics/` → the instrument in it, or that of every profile."""
    found = {}
    for path in sorted((ROOT / "rubrics").glob("*.yml")):
        loaded, problems = read_rubrics(path, path.name)
        assert problems == (), [f"{problem.place} {problem.wrong}" for problem in problems]
        found[path.stem] = tuple(one.record for one in loaded)
    return found


@cache
def rubrics() -> Mapping[str, Rubric]:
    """Every instrument by id."""
    return {rubric.id: rubric for found in instruments().values() for rubric in found}


@cache
def cases_of(file: str) -> tuple[Case, ...]:
    """The cases of the instruments in *file*."""
    path = CASES / f"{file}.yml"
    return read_cases(path) if path.exists() else ()


def each_with_its_file() -> list[object]:
    """Every instrument's id, with its file."""
    return [
        pytest.param(rubric.id, file, id=rubric.id)
        for file, found in instruments().items()
        for rubric in found
    ]


def read_cases(path: Path) -> tuple[Case, ...]:
    return CaseFile.model_validate({"cases": read_yaml(path).value}).cases


def answer(column: Column, written: Finding | Written, origin: Origin, cell: str) -> Answer:
    """The answer that *written* stands for, as intake would have read it."""
    finding = written if isinstance(written, Finding) else Finding(value=written)
    word = finding.value if isinstance(finding.value, str) else ""
    state = STATES.get(word, AnswerState.GIVEN)
    given = state is AnswerState.GIVEN
    return Answer(
        *(column.id, column.title, state, finding.origin or origin),
        value=typed(column.type, finding.value) if given else None,
        measure=column.measure,
        place=CellPlace("case.xlsx", "cases", cell),
        reason=finding.reason,
    )


def typed(kind: FieldType, written: Written) -> Value:
    """*written* as a value of *kind*. Raises TypeError where it can't be one."""
    match kind, written:
        case FieldType.YES_NO, bool():
            return written
        case FieldType.INTEGER | FieldType.DECIMAL | FieldType.PERCENT, Decimal():
            return written
        case FieldType.INTEGERS, list():
            return tuple(written)
        case FieldType.DATE, str():
            return date.fromisoformat(written)
        case (
            (
                FieldType.CHOICE
                | FieldType.TEXT
                | FieldType.URL
                | FieldType.DOCUMENT
                | FieldType.ATTACHMENT
            ),
            str(),
        ):
            return written
        case _:
            message = f"{written!r} is no {kind}"
            raise TypeError(message)


def log_of(field: Field, written: str | list[dict[str, Finding | Written]]) -> Log:
    """The log with *written* as its rows."""
    origin = field.origin[0]
    if isinstance(written, str):
        assert written == NOT_RECEIVED, written
        return Log(field.id, field.title, origin, received=False)
    events = []
    for number, row in enumerate(written, start=2):
        unknown = set(row) - {column.id for column in field.columns}
        assert not unknown, f"{field.id} has no column {unknown}"
        cells = {
            column.id: answer(column, row.get(column.id, "blank"), origin, f"{place}{number}")
            for place, column in zip(ascii_uppercase, field.columns, strict=False)
        }
        events.append(Event(field.id, cells, origin, CellPlace("case.xlsx", "cases", f"A{number}")))
    return Log(field.id, field.title, origin, tuple(events))


def kind_for(rubric: Rubric, indicator: str) -> UnitKind:
    """The first kind of unit that answers for *indicator* (or for a veto)."""
    rows = {row.id: row for row in rubric.indicators}
    own = rows[indicator].kinds if indicator in rows else ()
    return (own or rubric.kinds)[0]


def evidence_of(
    rubric: Rubric, case: Case, answers: Mapping[str, Finding | Written], unit: str
) -> Evidence:
    """Every field of *rubric* with what the case says of it, else blank."""
    plain = {id_: f for id_, f in rubric.fields.items() if f.type is not FieldType.LOG}
    logs = {id_: f for id_, f in rubric.fields.items() if f.type is FieldType.LOG}
    unknown = (set(answers) - set(plain)) | (set(case.logs) - set(logs))
    assert not unknown, f"the rubric has no {unknown}"
    return Evidence(
        unit=Unit(unit, unit, case.kind or kind_for(rubric, case.indicator)),
        answers={
            id_: answer(field, answers.get(id_, "blank"), field.origin[0], f"A{number}")
            for number, (id_, field) in enumerate(plain.items(), start=1)
        },
        logs={id_: log_of(field, case.logs.get(id_, [])) for id_, field in logs.items()},
        period_end=case.period_end,
    )


def cohort_of(rubric: Rubric, case: Case) -> Sequence[Evidence]:
    """The case's unit, then its peers."""
    own = replace(evidence_of(rubric, case, case.answers, "own"), before=past_of(rubric, case))
    peers = [
        evidence_of(rubric, case, dict(zip(case.peers, values, strict=True)), f"peer{number}")
        for number, values in enumerate(zip(*case.peers.values(), strict=True))
    ]
    return (own, *peers)


def past_of(rubric: Rubric, case: Case) -> Evidence | None:
    """What counted of the case's unit in the campaigns before, one behind the other."""
    past: Evidence | None = None
    for one in reversed(case.earlier):
        evidence = evidence_of(rubric, case, one.answers, "own")
        past = replace(evidence, period_end=one.period_end, before=past)
    return past


def mark_case(rubric: Rubric, indicator: Indicator, case: Case) -> Mark:
    """The mark of the case's unit."""
    cohort = cohort_of(rubric, case)
    survey = survey_indicator(indicator, cohort)
    return mark_indicator(indicator, cohort[0], survey, rubric.rounding)


def cases_where(*, veto: bool) -> list[object]:
    """The cases of vetoes, or those of rows."""
    return [
        pytest.param(rubric.id, case, id=f"{rubric.id} {case.indicator} {case.case}")
        for file, found in instruments().items()
        for rubric in found
        for case in cases_of(file)
        if (case.expect.veto is not None) is veto
    ]


@pytest.mark.parametrize(("rubric_id", "case"), cases_where(veto=False))
def test_row_comes_to_what_was_worked_out_by_hand(rubric_id: str, case: Case) -> None:
    rubric = rubrics()[rubric_id]
    indicator = next(row for row in rubric.indicators if row.id == case.indicator)

    mark = mark_case(rubric, indicator, case)

    found = (mark.state.value, mark.points)
    expected = (case.expect.state.value, case.expect.points)
    assert expected == found, f"{case.how}; the trace says {'；'.join(mark.trace)}"
    for words in case.expect.says:
        assert words in "；".join(mark.trace)


@pytest.mark.parametrize(("rubric_id", "case"), cases_where(veto=True))
def test_veto_stands_where_it_should(rubric_id: str, case: Case) -> None:
    rubric = rubrics()[rubric_id]
    own = cohort_of(rubric, case)[0]

    standing = {mark.indicator for mark in find_vetoes(rubric.vetoes, own)}

    assert (case.indicator in standing) is case.expect.veto, case.how


def test_every_rubric_has_its_file_of_cases() -> None:
    files = {path.stem for path in CASES.glob("*.yml")}

    assert set(instruments()) == files


@pytest.mark.parametrize(("rubric_id", "file"), each_with_its_file())
def test_every_row_and_veto_has_a_case_that_scores(rubric_id: str, file: str) -> None:
    cases = cases_of(file)
    scored = {case.indicator for case in cases if case.expect.state is MarkState.SCORED}
    rubric = rubrics()[rubric_id]
    rows, vetoes = ({row.id for row in rubric.indicators}, {veto.id for veto in rubric.vetoes})

    assert rows | vetoes == scored


@pytest.mark.parametrize("file", [path.stem for path in sorted(CASES.glob("*.yml"))])
def test_no_two_cases_of_a_row_have_the_same_name(file: str) -> None:
    names = [(case.indicator, case.case) for case in cases_of(file)]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(("rubric_id", "file"), each_with_its_file())
def test_both_sides_of_every_band_have_a_case(rubric_id: str, file: str) -> None:
    rubric = rubrics()[rubric_id]
    cases = cases_of(file)
    for row in rubric.indicators:
        if isinstance(row.rule, Bands):
            values = values_banded(rubric, row.rule, [c for c in cases if c.indicator == row.id])
            for band in row.rule.bands[:-1]:
                assert band.end in values, (row.id, band)
                assert any(_just_beyond(value, band) for value in values), (row.id, band)


def values_banded(rubric: Rubric, rule: Bands, cases: Sequence[Case]) -> set[Decimal]:
    """The numbers that the *cases* put to the bands."""
    readings = [rule.value.read(cohort_of(rubric, case)[0]) for case in cases]
    return {reading.value for reading in readings if reading.value is not None}


def _just_beyond(value: Decimal, band: Band) -> bool:
    """Whether *value* lies close to the band's end, on the side that the end is not on."""
    end = band.end or Decimal(0)
    near = Decimal("0.03") * end
    return end - near <= value < end if band.below is not None else end < value <= end + near
