"""Counties' sites for tests: data as the program writes it, pages of one line."""

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from builder.disclosure.gate import Allowance
from builder.editions.edition_log import FILE, log_json
from builder.model.editions import Edition
from builder.output import write_files
from builder.pages.downloads import data_files
from builder.pages.outline import Result
from builder.pages.overview import survey_site
from builder.portal.harvest import Harvest, Rules, harvest_counties
from builder.portal.settings import Portal
from builder.scoring.results import CampaignResult, YearResult

CAMPAIGN, YEAR = "small-2024", "small-year"
DATA = f"data/{CAMPAIGN}"


def site_files(results: Sequence[Result]) -> Mapping[str, str | bytes]:
    """The site of *results*, path by path."""
    pages = {"index.html": "<h1>首页</h1>", "data/index.html": "<h1>数据</h1>"}
    pages |= {"assets/javascripts/lunr/tinyseg.js": "a@b.cn"}
    for result in results:
        id_ = result.campaign.id
        pages[f"{id_}/index.html"] = f"<h1>{id_}</h1>"
        pages |= {f"{id_}/units/{unit}.html": f"<h1>{unit}</h1>" for unit in _units(result)}
    return {**data_files(survey_site(results)), **pages}


def _units(result: Result) -> tuple[str, ...]:
    if isinstance(result, YearResult):
        return tuple(row.unit.id for row in result.rows)
    assert isinstance(result, CampaignResult)
    return tuple(row.unit.id for one in result.instruments for row in one.standings.rows)


def write_editions(folder: Path, *ids: str, latest: bool = True) -> Path:
    """Turns the site in *folder* into published editions, as a bundle has them."""
    site = folder.rename(folder.with_name("the-site"))
    for id_ in ids:
        shutil.copytree(site, folder / id_)
    if latest:
        shutil.copytree(site, folder / "latest")
    shutil.rmtree(site)
    editions = [
        Edition(
            *(id_, f"{id_}版", date(2025, 2, 1), "县政务服务局局长"),
            *(None, "", "0" * 40, "f" * 64),
        )
        for id_ in ids
    ]
    write_files(folder, {FILE: log_json(editions), "index.html": "<h1>版次</h1>"})
    return folder


def spoil(folder: Path, file: str, change: Callable[[bytes], bytes] | None) -> None:
    """Has a *file* of the site changed, or gone, with a package that tells its new fingerprint."""
    path = folder / file
    before = path.read_bytes() if path.exists() else b""
    if change is None:
        path.unlink()
        return
    path.write_bytes(change(before))
    old, new = (hashlib.sha256(one).hexdigest() for one in (before, path.read_bytes()))
    package = folder / DATA / "datapackage.json"
    package.write_bytes(package.read_bytes().replace(old.encode(), new.encode()))


#: The fingerprints of all files that tests have brought in and that give nothing away.
_CLEAN: set[str] = set()


def harvest(portal: Portal, counties: Path, allowances: Sequence[Allowance] = ()) -> Harvest:
    """Brings what lies in *counties* to the folder `coming` beside it."""
    rules = Rules(allowances, counties / "no-theme", frozenset(_CLEAN))
    brought = harvest_counties(portal, counties, counties.with_name("coming"), rules)
    _CLEAN.update(brought.clean)
    return brought


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below *folder* by its path."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
