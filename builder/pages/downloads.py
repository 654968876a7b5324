"""The data files of every campaign, and the page that leads to them."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.pages import addresses, csv_tables, open_data
from builder.pages.conclusions import only_concludes
from builder.pages.data_package import PACKAGE, describe_package
from builder.pages.excel_tables import excel_name, write_excel
from builder.pages.overview import Overview, Result, crumbs
from builder.pages.page import Cell, Link, Page, Table, columns
from builder.scoring.results import CampaignResult, YearResult

#: Table → what it is called, also where nothing is scored.
_TABLE_TITLES = {
    "standings.csv": ("排名", "各单位情况"),
    "marks.csv": ("各项得分", "各项达标情况"),
    "inputs.csv": ("收到的文件", "收到的文件"),
    "year.csv": ("全年排名", "全年排名"),
}
RESULTS = "results.json"

DICTIONARY = "data/dictionary.csv"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of one campaign."""

    title: str
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """What the data page's template places."""

    shelves: tuple[Shelf, ...]
    dictionary: Link
    tables: tuple[Table, ...]


def data_files(site: Overview) -> Mapping[str, bytes]:
    """Every data file of the site by its path."""
    files = {DICTIONARY: csv_tables.dictionary_csv()}
    for result in site.results:
        files |= _files(result)
    return files


def data_page(site: Overview) -> Page:
    """The page with all downloads and the dictionary of their columns."""
    start = addresses.DATA_INDEX
    view = DataView(
        shelves=tuple(
            Shelf(
                result.campaign.title,
                tuple(
                    Link(
                        title, addresses.link(start, addresses.data_file(result.campaign.id, name))
                    )
                    for title, name in file_titles(result)
                ),
            )
            for result in site.results
        ),
        dictionary=Link("数据字典（CSV）", addresses.link(start, DICTIONARY)),
        tables=tuple(_dictionary(name) for name in csv_tables.TABLES),
    )
    return Page(
        address=start,
        template="downloads.md.j2",
        title="数据下载",
        summary="各评估任务的排名、得分和收到文件的清单，可下载、可复核；每一列的含义见数据字典。",
        crumbs=crumbs(start, ("数据下载", start)),
        notices=site.notices,
        facts=(site.authorities,),
        view=view,
    )


def file_titles(result: Result) -> tuple[tuple[str, str], ...]:
    """Titles and names of the data files of a campaign or a year."""
    concluded = isinstance(result, CampaignResult) and all(
        only_concludes(instrument.rubric) for instrument in result.instruments
    )
    titles = [("全部结果（JSON）", RESULTS)]
    for name in _tables(result):
        title = _TABLE_TITLES[name][concluded]
        titles += [(f"{title}（CSV）", name), (f"{title}（Excel）", excel_name(name))]
    return (*titles, ("数据包说明（JSON）", PACKAGE))


def _files(result: Result) -> dict[str, bytes]:
    """Every data file of a campaign or a year by its path."""
    text = (
        open_data.year_json(result)
        if isinstance(result, YearResult)
        else open_data.results_json(result)
    )
    made = {RESULTS: text.encode()}
    for name, rows in _tables(result).items():
        made[name] = csv_tables.write_csv(name, rows)
        made[excel_name(name)] = write_excel(name, _TABLE_TITLES[name][0], rows)
    made[PACKAGE] = describe_package(result.campaign, made, dict(file_titles(result)))
    return {addresses.data_file(result.campaign.id, name): file for name, file in made.items()}


def _tables(result: Result) -> Mapping[str, tuple[csv_tables.Row, ...]]:
    if isinstance(result, YearResult):
        return csv_tables.year_tables(result)
    return csv_tables.campaign_tables(result)


def _dictionary(name: str) -> Table:
    rows = tuple(
        (
            Cell(column.title),
            Cell(column.key, tone="place"),
            Cell(column.type),
            Cell(column.meaning),
        )
        for column in csv_tables.TABLES[name]
    )
    return Table(name, columns("列名", "JSON 中的键", "类型", "含义"), rows, sortable=False)
