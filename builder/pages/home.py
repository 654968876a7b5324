"""The home page: what this is, who leads where, and what can be done here."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.model.standings import Standing
from builder.model.units import Unit
from builder.pages import addresses
from builder.pages.campaign_sentence import tell_judged
from builder.pages.editions import edition_links
from builder.pages.flags import flags_link
from builder.pages.outline import Outline, Result
from builder.pages.overview import Overview, crumbs
from builder.pages.page import Link, Page
from builder.pages.service_frame import services_title
from builder.pages.unit_sentence import kind_noun
from builder.rubric.schema import Rubric
from builder.scoring.conclusions import only_concludes
from builder.scoring.leagues import leaders, league_name, leagues
from builder.scoring.results import CampaignResult, YearResult, YearStanding
from builder.wording import STATUS_NAMES, fixed, show_day

SITE_TITLE = "政务服务评估公示"


#: How many of the latest results stand open, whatever their region; the others are folded.
_LATEST, _MOST_LATEST = 3, 4
#: More units that share the first rank are only counted.
_LEADERS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Leading:
    """One cohort on a card: how many count, and who is first."""

    cohort: str
    leaders: tuple[Link, ...]
    #: 「等5个」 where more share the rank than are named.
    more: str
    points: str
    #: What is said where nobody leads.
    otherwise: str = "尚无排名"


@dataclass(frozen=True, slots=True)
class Card:
    """One of the latest campaigns or years on the home page."""

    link: Link
    #: 草稿 or 正式, and the day up to which it goes.
    state: str
    cohorts: tuple[Leading, ...]
    #: How many flags were raised, and where they are listed; None where none may be shown.
    flags: Link | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The older campaigns of one region in one year."""

    region: str
    campaigns: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PastYear:
    """The older campaigns of one year, by region."""

    title: str
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class ServiceShelf:
    """The services of one region, and the catalogues they consist of."""

    link: Link
    catalogues: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page's template places."""

    cards: tuple[Card, ...]
    #: All but the latest, the last year first.
    past: tuple[PastYear, ...]
    #: Where citizens find how a thing is done; usually one.
    services: tuple[ServiceShelf, ...]
    methods: tuple[Link, ...]
    downloads: Link
    authority: str
    #: What the latest edition changed, and all editions; none where nothing was ever published.
    editions: tuple[Link, ...]


def home_page(site: Overview) -> Page:
    """The home page of *site*."""
    start = addresses.HOME
    methods = (
        Link(rubric.title, addresses.link(start, addresses.method_page(rubric.id)))
        for rubric in site.rubrics
    )
    evaluated = [one for one in site.outlines if not _only_serves(one)]
    latest = choose_latest(evaluated)
    view = HomeView(
        cards=tuple(_card(site.load(one)) for one in latest),
        past=_past_years([one for one in evaluated if one not in latest]),
        services=tuple(map(_services, site.rounds(site.guided))),
        methods=tuple(methods),
        downloads=Link("数据下载", addresses.link(start, addresses.DATA_INDEX)),
        authority=site.authorities.text,
        editions=tuple(edition_links(start, site)),
    )
    return Page(
        address=start,
        template="home.md.j2",
        title=SITE_TITLE,
        summary="谁做得最好、问题出在哪、每一分从哪里来，都在这里。"
        "找单位、指标或要办的事，用页面上方的搜索。",
        crumbs=crumbs(start),
        notices=site.notices,
        facts=(),
        view=view,
    )


def choose_latest(outlines: Sequence[Outline]) -> tuple[Outline, ...]:
    """The latest of *outlines*, which begin with the latest: of every region one, at least three.

    Four at the most, so that they find room on one screen.
    """
    regions: dict[str, Outline] = {}
    for one in outlines:
        regions.setdefault(one.campaign.region, one)
    first = list(regions.values())[:_MOST_LATEST]
    rest = [one for one in outlines if one not in first]
    chosen = [*first, *rest[: max(0, _LATEST - len(first))]]
    return tuple(one for one in outlines if one in chosen)


