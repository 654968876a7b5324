"""The data files of every campaign, and the page that leads to them."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.pages import addresses, csv_tables, open_data
from builder.pages.overview import Overview, crumbs
from builder.pages.page import Cell, Link, Page, Table, columns
from builder.scoring.results import CampaignResult, YearResult

#: Titles and names of a campaign's files, and of a year's.
CAMPAIGN_FILES = (
    ("全部结果（JSON）", "results.json"),
    ("排名（CSV）", "standings.csv"),
    ("各项得分（CSV）", "marks.csv"),
    ("收到的文件（CSV）", "inputs.csv"),
)
YEAR_FILES = (("全部结果（JSON）", "results.json"), ("全年排名（CSV）", "year.csv"))

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
    for result in site.campaigns:
        files |= _campaign_files(result)
    for year in site.years:
        files |= _year_files(year)
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
                    for title, name in _names(result)
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


def _campaign_files(result: CampaignResult) -> dict[str, bytes]:
    made = {
        "results.json": open_data.results_json(result).encode(),
        "standings.csv": csv_tables.standings_csv(result),
        "marks.csv": csv_tables.marks_csv(result),
        "inputs.csv": csv_tables.inputs_csv(result),
    }
    return {addresses.data_file(result.campaign.id, name): text for name, text in made.items()}


def _year_files(result: YearResult) -> dict[str, bytes]:
    made = {
        "results.json": open_data.year_json(result).encode(),
        "year.csv": csv_tables.year_csv(result),
    }
    return {addresses.data_file(result.campaign.id, name): text for name, text in made.items()}


def _names(result: CampaignResult | YearResult) -> tuple[tuple[str, str], ...]:
    return YEAR_FILES if isinstance(result, YearResult) else CAMPAIGN_FILES


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
