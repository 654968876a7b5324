"""A unit's 佐证材料汇编 under one schema: statements, figures and exhibits, claims listed."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.formats.excel_writing.entry_forms import (
    EntryBook,
    EntryColumn,
    EntrySheet,
    Printed,
    Slot,
)
from builder.formats.excel_writing.entry_rules import EntryKind, EntryRule
from builder.intake.campaign import Campaign
from builder.model.dossiers import Access
from builder.model.units import Unit
from builder.office.templates.records import HINT_LABEL
from builder.rubric.dossier import Claim, Demand, Dossier
from builder.wording import show_day

#: Rows for the exhibits of each claim.
_EXHIBITS = 20
#: Points of height for a statement of some ten lines.
_STATEMENT_HEIGHT = 200
_TEXT = Slot()
_DATE = Slot(EntryRule(EntryKind.DATE))
_SHARE, _NUMBER = EntryRule(EntryKind.PERCENT), EntryRule(EntryKind.DECIMAL)
_UNIT = EntryColumn("单位", width=22)
_CLAIM = EntryColumn("论点编号", width=9, centred=True)
_NOTE = EntryColumn("备注", width=14)
_DAY = "年-月-日"


def dossier_book(campaign: Campaign, dossier: Dossier, unit: Unit) -> EntryBook:
    """The workbook in which *unit* compiles its evidence under *dossier*.

    Its `_meta` names no unit, for intake takes a workbook whose `_meta` does for a 填报表.
    """
    form = _Form(campaign, dossier, unit)
    meta = {"template": dossier.id, "campaign": campaign.id}
    return EntryBook((form.statements(), form.figures(), form.exhibits()), meta)


@dataclass(frozen=True, slots=True)
class _Form:
    """The three sheets of one unit."""

    campaign: Campaign
    dossier: Dossier
    unit: Unit

    def statements(self) -> EntrySheet:
        """情况说明: a row a claim."""
        return self._sheet(
            "情况说明",
            (_UNIT, _CLAIM, EntryColumn("情况说明", width=84), _NOTE),
            [(*self._claim(claim), _TEXT, _TEXT) for claim in self.dossier.claims],
            (
                *(_requirement(claim) for claim in self.dossier.claims),
                "每个论点写一段情况说明；要求的数据写进说明，引用佐证写“佐证1”或文号，都要能在佐证目录里找到。",
            ),
            row_height=_STATEMENT_HEIGHT,
        )

    def figures(self) -> EntrySheet:
        """数据: a row a figure that is demanded."""
        columns = (
            *(_UNIT, _CLAIM),
            EntryColumn("数据项", width=36),
            EntryColumn("数值", width=14),
            EntryColumn("计量单位", width=9, centred=True),
            EntryColumn("截止日期", width=14),
            _NOTE,
        )
        lines = [
            (*self._claim(claim), *_figure(demand))
            for claim in self.dossier.claims
            for demand in claim.demands
        ]
        advice = ("只填数值、截止日期（截至哪一天的数）和备注；数值要和情况说明里写的一致。",)
        return self._sheet("数据", columns, lines, advice)

    def exhibits(self) -> EntrySheet:
        """佐证目录: ready rows for each claim."""
        access = EntryRule(EntryKind.CHOICE, tuple(Access))
        columns = (
            EntryColumn("单位", 22, HINT_LABEL),
            EntryColumn("论点编号", 9, "已填好", centred=True),
            EntryColumn("序号", 7, "1、2、3"),
            EntryColumn("标题", 34, "照文件写"),
            EntryColumn("文号", 20, "机关代字〔年份〕号"),
            EntryColumn("发文机关", 20, "照文件写"),
            EntryColumn("成文日期", 12, _DAY),
            EntryColumn("页码", 9, "如 3-8"),
            EntryColumn("公开属性", 13, "从下拉列表选"),
            EntryColumn("文件", 24, "佐证文件夹里的文件名"),
            EntryColumn("备注", 14, "可不填"),
        )
        number = Slot(EntryRule(EntryKind.WHOLE))
        cells = (number, _TEXT, _TEXT, _TEXT, _DATE, _TEXT, Slot(access), _TEXT, _TEXT)
        lines = [
            (*self._claim(claim), *cells) for claim in self.dossier.claims for _ in range(_EXHIBITS)
        ]
        advice = (
            "一份佐证一行，用不完的行留空；文号用六角括号〔〕，没有文号的留空。",
            "公开属性空着的按“不予公开”办，网页上只列“主动公开”的。",
        )
        return self._sheet("佐证目录", columns, lines, advice)

    def _sheet(
        self,
        title: str,
        columns: Sequence[EntryColumn],
        rows: Sequence[tuple[Printed | Slot, ...]],
        advice: Sequence[str],
        row_height: int = 20,
    ) -> EntrySheet:
        return EntrySheet(
            title=title,
            heading=f"{self.unit.name}{title}",
            subheading=self.dossier.title,
            instructions=(
                *advice,
                "只填浅黄色的格。表格有保护、没有密码，可在“审阅→撤销工作表保护”撤销。",
            ),
            columns=tuple(columns),
            rows=tuple(rows),
            row_height=row_height,
            frozen=2,
        )

    def _claim(self, claim: Claim) -> tuple[Printed, Printed]:
        return Printed(self.unit.name), Printed(claim.id)


def _requirement(claim: Claim) -> str:
    """What is to be proved, and of which days."""
    end = f"至{show_day(claim.window.end)}" if claim.window.end else "以来"
    days = f"{show_day(claim.window.start)}{end}"
    return f"论点{claim.id}（{days}）：{claim.title}。申报要求：{claim.wording}"


def _figure(demand: Demand) -> tuple[Printed | Slot, ...]:
    rule = _SHARE if demand.measure == "%" else _NUMBER
    return Printed(demand.title), Slot(rule), Printed(demand.measure or None), _DATE, _TEXT
