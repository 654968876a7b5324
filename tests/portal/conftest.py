"""Two counties' sites as small as they can be, their data written by the program itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.output import write_files
from builder.portal.settings import Portal
from builder.scoring.results import CampaignResult, YearResult
from tests.pages.conftest import small_result, small_year
from tests.portal.county_sites import site_files

__all__ = ["small_result", "small_year"]

PORTAL = """
title: 示例省政务服务评估公示
authority: 示例省政务服务局
cities:
  - id: east
    name: 东市
    counties:
      - {id: jia, name: 甲县}
      - {id: yi, name: 乙县}
  - id: west
    name: 西州
    counties:
      - {id: bing, name: 丙县}
"""

WriteCounty = Callable[[str], Path]


@pytest.fixture
def portal() -> Portal:
    """The same as `PORTAL`."""
    return Portal.model_validate(
        {
            "title": "示例省政务服务评估公示",
            "authority": "示例省政务服务局",
            "cities": [
                {
                    "id": "east",
                    "name": "东市",
                    "counties": [{"id": "jia", "name": "甲县"}, {"id": "yi", "name": "乙县"}],
                },
                {"id": "west", "name": "西州", "counties": [{"id": "bing", "name": "丙县"}]},
            ],
        }
    )


@pytest.fixture
def counties(tmp_path: Path) -> Path:
    """The folder that counties' sites are put in."""
    folder = tmp_path / "counties"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def made() -> dict[str, str | bytes]:
    """The files of the site that `bring` brings, once they are made."""
    return {}


@pytest.fixture
def bring(
    counties: Path,
    made: dict[str, str | bytes],
    small_result: CampaignResult,
    small_year: YearResult,
) -> WriteCounty:
    """Puts the site of a county, by its id, into the folder."""
    if not made:
        made |= site_files([small_result, small_year])

    def write(id_: str) -> Path:
        write_files(counties / id_, made)
        return counties / id_

    return write
