"""Worked examples of the rule kinds: `rubrics/examples/<kind>.yml`, printed and tested alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.model.answers import Answer, AnswerState, Event, Log, Origin, Value
from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.model.units import Unit, UnitKind
from builder.rubric.fields import Column, Field, FieldType
from builder.rubric.load import load_record
from builder.rubric.record import Record
from builder.rubric.rules import Rule

#: Words that stand for a state, and for no value.
_STATES: Mapping[str, AnswerState] = {
    "未填": AnswerState.BLANK,
    "无法识别": AnswerState.UNREADABLE,
    "不适用": AnswerState.NOT_APPLICABLE,
}
_NUMBERS = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.PERCENT})

#: A plain value as an example writes it; a finding is {value, reason}.
Written = object


class ExampleUnit(Record):
    """One unit's answers, by field; what isn't mentioned is blank."""

    name: str
    answers: dict[str, object] = Key(default_factory=dict)
    logs: dict[str, tuple[dict[str, object], ...]] = Key(default_factory=dict)


class Example(Record):
    """One rule applied to one unit, with the rest of its cohort where the rule looks at it."""

    title: str
    """What the example shows."""
    points: Decimal | None = None
    """Full points; left out where the row has none."""
    rule: Rule
    fields: tuple[Field, ...]
    units: tuple[ExampleUnit, ...] = Key(min_length=1)
    """The unit that is scored, then the others of its cohort."""
    period_end: date = date(2018, 12, 31)

    @model_validator(mode="after")
    def _values_fit(self) -> Self:
        known = {field.id for field in self.fields}
        for unit in self.units:
            if unknown := ({*unit.answers} | {*unit.logs}) - known:
                message = f"没有这样的填报项：{'、'.join(sorted(unknown))}"
                raise ValueError(message)
        self.evidence()
        if absent := self.rule.names() - known:
            message = f"rule 用到没有列出的填报项：{'、'.join(sorted(absent))}"
            raise ValueError(message)
        return self

    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of every unit, in order. Raises ValueError where a value doesn't fit."""
        return tuple(self._gather(unit) for unit in self.units)

    def work_out(self) -> Outcome:
        """What the rule makes of the first unit."""
        cohort = self.evidence()
        most = Decimal("Infinity") if self.points is None else self.points
        return self.rule.score(cohort[0], most, self.rule.survey(cohort))

    def _gather(self, unit: ExampleUnit) -> Evidence:
        scalar = [field for field in self.fields if field.type is not FieldType.LOG]
        tabular = [field for field in self.fields if field.type is FieldType.LOG]
        return Evidence(
            unit=Unit(unit.name, unit.name, UnitKind.DEPARTMENT),
            answers={
                field.id: written_answer(
                    field, unit.answers.get(field.id, "未填"), field.origin[0], row
                )
                for row, field in enumerate(scalar, start=2)
            },
            logs={field.id: written_log(field, unit.logs.get(field.id, ())) for field in tabular},
            period_end=self.period_end,
        )


def read_examples(folder: Path) -> tuple[Mapping[str, Example], tuple[Problem, ...]]:
    """The examples in *folder* by rule kind, and the problems of those that can't be used.

    Raises OSError where a file can't be read.
    """
    examples: dict[str, Example] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yml")):
        loaded, faults = load_record(path, Example, f"{folder.name}/{path.name}")
        problems += faults
        if loaded is not None:
            examples[loaded.record.rule.kind] = loaded.record
    return examples, tuple(problems)


def written_log(field: Field, rows: Sequence[Mapping[str, object]]) -> Log:
    """The log *field* with *rows* as an example writes them.

    Raises ValueError where a value doesn't fit.
    """
    events = tuple(
        Event(
            log=field.id,
            row={
                column.id: written_answer(
                    column, row.get(column.id, "未填"), field.origin[0], number
                )
                for column in field.columns
            },
            origin=field.origin[0],
            place=CellPlace("示例", field.title, f"A{number}"),
        )
        for number, row in enumerate(rows, start=2)
    )
    return Log(field.id, field.title, field.origin[0], events)


def written_answer(column: Column, written: Written, origin: Origin, row: int) -> Answer:
    """The answer that an example has *written* for *column*, said to stand in that *row*.

    Raises ValueError where the value doesn't fit.
    """
    finding = written if isinstance(written, Mapping) else {"value": written}
    value = finding["value"]
    state = _STATES.get(str(value), AnswerState.GIVEN)
    answer = Answer(
        *(column.id, column.title, state, origin),
        value=_typed(column, value) if state is AnswerState.GIVEN else None,
        measure="%" if column.type is FieldType.PERCENT else column.measure,
        place=CellPlace("示例", "填报", f"D{row}"),
        reason=str(finding.get("reason", "")),
    )
    return column.withhold(answer)


def _typed(column: Column, value: object) -> Value:
    """*value* as one of *column*'s type. Raises ValueError where it can't be one."""
    try:
        if column.type in _NUMBERS:
            return Decimal(str(value))
        if column.type is FieldType.DATE:
            return date.fromisoformat(str(value))
    except (InvalidOperation, ValueError) as error:
        message = f"「{column.title}」的值不合类型：{value}"
        raise ValueError(message) from error
    if column.type is FieldType.INTEGERS and isinstance(value, list):
        return tuple(Decimal(str(number)) for number in value)
    if (column.type is FieldType.YES_NO) != isinstance(value, bool):
        message = f"「{column.title}」的值不合类型：{value}"
        raise ValueError(message)
    return value if isinstance(value, bool) else str(value)
