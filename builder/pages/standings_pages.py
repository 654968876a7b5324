"""Standings of very many units: the first on the campaign's page, the rest on pages of their own.

They are there without a script, and no page is too heavy for a phone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.pages import addresses
from builder.pages.overview import crumbs
from builder.pages.page import MOST_ROWS, Link, Page, Table
from builder.pages.standings_table import standings_table
from builder.pages.words import campaign_facts, campaign_notices
from builder.scoring.results import CampaignResult, InstrumentResult


@dataclass(frozen=True, slots=True)
class StandingsView:
    """What the template places."""

    #: All parts; the one that is shown leads nowhere.
    parts: tuple[Link, ...]
    table: Table
    back: Link


def first_standings(start: str, campaign: str, instrument: InstrumentResult) -> Table:
    """The standings for the campaign's page *start*; of very many the first, with the way on."""
    table = standings_table(start, campaign, instrument, _part(1))
    parts, total = _count_parts(instrument), len(instrument.standings.rows)
    if parts == 1:
        return table
    page = addresses.standings_page(campaign, instrument.rubric.id, 2)
    told = (
        f"看第{MOST_ROWS + 1}个以后的单位（共{total}个，分{parts}页）；找一个单位，用页面上方的搜索"
    )
    return replace(table, rest=Link(told, addresses.link(start, page)))


def standings_pages(result: CampaignResult, instrument: InstrumentResult) -> Iterator[Page]:
    """The pages of all parts but the first."""
    for number in range(2, _count_parts(instrument) + 1):
        yield _page(result, instrument, number)


def _page(result: CampaignResult, instrument: InstrumentResult, number: int) -> Page:
    campaign, rubric = result.campaign, instrument.rubric
    start = addresses.standings_page(campaign.id, rubric.id, number)
    index = addresses.campaign_index(campaign.id)
    own = _name(instrument, number)
    view = StandingsView(
        parts=tuple(_links(start, campaign.id, instrument, number)),
        table=standings_table(start, campaign.id, instrument, _part(number)),
        back=Link(f"返回{campaign.menu_title}", addresses.link(start, index)),
    )
    return Page(
        address=start,
        template="standings.md.j2",
        title=f"{rubric.title}：{own}",
        summary=f"{campaign.menu_title}，{len(instrument.standings.rows)}个单位按名次排列，这里是{own}。",
        crumbs=crumbs(start, (campaign.menu_title, index), (own, start)),
        notices=campaign_notices(result),
        facts=campaign_facts(campaign),
        view=view,
    )


def _links(start: str, campaign: str, instrument: InstrumentResult, shown: int) -> Iterator[Link]:
    for number in range(1, _count_parts(instrument) + 1):
        page = addresses.standings_page(campaign, instrument.rubric.id, number)
        first = addresses.link(
            start, addresses.campaign_index(campaign), f"s-{instrument.rubric.id}"
        )
        href = first if number == 1 else addresses.link(start, page)
        yield Link(_name(instrument, number), "" if number == shown else href)


def _name(instrument: InstrumentResult, number: int) -> str:
    """第501至1000个."""
    last = min(number * MOST_ROWS, len(instrument.standings.rows))
    return f"第{(number - 1) * MOST_ROWS + 1}至{last}个"


def _part(number: int) -> slice:
    return slice((number - 1) * MOST_ROWS, number * MOST_ROWS)


def _count_parts(instrument: InstrumentResult) -> int:
    return max(1, -(-len(instrument.standings.rows) // MOST_ROWS))
