"""Lists of very many units: in parts that a phone bears, with nobody lost between them."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from builder.formats.jinja_text import TextTemplates
from builder.model.marks import MarkState
from builder.pages.campaign import CampaignView, campaign_page
from builder.pages.compare import compare_link, compare_page
from builder.pages.flags import FlagsView, flags_page, unit_flags
from builder.pages.indicator import IndicatorView, indicator_page
from builder.pages.overview import survey_site
from builder.pages.page import Cell, Link, Page, Table, columns
from builder.pages.standings_pages import StandingsView, standings_pages
from builder.pages.year import YearView, year_page
from builder.scoring.results import CampaignResult, YearResult
from tests.pages.many_units import many_units
from tests.pages.small_services import FLAGS

#: A page packed as a server sends it (issue: a first view within 250 kB, all other files aside).
HEAVIEST = 250_000


@pytest.fixture
def many(small_result: CampaignResult) -> CampaignResult:
    """1,201 units: three pages of standings."""
    return many_units(small_result, 1201)


def first_table(result: CampaignResult) -> Table:
    view = campaign_page(result, ()).view
    assert isinstance(view, CampaignView)
    return view.instruments[0].standings


def further(result: CampaignResult) -> list[tuple[Page, StandingsView]]:
    found = []
    for page in standings_pages(result, result.instruments[0]):
        assert isinstance(page.view, StandingsView)
        found.append((page, page.view))
    return found


def names(table: Table) -> list[str]:
    return [row[table.head].text for row in table.rows]


def test_every_unit_stands_on_one_page_in_the_order_of_the_standings(
    many: CampaignResult,
) -> None:
    tables = [first_table(many), *(view.table for _, view in further(many))]

    assert [len(table.rows) for table in tables] == [500, 500, 201]
    expected = [row.unit.name for row in many.instruments[0].standings.rows]
    assert [name for table in tables for name in names(table)] == expected


def test_the_parts_lead_to_one_another(many: CampaignResult) -> None:
    second, third = further(many)

    assert first_table(many).rest == Link(
        "看第501个以后的单位（共1201个，分3页）；找一个单位，用页面上方的搜索",
        "standings/small-2.html",
    )
    assert second[0].address == "small-2024/standings/small-2.md"
    assert second[1].parts == (
        Link("第1至500个", "../index.html#s-small"),
        Link("第501至1000个"),
        Link("第1001至1201个", "small-3.html"),
    )
    assert third[1].parts[1] == Link("第501至1000个", "small-2.html")
    assert second[1].table.rows[0][1].href == "../units/u00500.html"
    assert "第501至1000个" in second[0].title


@pytest.mark.parametrize("number", [1, 500])
def test_a_list_that_a_phone_bears_is_in_one_part(
    small_result: CampaignResult, number: int
) -> None:
    result = many_units(small_result, number)

    assert further(result) == []
    assert first_table(result).rest is None


def indicator(result: CampaignResult, at: int) -> IndicatorView:
    (instrument,) = result.instruments
    view = indicator_page(result, instrument, instrument.rubric.indicators[at]).view
    assert isinstance(view, IndicatorView)
    return view


def test_an_indicator_lists_the_first_and_leads_to_all(many: CampaignResult) -> None:
    table = indicator(many, 0).table

    assert len(table.rows) == 500
    assert table.download is None
    assert table.rest is not None
    assert table.rest.text == "这里列前500个，另有701个：下载各单位、各项的结果（CSV）"
    assert table.rest.href.endswith("data/small-2024/marks.csv")


def test_of_very_many_units_that_lack_a_value_the_first_are_named(many: CampaignResult) -> None:
    """Of the two units that the many are made of, the second lacks a value: 600 of 1,201."""
    (lacking,) = indicator(many, 0).lacking

    cards = [row.scorecard for row in many.instruments[0].standings.rows]
    missing = [c.unit.name for c in cards if c and c.marks[0].state is MarkState.MISSING]
    assert lacking.label == "未填（600个）"
    assert lacking.text == f"{'、'.join(missing[:100])}等600个"


def test_a_year_lists_the_first_and_leads_to_all(small_year: YearResult) -> None:
    rows = tuple(
        replace(small_year.rows[0], unit=replace(small_year.rows[0].unit, id=f"u{at}"))
        for at in range(501)
    )
    year = replace(small_year, rows=rows)

    view = year_page(survey_site([year]), year, ()).view

    assert isinstance(view, YearView)
    assert len(view.standings.rows) == 500
    assert view.standings.rest is not None
    assert view.standings.rest.text == "这里列前500个，另有1个：下载全年排名（CSV）"


def flagged(result: CampaignResult, number: int) -> CampaignResult:
    """As many units, of which each has six flags."""
    many = many_units(result, number)
    units = [row.unit for row in many.instruments[0].standings.rows]
    public = next(flag for flag in FLAGS if flag.public)
    flags = tuple(replace(public, unit=unit) for unit in units for _ in range(6))
    return replace(many, flags=flags)


def test_of_very_many_flags_the_first_are_listed(small_result: CampaignResult) -> None:
    """501 units with six flags each: 3,006 flags."""
    result = flagged(small_result, 501)

    view = flags_page(result).view

    assert isinstance(view, FlagsView)
    assert (len(view.table.rows), len(view.units.rows)) == (500, 500)
    assert view.table.rest is not None
    assert view.table.rest.text == "这里列前500个，另有2506个：下载全部问题线索（CSV）"
    assert view.units.rest is not None
    assert view.units.rest.href.endswith("data/small-2024/flags.csv")
    assert "共3006条" in view.table.caption


@pytest.mark.parametrize(("units", "shown"), [(83, 5), (84, 6)])
def test_a_unit_shows_all_its_flags_where_their_page_may_not(
    small_result: CampaignResult, units: int, shown: int
) -> None:
    """Six flags each: of 498 all are on their page, of 504 they aren't."""
    result = flagged(small_result, units)
    unit = result.instruments[0].standings.rows[0].unit

    table = unit_flags("x.md", result, unit)

    assert table is not None
    assert len(table.rows) == shown
    assert (table.rest is None) == (shown == 6)


