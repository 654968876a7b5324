"""What a campaign came to is kept, and come by again where it isn't whole any more."""

import errno
import io
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from builder.intake.calendar import CampaignFolder
from builder.ledger import Ledger
from builder.model.returns import CampaignReturns
from builder.pages.downloads import file_groups
from builder.pages.overview import survey_site
from builder.pipeline import Evaluation, evaluate, read_campaign
from builder.progress import Progress
from builder.project import Project
from builder.remembering import reevaluate
from builder.scoring.campaigns import ScoredCampaign
from builder.scoring.results import CampaignResult
from builder.store import Store
from tests.demo.few_units import keep_few_units
from tests.demo.rubrics import copy_rubrics

ROOT = Path(__file__).parent.parent
FIRST, SECOND = "example-county-c-2021r1", "example-county-c-2021r2"
OTHER = "example-county-d-2021r1"
YEAR = "example-district-2022"
QUARTERS = (f"{YEAR}q1", f"{YEAR}q2")
QUARTERLY = "zichuan-2022-townships"
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

    assert told(again) == told(evaluate(project, QUIET)) != told(first)
    assert Store(folder, "").find(entry.name) is not None


def test_what_is_not_whole_is_read_again_by_whoever_needs_it(project: Project) -> None:
    """All that a build asks first is kept apart from the figures."""
    folder = project.cache / "built"
    told_first = told(reevaluate(project, Store(folder, ""), QUIET))
    for name in (FIRST, SECOND):
        entry_of(name, folder).write_bytes(b"")

    again = reevaluate(project, Store(folder, ""), QUIET)

    assert [len(one.units) for one in again.outlines] == [5, 5]
    assert told(again) == told_first


def test_of_what_is_kept_as_much_is_known_as_of_what_is_in_memory(project: Project) -> None:
    """Before anything is brought; years too, of which one campaign may have several."""
    add_year(project)
    reevaluate(project, Store(project.cache / "built", ""), QUIET)

    ledger = reevaluate(project, Store(project.cache / "built", ""), QUIET)
    whole = survey_site(evaluate(project, QUIET).results)

    assert ledger.survey().outlines == whole.outlines
    assert len(whole.outlines) == 5
    for one in whole.outlines:
        known = None if one.is_year else file_groups(whole.load(one))
        assert ledger.survey().files.get(one.key) == known
        assert ledger.survey().load(one) == whole.load(one)
    assert len({*ledger.prints.values()}) == len(ledger.prints) == 5


def test_campaigns_are_read_and_scored_by_several_processes(project: Project) -> None:
    """Three campaigns, of which two build on one another; each file is counted once."""
    add_campaign(project)
    screen = io.StringIO()
    progress = Progress(Console(file=screen, width=200))
    files = sum(len(one.returns.inputs) for one in rounds(evaluate(project, QUIET)))

    first = reevaluate(project, Store(project.cache / "built", ""), progress)
    again = reevaluate(project, Store(project.cache / "built", ""), progress)

    assert told(first) == told(again) == told(evaluate(project, QUIET))
    lines = [line for line in screen.getvalue().splitlines() if "核分" in line]
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

    monkeypatch.setattr("builder.bookkeeping.read_campaign", read)

    with pytest.raises(PermissionError) as caught:
        reevaluate(project, Store(project.cache / "built", ""), QUIET)

    assert caught.value.filename == "甲.xlsx"


def told(done: Ledger | Evaluation) -> tuple[object, ...]:
    """All of it."""
    whole = tuple(done.results), dict(done.scored), done.problems
    return (*whole, done.handbook, done.allowances)


def rounds(evaluation: Evaluation) -> list[CampaignResult]:
    return [one for one in evaluation.results if isinstance(one, CampaignResult)]


def add_campaign(project: Project) -> None:
    """One more, on which nothing builds: the first round by another name."""
    folder = project.input / OTHER
    shutil.copytree(project.input / FIRST, folder)
    settings = folder / "campaign.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(FIRST, OTHER), encoding="utf-8")


def add_year(project: Project) -> None:
    """Two quarters of another district, put together."""
    shutil.copy(ROOT / "rubrics" / f"{QUARTERLY}.yml", project.rubrics)
    for name in QUARTERS:
        shutil.copytree(ROOT / "input" / name, project.input / name)
        keep_few_units(project.input / name)
    text = (ROOT / "input" / YEAR / "campaign.yml").read_text(encoding="utf-8")
    head, _, _ = text.partition("combines:")
    (project.input / YEAR).mkdir()
    settings = f"{head}combines: [{', '.join(QUARTERS)}]\n"
    (project.input / YEAR / "campaign.yml").write_text(settings, encoding="utf-8")
