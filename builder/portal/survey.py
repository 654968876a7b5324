"""What every page of a portal draws on: the counties in order, and what is known of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.pages import addresses
from builder.pages.page import Cell, Link, Notice, Table, columns
from builder.pages.words import DEMO
from builder.portal.comparison import Comparison
from builder.portal.county_site import CountySite
from builder.portal.settings import City, County, Portal
from builder.wording import STATUS_NAMES, fixed

UNITS_INDEX = "units/index.md"


@dataclass(frozen=True, slots=True)
class Survey:
    """A portal and the sites in it."""

    portal: Portal
    #: By county; those that are missing or held back aren't in it.
    sites: Mapping[str, CountySite]
    #: Why the others aren't there, in words for the public.
    absent: Mapping[str, str]

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The banners of all pages."""
        demo = (one.results.demo for site in self.sites.values() for one in site.campaigns)
        return (DEMO,) if any(demo) else ()

    def sites_of(self, city: City) -> tuple[CountySite, ...]:
        """The sites of a city's counties, in order."""
        return tuple(self.sites[one.id] for one in city.counties if one.id in self.sites)

    def city_of(self, county: County) -> City:
        """The city that *county* belongs to."""
        return next(city for city in self.portal.cities if county in city.counties)


def city_page(city: City) -> str:
    """The page of a city."""
    return f"cities/{city.id}.md"


def units_page(city: City) -> str:
    """The list of a city's units."""
    return f"units/{city.id}.md"


def county_anchor(county: County) -> str:
    """Where a county stands on a page."""
    return f"c-{county.id}"


def site_link(start: str, site: CountySite, page: str, text: str) -> Link:
    """The way from page *start* of the portal to a *page* of a county's site."""
    return Link(text, addresses.link(start, site.address(page)))


def county_table(start: str, survey: Survey, city: City) -> Table:
    """The counties of a *city*, with what each evaluated last."""
    numbers = ("应报", "参评")
    heads = columns(
        *("县（市、区）", *numbers, "数据截止", "状态", "最近一次评估"),
        numeric=numbers,
        wide=("最近一次评估",),
    )
    rows = tuple(_row(start, survey, county) for county in city.counties)
    return Table(city.name, heads, rows, narrow="lines", label=f"{city.name}各县（市、区）")


def _row(start: str, survey: Survey, county: County) -> tuple[Cell, ...]:
    site = survey.sites.get(county.id)
    if site is None:
        return (Cell(county.name), *(Cell("—", sort="-1"),) * 4, Cell(survey.absent[county.id]))
    home = site_link(start, site, addresses.HOME, county.name)
    name, edition = Cell(home.text, home.href), site.edition.title if site.edition else ""
    if site.latest is None:
        return (name, *(Cell("—", sort="-1"),) * 4, Cell("没有评估", note=edition))
    campaign, results = site.latest
    page = site_link(start, site, addresses.campaign_index(campaign.id), results.title)
    return (
        name,
        Cell(str(results.cohort.expected)),
        Cell(str(results.cohort.counted)),
        Cell(campaign.last_day.isoformat()),
        Cell(STATUS_NAMES[results.status]),
        Cell(page.text, page.href, note=edition),
    )


def comparison_table(start: str, survey: Survey, compared: Comparison) -> Table:
    """Counties under one rubric, in the portal's order: readers may sort, nobody ranks."""
    rubric = compared.rubric
    numbers = ("参评", "最高", "平均")
    heads = columns("县（市、区）", *numbers, "数据截止", "评估", numeric=numbers, wide=("评估",))
    rows = []
    for one in compared.rows:
        campaign, county = one.campaign, one.site.county
        name = site_link(start, one.site, addresses.HOME, county.name)
        index = addresses.campaign_index(campaign.id)
        page = site_link(start, one.site, index, campaign.results.title)
        row = (
            Cell(name.text, name.href, note=survey.city_of(county).name, sort=name.text),
            *(Cell(str(one.counted)), Cell(fixed(one.best, 2)), Cell(fixed(one.mean, 2))),
            *(Cell(campaign.last_day.isoformat()), Cell(page.text, page.href)),
        )
        rows.append(row)
    caption = f"{rubric.title}（{rubric.total_title}，{rubric.total_measure}）"
    return Table(caption, heads, tuple(rows), narrow="lines", label=rubric.title)


def comparison_tables(
    start: str, survey: Survey, compared: Sequence[Comparison]
) -> tuple[Table, ...]:
    """All of them."""
    return tuple(comparison_table(start, survey, one) for one in compared)
