"""The home page: what this is, who leads where, and what can be done here."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.model.standings import Standing
from builder.model.units import Unit
from builder.pages import addresses
from builder.pages.conclusions import tell_conclusions
from builder.pages.flags import flags_link
from builder.pages.overview import Overview, crumbs
from builder.pages.page import Fact, Link, Page
from builder.pages.service_frame import services_title
from builder.rubric.schema import Rubric
from builder.scoring.conclusions import only_concludes
from builder.scoring.leagues import leaders, league_name, leagues
from builder.scoring.results import CampaignResult, YearResult
from builder.wording import STATUS_NAMES, fixed, show_period, show_time

SITE_TITLE = "政务服务评估公示"


@dataclass(frozen=True, slots=True)
class Leading:
    """One cohort on a card: how many count, and who is first."""

    title: str
    cohort: str
    leaders: tuple[Link, ...]
    points: str
    #: What is said where nobody leads.
    otherwise: str = "尚无排名"


@dataclass(frozen=True, slots=True)
class Card:
    """One campaign or year on the home page."""

    link: Link
    kind: str
    facts: tuple[Fact, ...]
    cohorts: tuple[Leading, ...]
    #: How many flags were raised, and where they are listed; None where none may be shown.
    flags: Link | None = None


@dataclass(frozen=True, slots=True)
class ServiceShelf:
    """The services of one region, and the catalogues they consist of."""

    link: Link
    catalogues: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page's template places."""

    cards: tuple[Card, ...]
    #: Where citizens find how a thing is done; usually one.
    services: tuple[ServiceShelf, ...]
    methods: tuple[Link, ...]
    downloads: Link
    authority: str


def home_page(site: Overview) -> Page:
    """The home page of *site*."""
    start = addresses.HOME
    methods = (
        Link(rubric.title, addresses.link(start, addresses.method_page(rubric.id)))
        for rubric in site.rubrics
    )
    view = HomeView(
        cards=tuple(_card(result) for result in site.results if not _only_serves(result)),
        services=tuple(_services(result) for result in site.guided),
        methods=tuple(methods),
        downloads=Link("数据下载", addresses.link(start, addresses.DATA_INDEX)),
        authority=site.authorities.text,
    )
    return Page(
        address=start,
        template="home.md.j2",
        title=SITE_TITLE,
        summary="政务服务评估结果公示：排名、各单位得分、每一分的依据、评分办法和可下载的数据。",
        crumbs=crumbs(start),
        notices=site.notices,
        facts=(site.authorities, Fact("评估任务", f"{len(site.results)}项")),
        view=view,
    )


def _only_serves(result: CampaignResult | YearResult) -> bool:
    """Whether it evaluates nobody and only holds catalogues."""
    campaign = result.campaign
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


def _card(result: CampaignResult | YearResult) -> Card:
    campaign = result.campaign
    index = addresses.link(addresses.HOME, addresses.campaign_index(campaign.id))
    period, status = Fact("评估期间", show_period(campaign)), STATUS_NAMES[campaign.status]
    if isinstance(result, YearResult):
        facts = (period, Fact("构成", f"{len(result.rounds)}次评估"), Fact("状态", status))
        return Card(Link(campaign.title, index), "全年结果", facts, (_year_leading(result),))
    facts = (period, Fact("数据截止", show_time(campaign.cutoff)), Fact("状态", status))
    link = Link(campaign.title, index)
    return Card(link, "评估任务", facts, _leading(result), flags_link(addresses.HOME, result))


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
        title=f"{rubric.title}（{name}）" if name else rubric.title,
        cohort=f"应报{len(league)}个单位，参评{len(counted)}个",
        leaders=tuple(_unit(campaign, row.unit) for row in first),
        points=f"{fixed(totals[0], rubric.rounding.totals)}{rubric.total_measure}"
        if totals
        else "",
        otherwise=_otherwise(rubric, counted),
    )


def _otherwise(rubric: Rubric, counted: Sequence[Standing]) -> str:
    if not only_concludes(rubric):
        return "尚无排名"
    marks = [mark for row in counted if row.scorecard for mark in row.scorecard.marks]
    return f"不计分、不排名；各单位各项指标合计：{tell_conclusions(marks, '项')}"


def _year_leading(result: YearResult) -> Leading:
    first = [row for row in result.rows if row.rank == 1]
    ranked = sum(row.rank is not None for row in result.rows)
    places, measure = result.rubric.rounding.totals, result.rubric.total_measure
    return Leading(
        title=result.rubric.title,
        cohort=f"共{len(result.rows)}个单位，列入排名{ranked}个",
        leaders=tuple(_unit(result.campaign.id, row.unit) for row in first),
        points=next(
            (f"{fixed(r.total, places)}{measure}" for r in first if r.total is not None), ""
        ),
    )


def _unit(campaign: str, unit: Unit) -> Link:
    page = addresses.unit_page(campaign, unit.id)
    return Link(unit.name, addresses.link(addresses.HOME, page))
