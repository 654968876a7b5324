"""The register of appeals (申诉与复核), or the packs of marks that units sent back, as records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.formats.sheets import Cell
from builder.intake.setting import Setting
from builder.intake.statements import Teller, unknown_columns
from builder.intake.tables import Row, Table
from builder.intake.wording import head_key
from builder.model import problem_kinds as kinds
from builder.model.answers import Answer, Origin
from builder.model.appeals import AGREE, OBJECT, PARTLY, REJECTED, UPHELD, Appeal
from builder.model.problems import Problem
from builder.model.units import Unit
from builder.rubric.fields import Column, FieldType

#: What a unit says.
_OWN = (
    Column(id="indicator", title="指标编号", type=FieldType.TEXT),
    Column(
        id="opinion",
        title="意见",
        type=FieldType.CHOICE,
        choices=(AGREE, OBJECT),
        synonyms={
            **dict.fromkeys(("无异议", "没有异议", "无意见", "没有意见", "无", "认可"), AGREE),
            **dict.fromkeys(("异议", "不同意", "不认可"), OBJECT),
        },
    ),
    Column(id="grounds", title="异议理由", type=FieldType.TEXT),
    Column(id="evidence", title="证据", type=FieldType.TEXT),
)
#: What the pack printed for the unit to judge.
_SHOWN = Column(id="shown", title="得分", type=FieldType.TEXT)
#: What the office decides.
_DECIDED = (
    Column(
        id="decision",
        title="复核结论",
        type=FieldType.CHOICE,
        choices=(UPHELD, PARTLY, REJECTED),
        synonyms={"予以采纳": UPHELD, "全部采纳": UPHELD, "不予采纳": REJECTED, "驳回": REJECTED},
    ),
    Column(id="reason", title="复核理由", type=FieldType.TEXT),
    Column(id="decided", title="复核日期", type=FieldType.DATE),
)
#: Columns that people only read.
_PRINTED = frozenset(
    {"单位", "序号", "板块", "考核内容", "指标名称", "满分", "为什么是这个分", "取数"}
    | {"经手岗位", "备注"}
)
_HEADS = _PRINTED | {head_key(column.title) for column in (*_OWN, _SHOWN, *_DECIDED)}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row that says something, with what is wrong in it."""

    appeal: Appeal
    problems: tuple[Problem, ...]


def read_appeals(
    tables: Sequence[Table], setting: Setting
) -> tuple[tuple[Appeal, ...], tuple[Problem, ...]]:
    """What units say of their marks, by file and row, and what is wrong in the *tables*.

    A row without an opinion says nothing. Of several rows of one unit on one indicator the first
    that is decided counts, else the first.
    """
    problems: list[Problem] = []
    entries: list[_Entry] = []
    for item in _read(tables, setting):
        if isinstance(item, _Entry):
            entries.append(item)
            problems += item.problems
        else:
            problems.append(item)
    groups: dict[tuple[str, str], list[Appeal]] = {}
    for entry in entries:
        key = (entry.appeal.unit, entry.appeal.indicator.shown)
        groups.setdefault(key, []).append(entry.appeal)
    chosen = [_choose(group) for group in groups.values()]
    problems += [fault for group in groups.values() for fault in _contradictions(group)]
    return tuple(chosen), tuple(problems)


def _read(tables: Sequence[Table], setting: Setting) -> Iterator[_Entry | Problem]:
    for table in sorted(tables, key=lambda table: (table.file, table.sheet.name)):
        yield from unknown_columns(table, _HEADS)
        for row in table.rows():
            if any(row.text(column.title) for column in (*_OWN[1:], *_DECIDED)):
                yield from _read_row(row, setting)


