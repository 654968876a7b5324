"""The year of the demo, published once a run; tests that change it work on a copy."""

import shutil
from pathlib import Path

import pytest

from tests.demo.edition_year import STEPS
from tests.demo.published_year import PublishedYear, published_year


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> PublishedYear:
    """The year's repository after each of its editions."""
    return published_year(tmp_path_factory)


@pytest.fixture(scope="session")
def year(editions: PublishedYear) -> Path:
    """The repository of the year's five editions, with data and without pages."""
    return editions.after(STEPS[-1].id)


@pytest.fixture
def project(editions: PublishedYear, tmp_path: Path) -> Path:
    """A copy of the repository of the first two, as an office has it before its next edition."""
    return Path(shutil.copytree(editions.after(STEPS[1].id), tmp_path / "project"))
