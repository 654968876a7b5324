"""What a campaign came to is kept, and come by again where it isn't whole any more."""

import shutil
from pathlib import Path

import pytest
from rich.console import Console

from builder.pipeline import evaluate
from builder.progress import Progress
from builder.project import Project
from builder.remembering import reevaluate
from builder.scoring.campaigns import ScoredCampaign
from builder.store import Store
from tests.demo.rubrics import copy_rubrics

ROOT = Path(__file__).parent.parent
FIRST, SECOND = "example-county-c-2021r1", "example-county-c-2021r2"
QUIET = Progress(Console(quiet=True))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two rounds, of which the second keeps what the first gave and nobody changed."""
    copy_rubrics(tmp_path, "township-eight-points")
    for name in (FIRST, SECOND):
        shutil.copytree(ROOT / "input" / name, tmp_path / "input" / name)
    return Project(tmp_path, tmp_path / "output")


def entry_of(campaign: str, folder: Path) -> Path:
    """Where it is kept what *campaign* came to."""
    store = Store(folder, "")
    for path in folder.glob("*/*"):
        one = store.find(path.name)
        if isinstance(one, ScoredCampaign) and one.result.campaign.id == campaign:
            return path
    raise AssertionError(campaign)


def test_a_round_is_scored_by_the_one_before_it_though_that_is_kept_in_part(
    project: Project,
) -> None:
    """The first round's entry is damaged, and the second has changed."""
    folder = project.cache / "built"
    first = reevaluate(project, Store(folder, ""), QUIET)
    entry = entry_of(FIRST, folder)
    entry.write_bytes(entry.read_bytes()[:-1])
    settings = project.input / SECOND / "campaign.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("short_title: ", "short_title: 改"), encoding="utf-8")

    again = reevaluate(project, Store(folder, ""), QUIET)

    assert again.results == evaluate(project, QUIET).results
    assert again.results != first.results
    assert Store(folder, "").find(entry.name) is not None