def _read_row(row: Row, setting: Setting) -> Iterator[_Entry | Problem]:
    unit, problems = setting.unit_of(row)
    yield from problems
    if unit is None:
        return
    if not row.text("意见"):
        what, remedy = "写了理由或复核结论，没有填意见，没有采用", f"请填“{AGREE}”或“{OBJECT}”"
        yield _incomplete(row, "意见", unit, what, remedy)
        return
    told = _answers(row, unit, setting)
    appeal = Appeal(
        unit=unit.id,
        place=row.table.place(row.first),
        **{id_: answer for id_, (answer, _) in told.items()},
    )
    faults = [fault for _, found in told.values() for fault in found]
    yield _Entry(appeal, (*faults, *_gaps(row, unit, appeal), *_unknown(row, unit, setting)))


def _answers(
    row: Row, unit: Unit, setting: Setting
) -> Mapping[str, tuple[Answer, tuple[Problem, ...]]]:
    said = Teller(unit.id, Origin.UNIT, setting.period)
    found = Teller(unit.id, Origin.ASSESSOR, setting.period)
    pairs = [*((said, column) for column in _OWN), *((found, column) for column in _DECIDED)]
    if row.text(_SHOWN.title):
        pairs.append((found, _SHOWN))
    return {
        column.id: teller.answer(column, _cell(row, column), row.table) for teller, column in pairs
    }


def _cell(row: Row, column: Column) -> Cell:
    """The column's cell; what is merged over several rows holds for each of them."""
    cell = row.cell(column.title)
    return Cell(cell.content, cell.address) if cell is not None else Cell(None, "")


def _gaps(row: Row, unit: Unit, appeal: Appeal) -> Iterator[Problem]:
    """An objection without its grounds, a decision without its reason."""
    if appeal.objects and not appeal.grounds.given:
        what = f"意见是“{OBJECT}”，没有写异议理由"
        yield _incomplete(row, "异议理由", unit, what, "请写明异议理由，并附证据")
    if appeal.decision.given and not appeal.reason.given:
        place = row.table.place(row.cell("复核理由") or row.cell("复核结论"))
        yield kinds.DECISION_WITHOUT_REASON.at(place, unit=unit.id, shown=appeal.decision.shown)


def _incomplete(row: Row, head: str, unit: Unit, what: str, remedy: str) -> Problem:
    place = row.table.place(row.cell(head) or row.cell("意见"))
    return kinds.INCOMPLETE_APPEAL.at(place, unit=unit.id, what=what, remedy=remedy)


def _unknown(row: Row, unit: Unit, setting: Setting) -> Iterator[Problem]:
    rubrics = [index.rubric for index in setting.indexes_for(unit)]
    rows = {row.id for rubric in rubrics for row in rubric.indicators}
    rows |= {row.id for rubric in rubrics for row in rubric.vetoes}
    rows |= {row.id for rubric in rubrics for row in rubric.exclusions}
    indicator = row.text("指标编号")
    if indicator not in rows:
        place = row.table.place(row.cell("指标编号"))
        yield kinds.APPEALED_UNKNOWN_INDICATOR.at(place, unit=unit.id, indicator=indicator)


def _choose(group: Sequence[Appeal]) -> Appeal:
    """The one that is decided, else the first; what the pack printed is kept from any of them."""
    chosen = next((appeal for appeal in group if appeal.decision.given), group[0])
    shown = next((appeal.shown for appeal in group if appeal.shown is not None), None)
    return replace(chosen, shown=chosen.shown or shown)


def _contradictions(group: Sequence[Appeal]) -> Iterator[Problem]:
    """A row of the *group* that says otherwise than the one that counts."""
    chosen = _choose(group)
    for other in group:
        if _says(other) != _says(chosen):
            yield kinds.APPEALED_TWICE.at(
                other.place, unit=other.unit, indicator=other.indicator.shown, other=chosen.place
            )


def _says(appeal: Appeal) -> tuple[object, ...]:
    """What has to be the same in two rows; the decision is only the office's."""
    return (appeal.opinion.value, appeal.grounds.value)
