"""The register of rectification as the office keeps it: its rows read into records."""

import re
from collections.abc import Iterator, Sequence

from builder.formats.sheets import Cell
from builder.intake.setting import Setting
from builder.intake.statements import Teller, unknown_columns
from builder.intake.tables import Row, Table
from builder.intake.wording import head_key
from builder.model import problem_kinds as kinds
from builder.model.answers import Origin
from builder.model.problems import Problem
from builder.model.rectification import CLEARED, UNDER_WAY, UNTOUCHED, Rectification
from builder.model.units import Unit
from builder.rubric.fields import Column, FieldType

_COLUMNS = (
    Column(id="number", title="编号", type=FieldType.TEXT),
    Column(id="indicator", title="指标编号", type=FieldType.TEXT),
    Column(id="problem", title="问题", type=FieldType.TEXT),
    Column(id="evidence", title="证据", type=FieldType.TEXT),
    Column(id="office", title="责任科室", type=FieldType.TEXT),
    Column(id="due", title="整改期限", type=FieldType.DATE),
    Column(id="measures", title="整改措施", type=FieldType.TEXT),
    Column(id="finished", title="完成日期", type=FieldType.DATE),
    Column(
        id="conclusion",
        title="复核结论",
        type=FieldType.CHOICE,
        choices=(CLEARED, UNDER_WAY, UNTOUCHED),
        synonyms={"销号": CLEARED, "正在整改": UNDER_WAY},
    ),
    Column(id="note", title="备注", type=FieldType.TEXT),
)
#: In 编号, the code of a red flag: such a row may be about no row of a rubric.
_FLAG_CODE = re.compile(r"RF-\d+")
_HEADS = frozenset(head_key(column.title) for column in _COLUMNS) | {"序号", "单位"}


def read_rectifications(
    tables: Sequence[Table], setting: Setting
) -> tuple[tuple[Rectification, ...], tuple[Problem, ...]]:
    """The rows of *tables* in their order, and what is wrong in them."""
    rows: list[Rectification] = []
    problems: list[Problem] = []
    for item in _read(tables, setting):
        if isinstance(item, Rectification):
            rows.append(item)
        else:
            problems.append(item)
    return tuple(rows), tuple(problems)


def _read(tables: Sequence[Table], setting: Setting) -> Iterator[Rectification | Problem]:
    for table in tables:
        yield from unknown_columns(table, _HEADS)
        for row in table.rows():
            unit, problems = setting.unit_of(row)
            yield from problems
            if unit is not None:
                yield from _read_row(row, unit, setting)


def _read_row(row: Row, unit: Unit, setting: Setting) -> Iterator[Rectification | Problem]:
    teller = Teller(unit.id, Origin.ASSESSOR, setting.period)
    told = {column.id: teller.answer(column, _cell(row, column), row.table) for column in _COLUMNS}
    for _, problems in told.values():
        yield from problems
    rows = {row.id for index in setting.indexes_for(unit) for row in index.rubric.indicators}
    indicator = row.text("指标编号")
    named = row.text("编号") + row.text("问题")
    flagged = not indicator and _FLAG_CODE.search(named)
    if indicator not in rows and not flagged:
        place = row.table.place(row.cell("指标编号"))
        yield kinds.UNKNOWN_INDICATOR.at(place, unit=unit.id, indicator=indicator)
    yield Rectification(unit=unit.id, **{id_: answer for id_, (answer, _) in told.items()})


def _cell(row: Row, column: Column) -> Cell:
    """The column's cell; what is merged over several rows holds for each of them."""
    cell = row.cell(column.title)
    return Cell(cell.content, cell.address) if cell is not None else Cell(None, "")
