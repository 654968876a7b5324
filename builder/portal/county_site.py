"""From a folder with a county's site to what a portal has to know of it, or to why it can't.

A folder holds the site itself, or published editions (`gongshi publish --bundle`), of which the
newest is read.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from builder.editions.edition_log import FILE as LOG
from builder.editions.edition_log import EditionLogError, read_log
from builder.model import portal_problem_kinds as kinds
from builder.model.editions import Edition
from builder.model.places import TextPlace
from builder.model.problems import Problem
from builder.pages import addresses
from builder.pages.data_package import PACKAGE
from builder.pages.downloads import ALL_PACKAGES
from builder.portal.settings import County
from builder.portal.told import RESULTS, Package, Packages, Results, Round, Standing

_LATEST, _RESULTS = "latest", "results.json"
#: The tables that a portal puts together.
TABLES = ("standings.csv", "year.csv", "flags.csv")

ToldT = TypeVar("ToldT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class CountyTable:
    """A table of one campaign, as text."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class CountyCampaign:
    """A campaign or year of a county."""

    results: Results
    #: The last day that its data looks at.
    last_day: date
    #: Those of `TABLES` that it has, by name.
    tables: Mapping[str, CountyTable]

    @property
    def id(self) -> str:
        """Its folder in the county's site."""
        return self.results.campaign


@dataclass(frozen=True, slots=True)
class CountySite:
    """What a portal has to know of a county's site."""

    county: County
    #: The folder below the portal in which the newest pages and data lie.
    base: str
    #: The newest edition; None where the site was built and not published.
    edition: Edition | None
    #: The latest first.
    campaigns: tuple[CountyCampaign, ...]

    @property
    def latest(self) -> tuple[CountyCampaign, Round] | None:
        """The latest campaign that evaluated anybody; None where none did."""
        found = ((one, one.results) for one in self.campaigns)
        rounds = ((one, results) for one, results in found if isinstance(results, Round))
        return next((pair for pair in rounds if pair[1].instruments), None)

    @property
    def last_day(self) -> date:
        """The last day that any of its data looks at."""
        return max((one.last_day for one in self.campaigns), default=date.min)

    @property
    def units(self) -> tuple[tuple[Standing, CountyCampaign], ...]:
        """Every unit once, as its latest campaign calls it, in the order of their ids."""
        found: dict[str, tuple[Standing, CountyCampaign]] = {}
        for campaign in self.campaigns:
            for row in campaign.results.standings:
                found.setdefault(row.unit, (row, campaign))
        return tuple(found[id_] for id_ in sorted(found))

    def address(self, page: str) -> str:
        """The address below the portal of a *page* of the site."""
        return f"{self.base}/{page}"