def _past_years(outlines: Sequence[Outline]) -> tuple[PastYear, ...]:
    years: dict[int, dict[str, list[Link]]] = {}
    for one in outlines:
        campaign = one.campaign
        index = addresses.link(addresses.HOME, addresses.campaign_index(campaign.id))
        regions = years.setdefault(campaign.period.end.year, {})
        regions.setdefault(campaign.region, []).append(Link(campaign.menu_title, index))
    return tuple(
        PastYear(
            f"{year}年（{sum(map(len, regions.values()))}项）",
            tuple(Shelf(region, tuple(links)) for region, links in regions.items()),
        )
        for year, regions in years.items()
    )


def _only_serves(outline: Outline) -> bool:
    """Whether it evaluates nobody and only holds catalogues."""
    campaign = outline.campaign
    return bool(campaign.catalogues) and not (campaign.instruments or campaign.dossiers)


def _services(result: CampaignResult) -> ServiceShelf:
    id_, start = result.campaign.id, addresses.HOME
    catalogues = result.returns.catalogues.catalogues
    return ServiceShelf(
        Link(services_title(result), addresses.link(start, addresses.services_index(id_))),
        tuple(
            Link(
                f"{result.schema(one.schema).heading}（{len(one.items)}）",
                addresses.link(start, addresses.catalogue_index(id_, one.schema)),
            )
            for one in catalogues
        ),
    )


def _card(result: Result) -> Card:
    campaign = result.campaign
    index = addresses.link(addresses.HOME, addresses.campaign_index(campaign.id))
    link = Link(campaign.menu_title, index)
    state = f"{STATUS_NAMES[campaign.status]}，截至{show_day(campaign.period.end)}"
    if isinstance(result, YearResult):
        whole = f"全年结果，由{len(result.rounds)}次评估合成；{state}"
        return Card(link, whole, (_year_leading(result),))
    return Card(link, state, _leading(result), flags_link(addresses.HOME, result))


def _leading(result: CampaignResult) -> tuple[Leading, ...]:
    return tuple(
        _league_leading(result.campaign.id, instrument.rubric, league)
        for instrument in result.instruments
        for league in leagues(instrument)
    )


def _league_leading(campaign: str, rubric: Rubric, league: Sequence[Standing]) -> Leading:
    name, counted = league_name(rubric, league), [row for row in league if row.scorecard]
    first = leaders(league)
    totals = [row.total for row in first if row.total is not None]
    return Leading(
        cohort=f"{len(league)}个{name or kind_noun(league)}，参评{len(counted)}个",
        leaders=tuple(_unit(campaign, row.unit) for row in first[:_LEADERS_NAMED]),
        more=_more(first),
        points=f"{fixed(totals[0], rubric.rounding.totals)}{rubric.total_measure}"
        if totals
        else "",
        otherwise=_otherwise(rubric, counted),
    )


def _otherwise(rubric: Rubric, counted: Sequence[Standing]) -> str:
    if not only_concludes(rubric):
        return "尚无排名"
    marks = [mark for row in counted if row.scorecard for mark in row.scorecard.marks]
    return f"不计分、不排名{tell_judged(marks)}"


def _year_leading(result: YearResult) -> Leading:
    first = [row for row in result.rows if row.rank == 1]
    ranked = sum(row.rank is not None for row in result.rows)
    places, measure = result.rubric.rounding.totals, result.rubric.total_measure
    return Leading(
        cohort=f"{len(result.rows)}个单位，列入排名{ranked}个",
        leaders=tuple(_unit(result.campaign.id, row.unit) for row in first[:_LEADERS_NAMED]),
        more=_more(first),
        points=next(
            (f"{fixed(r.total, places)}{measure}" for r in first if r.total is not None), ""
        ),
    )


def _more(first: Sequence[Standing] | Sequence[YearStanding]) -> str:
    return f"等{len(first)}个" if len(first) > _LEADERS_NAMED else ""


def _unit(campaign: str, unit: Unit) -> Link:
    page = addresses.unit_page(campaign, unit.id)
    return Link(unit.name, addresses.link(addresses.HOME, page))
