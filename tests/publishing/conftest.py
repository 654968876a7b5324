"""The year of the demo, published once a session; tests that change it work on a copy."""

import shutil
from pathlib import Path

import pytest

from tests.demo.edition_year import STEPS, publish_year


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of the year's five editions, with data and without pages."""
    return publish_year(tmp_path_factory.mktemp("year") / "project").root


@pytest.fixture(scope="session")
def half_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of the first two editions."""
    return publish_year(tmp_path_factory.mktemp("half") / "project", STEPS[:2]).root


@pytest.fixture
def project(half_year: Path, tmp_path: Path) -> Path:
    """A copy of `half_year`, as an office has it before its next edition."""
    return Path(shutil.copytree(half_year, tmp_path / "project"))
