"""What had to be put right: every problem with its deadline and conclusion, and the rates."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.intake.campaign import Campaign
from builder.model.answers import Answer, AnswerState
from builder.model.numbers import percent
from builder.model.rectification import ClearanceTally, Rectification, tally_clearance
from builder.pages import addresses
from builder.pages.overview import crumbs
from builder.pages.page import Cell, Fact, Link, Page, Table, columns
from builder.pages.words import campaign_facts, campaign_notices, number_cell
from builder.scoring.results import CampaignResult
from builder.wording import show_day, show_place

TITLE = "问题整改"
RULE = (
    "源文件只要求核对和整改，没有规定怎么计算，本系统采用：销号率 = 已销号 ÷ 应销号，"
    "应销号为整改台账所列的全部问题；过了整改期限仍未销号的为逾期"
)
_COUNTS = ("应销号", "已销号", "整改中", "未整改", "逾期", "销号率")


@dataclass(frozen=True, slots=True)
class RectificationView:
    """Counts, the table of problems, and by what rule they are counted."""

    counts: tuple[Fact, ...]
    #: None on the page of one unit.
    units: Table | None
    problems: Table
    rule: str
    #: Back to the campaign, or on to the page of all units.
    link: Link


def rectification_page(result: CampaignResult) -> Page:
    """The page of all problems of a campaign that has a register of rectification."""
    campaign, rows = result.campaign, result.returns.rectifications
    start = addresses.rectification_page(campaign.id)
    index = addresses.campaign_index(campaign.id)
    counts = show_counts(tally_clearance(rows, campaign.last_day))
    return Page(
        address=start,
        template="rectification.md.j2",
        title=f"{campaign.menu_title}：{TITLE}",
        summary="，".join(f"{fact.label}{fact.text}" for fact in counts) + "。",
        crumbs=crumbs(start, (campaign.menu_title, index), (TITLE, start)),
        notices=campaign_notices(result),
        facts=(Fact("逾期计算至", show_day(campaign.last_day)), *campaign_facts(campaign)),
        view=RectificationView(
            counts=counts,
            units=_unit_table(start, result),
            problems=_problem_table(start, result, rows, named=True),
            rule=RULE,
            link=Link(f"返回{campaign.menu_title}", addresses.link(start, index)),
        ),
    )


def unit_rectification(start: str, result: CampaignResult, unit: str) -> RectificationView | None:
    """The problems of one *unit* for page *start*; None where there is no register at all."""
    if not result.returns.rectifications:
        return None
    rows = [row for row in result.returns.rectifications if row.unit == unit]
    page = addresses.rectification_page(result.campaign.id)
    return RectificationView(
        counts=show_counts(tally_clearance(rows, result.campaign.last_day)),
        units=None,
        problems=_problem_table(start, result, rows, named=False),
        rule=RULE,
        link=Link("各单位问题整改情况", addresses.link(start, page)),
    )


def show_counts(tally: ClearanceTally) -> tuple[Fact, ...]:
    """The counts and the rate of *tally*, each with its word."""
    return tuple(Fact(word, text) for word, text in zip(_COUNTS, _count_texts(tally), strict=True))


def _count_texts(tally: ClearanceTally) -> tuple[str, ...]:
    counts = (tally.due, tally.cleared, tally.under_way, tally.untouched, tally.overdue)
    rate = "—" if tally.rate is None else percent(tally.rate)
    return (*(f"{count}个" for count in counts), rate)


def _unit_table(start: str, result: CampaignResult) -> Table:
    rows = []
    for unit in result.returns.units:
        own = [row for row in result.returns.rectifications if row.unit == unit.id]
        tally = tally_clearance(own, result.campaign.last_day)
        page = addresses.unit_page(result.campaign.id, unit.id)
        *counts, rate = _count_texts(tally)
        cells = (Cell(text, sort=text.removesuffix("个")) for text in counts)
        rate_cell = Cell(rate, sort=number_cell(tally.rate).sort)
        rows.append((Cell(unit.name, addresses.link(start, page)), *cells, rate_cell))
    heads = columns("单位", *_COUNTS, numeric=_COUNTS)
    return Table("各单位销号情况", heads, tuple(rows), narrow="lines")


def _problem_table(
    start: str, result: CampaignResult, rows: Sequence[Rectification], *, named: bool
) -> Table:
    names = {unit.id: unit.name for unit in result.returns.units}
    heads = (
        "指标",
        "问题",
        "证据",
        "责任科室",
        "整改期限",
        "整改措施",
        "完成日期",
        "复核结论",
        "出处",
    )
    return Table(
        "问题清单和整改情况",
        columns("编号", *(("单位",) if named else ()), *heads),
        tuple(
            (
                Cell(row.number.shown),
                *(
                    (_unit_cell(start, result.campaign, row.unit, names[row.unit]),)
                    if named
                    else ()
                ),
                *_cells(row, result.campaign),
            )
            for row in rows
        ),
        sortable=named,
        narrow="cards",
    )


def _unit_cell(start: str, campaign: Campaign, unit: str, name: str) -> Cell:
    return Cell(name, addresses.link(start, addresses.unit_page(campaign.id, unit)))


def _cells(row: Rectification, campaign: Campaign) -> tuple[Cell, ...]:
    late = "（逾期）" if row.overdue(campaign.last_day) else ""
    said = (row.indicator, row.problem, row.evidence, row.office, row.due, row.measures)
    return (
        *(Cell(_shown(answer)) for answer in (*said, row.finished)),
        Cell(f"{row.conclusion.shown}{late}"),
        Cell(show_place(row.conclusion), tone="place"),
    )


def _shown(answer: Answer) -> str:
    return "—" if answer.state is AnswerState.BLANK else answer.shown
