"""A unit's page in a campaign: total, rank, arithmetic, and every mark down to its cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.editions.chronicle import CampaignNews
from builder.model.standings import Standing
from builder.model.units import UNIT_KIND_NAMES, Unit
from builder.pages import addresses
from builder.pages.appeals import unit_appeals
from builder.pages.departments import UnitServices, unit_services
from builder.pages.flags import DISCLAIMER, method_link, unit_flags
from builder.pages.neighbours import neighbour_links
from builder.pages.overview import crumbs
from builder.pages.page import Fact, Link, Page, Table
from builder.pages.rectification import RectificationView, unit_rectification
from builder.pages.unit_news import UnitNews, unit_news
from builder.pages.unit_score import Desk, ScoreView, desk_for, score_view
from builder.pages.unit_sentence import tell_unit
from builder.pages.words import campaign_facts, campaign_notices
from builder.rubric.schema import Rubric
from builder.scoring.results import CampaignResult


@dataclass(frozen=True, slots=True)
class UnitView:
    """What the unit page's template places."""

    scores: tuple[ScoreView, ...]
    #: None where the campaign has no register of rectification.
    rectification: RectificationView | None
    #: What it objected to; None where it objected to nothing.
    appeals: Table | None
    #: The public flags against it; None where there are none.
    flags: Table | None
    #: What they prove, and where their conditions are explained.
    flag_note: str
    flag_method: Link
    #: What it has to do with in the catalogues for citizens; None where it isn't named there.
    services: UnitServices | None
    #: Who stands just above and below, or before and after where nobody is ranked.
    neighbours: tuple[Link, ...]
    #: What editions changed; None where nothing was ever published.
    news: UnitNews | None
    back: Link


def unit_page(  # noqa: PLR0913, PLR0917 - the unit, and every campaign that its page draws on
    result: CampaignResult,
    unit: Unit,
    titles: Mapping[str, str],
    first: CampaignResult | None = None,
    guides: Sequence[CampaignResult] = (),
    history: Sequence[CampaignResult] = (),
    news: CampaignNews | None = None,
) -> Page:
    """The page of *unit* in one campaign, under every instrument that it is scored by.

    *titles* are those of all campaigns, by id; *first* is the first round of a second one;
    *guides* are the rounds whose catalogues may name the unit; *history* are the campaigns
    before, the latest first; *news* is what editions changed in the campaign.
    """
    campaign = result.campaign
    start = addresses.unit_page(campaign.id, unit.id)
    index = addresses.campaign_index(campaign.id)
    own = [
        (desk_for(start, result, titles, first, history, news, instrument, row), row)
        for instrument in result.instruments
        for row in instrument.standings.rows
        if row.unit.id == unit.id
    ]
    return Page(
        address=start,
        template="unit.md.j2",
        title=unit.name,
        summary=_summary(result, unit, own),
        crumbs=crumbs(start, (campaign.menu_title, index), (unit.name, start)),
        notices=campaign_notices(result),
        facts=(Fact("单位类型", UNIT_KIND_NAMES[unit.kind]), *campaign_facts(campaign)),
        view=UnitView(
            tuple(score_view(*pair) for pair in own),
            unit_rectification(start, result, unit.id),
            unit_appeals(result, unit.id, news),
            unit_flags(start, result, unit),
            DISCLAIMER,
            method_link(start),
            unit_services(start, guides, unit),
            _neighbours(*own[0]) if own else (),
            unit_news(start, campaign.id, unit.id, _rubrics(result), news),
            Link(f"返回{campaign.menu_title}", addresses.link(start, index)),
        ),
    )


def _rubrics(result: CampaignResult) -> Mapping[str, Rubric]:
    return {instrument.rubric.id: instrument.rubric for instrument in result.instruments}


def _summary(result: CampaignResult, unit: Unit, own: Sequence[tuple[Desk, Standing]]) -> str:
    """Names and sentences: with the title, all that the search index holds of the page."""
    names = "、".join(alias.name for alias in unit.aliases)
    also = f"（又称{names}）" if names else ""
    told = "；".join(
        f"{f'{desk.rubric.title}：' if len(own) > 1 else ''}"
        f"{tell_unit(result.campaign, desk.instrument, row, desk.past)}"
        for desk, row in own
    )
    return f"{unit.name}{also}，{result.campaign.menu_title}：{told}。"


def _neighbours(desk: Desk, row: Standing) -> tuple[Link, ...]:
    """The counted units just before and after *row*."""
    campaign = desk.result.campaign.id
    league = desk.instrument.league(row)
    own = next((at for at, one in enumerate(league) if one.unit.id == row.unit.id), 0)
    near = league[max(0, own - 1) : own + 2]
    line = [(one.unit.name, addresses.unit_page(campaign, one.unit.id)) for one in near]
    words = ("上一名", "下一名") if row.rank else ("上一个单位", "下一个单位")
    return neighbour_links(desk.start, line, words)
