"""What a campaign came to is kept, and come by again where it isn't whole any more."""

import errno
import io
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from builder.intake.calendar import CampaignFolder
from builder.model.returns import CampaignReturns
from builder.pipeline import Evaluation, evaluate, read_campaign
from builder.progress import Progress
from builder.project import Project
from builder.remembering import reevaluate
from builder.scoring.campaigns import ScoredCampaign
from builder.scoring.results import CampaignResult
from builder.store import Store
from tests.demo.rubrics import copy_rubrics

ROOT = Path(__file__).parent.parent
FIRST, SECOND = "example-county-c-2021r1", "example-county-c-2021r2"
OTHER = "example-county-d-2021r1"
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


def test_campaigns_are_read_and_scored_by_several_processes(project: Project) -> None:
    """Three campaigns, of which two build on one another; each file is counted once."""
    add_campaign(project)
    told = io.StringIO()
    progress = Progress(Console(file=told, width=200))
    files = sum(len(one.returns.inputs) for one in rounds(evaluate(project, QUIET)))

    first = reevaluate(project, Store(project.cache / "built", ""), progress)
    again = reevaluate(project, Store(project.cache / "built", ""), progress)

    assert first == again == evaluate(project, QUIET)
    lines = [line for line in told.getvalue().splitlines() if "核分" in line]
    assert lines[0].startswith(f"✔ 读取填报表，核分：{files}个文件（")
    assert lines[1].startswith("✔ 读取填报表，核分：0个文件（")


def test_what_cannot_be_read_is_told_by_whichever_process_finds_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_campaign(project)

    def read(item: CampaignFolder, *others: object) -> CampaignReturns:
        if item.campaign.id == OTHER:
            raise PermissionError(errno.EACCES, "no", "甲.xlsx")
        return read_campaign(item, *others)  # type: ignore[arg-type]

    monkeypatch.setattr("builder.remembering.read_campaign", read)

    with pytest.raises(PermissionError) as caught:
        reevaluate(project, Store(project.cache / "built", ""), QUIET)

    assert caught.value.filename == "甲.xlsx"


def rounds(evaluation: Evaluation) -> list[CampaignResult]:
    return [one for one in evaluation.results if isinstance(one, CampaignResult)]


def add_campaign(project: Project) -> None:
    """One more, on which nothing builds: the first round by another name."""
    folder = project.input / OTHER
    shutil.copytree(project.input / FIRST, folder)
    settings = folder / "campaign.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(FIRST, OTHER), encoding="utf-8")
