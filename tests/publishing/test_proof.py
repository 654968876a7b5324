"""`gongshi verify EDITION` in a fresh clone: the same bytes, or the name of what differs."""

import hashlib
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from builder.editions.published import MANIFEST
from tests.command_app import app
from tests.demo.edition_year import (
    RUBRIC,
    STEPS,
    YEAR,
    commit,
    git,
    make_project,
    publish_data,
    sign_step,
)

pytestmark = pytest.mark.xdist_group("editions")

FILED = f"input/{YEAR}q1/填报表/示例一街道.xlsx"
FIRST = "2022Q1"


@pytest.fixture
def clone(year: Path, tmp_path: Path) -> Path:
    """What anybody gets who clones the repository: tags, and the branch as `origin` has it."""
    git(tmp_path, "clone", "--quiet", str(year), "clone")
    return tmp_path / "clone"


def verify(root: Path, edition: str) -> tuple[int, str]:
    command = ["verify", edition, "--root", str(root)]
    result = CliRunner().invoke(app, command, env={"COLUMNS": "200"})
    return result.exit_code, result.output


def flip(path: Path) -> None:
    """Changes the last byte of *path*, which of a workbook no reader looks at."""
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def forge(root: Path, edition: str, name: str) -> None:
    """Puts the tag of *edition* on a commit in which one byte of the file *name* is another."""
    git(root, "checkout", "--quiet", "--detach", f"edition/{edition}")
    flip(root / name)
    git(root, "commit", "--quiet", "--all", "--amend", "--no-edit")
    git(root, "tag", "--force", "--annotate", "--message=改", f"edition/{edition}", "HEAD")
    git(root, "checkout", "--quiet", "main")


def test_every_edition_of_the_year_is_proved(clone: Path) -> None:
    told = {step.id: verify(clone, step.id) for step in STEPS}

    assert {id_: status for id_, (status, _) in told.items()} == dict.fromkeys(told, 0)
    assert all("逐字节相同" in said for _, said in told.values())
    assert "由示例区政务服务管理办公室主任签发" in told[FIRST][1]


@pytest.mark.parametrize("name", [FILED, f"rubrics/{RUBRIC}"])
def test_one_byte_of_a_source_is_named(clone: Path, name: str) -> None:
    forge(clone, FIRST, name)

    status, said = verify(clone, FIRST)

    assert status == 1
    assert f"来源 {name}：内容变了" in said
    assert f"标签 edition/{FIRST} 移到了别的提交上" in said


def test_one_byte_in_the_folder_at_that_commit_is_named(clone: Path) -> None:
    git(clone, "checkout", "--quiet", "--detach", f"edition/{FIRST}")
    flip(clone / FILED)

    status, said = verify(clone, FIRST)

    assert status == 1
    assert f"文件夹里的 {FILED}：内容变了" in said


def test_a_value_that_was_changed_shows_in_the_results_too(clone: Path) -> None:
    git(clone, "checkout", "--quiet", "--detach", f"edition/{FIRST}")
    book = openpyxl.load_workbook(clone / FILED)
    book["填报表"]["D8"] = 4
    book.save(clone / FILED)
    git(clone, "commit", "--quiet", "--all", "--message=改")
    git(clone, "tag", "--force", f"edition/{FIRST}", "HEAD")

    status, said = verify(clone, FIRST)

    assert status == 1
    assert f"来源 {FILED}：内容变了" in said
    assert f"结果 data/{YEAR}q1/results.json：内容变了" in said


def test_results_that_were_changed_on_the_branch_are_named(clone: Path) -> None:
    git(clone, "checkout", "--quiet", "-b", "publication", "origin/publication")
    path = clone / FIRST / "data" / f"{YEAR}q1" / "results.json"
    results = json.loads(path.read_text(encoding="utf-8"))
    results["title"] = "另一个"
    path.write_text(json.dumps(results, ensure_ascii=False), encoding="utf-8")
    git(clone, "commit", "--quiet", "--all", "--message=改")
    git(clone, "checkout", "--quiet", "main")

    status, said = verify(clone, FIRST)

    assert status == 1
    assert f"发布的 data/{YEAR}q1/results.json 和清单不同" in said


def test_a_manifest_that_was_changed_to_fit_is_not_the_one_that_was_signed(clone: Path) -> None:
    git(clone, "checkout", "--quiet", "-b", "publication", "origin/publication")
    manifest = clone / FIRST / MANIFEST
    text = manifest.read_text(encoding="utf-8")
    path = clone / FIRST / "data" / f"{YEAR}q1" / "results.json"
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    assert old in text
    flip(path)
    new = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest.write_text(text.replace(old, new), encoding="utf-8")
    git(clone, "commit", "--quiet", "--all", "--message=改")
    git(clone, "checkout", "--quiet", "main")

    status, said = verify(clone, FIRST)

    assert status == 1
    assert "发布的清单不是签发的那一份" in said


def test_without_its_tag_an_edition_is_proved_by_the_log_and_doubted(clone: Path) -> None:
    git(clone, "tag", "--delete", f"edition/{FIRST}")

    status, said = verify(clone, FIRST)

    assert status == 1
    assert f"没有标签 edition/{FIRST}" in said
    assert "来源 input" not in said


def test_a_project_below_the_root_of_its_repository(tmp_path: Path) -> None:
    """Paths are told from the project's folder, wherever that lies; other files don't matter."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    project = make_project(tmp_path / "评估" / "项目")
    shutil.rmtree(project.root / ".git")
    STEPS[0].change(project.root)
    sign_step(project, STEPS[0])
    commit(project.root, "签发", STEPS[0].day)
    (tmp_path / "别的.txt").write_text("没有提交", encoding="utf-8")

    publish_data(project, FIRST)

    assert verify(project.root, FIRST)[0] == 0
    flip(project.root / FILED)
    assert f"文件夹里的 {FILED}：内容变了" in verify(project.root, FIRST)[1]


def test_what_was_never_published(clone: Path) -> None:
    status, said = verify(clone, "2021Q4")

    assert status == 3
    assert "没有发布过版次“2021Q4”" in said


def test_a_folder_without_git(clone: Path) -> None:
    shutil.rmtree(clone / ".git")

    assert "[E701]" in verify(clone, FIRST)[1]
