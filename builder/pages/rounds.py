"""Two rounds side by side, the dated steps of the process, and groups of assessors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.intake.campaign import Campaign, Phase
from builder.model.marks import MARK_STATE_NAMES, Mark
from builder.pages import addresses
from builder.pages.overview import anchor_rubric
from builder.pages.page import Cell, Link, Table, columns
from builder.pages.words import number_cell
from builder.rubric.schema import SectionKind
from builder.scoring.results import CampaignResult
from builder.wording import show_day, show_points, signed

FIRST_ROUND = "第一轮"
GROUPS_RULE = (
    "源文件没有规定各评估组的权重，本系统采用：数值取各组的简单平均，是否和选项取多数，"
    "票数相持的不采用；组数和各组的值都列在数值的来源处"
)


@dataclass(frozen=True, slots=True)
class FirstRound:
    """What the first round gave one unit under one rubric."""

    #: From the page being drawn to the unit's page in the first round, and its anchors.
    start: str
    page: str
    anchors: str
    #: None where the unit wasn't counted.
    total: Decimal | None
    marks: Mapping[str, Mark]

    def link(self, indicator: str) -> str:
        """The way to the mark of *indicator*."""
        anchor = addresses.indicator_anchor(indicator, self.anchors)
        return addresses.link(self.start, self.page, anchor)

    def cell(self, indicator: str, kind: SectionKind, places: int) -> Cell:
        """The points of *indicator* for a table."""
        mark = self.marks.get(indicator)
        shown = number_cell(signed(mark.points, kind) if mark else None, places)
        return Cell(shown.text, self.link(indicator) if mark else "", sort=shown.sort)

    def note(self, indicator: str) -> Link:
        """The points and the state of *indicator* in words."""
        mark = self.marks.get(indicator)
        if mark is None:
            return Link(f"{FIRST_ROUND}：未列入")
        points = f"{show_points(mark.points)}分，" if mark.points is not None else ""
        words = f"{FIRST_ROUND}：{points}{mark.label or MARK_STATE_NAMES[mark.state]}"
        return Link(words, self.link(indicator))


def find_first(
    result: CampaignResult, campaigns: Sequence[CampaignResult]
) -> CampaignResult | None:
    """The first round of *result* among *campaigns*; None where it is no second round."""
    previous = result.campaign.previous if result.campaign.rescores else None
    return next((other for other in campaigns if other.campaign.id == previous), None)


def first_round(
    first: CampaignResult | None, rubric: str, unit: str, start: str
) -> FirstRound | None:
    """What *first* gave *unit* under *rubric*, for page *start*; None without a first round."""
    if first is None:
        return None
    page = addresses.unit_page(first.campaign.id, unit)
    anchors = anchor_rubric(first, unit, rubric)
    for instrument in first.instruments:
        for row in instrument.standings.rows:
            if (instrument.rubric.id, row.unit.id) == (rubric, unit) and row.scorecard is not None:
                marks = {mark.indicator: mark for mark in row.scorecard.marks}
                return FirstRound(start, page, anchors, row.total, marks)
    return FirstRound(start, page, anchors, None, {})


def phase_table(campaign: Campaign) -> Table | None:
    """The dated steps of the process; None where none are set."""
    if not campaign.phases:
        return None
    rows = tuple(
        (Cell(phase.title), Cell(_days(phase)), Cell(phase.note)) for phase in campaign.phases
    )
    heads = columns("阶段", "时间", "说明", wide=("时间", "说明"))
    return Table("评估安排", heads, rows, sortable=False, narrow="lines")


def group_rule(result: CampaignResult) -> tuple[str, ...]:
    """How several groups' values become one, where any value of the campaign is a group's."""
    grouped = any(answer.group for item in result.returns.returns for answer in item.answers)
    return (GROUPS_RULE,) if grouped else ()


def _days(phase: Phase) -> str:
    start, end = show_day(phase.start), show_day(phase.end)
    return start if start == end else f"{start}至{end}"
