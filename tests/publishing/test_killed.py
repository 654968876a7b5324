"""Whenever a run is killed, readers see the old state or the new one, and the next run mends all.

SIGKILL goes to the run and to all programs that it started, as when the power fails.
"""

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from builder.editions.published import read_editions
from builder.formats.git_reading import find_repository
from builder.project import Project
from builder.publishing.case import open_home
from builder.publishing.workshop import BusyError, mend_refs, open_workshop
from tests.demo.edition_year import (
    POST,
    YEAR,
    Step,
    git,
    make_project,
    prepare,
    publish_data,
)
from tests.demo.few_units import keep_few_units
from tests.demo.world import ROOT
from tests.faults.commands import Commands

KILLS = 20
OLD, NEW = "2022Q1", "2022Q1-更正1"
BRANCH, TAG = "refs/heads/publication", f"refs/tags/edition/{NEW}"


def nothing(root: Path) -> None:
    assert root.is_dir()


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quarter of few units: one edition is out, the next is signed and committed."""
    project = make_project(tmp_path_factory.mktemp("ready") / "project")
    prepare(project, Step(OLD, "第一季度", date(2022, 4, 20), bring_quarter))
    publish_data(project, OLD)
    prepare(project, Step(NEW, "更正", date(2022, 5, 6), nothing, OLD, "更正一处。"))
    return project.root


def bring_quarter(root: Path) -> None:
    folder = root / "input" / f"{YEAR}q1"
    shutil.copytree(ROOT / "input" / folder.name, folder)
    keep_few_units(folder)


@pytest.fixture
def project(ready: Path, tmp_path: Path) -> Path:
    """A copy of what is ready."""
    return Path(shutil.copytree(ready, tmp_path / "project"))


@pytest.fixture
def commands() -> Iterator[Commands]:
    program = Commands()
    yield program
    program.close()


def publish(root: Path) -> tuple[str, ...]:
    """The command that publishes the next edition."""
    return ("publish", NEW, "--root", str(root))


def seen(root: Path) -> list[str]:
    """The editions that readers see; every one of them must be whole."""
    editions = read_editions(find_repository(root), "publication")
    versions = json.loads(git(root, "show", "publication:versions.json"))
    ids = [one.edition.id for one in editions]
    assert sorted(one["version"] for one in versions) == sorted(ids)
    newest = git(root, "rev-parse", f"publication:{ids[-1]}")
    assert git(root, "rev-parse", "publication:latest") == newest
    return ids


def tags(root: Path) -> list[str]:
    return git(root, "tag", "--list").split()


def take_back(root: Path, branch: str) -> None:
    """Makes the old state again, after a kill that came too late."""
    git(root, "update-ref", BRANCH, branch)
    git(root, "update-ref", "-d", TAG)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL for a whole session")
def test_a_run_killed_at_any_moment_leaves_the_old_or_the_new_state(
    project: Path, commands: Commands
) -> None:
    before = git(project, "rev-parse", BRANCH).strip()
    started = time.monotonic()
    assert commands.run(*publish(project)) == 0
    whole = time.monotonic() - started
    take_back(project, before)
    chance = random.Random(20220506)  # noqa: S311 - moments, no secrets
    # Half of them anywhere, half in the last part, where something is written.
    moments = [chance.uniform(0, whole) for _ in range(KILLS // 2)]
    moments += [chance.uniform(0.75 * whole, 1.02 * whole) for _ in range(KILLS // 2)]
    for moment in moments:
        pid = commands.start(*publish(project))
        time.sleep(moment)
        commands.kill(pid, all_=True)

        ids = seen(project)
        assert ids in ([OLD], [OLD, NEW]), moment
        if ids == [OLD]:
            assert git(project, "rev-parse", BRANCH).strip() == before
        else:
            take_back(project, before)

    assert commands.run(*publish(project)) == 0
    assert seen(project) == [OLD, NEW]
    assert tags(project) == [f"edition/{OLD}", f"edition/{NEW}"]
    assert [path.name for path in (project / ".git" / "gongshi-publishing").iterdir()] == ["lock"]
    assert list((project / ".git" / "refs").rglob("*.lock")) == []
    git(project, "fsck", "--strict")


def halt_between(root: Path) -> None:
    """The tag is set, the branch is not; with the locks that git holds then."""
    tagged = f"object {git(root, 'rev-parse', 'HEAD').strip()}\ntype commit\ntag edition/{NEW}\n"
    text = f"{tagged}tagger {POST} <nobody@example.invalid> 1651766400 +0800\n\n更正\n"
    made = subprocess.run(
        ["git", "mktag"], cwd=root, input=text.encode(), check=True, capture_output=True
    )
    id_ = made.stdout.decode().strip()
    git(root, "update-ref", TAG, id_)
    note = {"edition": NEW, "tag": TAG, "id": id_, "branch": BRANCH}
    home = root / ".git" / "gongshi-publishing"
    home.mkdir(exist_ok=True)
    (home / "journal.json").write_text(json.dumps(note), encoding="utf-8")
    (home / "left").mkdir()
    (root / ".git" / f"{BRANCH}.lock").touch()


def mend(root: Path) -> None:
    home = open_home(Project(root, root / "output"))
    with open_workshop(home.repository) as workshop:
        published = [one.edition for one in read_editions(home.repository, home.branch)]
        mend_refs(workshop, published)


def test_a_run_killed_between_tag_and_branch_published_nothing(
    project: Path, commands: Commands
) -> None:
    halt_between(project)
    assert seen(project) == [OLD]

    mend(project)

    assert tags(project) == [f"edition/{OLD}"]
    assert not (project / ".git" / f"{BRANCH}.lock").exists()
    assert not (project / ".git" / "gongshi-publishing" / "left").exists()
    assert commands.run(*publish(project)) == 0
    assert seen(project) == [OLD, NEW]


def test_a_run_killed_after_the_branch_gets_its_tag(project: Path, commands: Commands) -> None:
    before = git(project, "rev-parse", BRANCH).strip()
    assert commands.run(*publish(project)) == 0
    after = git(project, "rev-parse", BRANCH).strip()
    take_back(project, before)
    halt_between(project)
    (project / ".git" / f"{BRANCH}.lock").unlink()
    git(project, "update-ref", "-d", TAG)
    git(project, "update-ref", BRANCH, after)

    mend(project)

    assert seen(project) == [OLD, NEW]
    assert tags(project) == [f"edition/{OLD}", f"edition/{NEW}"]


def test_two_runs_at_once_do_not_meet(project: Path) -> None:
    repository = find_repository(project)
    with open_workshop(repository), pytest.raises(BusyError), open_workshop(repository):
        pytest.fail("the second run went in")
