"""The pages of a portal: entrance, a page a city, the list of units a city, the data."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.pages import addresses
from builder.pages.accessibility import accessibility_statement
from builder.pages.data_table import DataTable
from builder.pages.downloads import TITLE as DATA
from builder.pages.edition_words import edition_day
from builder.pages.overview import crumbs
from builder.pages.page import Cell, Fact, Link, Page, Table, columns
from builder.portal.comparison import Comparison, compare_counties
from builder.portal.county_site import CountySite
from builder.portal.merged_data import INDEX, MERGED_TITLES, merged_names, own_tables
from builder.portal.settings import City, County
from builder.portal.survey import (
    UNITS_INDEX,
    Survey,
    city_page,
    comparison_tables,
    county_anchor,
    county_table,
    site_link,
    units_page,
)
from builder.wording import STATUS_NAMES

UNITS = "找单位"
#: What MkDocs reads as `nav`.
Navigation = list[dict[str, str | list[dict[str, str]]]]


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the entrance's template places."""

    counts: tuple[Fact, ...]
    units: Link
    downloads: Link
    #: Every city with its page, and the table of its counties.
    cities: tuple[tuple[Link, Table], ...]
    compared: tuple[Table, ...]
    authority: str


@dataclass(frozen=True, slots=True)
class CountyView:
    """A county on the page of its city."""

    anchor: str
    name: str
    #: Why its site isn't there; empty where it is.
    absent: str
    #: Its site, its units, its data.
    links: tuple[Link, ...]
    facts: tuple[Fact, ...]
    #: All that it evaluated, the latest first.
    campaigns: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CityView:
    """What a city's template places."""

    table: Table
    counties: tuple[CountyView, ...]
    compared: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """The units of a county."""

    anchor: str
    county: str
    units: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class UnitsView:
    """What a city's list of units places."""

    #: The way to each county on the page.
    ways: tuple[Link, ...]
    groups: tuple[UnitGroup, ...]


