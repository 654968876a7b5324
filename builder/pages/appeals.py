"""征求意见 on pages: what units objected to, what was decided and why, and how many there were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.editions.chronicle import CampaignNews
from builder.model.appeals import (
    OPEN,
    PARTLY,
    REJECTED,
    UPHELD,
    Appeal,
    objections_in,
    tally_appeals,
)
from builder.pages import addresses
from builder.pages.overview import section_of
from builder.pages.page import Cell, Column, Fact, Table, columns
from builder.pages.words import in_points
from builder.rubric.schema import Indicator
from builder.scoring.appealed import appealed_mark, appealed_row, by_row
from builder.scoring.results import CampaignResult
from builder.wording import show_outcome

TITLE = "异议和复核"
NOTE = "单位对核定结果有异议的，书面说明理由、附证据，由主办单位复核；异议原文和证据不公布。"
_OUTCOMES = (UPHELD, PARTLY, REJECTED, OPEN)


@dataclass(frozen=True, slots=True)
class AppealsView:
    """The objections of a campaign, counted, and by indicator."""

    counts: tuple[Fact, ...]
    table: Table
    note: str


def campaign_appeals(start: str, result: CampaignResult) -> AppealsView | None:
    """The statistics of objections for page *start*; None where nobody said anything."""
    appeals = result.returns.appeals
    if not appeals:
        return None
    return AppealsView(_counts(appeals), _by_indicator(start, result), NOTE)


def unit_appeals(
    result: CampaignResult, unit: str, news: CampaignNews | None = None
) -> Table | None:
    """What *unit* objected to, with decision and reason; None where it objected to nothing.

    What a row came to before is told as the unit was shown it, else as *news* has it published.
    """
    own = [one for one in objections_in(result.returns.appeals) if one.unit == unit]
    if not own:
        return None
    heads = columns("指标", "复核结论", "复核理由", "复核日期", "原来", "现在")
    published = news.upheld if news is not None else {}
    rows = tuple(_row(result, appeal, published) for appeal in own)
    return Table("异议和复核", heads, rows, sortable=False, narrow="cards")


def _counts(appeals: Sequence[Appeal]) -> tuple[Fact, ...]:
    tally = tally_appeals(appeals)
    units = len({appeal.unit for appeal in appeals})
    numbers = (tally.upheld, tally.partly, tally.rejected, tally.open)
    return (
        Fact("反馈单位", f"{units}个"),
        Fact("异议", f"{tally.objections}条"),
        *(Fact(word, f"{number}条") for word, number in zip(_OUTCOMES, numbers, strict=True)),
    )


def _by_indicator(start: str, result: CampaignResult) -> Table:
    names = dict.fromkeys(("异议", *_OUTCOMES))
    heads = (Column("指标"), *(Column(name, numeric=True) for name in names))
    grouped = by_row(result, objections_in(result.returns.appeals)).values()
    rows = tuple((_indicator(start, result, own[0]), *_numbers(own)) for own in grouped)
    return Table("各项指标的异议", heads, rows)


def _numbers(objections: Sequence[Appeal]) -> tuple[Cell, ...]:
    outcomes = [one.outcome for one in objections]
    return (
        Cell(str(len(objections))),
        *(Cell(str(outcomes.count(word))) for word in _OUTCOMES),
    )


def _indicator(start: str, result: CampaignResult, appeal: Appeal) -> Cell:
    """The row that *appeal* is about, with a link where it has a page."""
    about, id_ = appealed_row(result, appeal), appeal.indicator.shown
    if about is None:
        return Cell(id_)
    rubric, row = about
    page = addresses.indicator_page(result.campaign.id, rubric.id, id_)
    has_page = isinstance(row, Indicator)
    return Cell(f"{id_} {row.title}", addresses.link(start, page) if has_page else "")


def _row(
    result: CampaignResult, appeal: Appeal, published: Mapping[tuple[str, str], str]
) -> tuple[Cell, ...]:
    id_ = appeal.indicator.shown
    about = appealed_row(result, appeal)
    return (
        Cell(id_ if about is None else f"{id_} {about[1].title}"),
        Cell(appeal.outcome),
        Cell(appeal.reason.shown if appeal.reason.given else "—"),
        Cell(appeal.decided.shown if appeal.decided.given else "—"),
        Cell(_before(appeal) or published.get((appeal.unit, id_), "—")),
        Cell(_now(result, appeal)),
    )


def _before(appeal: Appeal) -> str:
    """What the unit was shown: 2分, 未填; empty where the pack didn't come back."""
    if appeal.shown is None or not appeal.shown.given:
        return ""
    return in_points(appeal.shown.shown.replace("-", "−"))


def _now(result: CampaignResult, appeal: Appeal) -> str:
    """What the row comes to now: 3分, 未填; a dash where it isn't there."""
    found = appealed_mark(result, appeal)
    if found is None:
        return "—"
    rubric, mark = found
    return in_points(show_outcome(mark, section_of(rubric, mark.indicator).kind))
