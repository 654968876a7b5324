"""The open data of all counties together: their tables one below the other, with the county."""

from collections.abc import Iterator, Mapping

import pandas as pd

from builder.formats.json_text import json_text
from builder.model.units import UNIT_KIND_NAMES
from builder.pages import addresses
from builder.pages.data_package import PACKAGE
from builder.pages.data_table import DataColumn, DataTable, Row, write_csv, write_rows
from builder.pages.open_data import decimal_text
from builder.portal.county_site import TABLES, CountyCampaign, CountySite, html_page
from builder.portal.survey import Survey
from builder.portal.told import Instrument, Round
from builder.wording import STATUS_NAMES

SCHEMA = "gongshi-portal/1"
INDEX = "data/portal.json"

_COUNTY = DataColumn("县代码", "county", "文字", "县（市、区）在门户里的代码，长期不变")
_NAME = DataColumn("县", "name", "文字", "县（市、区）名称")
_CITY = DataColumn("市州", "city", "文字", "所属的市（州）")

#: Stands before every row of a county's own tables.
OWNER = (_COUNTY, _NAME)
#: File → what it is called.
MERGED_TITLES = {
    "standings.csv": "各县排名",
    "year.csv": "各县全年排名",
    "flags.csv": "各县红旗",
}

Json = dict[str, object]


def portal_data(survey: Survey) -> Mapping[str, bytes]:
    """Every data file of the portal by its path."""
    tables = {f"data/{one.name}": write_csv(one) for one in own_tables(survey)}
    merged = {f"data/{name}": _merge(survey, name) for name in merged_names(survey)}
    return {**tables, **merged, INDEX: _index(survey)}


def own_tables(survey: Survey) -> tuple[DataTable, ...]:
    """The list of counties, and that of units."""
    counties = (
        *(_COUNTY, _NAME, _CITY),
        DataColumn("网站", "site", "文字", "县的网站，从门户算起的地址；没有收到的为空"),
        DataColumn("版次", "edition", "文字", "最新的版次；没有发布过版次的为空"),
        DataColumn("最近一次评估", "title", "文字", "最近一次评估的名称"),
        DataColumn("状态", "status", "文字", "草稿、正式"),
        DataColumn("数据截止", "last_day", "日期", "最近一次评估看到哪一天"),
        DataColumn("应报", "expected", "整数", "最近一次评估应报的单位数"),
        DataColumn("参评", "counted", "整数", "最近一次评估参评的单位数"),
    )
    units = (
        *(_COUNTY, _NAME, _CITY),
        DataColumn("单位代码", "unit", "文字", "单位在县的名录中的代码，在县内长期不变"),
        DataColumn("单位名称", "unit_name", "文字", "单位名称"),
        DataColumn("单位类型", "kind", "文字", "县直部门、乡镇、街道、开发区"),
        DataColumn("网页", "page", "文字", "单位最近一次评估的网页，从门户算起的地址"),
    )
    return (
        DataTable("counties.csv", "县（市、区）", counties, tuple(_county_rows(survey))),
        DataTable("units.csv", "单位", units, tuple(_unit_rows(survey))),
    )


def merged_names(survey: Survey) -> tuple[str, ...]:
    """The tables that any county has."""
    campaigns = [one for site in survey.sites.values() for one in site.campaigns]
    return tuple(name for name in TABLES if any(name in one.tables for one in campaigns))


def _county_rows(survey: Survey) -> Iterator[Row]:
    for county in survey.portal.counties:
        own = (county.id, county.name, survey.city_of(county).name)
        site = survey.sites.get(county.id)
        yield (*own, *(_about(site) if site else (None,) * 7))


def _about(site: CountySite) -> Row:
    home = site.address(html_page(addresses.HOME))
    edition = site.edition.title if site.edition else None
    if site.latest is None:
        return (home, edition, *(None,) * 5)
    campaign, results = site.latest
    cohort = results.cohort
    return (
        *(home, edition, results.title, STATUS_NAMES[results.status]),
        *(campaign.last_day.isoformat(), str(cohort.expected), str(cohort.counted)),
    )


def _unit_rows(survey: Survey) -> Iterator[Row]:
    for site in survey.sites.values():
        own = (site.county.id, site.county.name, survey.city_of(site.county).name)
        for row, campaign in site.units:
            page = site.address(html_page(addresses.unit_page(campaign.id, row.unit)))
            yield (*own, row.unit, row.name, UNIT_KIND_NAMES[row.kind], page)


def _merge(survey: Survey, name: str) -> bytes:
    """The table *name* of all campaigns of all counties, under all heads that any of them has."""
    parts = [
        (site, campaign.tables[name])
        for site in survey.sites.values()
        for campaign in site.campaigns
        if name in campaign.tables
    ]
    frames = [
        pd.DataFrame(table.rows, columns=list(table.heads), dtype=object) for _, table in parts
    ]
    whole = pd.concat(frames, ignore_index=True).fillna("")
    owners = [(site.county.id, site.county.name) for site, table in parts for _ in table.rows]
    rows = zip(owners, whole.itertuples(index=False, name=None), strict=True)
    heads = (*(column.title for column in OWNER), *whole.columns)
    return write_rows(heads, [(*owner, *cells) for owner, cells in rows])


def _index(survey: Survey) -> bytes:
    cities = [
        {
            "id": city.id,
            "name": city.name,
            "counties": [_county(survey, one.id, one.name) for one in city.counties],
        }
        for city in survey.portal.cities
    ]
    told = {"schema": SCHEMA, "title": survey.portal.title, "cities": cities}
    return json_text(told).encode()


def _county(survey: Survey, id_: str, name: str) -> Json:
    site = survey.sites.get(id_)
    if site is None:
        return {"id": id_, "name": name, "site": None, "edition": None, "campaigns": []}
    return {
        "id": id_,
        "name": name,
        "site": site.address(html_page(addresses.HOME)),
        "edition": site.edition.id if site.edition else None,
        "campaigns": [_campaign(site, one) for one in site.campaigns],
    }


def _campaign(site: CountySite, campaign: CountyCampaign) -> Json:
    results = campaign.results
    own: Json = {
        "campaign": campaign.id,
        "title": results.title,
        "status": results.status,
        "last_day": campaign.last_day.isoformat(),
        "package": site.address(addresses.data_file(campaign.id, PACKAGE)),
    }
    if isinstance(results, Round):
        cohort = results.cohort
        own["cohort"] = {"expected": cohort.expected, "counted": cohort.counted}
        own["instruments"] = [_instrument(one) for one in results.instruments]
    return own


def _instrument(one: Instrument) -> Json:
    return {
        "id": one.id,
        "title": one.title,
        "rubric_sha256": one.rubric_sha256,
        "standings": [
            {"unit": row.unit, "name": row.name, "total": decimal_text(row.total)}
            for row in one.standings
        ],
    }
