"""What a table states: answers and events of a unit under an instrument, each with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from builder.formats.sheets import Cell
from builder.intake.campaign import Period
from builder.intake.field_index import Entry
from builder.intake.readings import CellReading, unreadable
from builder.intake.tables import Row, Table, unknown_heads
from builder.intake.values import read_value
from builder.intake.wording import head_key
from builder.model import problem_kinds as kinds
from builder.model.answers import Answer, AnswerState, Event, Origin
from builder.model.problems import Problem
from builder.rubric.fields import Column, FieldType


@dataclass(frozen=True, slots=True)
class Stated:
    """An answer or an event of one unit under one instrument."""

    unit: str
    instrument: str
    said: Answer | Event


@dataclass(frozen=True, slots=True)
class SelfScored:
    """A unit's own score of an indicator, whose id is the answer's field."""

    unit: str
    instrument: str
    score: Answer


@dataclass(frozen=True, slots=True)
class LogReceived:
    """A sheet came in that holds rows of a log, if there are any."""

    instrument: str
    log: str


#: What a unit's own filing states.
OwnStatement = Stated | SelfScored | Problem
Statement = OwnStatement | LogReceived


@dataclass(frozen=True, slots=True)
class Teller:
    """On whose behalf a table is read: unit, source of the values, and the campaign's period."""

    unit: str
    origin: Origin
    period: Period

    def answer(
        self, column: Column, cell: Cell, table: Table, reason: str = ""
    ) -> tuple[Answer, tuple[Problem, ...]]:
        """The answer in *cell*, and what was wrong with it."""
        reading = self._read(column, cell)
        place = table.place(cell)
        answer = Answer(
            field=column.id,
            title=column.title,
            state=reading.state,
            origin=self.origin,
            value=reading.value,
            measure=_measure(column),
            place=place,
            reason=reason,
        )
        faults = (fault.unquoted if column.private else fault for fault in reading.faults)
        return column.withhold(answer), tuple(fault.at(place, self.unit) for fault in faults)

    def event(self, entry: Entry, row: Row) -> tuple[Event | None, tuple[Problem, ...]]:
        """The event in *row* of a log; None, with nothing to tell, where every column is blank.

        None too, and told, where its day is outside the period and the log takes no such rows.
        """
        answers: dict[str, Answer] = {}
        problems: list[Problem] = []
        for column in entry.field.columns:
            where = row.table.columns.get(head_key(column.title))
            answer = self._without_column(column)
            if where is not None:
                answer, faults = self.answer(column, _untied(row.at(where)), row.table)
                problems += faults
            answers[column.id] = answer
        if all(answer.state is AnswerState.BLANK for answer in answers.values()):
            return None, ()
        if (strange := self._strange_day(entry, answers)) is not None:
            return None, (*problems, strange)
        place = row.table.place(row.first)
        return Event(entry.field.id, answers, self.origin, place), tuple(problems)

    def _read(self, column: Column, cell: Cell) -> CellReading:
        if cell.tall and cell.content is not None:
            return unreadable(kinds.MERGED_VALUE)
        return read_value(column, cell.content, self.period)

    def _strange_day(self, entry: Entry, answers: Mapping[str, Answer]) -> Problem | None:
        """The problem that a row of a log is of a day outside the period; None where it isn't."""
        day = answers.get(entry.field.dated_by or "")
        if day is None or day.place is None or not isinstance(day.value, date):
            return None
        if self.period.holds(day.value):
            return None
        told = kinds.OUTSIDE_PERIOD
        return told.at(day.place, unit=self.unit, shown=day.value, period=self.period)

    def _without_column(self, column: Column) -> Answer:
        measure = _measure(column)
        return Answer(column.id, column.title, AnswerState.BLANK, self.origin, measure=measure)


def missing_columns(entry: Entry, table: Table) -> Iterator[Problem]:
    """The problem that *table* lacks columns of a log; none where it has them all."""
    titles = [c.title for c in entry.field.columns if head_key(c.title) not in table.columns]
    if titles:
        heads = "、".join(titles)
        yield kinds.MISSING_COLUMNS.at(table.place(), title=entry.field.title, heads=heads)


def unknown_columns(table: Table, known: frozenset[str]) -> Iterator[Problem]:
    """The notice that *table* has columns that nobody reads; none where it hasn't."""
    heads = unknown_heads(table, known)
    if heads:
        yield kinds.UNKNOWN_COLUMNS.at(table.place(), heads="、".join(heads))


def _measure(column: Column) -> str:
    return "%" if column.type is FieldType.PERCENT else column.measure


def _untied(cell: Cell) -> Cell:
    """*cell* of a log: what is merged over several rows holds for each of them."""
    return Cell(cell.content, cell.address)
