"""What the office's own tables state: verdicts, registered events, figures of platforms."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from builder.intake.field_index import Entry, FieldIndex, office_origin
from builder.intake.filing_rows import wrong_origin
from builder.intake.recognise import PLATFORM, ReadFile, SheetKind, log_heads, platform_columns
from builder.intake.setting import Setting, unknown_row
from builder.intake.statements import (
    LogReceived,
    Stated,
    Statement,
    Teller,
    missing_columns,
    unknown_columns,
)
from builder.intake.tables import Row, Table
from builder.intake.wording import head_key
from builder.model import problem_kinds as kinds
from builder.model.answers import Origin
from builder.model.units import Unit

_VERDICT_HEADS = frozenset(
    {
        "序号",
        "单位",
        "指标编号",
        "考核内容",
        "填报项",
        "核定值",
        "理由",
        "计量单位",
        "填报说明",
        "核定日期",
        "核定岗位",
        "评估组",
        "备注",
    }
)
_EVENT_HEADS = frozenset({"序号", "单位", "指标编号", "考核内容", "填报项", "备注"})


def read_findings(read: ReadFile, setting: Setting) -> Iterator[Statement]:
    """Everything that the office's tables in *read* state, with the problems of their cells."""
    for table in read.of_kind(SheetKind.VERDICTS):
        yield from unknown_columns(table, _VERDICT_HEADS)
        for row in table.rows():
            yield from _read_verdict(row, setting)
    for table in read.of_kind(SheetKind.EVENTS):
        yield from _read_events(table, setting)
    for table in read.of_kind(SheetKind.WIDE):
        yield from _read_wide(table, setting)


def _read_verdict(row: Row, setting: Setting) -> Iterator[Statement]:
    unit, problems = setting.unit_of(row)
    yield from problems
    if unit is None:
        return
    cell = row.known("核定值")
    place = row.table.place(cell)
    named = setting.entries_of(unit, row)
    if not named:
        yield unknown_row(row, unit, next(setting.indexes_for(unit), None))
    for index, entry in named:
        if entry.is_log:
            yield kinds.LOG_AS_VALUE.at(place, unit=unit.id, title=entry.field.title)
        elif Origin.ASSESSOR not in entry.field.origin:
            yield wrong_origin(entry, Origin.ASSESSOR, place, unit.id)
        else:
            teller = Teller(unit.id, Origin.ASSESSOR, setting.period)
            answer, faults = teller.answer(entry.field, cell, row.table, row.text("理由"))
            said = replace(answer, group=row.text("评估组"))
            yield Stated(unit.id, index.rubric.id, said)
            yield from faults


def _read_events(table: Table, setting: Setting) -> Iterator[Statement]:
    logs = {(i.rubric.id, e.field.id): e for i in setting.indexes.values() for e in i.logs()}
    office = {key: entry for key, entry in logs.items() if office_origin(entry.field)}
    heads = frozenset().union(*(log_heads(entry) for entry in logs.values()))
    yield from unknown_columns(table, _EVENT_HEADS | heads)
    whole = {key for key, entry in office.items() if log_heads(entry) <= set(table.columns)}
    named: dict[tuple[str, str], Entry] = {}
    for row in table.rows():
        if row.holds_only("指标编号", "填报项"):
            continue
        unit, problems = setting.unit_of(row)
        yield from problems
        if unit is None:
            continue
        entries = setting.entries_of(unit, row)
        if not entries:
            yield unknown_row(row, unit, next(setting.indexes_for(unit), None))
        for index, entry in entries:
            named.setdefault((index.rubric.id, entry.field.id), entry)
            yield from _read_event(row, unit, index, entry, setting)
    for entry in {entry.field.id: entry for entry in named.values() if entry.is_log}.values():
        yield from missing_columns(entry, table)
    yield from (LogReceived(*key) for key in sorted(whole | (set(named) & set(office))))


def _read_event(
    row: Row, unit: Unit, index: FieldIndex, entry: Entry, setting: Setting
) -> Iterator[Statement]:
    place = row.table.place(row.first)
    origin = office_origin(entry.field)
    if not entry.is_log:
        yield kinds.VALUE_AS_LOG.at(place, unit=unit.id, title=entry.field.title)
    elif origin is None:
        yield wrong_origin(entry, Origin.ASSESSOR, place, unit.id)
    else:
        event, problems = Teller(unit.id, origin, setting.period).event(entry, row)
        yield from problems
        if event is not None:
            yield Stated(unit.id, index.rubric.id, event)
        elif not problems:
            yield kinds.EMPTY_EVENT.at(place, unit=unit.id)


def _read_wide(table: Table, setting: Setting) -> Iterator[Statement]:
    columns = {
        index.rubric.id: list(platform_columns(table, index)) for index in setting.indexes.values()
    }
    yield from _ambiguous_heads(table, chain.from_iterable(columns.values()))
    known = {column for found in columns.values() for column, _ in found}
    heads = frozenset(head_key(table.heads[column]) for column in known)
    yield from unknown_columns(table, heads | {"序号", "单位", "备注"})
    for row in table.rows():
        unit, problems = setting.unit_of(row)
        yield from problems
        if unit is None:
            continue
        for index in setting.indexes_for(unit):
            for column, entries in columns[index.rubric.id]:
                if len(entries) == 1:
                    yield from _read_figure(row, column, unit, index, entries[0], setting)


def _read_figure(  # noqa: PLR0913, PLR0917 - the cell and all that says whose and what it is
    row: Row, column: int, unit: Unit, index: FieldIndex, entry: Entry, setting: Setting
) -> Iterator[Statement]:
    origin = next(origin for origin in entry.field.origin if origin in PLATFORM)
    teller = Teller(unit.id, origin, setting.period)
    answer, faults = teller.answer(entry.field, row.at(column), row.table)
    yield Stated(unit.id, index.rubric.id, answer)
    yield from faults


def _ambiguous_heads(
    table: Table, columns: Iterable[tuple[int, tuple[Entry, ...]]]
) -> Iterator[Statement]:
    told: set[int] = set()
    for column, entries in columns:
        if len(entries) > 1 and column not in told:
            told.add(column)
            head = table.heads[column]
            numbers = [entry.indicator for entry in entries]
            place = table.place(table.sheet.cell(table.header, column))
            yield kinds.AMBIGUOUS_HEAD.at(
                place, head=head, indicators="、".join(numbers), example=f"{numbers[0]} {head}"
            )
