"""The evaluating office's own workbooks: verdicts, events, platform figures, receipts, units."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from builder.model.answers import Origin
from builder.model.units import UNIT_KIND_NAMES, Unit
from builder.rubric.fields import Field, FieldType
from builder.rubric.rules.events import Events
from builder.rubric.schema import Indicator, Rubric, Veto

from .books import Cell, Merge, Row, Sheet, address
from .filings import head
from .handwriting import OFFICIAL, PERCENTS, Handwriting
from .truth import Truth

#: The platform's exports hold bare numbers, and the head says 「%」.
_PLATFORM = Handwriting(percent=PERCENTS[2])
_OFFICE = (Origin.ASSESSOR, Origin.PLATFORM, Origin.SURVEY)
#: Where each value of a unit stands: (unit id, field id) → sheet and cell.
Places = dict[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the office knows of its units under one rubric, and how it writes some of it."""

    rubric: Rubric
    units: Sequence[Unit]
    truths: Mapping[str, Truth]
    #: (unit id, field id) → what stands in the cell in place of the truth.
    written: Mapping[tuple[str, str], Cell]
    #: (unit id, field id) → the assessor's reason; empty for none.
    reasons: Mapping[tuple[str, str], str]
    day: date

    def verdict(self, unit: Unit, item: Field) -> Cell:
        """What the assessor wrote down for *unit*'s *item*."""
        key = (unit.id, f"{item.id}@A")
        if key in self.written:
            return self.written[key]
        return OFFICIAL.write(item, self.truths[unit.id].values.get(item.id))


def verdict_sheet(ledger: Ledger, title: str, places: Places) -> Sheet:
    """核定记录: one row for each value that only an assessor gives."""
    heads: Row = ("单位", "指标编号", "填报项", "核定值", "理由", "核定日期", "核定岗位")
    rows: list[Row] = [(f"{ledger.rubric.title} {title}",), heads]
    for unit in ledger.units:
        for holder, item in _fields(ledger.rubric):
            value = ledger.verdict(unit, item)
            key = (unit.id, item.id)
            if not _is_verdict(item, stated=key in ledger.reasons) or value is None:
                continue
            places[unit.id, f"{item.id}@A"] = (title, address(len(rows), 3))
            reason = ledger.reasons.get(key, "现场核查和查阅资料后核定")
            rows.append(
                (unit.name, holder.id, item.title, value, reason or None, ledger.day, "考核组A岗")
            )
    return Sheet(title, tuple(rows), (Merge(0, 0, 0, len(heads) - 1),))


class EventKind(Enum):
    """Which of the office's workbooks a log is kept in."""

    PATROL = "巡查记录"
    AWARD = "加减分及通报登记"
    PLATFORM = "平台导出"


def event_sheets(ledger: Ledger, kind: EventKind, places: Places) -> tuple[Sheet, ...]:
    """The logs of one *kind*; those with the same columns share a sheet."""
    groups: dict[tuple[str, ...], list[tuple[Indicator | Veto, Field]]] = {}
    for holder, item in _fields(ledger.rubric, logs=True):
        if Origin.UNIT not in item.origin and _event_kind(holder, item) is kind:
            groups.setdefault(tuple(head(c) for c in item.columns), []).append((holder, item))
    return tuple(_event_sheet(ledger, heads, logs, places) for heads, logs in groups.items())


def wide_sheet(ledger: Ledger, title: str, origin: Origin, places: Places) -> Sheet:
    """平台数据、满意度: one row a unit, the row's number above each head."""
    items = [(h, f) for h, f in _fields(ledger.rubric) if origin in f.origin]
    upper: Row = ("单位", *(holder.id for holder, _ in items))
    lower: Row = (None, *(head(item) for _, item in items))
    rows: list[Row] = [upper, lower]
    for unit in ledger.units:
        for index, (_, item) in enumerate(items, start=1):
            places[unit.id, f"{item.id}@{origin.value}"] = (title, address(len(rows), index))
        values = (_wide_cell(ledger, unit, item, origin) for _, item in items)
        rows.append((unit.name, *values))
    return Sheet(title, tuple(rows), (Merge(0, 0, 1, 0),))


