"""The data files of every campaign, and the page that leads to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.editions.differences_json import differences_json
from builder.memory import Recall, afresh
from builder.pages import addresses, csv_tables, open_data
from builder.pages.catalogue_data import catalogue_files, catalogue_tables
from builder.pages.citation import cite
from builder.pages.data_package import PACKAGE, describe_package, describe_site
from builder.pages.data_table import DataTable, write_csv, write_excel, write_rows
from builder.pages.edition_words import edition_title
from builder.pages.feeds import (
    CORRECTIONS_FEED,
    CORRECTIONS_TITLE,
    FEED_TITLE,
    RESULTS_FEED,
    correction_entries,
    feed_files,
)
from builder.pages.outline import Outline, Result
from builder.pages.overview import FileGroups, Overview, crumbs
from builder.pages.page import Cell, Link, LinkGroup, Page, Table, columns
from builder.scoring.results import CampaignResult, YearResult

RESULTS = "results.json"

DICTIONARY = "data/dictionary.csv"

#: The package of all campaigns' packages.
ALL_PACKAGES = f"data/{PACKAGE}"

TITLE = "开放数据"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of one campaign."""

    title: str
    files: tuple[LinkGroup, ...]
    #: How it is to be cited, and on what terms it may be used.
    citation: str
    license: str


@dataclass(frozen=True, slots=True)
class DataView:
    """What the data page's template places."""

    shelves: tuple[Shelf, ...]
    #: Dictionary, package of packages, feed.
    whole: tuple[Link, ...]
    licenses: tuple[str, ...]
    tables: tuple[Table, ...]


def data_files(site: Overview, recall: Recall = afresh) -> Mapping[str, bytes]:
    """Every data file of the site by its path."""
    files = {**common_data(site)}
    for result in site.results:
        files |= recall(result.campaign.id, result_data, result)
    return files


def common_data(site: Overview) -> Mapping[str, bytes]:
    """The data files about the site as a whole by their paths."""
    files = {DICTIONARY: _dictionary_csv(_described(site)), **feed_files(site)}
    files |= difference_files(site)
    if site.outlines:
        files[ALL_PACKAGES] = describe_site(TITLE, [one.campaign for one in site.outlines])
    return files


def difference_files(site: Overview) -> Mapping[str, bytes]:
    """What every edition changed, a file each (`gongshi-differences/1`)."""
    return {
        addresses.edition_data(chapter.edition.id): differences_json(chapter.compared).encode()
        for chapter in site.chronicle.chapters
        if chapter.compared is not None
    }


def data_page(site: Overview) -> Page:
    """The page with all downloads and the dictionary of their columns."""
    start = addresses.DATA_INDEX
    view = DataView(
        shelves=tuple(_shelf(site, start, one) for one in site.outlines),
        whole=tuple(_whole(start, site)),
        licenses=tuple(dict.fromkeys(one.campaign.data_license for one in site.outlines)),
        tables=tuple(_dictionary(table) for table in _described(site)),
    )
    return Page(
        address=start,
        template="downloads.md.j2",
        title=TITLE,
        summary="排名、得分、红旗、目录和收到文件的清单，都可下载、可复核、可再用；每一列的含义见数据字典。",
        crumbs=crumbs(start, (TITLE, start)),
        notices=site.notices,
        facts=(site.authorities,),
        view=view,
    )


def _shelf(site: Overview, start: str, outline: Outline) -> Shelf:
    campaign = outline.campaign
    known = site.files.get(outline.key)
    links = _links(start, campaign.id, known or file_groups(site.load(outline)))
    return Shelf(campaign.title, links, cite(campaign), campaign.data_license)


