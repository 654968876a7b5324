"""The rows of a filing and of its child tables, as answers, self-scores and events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from builder.formats.sheets import Cell
from builder.intake.campaign import Period
from builder.intake.field_index import Entry
from builder.intake.filings import Filing
from builder.intake.recognise import SheetKind, log_heads
from builder.intake.setting import unknown_row
from builder.intake.statements import (
    OwnStatement,
    SelfScored,
    Stated,
    Teller,
    missing_columns,
    unknown_columns,
)
from builder.intake.tables import Row, Table, likely_heads
from builder.intake.wording import head_key
from builder.model import problem_kinds as kinds
from builder.model.answers import ORIGIN_NAMES, Answer, AnswerState, Origin
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.rubric.fields import Column, FieldType

_HEADS = frozenset(
    {"序号", "板块", "指标编号", "考核内容", "考核项目", "指标", "指标名称", "填报项", "填报值"}
    | {"计量单位", "填报说明", "示例", "填报示例", "满分", "分值", "自评分", "佐证材料", "备注"}
    | {"上期/平台值"}
)
_SELF_SCORE = Column(id="self_score", title="自评分", type=FieldType.DECIMAL, measure="分")
_MOST_ROWS_SHOWN = 12


def read_filing(filing: Filing, period: Period, *, whole: bool = True) -> Iterator[OwnStatement]:
    """Everything that *filing* states, with the problems of its cells.

    Unless it has to be *whole*, rows may be left out: in a second round, those without changes.
    """
    teller = Teller(filing.unit.id, Origin.UNIT, period)
    seen: set[str] = set()
    scores: dict[str, list[tuple[Cell, Table]]] = {}
    for table in filing.read.of_kind(SheetKind.FILING):
        yield from unknown_columns(table, frozenset(head_key(head) for head in _HEADS))
        for row in table.rows():
            entry = filing.index.find(row.text("指标编号"), row.text("填报项"))
            if entry is not None:
                seen.add(entry.field.id)
                _note_score(scores, entry, row)
            yield from _read_row(filing, teller, row, entry)
    for table in filing.read.of_kind(SheetKind.CHILD):
        yield from _read_child(filing, teller, table)
    yield from _read_scores(filing, teller, scores)
    if whole:
        yield from _missing_rows(filing, seen)


def _read_row(
    filing: Filing, teller: Teller, row: Row, entry: Entry | None
) -> Iterator[OwnStatement]:
    cell = row.known("填报值")
    if entry is None:
        if cell.content is not None or row.text("填报项"):
            yield unknown_row(row, filing.unit, filing.index)
        return
    if _refused(entry, Origin.UNIT):
        if cell.content is not None:
            yield wrong_origin(entry, Origin.UNIT, row.table.place(cell), filing.unit.id)
        return
    if entry.is_log:
        # The row stands for the log's sheet: 「见附表」 is all that belongs here.
        return
    answer, problems = teller.answer(entry.field, cell, row.table)
    yield Stated(filing.unit.id, filing.index.rubric.id, answer)
    yield from problems


def _read_child(filing: Filing, teller: Teller, table: Table) -> Iterator[OwnStatement]:
    entry = filing.index.log_of_sheet(table.sheet.name)
    if entry is None:
        # A log of an instrument that isn't this filing's.
        heads = likely_heads(table.sheet)
        yield kinds.UNRECOGNISED_SHEET.at(table.place(), unit=filing.unit.id, heads=heads)
        return
    if _refused(entry, Origin.UNIT):
        yield wrong_origin(entry, Origin.UNIT, table.place(), filing.unit.id)
        return
    yield from missing_columns(entry, table)
    yield from unknown_columns(table, log_heads(entry) | {"序号", "备注"})
    for row in table.rows():
        event, problems = teller.event(entry, row)
        yield from problems
        if event is not None:
            yield Stated(filing.unit.id, filing.index.rubric.id, event)


def wrong_origin(entry: Entry, origin: Origin, place: CellPlace, unit: str) -> Problem:
    """The notice that a field isn't taken from *origin*."""
    source = ORIGIN_NAMES[origin]
    return kinds.WRONG_ORIGIN.at(place, unit=unit, title=entry.field.title, source=source)


def _refused(entry: Entry, origin: Origin) -> bool:
    return origin not in entry.field.origin


def _note_score(scores: dict[str, list[tuple[Cell, Table]]], entry: Entry, row: Row) -> None:
    """Keeps the cell of the indicator's own score; a merged one is one cell."""
    cell = row.cell("自评分")
    own = scores.setdefault(entry.indicator, [])
    if cell is not None and cell.content is not None:
        untied = Cell(cell.content, cell.address)
        if (untied, row.table) not in own:
            own.append((untied, row.table))


def _read_scores(
    filing: Filing, teller: Teller, scores: Mapping[str, Sequence[tuple[Cell, Table]]]
) -> Iterator[OwnStatement]:
    for indicator, cells in scores.items():
        read = [teller.answer(_SELF_SCORE, cell, table) for cell, table in cells]
        for _, problems in read:
            yield from problems
        answers = [replace(answer, field=indicator) for answer, _ in read]
        for score in answers[:1]:
            if len({answer.value for answer in answers}) == 1:
                yield SelfScored(filing.unit.id, filing.index.rubric.id, score)
                continue
            yield conflict(answers, filing.unit.id)
            unread = replace(score, state=AnswerState.UNREADABLE, value=None)
            yield SelfScored(filing.unit.id, filing.index.rubric.id, unread)


def conflict(answers: Sequence[Answer], unit: str) -> Problem:
    """The problem that *answers* to one question differ, at the first of their places."""
    places = sorted(answer.place for answer in answers if answer.place)
    cells = "；".join(f"{a.place}填“{a.shown}”" for a in answers)
    return kinds.CONFLICTING_VALUES.at(places[0], unit=unit, title=answers[0].title, cells=cells)


def _missing_rows(filing: Filing, seen: set[str]) -> Iterator[Problem]:
    missing = [
        f"{entry.indicator} {entry.field.title}"
        for entry in _asked_of(filing)
        if entry.field.id not in seen
    ]
    if missing:
        rows = "、".join(missing[:_MOST_ROWS_SHOWN])
        more = f"等{len(missing)}项" if len(missing) > _MOST_ROWS_SHOWN else ""
        place = CellPlace(filing.file)
        yield kinds.MISSING_ROWS.at(place, unit=filing.unit.id, rows=rows + more)


def _asked_of(filing: Filing) -> Iterator[Entry]:
    rubric, kind = filing.index.rubric, filing.unit.kind
    others = {row.id for row in rubric.indicators if not rubric.asks(row, kind)}
    for entry in filing.index.entries:
        if Origin.UNIT in entry.field.origin and not entry.is_log and entry.indicator not in others:
            yield entry