def unit_sheets(units: Sequence[Unit], short: Mapping[str, str], code: str) -> tuple[Sheet, ...]:
    """单位名录 with short names, and the dated aliases on a sheet of their own."""
    heads: Row = ("单位代码", "单位名称", "单位类型", "简称", "行政区划代码")
    register: list[Row] = [heads]
    register += [(u.id, u.name, UNIT_KIND_NAMES[u.kind], short.get(u.id), code) for u in units]
    aliases: list[Row] = [("单位代码", "别名", "启用日期", "停用日期")]
    aliases += [(u.id, a.name, a.since, a.until) for u in units for a in u.aliases]
    return Sheet("单位名录", tuple(register)), Sheet("别名", tuple(aliases))


@dataclass(frozen=True, slots=True)
class Receipt:
    """One line of the 收件登记."""

    unit: str
    received: datetime
    file: str
    channel: str = "电子邮件"
    paper: bool = True


def receipt_sheet(receipts: Sequence[Receipt]) -> Sheet:
    """收件登记, in the order of arrival."""
    rows: list[Row] = [("单位", "收到时间", "渠道", "文件", "纸质件是否收到", "经手岗位")]
    rows += [
        (
            r.unit,
            f"{r.received:%Y-%m-%d %H:%M}",
            r.channel,
            r.file,
            "是" if r.paper else "否",
            "收件岗",
        )
        for r in sorted(receipts, key=lambda receipt: (receipt.received, receipt.unit))
    ]
    return Sheet("收件登记", tuple(rows))


def _event_kind(holder: Indicator | Veto, log: Field) -> EventKind:
    if log.origin[0] is Origin.PLATFORM:
        return EventKind.PLATFORM
    award = isinstance(holder, Veto) or isinstance(holder.rule, Events) or holder.points is None
    return EventKind.AWARD if award else EventKind.PATROL


def _event_sheet(
    ledger: Ledger,
    heads: tuple[str, ...],
    logs: Sequence[tuple[Indicator | Veto, Field]],
    places: Places,
) -> Sheet:
    title = logs[0][1].title if len(logs) == 1 else f"{logs[0][1].title}等"
    rows: list[Row] = [("单位", "指标编号", "填报项", *heads)]
    for holder, log in logs:
        for unit in ledger.units:
            for number, event in enumerate(ledger.truths[unit.id].rows.get(log.id, ())):
                cells: list[Cell] = []
                for index, column in enumerate(log.columns, start=3):
                    key = (unit.id, f"{log.id}[{number}].{column.id}")
                    places[key] = (title[:31], address(len(rows), index))
                    written = OFFICIAL.write(column, event[column.id])
                    cells.append(ledger.written.get(key, written))
                rows.append((unit.name, holder.id, log.title, *cells))
    return Sheet(title[:31], tuple(rows))


def _wide_cell(ledger: Ledger, unit: Unit, item: Field, origin: Origin) -> Cell:
    key = (unit.id, f"{item.id}@{origin.value}")
    if key in ledger.written:
        return ledger.written[key]
    return _PLATFORM.write(item, ledger.truths[unit.id].values.get(item.id))


def _is_verdict(item: Field, *, stated: bool) -> bool:
    """Whether the assessor writes it down: always where nobody else may, else where stated."""
    return item.origin == (Origin.ASSESSOR,) or (stated and Origin.ASSESSOR in item.origin)


def _fields(rubric: Rubric, *, logs: bool = False) -> Iterator[tuple[Indicator | Veto, Field]]:
    holders: tuple[Indicator | Veto, ...] = (*rubric.indicators, *rubric.vetoes)
    for holder in holders:
        for item in holder.fields:
            office = any(origin in _OFFICE for origin in item.origin)
            if office and (item.type is FieldType.LOG) is logs:
                yield holder, item