@pytest.mark.parametrize(("number", "compared"), [(500, True), (501, False)])
def test_units_are_compared_where_the_page_is_not_too_heavy(
    small_result: CampaignResult, number: int, *, compared: bool
) -> None:
    result = many_units(small_result, number)
    (instrument,) = result.instruments

    assert (compare_page(result, instrument) is not None) == compared
    assert (compare_link("index.md", result, instrument, "u00000") is not None) == compared


def test_no_page_of_a_list_is_too_heavy(many: CampaignResult, templates: Path) -> None:
    text = TextTemplates(templates)
    (instrument,) = many.instruments
    pages = [
        campaign_page(many, ()),
        *standings_pages(many, instrument),
        indicator_page(many, instrument, instrument.rubric.indicators[0]),
    ]

    drawn = [text.render(page.template, {"page": page, "view": page.view}) for page in pages]

    assert max(len(gzip.compress(page.encode())) for page in drawn) < HEAVIEST // 5


@pytest.mark.parametrize(("number", "long"), [(100, False), (101, True)])
def test_a_long_table_has_a_box_and_room_for_its_filter(
    templates: Path, number: int, *, long: bool
) -> None:
    rows = tuple((Cell(str(at)),) for at in range(number))
    environment = TextTemplates(templates)
    page = Page("x.md", "standings.md.j2", "表", "", (), (), (), None)
    view = StandingsView((), Table("表", columns("单位"), rows), Link("返回"))

    html = environment.render(page.template, {"page": page, "view": view})

    assert ("gs-scroll--long" in html) == long
    assert ("gs-table--long" in html) == long
    assert ("gs-filter-place" in html) == long
