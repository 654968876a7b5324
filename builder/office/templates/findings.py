"""The office's registers that score: verdicts, logs of events, figures of platforms, surveys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.formats.excel_writing.entry_forms import (
    Barred,
    EntryColumn,
    EntrySheet,
    Printed,
    Slot,
)
from builder.formats.excel_writing.entry_rules import EntryKind, EntryRule
from builder.intake.campaign import Campaign
from builder.intake.field_index import Entry, FieldIndex, office_origin
from builder.model.answers import ORIGIN_NAMES, Origin
from builder.model.units import UNIT_KIND_NAMES, Unit
from builder.office.templates.asked import AskedRow, asked_rows
from builder.office.templates.cells import PLAIN_HINT, head_of, how_to_fill, measure_of, rule_of
from builder.office.templates.records import HINT_LABEL, READY_ROWS, log_columns, sheet_title
from builder.rubric.fields import Field, FieldType
from builder.rubric.library import Instrument

_DATE = Slot(EntryRule(EntryKind.DATE))
_COMPLETE = (
    "注意：把本表放进评估任务的文件夹，就表示这项登记已经收齐，没有登记的单位按没有发生计；"
    "还没有查完的，先不要放进去。"
)
#: Characters of a wide table's columns, and how many of them print readably beside one another.
_FIGURE_WIDTH, _MOST_FIGURES = 13, 12


@dataclass(frozen=True, slots=True)
class Desk:
    """What the registers of a campaign are made from."""

    campaign: Campaign
    instruments: Sequence[Instrument]
    #: The register of units, in its own order.
    units: Sequence[Unit]

    @property
    def unit_rule(self) -> EntryRule:
        """A choice of all units, by name; anything where none are known yet."""
        names = tuple(unit.name for unit in self.units)
        return EntryRule(EntryKind.CHOICE, names) if names else EntryRule()

    def units_under(self, instrument: Instrument) -> tuple[Unit, ...]:
        """The units that *instrument* is for."""
        return tuple(unit for unit in self.units if unit.kind in instrument.rubric.kinds)

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """A short name for each instrument: the kinds of unit that it is for."""
        kinds = [one.rubric.kinds for one in self.instruments]
        words = ["、".join(UNIT_KIND_NAMES[kind] for kind in own) for own in kinds]
        return tuple(
            sheet_title(word if words.count(word) == 1 else f"{number} {word}")
            for number, word in enumerate(words, start=1)
        )


def verdict_sheets(desk: Desk) -> tuple[EntrySheet, ...]:
    """核定记录: a sheet an instrument, a row for each unit and field that an assessor settles."""
    named = zip(desk.sheet_names, desk.instruments, strict=True)
    sheets = (_verdict_sheet(desk, name, instrument) for name, instrument in named)
    return tuple(sheet for sheet in sheets if sheet.rows)


def event_sheets(desk: Desk) -> tuple[EntrySheet, ...]:
    """巡查及加减分登记: a sheet for each log that the office keeps."""
    named: dict[str, EntrySheet] = {}
    for instrument in desk.instruments:
        for entry in FieldIndex(instrument.rubric).logs():
            if office_origin(entry.field) is not None:
                sheet = _event_sheet(desk, instrument, entry)
                named.setdefault(sheet.title, sheet)
    return tuple(named.values())


def platform_sheets(desk: Desk) -> tuple[EntrySheet, ...]:
    """平台数据: a sheet an instrument, one row a unit, one column a figure of a platform."""
    return tuple(_wide_sheets(desk, Origin.PLATFORM))


def survey_sheets(desk: Desk) -> tuple[EntrySheet, ...]:
    """满意度: the same for what surveys find."""
    return tuple(_wide_sheets(desk, Origin.SURVEY))


def _verdict_sheet(desk: Desk, name: str, instrument: Instrument) -> EntrySheet:
    rubric = instrument.rubric
    lines = [
        _verdict_line(desk, unit, row, field)
        for unit in desk.units_under(instrument)
        for row in asked_rows(rubric, unit.kind, Origin.ASSESSOR)
        for field in row.values
    ]
    return EntrySheet(
        title=name,
        heading=f"{desk.campaign.title}核定记录",
        subheading=rubric.title,
        instructions=(
            "一行一项，只填浅黄色的格。没有核定的留空，留空的不算0分；核定值与单位填报不一致的，必须写理由。",
            "几个评估组分别核定的，各存一份，在“评估组”列写明组名；同一项按各组的平均数或多数计。",
        ),
        columns=(
            EntryColumn("单位", width=18),
            EntryColumn("指标编号", width=9, centred=True),
            EntryColumn("考核内容", width=18),
            EntryColumn("填报项", width=20),
            EntryColumn("核定值", width=13),
            EntryColumn("计量单位", width=7, centred=True),
            EntryColumn("填报说明", width=26),
            EntryColumn("理由", width=26),
            EntryColumn("核定日期", width=12),
            EntryColumn("核定岗位", width=11),
            EntryColumn("评估组", width=9),
        ),
        rows=tuple(lines),
        frozen=4,
    )


def _verdict_line(
    desk: Desk, unit: Unit, row: AskedRow, field: Field
) -> tuple[Printed | Slot, ...]:
    return (
        Printed(unit.name),
        Printed(row.id),
        Printed(row.title),
        Printed(field.title),
        Slot(rule_of(field)),
        Printed(measure_of(field) or None),
        Printed(how_to_fill(field, desk.campaign.period.start) or None),
        Slot(),
        _DATE,
        Slot(),
        Slot(),
    )


def _event_sheet(desk: Desk, instrument: Instrument, entry: Entry) -> EntrySheet:
    log, origin = entry.field, office_origin(entry.field)
    source = ORIGIN_NAMES[origin] if origin else ""
    return EntrySheet(
        title=sheet_title(entry.indicator, log.title),
        heading=f"{entry.indicator} {log.title}",
        subheading=instrument.rubric.title,
        labels=(("来源", source), ("评估任务", desk.campaign.title)),
        instructions=(
            "一件事一行，从下拉列表选单位；行不够的，复制一行接着填。不写办事人、投诉人的姓名和电话。",
            *([f"本项要求：{log.note}。"] if log.note else []),
            _COMPLETE,
        ),
        columns=(
            EntryColumn("单位", width=18, hint=HINT_LABEL, ready=Slot(desk.unit_rule)),
            EntryColumn("指标编号", width=9, hint="已填好", ready=Printed(entry.indicator)),
            EntryColumn("填报项", width=16, hint="已填好", ready=Printed(log.title)),
            *log_columns(log, desk.campaign.period.start),
            EntryColumn("备注", width=12, hint="可不填"),
        ),
        ready_rows=READY_ROWS,
        frozen=1,
    )


def _wide_sheets(desk: Desk, origin: Origin) -> Iterator[EntrySheet]:
    for name, instrument in zip(desk.sheet_names, desk.instruments, strict=True):
        figures = [
            entry
            for entry in FieldIndex(instrument.rubric).entries
            if office_origin(entry.field) is origin and entry.field.type is not FieldType.LOG
        ]
        pages = _pages(figures)
        for number, page in enumerate(pages, start=1):
            title = name if len(pages) == 1 else f"{name} {number}"
            sheet = _wide_sheet(desk, instrument, origin, title, page)
            if sheet.rows:
                yield sheet


def _pages(figures: Sequence[Entry]) -> list[Sequence[Entry]]:
    """*figures* in as few sheets as print readably, and of about the same width."""
    count = -(-len(figures) // _MOST_FIGURES)
    size = -(-len(figures) // count) if count else 1
    return [figures[first : first + size] for first in range(0, len(figures), size)]


def _wide_sheet(
    desk: Desk, instrument: Instrument, origin: Origin, title: str, figures: Sequence[Entry]
) -> EntrySheet:
    rubric, day = instrument.rubric, desk.campaign.period.start
    own = {entry.indicator for entry in figures}
    asked = [
        (unit, own & {row.id for row in asked_rows(rubric, unit.kind, origin)})
        for unit in desk.units_under(instrument)
    ]
    return EntrySheet(
        title=title,
        heading=f"{desk.campaign.title}{ORIGIN_NAMES[origin]}",
        subheading=rubric.title,
        instructions=(
            "一个单位一行，照平台导出或测评的结果填；还没有数的留空，留空不等于0。灰格是该单位不考核的项。",
        ),
        columns=(
            EntryColumn("单位", width=20, hint=HINT_LABEL),
            *(
                _figure_column(entry, how_to_fill(entry.field, day) or PLAIN_HINT)
                for entry in figures
            ),
        ),
        rows=tuple(
            (Printed(unit.name), *(_figure(entry, rows) for entry in figures))
            for unit, rows in asked
            if rows
        ),
        frozen=1,
    )


def _figure_column(entry: Entry, hint: str) -> EntryColumn:
    head = f"{entry.indicator} {head_of(entry.field)}"
    return EntryColumn(head, width=_FIGURE_WIDTH, hint=hint, centred=True)


def _figure(entry: Entry, rows: set[str]) -> Slot | Barred:
    return Slot(rule_of(entry.field)) if entry.indicator in rows else Barred()
