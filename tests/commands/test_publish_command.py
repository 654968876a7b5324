"""From a folder to a published edition, as an office goes the way: draft, form, commit, publish."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.command_app import app
from tests.demo.edition_year import POST, STEPS, YEAR, commit, git, make_project

pytestmark = pytest.mark.usefixtures("copied_generator")

ID = "2022Q1"
STEP = STEPS[0]


def run(root: Path, *arguments: str) -> tuple[int, str]:
    command = [*arguments, "--root", str(root)]
    result = CliRunner().invoke(app, command, env={"COLUMNS": "200"})
    return result.exit_code, result.output


def fill_in(form: Path) -> None:
    """What the post that signs writes into the form, in Notepad."""
    text = form.read_text(encoding="utf-8").replace('post: ""', f'post: "{POST}"')
    form.write_text(text.replace('day: ""', f"day: {STEP.day}"), encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first quarter, committed; the publication branch has a name of the office's own."""
    root = make_project(tmp_path_factory.mktemp("office") / "project").root
    STEP.change(root)
    (root / "editions").mkdir()
    (root / "editions" / "settings.yml").write_text("branch: gh-pages\n", encoding="utf-8")
    commit(root, "第一季度", STEP.day)
    return root


@pytest.fixture(scope="module")
def drafted(project: Path) -> tuple[int, str]:
    return run(project, "publish", ID)


def test_first_there_is_a_draft_and_a_form(project: Path, drafted: tuple[int, str]) -> None:
    status, said = drafted
    form = (project / "editions" / ID / "signoff.yml").read_text(encoding="utf-8")
    results = project / "output" / "草稿" / ID / "site" / "data" / f"{YEAR}q1" / "results.json"

    assert status == 0, said
    assert f"git commit -m {ID}签发" in said
    assert "title: 2022年第一季度" in (project / "editions" / ID / "edition.yml").read_text("utf-8")
    assert re.search(r"^results_sha256: [0-9a-f]{64}$", form, re.MULTILINE)
    assert 'post: ""' in form
    assert results.exists()
    assert git(project, "branch", "--list", "gh-pages") == ""


@pytest.fixture(scope="module")
def published(project: Path, drafted: tuple[int, str]) -> tuple[int, str]:
    """The form is filled in and committed, and the same command run once more."""
    assert drafted[0] == 0
    fill_in(project / "editions" / ID / "signoff.yml")
    commit(project, f"{ID}签发", STEP.day)
    return run(project, "发布", ID)


def test_then_the_same_command_publishes(project: Path, published: tuple[int, str]) -> None:
    status, said = published
    (edition,) = json.loads(git(project, "show", "gh-pages:editions.json"))["editions"]

    assert status == 0, said
    assert f"git push --atomic origin gh-pages edition/{ID}" in said
    assert edition["id"] == ID
    assert edition["title"] == "2022年第一季度"
    assert edition["signed_by"] == POST
    assert edition["published"] == "2022-04-20"
    assert edition["commit"] == git(project, "rev-parse", f"edition/{ID}^{{commit}}").strip()
    assert edition["commit"] == git(project, "rev-parse", "HEAD").strip()


def test_the_site_holds_its_manifest_with_units_and_times(
    project: Path, published: tuple[int, str]
) -> None:
    """T04 sent its filing on the 8th of April at 10:44, as the register of receipts says."""
    manifest = json.loads(git(project, "show", f"gh-pages:{ID}/manifest.json"))
    found = {item["path"]: item for item in manifest["inputs"]}
    filing = found[f"input/{YEAR}q1/填报表/T04/新建 Microsoft Excel 工作表.xls"]

    assert published[0] == 0
    assert manifest["schema"] == "gongshi-manifest/1"
    assert (filing["unit"], filing["received"]) == ("T04", "2022-04-08T10:44")
    assert [item["path"] for item in manifest["results"]] == [f"data/{YEAR}q1/results.json"]


def test_nobody_is_named_in_the_history_of_the_publication(
    project: Path, published: tuple[int, str]
) -> None:
    """Neither commit nor tag has the clock's time or the identity of whoever ran the command."""
    shape = "%an %ae %aI|%cn %ce %cI"
    who = f"{POST} publication@gongshi.invalid 2022-04-20T00:00:00+08:00"

    assert published[0] == 0
    assert git(project, "log", f"--format={shape}", "gh-pages").strip() == f"{who}|{who}"
    assert (
        git(project, "cat-file", "tag", f"edition/{ID}")
        .splitlines()[3]
        .startswith(f"tagger {POST} <publication@gongshi.invalid> 1650384000 +0800")
    )


def test_inputs_stay_on_the_working_branch(project: Path, published: tuple[int, str]) -> None:
    listed = git(project, "-c", "core.quotepath=off", "ls-tree", "-r", "--name-only", "gh-pages")

    assert published[0] == 0
    assert [name for name in listed.splitlines() if "核定与巡查记录" in name] == []
    assert git(project, "status", "--porcelain") == ""
    assert git(project, "branch", "--show-current").strip() == "main"


def test_anybody_proves_it(project: Path, published: tuple[int, str]) -> None:
    status, said = run(project, "verify", ID)

    assert published[0] == 0
    assert status == 0, said


def test_it_is_not_published_twice(project: Path, published: tuple[int, str]) -> None:
    assert published[0] == 0
    for options in ((), ("--draft",), ("--check",)):
        status, said = run(project, "publish", ID, *options)
        assert status == 1
        assert "[E721]" in said
