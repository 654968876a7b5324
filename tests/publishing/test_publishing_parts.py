"""What publishing refuses to do, piece by piece, in repositories that hold next to nothing."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from rich.console import Console

from builder.flags.holding import hold_year
from builder.formats.git_reading import Repository, find_commit, find_repository
from builder.intake.campaign import Campaign
from builder.model.editions import Edition
from builder.progress import Progress
from builder.project import Project
from builder.publishing import release
from builder.publishing.bundle import NotPublishedError, bundle_editions
from builder.publishing.case import Case, Home, RefusedError
from builder.publishing.decisions import years_of_drafts
from builder.publishing.draft import draft_edition, make_draft, new_edition
from builder.publishing.edition_files import EditionFolder, edition_text
from builder.publishing.mike_run import DeployError, deploy
from builder.publishing.obstacles import find_uncommitted, paper_obstacles, read_papers
from builder.publishing.release import OldEditionChangedError, show_edition, sign
from builder.publishing.workshop import BusyError, mend_refs, open_workshop
from builder.rubric.schema import Rubric
from builder.scoring.results import YearResult
from tests.demo.edition_year import git

BRANCH, ID = "publication", "2022Q1"
EDITION = replace(
    draft_edition(new_edition(ID), "0" * 64), published=date(2022, 4, 2), signed_by="办公室主任"
)
DRAFT = replace(EDITION, published=None)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A project under git, with one commit and nothing published."""
    root = tmp_path / "project"
    (root / "input").mkdir(parents=True)
    (root / "input" / "a.txt").write_text("甲", encoding="utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=甲")
    return Home(Project(root, tmp_path / "output"), find_repository(root), BRANCH)


def case_of(home: Home, *published: Edition) -> Case:
    return Case(home, read_papers(EditionFolder(home.project.root, ID)), published)


def refs(home: Home) -> str:
    return git(home.project.root, "for-each-ref")


def test_of_a_branch_that_there_is_not_no_bundle_is_made(home: Home) -> None:
    with pytest.raises(NotPublishedError):
        bundle_editions(home.repository, BRANCH, ID)


def test_an_edition_without_its_papers_is_not_signed(home: Home) -> None:
    with pytest.raises(ValueError, match="without its papers"):
        sign(case_of(home).papers, find_commit(home.repository, "HEAD"), "0" * 64)


def test_a_draft_never_gets_onto_the_branch(home: Home) -> None:
    before = refs(home)

    with open_workshop(home.repository) as workshop, pytest.raises(ValueError, match="a draft"):
        show_edition(case_of(home), DRAFT, home.project.root, {}, workshop)

    assert refs(home) == before


def test_what_mike_refuses_is_told(home: Home, tmp_path: Path) -> None:
    nowhere = Repository(tmp_path / "output")
    nowhere.root.mkdir()

    with pytest.raises(DeployError, match="git"):
        deploy(nowhere, BRANCH, EDITION, home.project.root, {}, {})


def test_an_edition_that_is_out_is_never_changed(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the program that commits does to the folders of others."""
    git(home.project.root, "branch", BRANCH)
    before = refs(home)

    def folder_id(_: Repository, commit: str, __: str) -> str:
        return commit

    monkeypatch.setattr(release, "deploy", lambda *_: None)
    monkeypatch.setattr(release, "folder_id", folder_id)

    with open_workshop(home.repository) as workshop, pytest.raises(OldEditionChangedError):
        show_edition(case_of(home, EDITION), EDITION, home.project.root, {}, workshop)

    assert refs(home) == before


@pytest.mark.parametrize(
    ("published", "tagged", "after"),
    [
        ((EDITION,), True, True),
        ((EDITION,), False, True),
        ((), True, False),
        ((), False, False),
    ],
    ids=["it went through", "the tag was left out", "the branch was left out", "it never began"],
)
def test_after_a_run_that_was_killed_the_tag_stands_where_the_edition_does(
    home: Home, published: tuple[Edition, ...], *, tagged: bool, after: bool
) -> None:
    ref = f"refs/tags/{EDITION.tag}"
    id_ = find_commit(home.repository, "HEAD").id
    if tagged:
        git(home.project.root, "update-ref", ref, id_)

    with open_workshop(home.repository) as workshop:
        journal = workshop.home / "journal.json"
        note = {"edition": ID, "tag": ref, "id": id_, "branch": f"refs/heads/{BRANCH}"}
        journal.write_text(json.dumps(note), encoding="utf-8")
        mend_refs(workshop, published)
        assert not journal.exists()

    assert (ref in refs(home)) is after


def test_one_run_at_a_time_publishes(home: Home) -> None:
    with open_workshop(home.repository), pytest.raises(BusyError):
        open_workshop(home.repository).__enter__()


def test_papers_of_another_edition_are_told(home: Home) -> None:
    folder = EditionFolder(home.project.root, ID)
    folder.edition.parent.mkdir(parents=True)
    folder.edition.write_text(edition_text(new_edition("2022Q2")), encoding="utf-8")

    codes = [problem.kind.code for problem in paper_obstacles(read_papers(folder), ())]

    assert codes == ["E711", "E713"]


def test_what_lies_about_while_somebody_works_is_no_uncommitted_file(home: Home) -> None:
    for name in ("~$a.xlsx", ".DS_Store", "b.xlsx"):
        (home.project.root / "input" / name).write_bytes(b"")

    found = find_uncommitted(home.repository, EditionFolder(home.project.root, ID))

    assert [problem.place.file for problem in found] == ["input/b.xlsx"]


def test_a_draft_of_what_cannot_be_read_is_refused(home: Home) -> None:
    folder = EditionFolder(home.project.root, ID)
    folder.edition.parent.mkdir(parents=True)
    folder.edition.write_text("id: [", encoding="utf-8")

    with pytest.raises(RefusedError) as refused:
        make_draft(case_of(home), Progress(Console(quiet=True)))

    assert [problem.kind.code for problem in refused.value.problems] == ["R501"]
    assert folder.edition.read_text(encoding="utf-8") == "id: ["


def campaign(id_: str, status: str, **more: object) -> Campaign:
    keys: Mapping[str, object] = {
        "id": id_,
        "title": id_,
        "authority": "示例办",
        "region": "示例县",
        "period": {"start": "2022-01-01", "end": "2022-12-31"},
        "status": status,
        "instruments": ["small"],
        **more,
    }
    return Campaign.model_validate(keys)


@pytest.mark.parametrize(
    ("status", "rounds", "places"),
    [
        ("final", ("final", "draft"), ["input/2022/campaign.yml"]),
        ("final", ("final", "final"), []),
        ("draft", ("draft", "draft"), []),
    ],
)
def test_a_year_is_not_final_before_its_rounds_are(
    status: str, rounds: tuple[str, ...], places: list[str]
) -> None:
    year = campaign("2022", status)
    quarters = tuple(campaign(f"q{number}", one) for number, one in enumerate(rounds))
    result = hold_year(YearResult(year, cast("Rubric", SimpleNamespace()), quarters, ()))

    found = list(years_of_drafts([result]))

    assert result.campaign.status == ("final" if status == "final" and not places else "draft")

    assert [problem.place.file for problem in found] == places
    assert all("q1" in problem.wrong and "q0" not in problem.wrong for problem in found)
