"""The register of answers to red flags (红旗答复): what units say to them, read into records."""

import re
from collections.abc import Iterator, Sequence

from builder.formats.sheets import Cell
from builder.intake.setting import Setting
from builder.intake.statements import Teller, unknown_columns
from builder.intake.tables import Row, Table
from builder.intake.wording import head_key, match_key
from builder.model import problem_kinds as kinds
from builder.model.answers import Origin
from builder.model.flags import FlagAnswer
from builder.model.problems import Problem
from builder.model.units import Unit
from builder.rubric.fields import Column, FieldType

_TEXT = Column(id="text", title="单位说明", type=FieldType.TEXT)
_ANSWERED = Column(id="answered", title="答复日期", type=FieldType.DATE)
_HEADS = frozenset(head_key(column.title) for column in (_TEXT, _ANSWERED)) | {
    *("单位", "红旗编号", "红旗名称", "指标编号", "指标名称", "列入原因", "序号", "备注"),
}
#: A code as people write it: RF-05, rf5, ＲＦ－０５.
_CODE = re.compile(r"rf[-‐-―－_]?(\d{1,2})")


def read_flag_answers(
    tables: Sequence[Table], setting: Setting
) -> tuple[tuple[FlagAnswer, ...], tuple[Problem, ...]]:
    """What units say to their flags, in the order of the rows, and what is wrong in them.

    A row in which the unit says nothing is passed over, with a notice where it names a flag.
    """
    answers: list[FlagAnswer] = []
    problems: list[Problem] = []
    for item in _read(tables, setting):
        if isinstance(item, FlagAnswer):
            answers.append(item)
        else:
            problems.append(item)
    return tuple(answers), tuple(problems)


def _read(tables: Sequence[Table], setting: Setting) -> Iterator[FlagAnswer | Problem]:
    for table in sorted(tables, key=lambda table: (table.file, table.sheet.name)):
        yield from unknown_columns(table, _HEADS)
        for row in table.rows():
            if not any(row.text(head) for head in ("红旗编号", _TEXT.title)):
                continue
            cell = row.cell("单位") or row.first
            unit, problems = setting.roster.find(row.text("单位") or "（空）", table.place(cell))
            yield from problems
            if unit is not None:
                yield from _read_row(row, unit, setting)


def _read_row(row: Row, unit: Unit, setting: Setting) -> Iterator[FlagAnswer | Problem]:
    code = _find_code(row.text("红旗编号"))
    if code is None:
        place = row.table.place(row.cell("红旗编号") or row.first)
        yield kinds.NOT_A_FLAG_CODE.at(place, unit=unit.id, shown=row.text("红旗编号") or "空")
        return
    teller = Teller(unit.id, Origin.UNIT, setting.period)
    text, faults = teller.answer(_TEXT, _cell(row, _TEXT), row.table)
    answered, slips = teller.answer(_ANSWERED, _cell(row, _ANSWERED), row.table)
    yield from (*faults, *slips, *_unknown(row, unit, setting))
    if not text.given:
        place = row.table.place(row.cell(_TEXT.title) or row.first)
        yield kinds.EMPTY_FLAG_ANSWER.at(place, unit=unit.id, code=code)
        return
    yield FlagAnswer(
        *(unit.id, code, row.text("指标编号"), text, answered, row.table.place(row.first))
    )


def _find_code(text: str) -> str | None:
    """The code that *text* begins with, as conditions are called; None where it is none."""
    found = _CODE.match(match_key(text))
    return f"RF-{int(found[1]):02}" if found else None


def _unknown(row: Row, unit: Unit, setting: Setting) -> Iterator[Problem]:
    """The problem of an indicator that no rubric of the unit's has; no indicator is none."""
    rubrics = [index.rubric for index in setting.indexes_for(unit)]
    rows = {row.id for rubric in rubrics for row in rubric.indicators}
    rows |= {row.id for rubric in rubrics for row in rubric.vetoes}
    indicator = row.text("指标编号")
    if indicator and indicator not in rows:
        place = row.table.place(row.cell("指标编号"))
        yield kinds.FLAG_ANSWER_INDICATOR.at(place, unit=unit.id, indicator=indicator)


def _cell(row: Row, column: Column) -> Cell:
    """The column's cell; what is merged over several rows holds for each of them."""
    cell = row.cell(column.title)
    return Cell(cell.content, cell.address) if cell is not None else Cell(None, "")