@dataclass(frozen=True, slots=True)
class UnitsIndexView:
    """What the way to all units places: a city, and its counties with how many units."""

    cities: tuple[tuple[Link, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """What the data page places."""

    files: tuple[Link, ...]
    counties: Table
    tables: tuple[Table, ...]


def portal_pages(survey: Survey) -> Iterator[Page]:
    """Every page of the portal."""
    sites = tuple(survey.sites.values())
    yield _home(survey, compare_counties(sites))
    for city in survey.portal.cities:
        yield _city(survey, city)
        yield _units(survey, city)
    yield _units_index(survey)
    yield _data(survey)
    yield accessibility_statement(survey.portal.authority, survey.notices)


def portal_navigation(survey: Survey) -> Navigation:
    """The site generator's `nav`."""
    cities = [{city.name: city_page(city)} for city in survey.portal.cities]
    listed: Navigation = [{"首页": addresses.HOME}, {"各市（州）": cities}]
    return [*listed, {UNITS: UNITS_INDEX}, {DATA: addresses.DATA_INDEX}]


def _home(survey: Survey, compared: tuple[Comparison, ...]) -> Page:
    start, portal = addresses.HOME, survey.portal
    cities = (
        (_here(start, city_page(city), city.name), county_table(start, survey, city))
        for city in portal.cities
    )
    view = HomeView(
        counts=tuple(_counts(survey)),
        units=_here(start, UNITS_INDEX, UNITS),
        downloads=_here(start, addresses.DATA_INDEX, "数据下载"),
        cities=tuple(cities),
        compared=comparison_tables(start, survey, compared),
        authority=portal.authority,
    )
    summary = (
        "各县（市、区）的政务服务评估都从这里进入：谁评过、多少单位参评、结果在哪里。"
        "找乡镇、部门，用页面上方的搜索。"
    )
    return _page(survey, start, "home", portal.title, summary, view)


def _counts(survey: Survey) -> Iterator[Fact]:
    counties, sites = survey.portal.counties, survey.sites.values()
    yield Fact("市（州）", f"{len(survey.portal.cities)}个")
    yield Fact("县（市、区）", f"{len(counties)}个")
    yield Fact("已收到网站", f"{len(sites)}个")
    yield Fact("单位", f"{sum(len(site.units) for site in sites)}个")


def _city(survey: Survey, city: City) -> Page:
    start, sites = city_page(city), survey.sites_of(city)
    view = CityView(
        county_table(start, survey, city),
        tuple(_county(start, survey, county) for county in city.counties),
        comparison_tables(start, survey, compare_counties(sites)),
    )
    summary = f"{city.name}有{len(city.counties)}个县（市、区），收到{len(sites)}个的网站。"
    return _page(survey, start, "city", city.name, summary, view)


def _county(start: str, survey: Survey, county: County) -> CountyView:
    anchor, site = county_anchor(county), survey.sites.get(county.id)
    if site is None:
        return CountyView(anchor, county.name, survey.absent[county.id], (), (), ())
    units = addresses.link(start, units_page(survey.city_of(county)), anchor)
    links = (
        site_link(start, site, addresses.HOME, f"{county.name}的网站"),
        Link(f"{county.name}的{len(site.units)}个单位", units),
        site_link(start, site, addresses.DATA_INDEX, f"{county.name}的{DATA}"),
    )
    campaigns = tuple(
        site_link(
            *(start, site, addresses.campaign_index(one.id)),
            f"{one.results.title}（{STATUS_NAMES[one.results.status]}）",
        )
        for one in site.campaigns
    )
    return CountyView(anchor, county.name, "", links, tuple(_edition(site)), campaigns)


def _edition(site: CountySite) -> Iterator[Fact]:
    if site.edition is not None:
        yield Fact("版次", f"{site.edition.title}（{edition_day(site.edition)}）")


def _units(survey: Survey, city: City) -> Page:
    start = units_page(city)
    groups = tuple(_group(start, site) for site in survey.sites_of(city))
    ways = tuple(Link(f"{one.county}（{len(one.units)}）", f"#{one.anchor}") for one in groups)
    number = sum(len(one.units) for one in groups)
    summary = f"{city.name}各县（市、区）的{number}个单位，点名称看得分和每一分的来历。"
    title, view = f"{city.name}的单位", UnitsView(ways, groups)
    return _page(survey, start, "units", title, summary, view, (UNITS, UNITS_INDEX))


def _group(start: str, site: CountySite) -> UnitGroup:
    units = tuple(
        site_link(start, site, addresses.unit_page(campaign.id, row.unit), row.name)
        for row, campaign in site.units
    )
    return UnitGroup(county_anchor(site.county), site.county.name, units)


def _units_index(survey: Survey) -> Page:
    start = UNITS_INDEX
    cities = tuple(
        (
            _here(start, units_page(city), city.name),
            tuple(_units_way(start, city, site) for site in survey.sites_of(city)),
        )
        for city in survey.portal.cities
    )
    summary = "按市（州）、县（市、区）找乡镇和部门；知道名称的，用页面上方的搜索更快。"
    return _page(survey, start, "units_index", UNITS, summary, UnitsIndexView(cities))


def _units_way(start: str, city: City, site: CountySite) -> Link:
    county = site.county
    return Link(
        f"{county.name}（{len(site.units)}）",
        addresses.link(start, units_page(city), county_anchor(county)),
    )


def _data(survey: Survey) -> Page:
    start = addresses.DATA_INDEX
    named = {f"data/{one.name}": f"{one.title}（CSV）" for one in own_tables(survey)}
    named |= {f"data/{name}": f"{MERGED_TITLES[name]}（CSV）" for name in merged_names(survey)}
    named[INDEX] = "各县网站、评估、总分（JSON）"
    view = DataView(
        tuple(_here(start, path, title) for path, title in named.items()),
        _data_table(start, survey),
        tuple(map(_dictionary, own_tables(survey))),
    )
    summary = (
        "各县（市、区）的数据合在一起，每一行前面写着是哪个县；"
        "各县自己的数据照原样放在各县的网站里。"
    )
    return _page(survey, start, "data", DATA, summary, view)


def _data_table(start: str, survey: Survey) -> Table:
    rows = tuple(
        (
            Cell(site.county.name),
            Cell(DATA, site_link(start, site, addresses.DATA_INDEX, DATA).href),
            Cell(str(len(site.campaigns))),
        )
        for site in survey.sites.values()
    )
    heads = columns("县（市、区）", "数据", "评估任务", numeric=("评估任务",))
    return Table("各县的数据", heads, rows)


def _dictionary(table: DataTable) -> Table:
    rows = tuple((Cell(one.title), Cell(one.type), Cell(one.meaning)) for one in table.columns)
    heads = columns("列名", "类型", "含义", wide=("含义",))
    return Table(table.name, heads, rows, sortable=False, narrow="lines")


def _here(start: str, page: str, text: str) -> Link:
    return Link(text, addresses.link(start, page))


def _page(  # noqa: PLR0913, PLR0917 - one a part of the page
    survey: Survey,
    start: str,
    template: str,
    title: str,
    summary: str,
    view: object,
    above: tuple[str, str] | None = None,
) -> Page:
    trail = (above,) if above else ()
    inner = start != addresses.HOME
    own = ((title, start),) if inner else ()
    return Page(
        address=start,
        template=f"portal/{template}.md.j2",
        title=title,
        summary=summary,
        crumbs=crumbs(start, *trail, *own),
        notices=survey.notices,
        facts=(Fact("主办单位", survey.portal.authority),) if inner else (),
        view=view,
    )
