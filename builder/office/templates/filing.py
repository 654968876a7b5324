"""A unit's 填报表 under one instrument: its own rows, then a sheet for each log."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.formats.excel_writing.entry_forms import (
    EntryBook,
    EntryColumn,
    EntrySheet,
    Printed,
    Slot,
    Span,
)
from builder.formats.excel_writing.entry_rules import EntryKind, EntryRule
from builder.intake.campaign import Campaign
from builder.model.answers import Origin
from builder.model.numbers import ZERO, plain
from builder.model.units import Unit
from builder.office.templates.asked import AskedRow, asked_rows
from builder.office.templates.cells import how_to_fill, measure_of, rule_of
from builder.office.templates.prefill import Known, Sources, known_values
from builder.office.templates.records import log_title, record_sheet
from builder.rubric.fields import Field, FieldType
from builder.rubric.library import Instrument
from builder.rubric.schema import Rubric, SectionKind
from builder.wording import POINTS, SECTION_KIND_NAMES, show_period, show_time

SHEET = "填报表"
#: So many letters of the rubric file's fingerprint name its edition.
_FINGERPRINT = 8
KNOWN = "上期/平台值\n（供核对）"
FOOT = ("单位负责人（签字）：", "填表人：", "填报日期：")
#: Columns that hold one cell for a whole indicator.
_MERGED = frozenset({"指标编号", "考核内容", "分值", "自评分"})


def version_of(instrument: Instrument) -> str:
    """The short fingerprint by which a template of another edition of the rubric is known."""
    return instrument.sha256[:_FINGERPRINT]


def filing_book(
    campaign: Campaign, instrument: Instrument, unit: Unit, sources: Sources
) -> EntryBook:
    """The workbook that *unit* fills in under *instrument*."""
    rubric = instrument.rubric
    rows = asked_rows(rubric, unit.kind, Origin.UNIT)
    known = known_values([field for row in rows for field in row.values], sources)
    form = _Form(campaign, rubric, unit, rows, known)
    labels = (("填报单位", unit.name),)
    records = [
        record_sheet(row.id, log, labels, campaign.period.start) for row in rows for log in row.logs
    ]
    meta = {
        "template": rubric.id,
        "version": version_of(instrument),
        "unit": unit.id,
        "campaign": campaign.id,
    }
    return EntryBook((form.sheet(), *records), meta)


def count_cells(rows: Sequence[AskedRow]) -> tuple[int, int, int]:
    """How many cells the form has, how many logs, and the cells of one row of each log."""
    logs = [log for row in rows for log in row.logs]
    return sum(len(row.values) for row in rows), len(logs), sum(len(log.columns) for log in logs)


@dataclass(frozen=True, slots=True)
class _Form:
    """The form itself, without the sheets of its logs."""

    campaign: Campaign
    rubric: Rubric
    unit: Unit
    rows: tuple[AskedRow, ...]
    known: Mapping[str, Known]

    def sheet(self) -> EntrySheet:
        """The first sheet of the workbook."""
        heads = [column.head for column in self._columns()]
        return EntrySheet(
            title=SHEET,
            heading=self.campaign.title,
            subheading=f"填报表：{self.rubric.title}",
            labels=self._labels(),
            instructions=tuple(
                f"{number}．{text}" for number, text in enumerate(self._instructions(), start=1)
            ),
            columns=self._columns(),
            rows=tuple(
                tuple(cells[head] for head in heads)
                for row in self.rows
                for cells in self._lines(row)
            ),
            spans=tuple(self._spans(heads)),
            foot=FOOT,
            frozen=1,
        )

    @property
    def _self_scored(self) -> bool:
        """Whether units are ranked by points, so that they can claim some."""
        return self.rubric.total_measure == POINTS and self.rubric.ranking == "total"

    def _labels(self) -> tuple[tuple[str, str], ...]:
        cells, logs, columns = count_cells(self.rows)
        more = f"，附表{logs}张（各填一条{columns}格）" if logs else ""
        return (
            ("填报单位", self.unit.name),
            ("报送截止", show_time(self.campaign.deadline)),
            ("考核期间", show_period(self.campaign)),
            ("本表共", f"{cells}格{more}"),
        )

    def _instructions(self) -> Iterator[str]:
        fields = [field for row in self.rows for field in row.values]
        yield (
            "只填浅黄色的格，有下拉箭头的从中选；数字只填数，不带单位、不写“约”。"
            "不要填个人电话和身份证号。"
        )
        absent = "没有的，数量填0，是否项选“否”，没有材料的留空，不要写“/”“—”"
        where = "；填报说明写着可填“不适用”的，确实不涉及才填“不适用”"
        yield f"{absent}{where if any(field.not_applicable for field in fields) else ''}。"
        if any(row.logs for row in self.rows):
            yield "写着“见附表”的，到附表（后面的工作表）逐条填；没有的，附表留空。"
        yield from self._advice_on_known()
        yield (
            "不要增删列，不要改表头、编号和名称；填好后就用这个文件报送。"
            "表格有保护、没有密码，确要调整时点“审阅→撤销工作表保护”。"
        )

    def _advice_on_known(self) -> Iterator[str]:
        if self.campaign.rescores:
            yield "这是第二轮：只填有变化的项，没有变化的留空，按第一轮计。"
        elif self.known:
            yield (
                "“上期/平台值”一列供核对：平台的数与实际相符的不用再填，不符的填实际数并在备注写明；"
                "上期的数只供参考，请填本期实际；已经填在格里的，核对后保留或改正。"
            )

    def _columns(self) -> tuple[EntryColumn, ...]:
        scored = self._self_scored
        return (
            EntryColumn("指标编号", width=9, centred=True),
            EntryColumn("考核内容", width=26),
            *([EntryColumn("分值", width=7, centred=True)] if scored else []),
            EntryColumn("填报项", width=21),
            EntryColumn("填报值", width=20),
            EntryColumn("计量单位", width=7, centred=True),
            EntryColumn("填报说明", width=25),
            *([EntryColumn(KNOWN, width=15)] if self.known else []),
            *([EntryColumn("自评分", width=8)] if scored else []),
            EntryColumn("佐证材料", width=16),
            EntryColumn("备注", width=12),
        )

    def _lines(self, row: AskedRow) -> Iterator[dict[str, Printed | Slot]]:
        """One line a field of *row*, by the columns' heads."""
        for field in row.fields:
            known = self.known.get(field.id)
            yield {
                "指标编号": Printed(row.id),
                "考核内容": Printed(f"{row.title}\n{row.wording}"),
                "分值": Printed(_points(row)),
                "填报项": Printed(field.title),
                "填报值": _value(row, field, known),
                "计量单位": Printed(measure_of(field) or None),
                "填报说明": Printed(_note(self.campaign, field)),
                KNOWN: Printed(known.shown if known else None),
                "自评分": Slot(EntryRule(EntryKind.DECIMAL, least=ZERO, greatest=row.points)),
                "佐证材料": Slot(),
                "备注": Slot(),
            }

    def _spans(self, heads: Sequence[str]) -> Iterator[Span]:
        first = 0
        for row in self.rows:
            last = first + len(row.fields) - 1
            if last > first:
                for number, head in enumerate(heads):
                    if head in _MERGED:
                        yield Span(number, first, last)
            first = last + 1


def _value(row: AskedRow, field: Field, known: Known | None) -> Printed | Slot:
    if field.type is FieldType.LOG:
        title = log_title(row.id, field)
        return Printed("见附表（点击打开）", link=title)
    return Slot(rule_of(field), known.value if known else None)


def _note(campaign: Campaign, field: Field) -> str | None:
    if field.type is FieldType.LOG:
        return field.note or None
    return how_to_fill(field, campaign.period.start) or None


def _points(row: AskedRow) -> str | None:
    """The row's points; of a bonus or penalty, that it is one, and its limit."""
    if row.section in {None, SectionKind.BASE}:
        return plain(row.points) if row.points is not None else None
    word = SECTION_KIND_NAMES[row.section]
    return word if row.points is None else f"{word}\n最多{plain(row.points)}"