def _whole(start: str, site: Overview) -> Iterator[Link]:
    """The files that are about the site as a whole."""
    yield Link("数据字典（CSV）", addresses.link(start, DICTIONARY))
    if site.outlines:
        yield Link("全部数据包的目录（JSON）", addresses.link(start, ALL_PACKAGES))
        yield Link(f"订阅“{FEED_TITLE}”", addresses.link(start, RESULTS_FEED))
    if correction_entries(site):
        yield Link(f"订阅“{CORRECTIONS_TITLE}”", addresses.link(start, CORRECTIONS_FEED))
    for chapter in site.chronicle.chapters:
        if chapter.compared is not None:
            file = addresses.link(start, addresses.edition_data(chapter.edition.id))
            yield Link(f"{edition_title(chapter.edition)}的更正与变化（JSON）", file)


def file_links(start: str, result: Result) -> tuple[LinkGroup, ...]:
    """The data files of a campaign or a year as links on page *start*, by table."""
    return _links(start, result.campaign.id, file_groups(result))


def _links(start: str, campaign: str, groups: FileGroups) -> tuple[LinkGroup, ...]:
    return tuple(
        LinkGroup(title, tuple(_file_link(start, campaign, *file) for file in files))
        for title, files in groups
    )


def _file_link(start: str, campaign: str, format_: str, name: str) -> Link:
    return Link(format_, addresses.link(start, addresses.data_file(campaign, name)))


def file_groups(result: Result) -> FileGroups:
    """What data there is of *result*, with format and name of every file that has it."""
    return tuple(_file_groups(result))


def _file_groups(result: Result) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    yield "全部结果", (("JSON", RESULTS),)
    catalogues = catalogue_files(result) if isinstance(result, CampaignResult) else ()
    nested = {title: name for title, name, _ in catalogues}
    for table in _tables(result):
        same = (("JSON", nested[table.title]),) if table.title in nested else ()
        yield table.title, (("CSV", table.name), ("Excel", table.excel_name), *same)
    yield "数据包说明", (("JSON", PACKAGE),)


def _file_titles(result: Result) -> dict[str, str]:
    """What every data file of a campaign or a year is called, by its name."""
    return {
        name: f"{title}（{format_}）"
        for title, files in _file_groups(result)
        for format_, name in files
    }


def result_data(result: Result) -> Mapping[str, bytes]:
    """Every data file of a campaign or a year by its path."""
    if isinstance(result, YearResult):
        made = {RESULTS: open_data.year_json(result).encode()}
    else:
        made = {RESULTS: open_data.results_json(result).encode()}
        made |= {name: content for _, name, content in catalogue_files(result)}
    tables = _tables(result)
    for table in tables:
        made |= {table.name: write_csv(table), table.excel_name: write_excel(table)}
    made[PACKAGE] = describe_package(result.campaign, made, _file_titles(result), tables)
    return {addresses.data_file(result.campaign.id, name): file for name, file in made.items()}


def _tables(result: Result) -> tuple[DataTable, ...]:
    if isinstance(result, YearResult):
        return csv_tables.year_tables(result)
    return (*csv_tables.campaign_tables(result), *catalogue_tables(result))


def _described(site: Overview) -> tuple[DataTable, ...]:
    """Every kind of table that the site has, each once."""
    own = (DataTable(name, "", columns) for name, columns in csv_tables.TABLES.items())
    guided = site.rounds(site.guided)
    catalogues = (table for result in guided for table in catalogue_tables(result))
    return tuple({table.name: table for table in (*own, *catalogues)}.values())


def _dictionary_csv(tables: Sequence[DataTable]) -> bytes:
    """What every column of every table means."""
    heads = ("文件", "列名", "键名", "类型", "含义")
    rows = [
        (table.name, column.title, column.key, column.type, column.meaning)
        for table in tables
        for column in table.columns
    ]
    return write_rows(heads, rows)


def _dictionary(table: DataTable) -> Table:
    rows = tuple(
        (
            Cell(column.title),
            Cell(column.key, tone="place"),
            Cell(column.type),
            Cell(column.meaning),
        )
        for column in table.columns
    )
    heads = columns("列名", "JSON 中的键", "类型", "含义", wide=("含义",))
    return Table(table.name, heads, rows, sortable=False, narrow="lines")