class _BrokenError(Exception):
    """The site can't be read, and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.wrong)
        self.problem = problem


def read_county(folder: Path, county: County) -> tuple[CountySite | None, tuple[Problem, ...]]:
    """What the site of *county* in *folder* tells, or None and why it can't be read.

    Raises OSError where the system refuses.
    """
    try:
        return _Reading(folder, county).read(), ()
    except _BrokenError as error:
        return None, (error.problem,)


class _Reading:
    """One county's folder being read."""

    def __init__(self, folder: Path, county: County) -> None:
        self._folder, self._county = folder, county
        #: The folder of the newest edition, below the county's.
        self._inner = ""

    def read(self) -> CountySite:
        """The site. Raises _BrokenError and OSError."""
        edition = self._find_edition()
        if not (self._folder / self._inner / ALL_PACKAGES).is_file():
            raise _BrokenError(
                kinds.NOT_A_SITE.at(self._place(), missing=ALL_PACKAGES, name=self._county.name)
            )
        packages = self._told(ALL_PACKAGES, Packages)
        campaigns = tuple(self._campaign(one.name) for one in packages.resources)
        base = f"{self._county.id}/{self._inner}".rstrip("/")
        site = CountySite(self._county, base, edition, campaigns)
        self._has_pages(site)
        return site

    def _find_edition(self) -> Edition | None:
        """The newest edition, in whose folder everything is read from then on."""
        log = self._folder / LOG
        if not log.is_file():
            return None
        try:
            editions = read_log(log.read_bytes())
        except EditionLogError as error:
            raise self._broken(LOG, str(error)) from error
        if not editions or Path(editions[-1].id).name != editions[-1].id:
            raise self._broken(LOG, "没有一个版次")
        latest = (self._folder / _LATEST).is_dir()
        self._inner = _LATEST if latest else editions[-1].id
        return editions[-1]

    def _campaign(self, id_: str) -> CountyCampaign:
        package = self._told(f"data/{id_}/{PACKAGE}", Package)
        for one in package.resources:
            self._is_whole(f"data/{id_}/{one.path}", one.hash)
        file = f"data/{id_}/{_RESULTS}"
        try:
            results = RESULTS.validate_json(self._bytes(file))
        except ValidationError as error:
            raise self._broken(file, _reason(error)) from error
        if results.campaign != id_:
            raise self._broken(file, f"写的是评估任务“{results.campaign}”，文件夹是“{id_}”")
        names = {one.path for one in package.resources}
        tables = {name: self._table(f"data/{id_}/{name}") for name in TABLES if name in names}
        return CountyCampaign(results, package.last_day, tables)

    def _is_whole(self, file: str, told: str | None) -> None:
        found = sha256(self._bytes(file)).hexdigest()
        if told is not None and told != f"sha256:{found}":
            raise self._broken(file, "内容和数据包说明里的指纹不同")

    def _has_pages(self, site: CountySite) -> None:
        """Every page that the portal leads to is there."""
        for page in _pages(site):
            if not (self._folder / self._inner / page).is_file():
                raise self._broken(page, "没有这个网页")

    def _table(self, file: str) -> CountyTable:
        try:
            text = self._bytes(file).decode("utf-8-sig")
            heads, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        except (ValueError, csv.Error) as error:
            raise self._broken(file, "不是 CSV 文件") from error
        if len(set(heads)) < len(heads):
            raise self._broken(file, "有两列同名")
        if any(len(row) != len(heads) for row in rows):
            raise self._broken(file, "有的行和表头的列数不同")
        return CountyTable(heads, rows)

    def _told(self, file: str, model: type[ToldT]) -> ToldT:
        try:
            return model.model_validate_json(self._bytes(file))
        except ValidationError as error:
            raise self._broken(file, _reason(error)) from error

    def _bytes(self, file: str) -> bytes:
        try:
            return (self._folder / self._inner / file).read_bytes()
        except FileNotFoundError as error:
            raise self._broken(file, "没有这个文件") from error

    def _broken(self, file: str, reason: str) -> _BrokenError:
        path = f"{self._inner}/{file}".lstrip("/")
        return _BrokenError(
            kinds.DAMAGED.at(self._place(path), reason=reason, name=self._county.name)
        )

    def _place(self, file: str = "") -> TextPlace:
        return TextPlace("/".join(part for part in (*self._folder.parts[-2:], file) if part))


def html_page(page: str) -> str:
    """Where the page that is made from *page* lies in a site."""
    return f"{page.removesuffix('.md')}.html"


def _pages(site: CountySite) -> Iterator[str]:
    yield from map(html_page, (addresses.HOME, addresses.DATA_INDEX))
    yield from (html_page(addresses.campaign_index(one.id)) for one in site.campaigns)
    yield from (html_page(addresses.unit_page(one.id, row.unit)) for row, one in site.units)


def _reason(error: ValidationError) -> str:
    """Where the first fault stands, in words."""
    fault = error.errors()[0]
    if fault["type"] == "json_invalid":
        return "内容不是 JSON"
    return f"内容和结果文件的格式不合（{'.'.join(map(str, fault['loc'])) or 'schema'}）"
