"""Evidence for tests, from fields and plain values."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

import pytest

from builder.model.answers import Answer, AnswerState, Event, Log, Origin, Value
from builder.model.evidence import Evidence
from builder.model.places import CellPlace
from builder.model.units import Unit, UnitKind
from builder.rubric.fields import Column, Field, FieldType

PERIOD_END = date(2018, 12, 31)

#: A value as a case writes it; or one of the words below; or {value, origin, reason}.
Written = Any

STATES = {
    "blank": AnswerState.BLANK,
    "unreadable": AnswerState.UNREADABLE,
    "not applicable": AnswerState.NOT_APPLICABLE,
}


class EvidenceMaker(Protocol):
    """Makes one unit's evidence; what isn't mentioned is blank, or a log without rows."""

    def __call__(
        self,
        fields: Sequence[Field],
        answers: Mapping[str, Written] = ...,
        logs: Mapping[str, Sequence[Mapping[str, Written]]] = ...,
        unit: str = ...,
    ) -> Evidence:
        """The evidence. Raises KeyError for an answer or row that no field is there for."""


@pytest.fixture(scope="session")
def evidence_of() -> EvidenceMaker:
    """Makes evidence from fields and plain values."""
    return make_evidence


def make_evidence(
    fields: Sequence[Field],
    answers: Mapping[str, Written] | None = None,
    logs: Mapping[str, Sequence[Mapping[str, Written]]] | None = None,
    unit: str = "own",
) -> Evidence:
    answers, logs = answers or {}, logs or {}
    plain = [field for field in fields if field.type is not FieldType.LOG]
    books = [field for field in fields if field.type is FieldType.LOG]
    if unknown := {*answers, *logs} - {field.id for field in fields}:
        raise KeyError(unknown)
    return Evidence(
        unit=Unit(unit, unit, UnitKind.TOWNSHIP),
        answers={
            field.id: make_answer(field, answers.get(field.id, "blank"), field.origin[0], number)
            for number, field in enumerate(plain, start=1)
        },
        logs={field.id: make_log(field, logs.get(field.id, ())) for field in books},
        period_end=PERIOD_END,
    )


def make_log(field: Field, rows: Sequence[Mapping[str, Written]]) -> Log:
    events = []
    for number, row in enumerate(rows, start=1):
        if unknown := set(row) - {column.id for column in field.columns}:
            raise KeyError(unknown)
        cells = {
            column.id: make_answer(column, row.get(column.id, "blank"), field.origin[0], number)
            for column in field.columns
        }
        place = CellPlace("case.xlsx", field.id, f"A{number}")
        events.append(Event(field.id, cells, field.origin[0], place))
    return Log(field.id, field.title, field.origin[0], tuple(events))


def make_answer(column: Column, written: Written, origin: Origin, row: int) -> Answer:
    finding = written if isinstance(written, Mapping) else {"value": written}
    value = finding["value"]
    state = STATES.get(value, AnswerState.GIVEN) if isinstance(value, str) else AnswerState.GIVEN
    return Answer(
        field=column.id,
        title=column.title,
        state=state,
        origin=Origin(finding.get("origin", origin)),
        value=typed(column.type, value) if state is AnswerState.GIVEN else None,
        measure=column.measure,
        place=CellPlace("case.xlsx", column.id, f"A{row}"),
        reason=finding.get("reason", ""),
    )


def typed(kind: FieldType, written: Written) -> Value:
    match kind:
        case FieldType.YES_NO:
            return bool(written)
        case FieldType.INTEGER | FieldType.DECIMAL | FieldType.PERCENT:
            return Decimal(str(written))
        case FieldType.INTEGERS:
            return tuple(Decimal(str(number)) for number in written)
        case FieldType.DATE:
            return date.fromisoformat(written)
        case _:
            return str(written)
