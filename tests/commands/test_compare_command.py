"""Comparing, tracing and proving results as an office and an auditor do it, in a repository."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner
from wcwidth import wcswidth

from builder.building import KEPT
from builder.commands.compare import FOLDER
from builder.commands.git_settings import install_git_reading
from tests.command_app import app

ROOT = Path(__file__).parents[2]
QUARTER = "example-district-2022q1"
RUBRIC = "zichuan-2022-townships.yml"
FILED = "填报表/示例一街道.xlsx"
LATE = "微信接收/示例九镇自评表（盖章版）.xlsx"
FINDINGS = "核定/核定与巡查记录.xlsx"
PLATFORM = "平台数据/政务服务平台导出.xlsx"
IDENTITY = {
    "GIT_AUTHOR_NAME": "nobody",
    "GIT_AUTHOR_EMAIL": "nobody@example.invalid",
    "GIT_COMMITTER_NAME": "nobody",
    "GIT_COMMITTER_EMAIL": "nobody@example.invalid",
    "GIT_CONFIG_GLOBAL": os.devnull,
}

Cells = Mapping[str, int | str]


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env={**os.environ, **IDENTITY},
    )
    return done.stdout.decode()


def run(project: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*arguments, "--root", str(project)], env={"COLUMNS": "80"})
    return result.exit_code, result.output


def commit(project: Path, message: str, tag: str) -> None:
    git(project, "add", "-A", "input", "rubrics", ".gitattributes")
    git(project, "commit", "-q", "-m", message)
    git(project, "tag", tag)


def edit(project: Path, name: str, sheet: str, cells: Cells) -> None:
    path = project / "input" / QUARTER / name
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book[sheet][cell] = value
    book.save(path)


def register_appeal(project: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["单位", "指标编号", "意见", "异议理由", "复核结论", "复核理由"])
    sheet.append(["示例三镇", "2.2", "有异议", "制度齐全", "采纳", "查阅台账，情况属实"])
    book.save(project / "input" / QUARTER / "申诉与复核.xlsx")


def soften_rule(project: Path) -> None:
    """A missing element of 1.3 costs half a point, no longer one."""
    path = project / "rubrics" / RUBRIC
    head, rest = path.read_text(encoding="utf-8").split("kind: checklist", 1)
    path.write_text(f"{head}kind: checklist{rest.replace('per: 1', 'per: 0.5', 1)}", "utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's first quarter without 示例九镇, tagged 2022Q1; 示例三镇 lost a point in 2.2."""
    project = tmp_path_factory.mktemp("project")
    (project / "rubrics").mkdir()
    shutil.copy(ROOT / "rubrics" / RUBRIC, project / "rubrics")
    shutil.copytree(ROOT / "input" / QUARTER, project / "input" / QUARTER)
    git(project, "init", "-q", "-b", "main")
    install_git_reading(project)
    edit(project, FINDINGS, "核定记录", {"D64": 1})
    (project / "input" / QUARTER / LATE).unlink()
    commit(project, "第一季度公示", "2022Q1")
    return project


@pytest.fixture
def project(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "project"))


def differences(project: Path) -> dict[tuple[str, str | None], dict[str, Any]]:
    text = (project / "output" / "比对" / "比对.json").read_text(encoding="utf-8")
    value = json.loads(text)
    assert value["schema"] == "gongshi-differences/1"
    return {(change["name"], change["indicator"]): change for change in value["changes"]}


def test_a_build_leaves_comparisons_alone() -> None:
    assert FOLDER in KEPT


def test_nothing_changed_since_the_last_commit(project: Path) -> None:
    status, said = run(project, "compare")

    assert status == 0
    assert "得分、总分、名次都一样" in said
    assert differences(project) == {}


def test_each_cause_is_named_where_it_was_at_work(project: Path) -> None:
    """What was changed, unit by unit, and the causes that follow from that alone.

    示例一街道 says 5 benchmark stations, no longer 6 (3 + 0.5 × 5 = 5.5, not 6 points);
    示例一镇 loses 1 point in 2.2 by a finding, no longer 2; 示例三镇's point in 2.2 is given back
    after its appeal; 示例二街道's 集成服务办件数 rises from 665 to 800, past 示例一街道's 748;
    示例九镇's filing has come in; a missing element of 1.3 costs less.
    """
    shutil.copy(ROOT / "input" / QUARTER / LATE, project / "input" / QUARTER / LATE)
    edit(project, FILED, "填报表", {"D8": 5})
    edit(project, FINDINGS, "核定记录", {"D44": 1, "D64": 0})
    edit(project, PLATFORM, "平台数据", {"E4": 800})
    register_appeal(project)
    soften_rule(project)
    before = git(project, "status", "--porcelain")

    status, said = run(project, "比对", "2022Q1", "--all")

    found = differences(project)
    causes = {key: [cause["cause"] for cause in item["causes"]] for key, item in found.items()}
    assert status == 0
    assert causes["示例一街道", "1.2"] == ["data"]
    assert causes["示例一街道", "1.3"] == ["rule"]
    assert causes["示例一镇", "2.2"] == ["correction"]
    assert causes["示例三镇", "2.2"] == ["appeal"]
    assert causes["示例九镇", None] == ["late"]
    assert causes["示例二街道", "3.2"] == ["data", "others"]
    assert causes["示例一街道", "3.2"] == ["others"]
    assert causes["示例一街道", None] == ["data", "rule", "others"]
    cell = found["示例一街道", "1.2"]["causes"][0]["cells"][0]
    assert (cell["file"], cell["sheet"], cell["cell"]) == (FILED, "填报表", "D8")
    assert (cell["old"], cell["new"]) == ("6个", "5个")
    assert (found["示例一街道", "1.2"]["old"], found["示例一街道", "1.2"]["new"]) == (
        "6分",
        "5.5分",
    )
    key = {"path": "rule.per", "old": "1", "new": "0.5"}
    assert found["示例一街道", "1.3"]["causes"][0]["keys"] == [key]
    assert max(wcswidth(line) for line in said.splitlines() if str(project) not in line) <= 80
    assert "现在的程序重新核分" in said.replace("\n", "")
    assert (project / "output" / "比对" / "比对.xlsx").exists()
    after = git(project, "status", "--porcelain", "--", ".", ":!.output-lock")
    assert after == f"{before}?? output/\n"


def test_two_commits_are_compared_whatever_lies_in_the_folder(project: Path) -> None:
    edit(project, FILED, "填报表", {"D8": 5})
    commit(project, "更正", "2022Q1-1")
    edit(project, FILED, "填报表", {"D8": 1})

    run(project, "compare", "2022Q1", "2022Q1-1")

    assert differences(project)["示例一街道", "1.2"]["new"] == "5.5分"


def test_an_edition_is_meant_by_its_own_name(project: Path) -> None:
    """As the manual writes it, though a tag of the office's own is called so too."""
    edit(project, FILED, "填报表", {"D8": 5})
    commit(project, "更正", "edition/2022Q1-更正1")
    edit(project, FILED, "填报表", {"D8": 1})
    commit(project, "以后改的", "2022Q1-更正1")

    status, said = run(project, "compare", "2022Q1", "2022Q1-更正1")

    assert status == 0
    assert "2022Q1-更正1（提交" in said
    assert differences(project)["示例一街道", "1.2"]["new"] == "5.5分"


def test_a_project_may_lie_below_the_root_of_its_repository(
    published: Path, tmp_path: Path
) -> None:
    """Its commit is found again below the same folder, whose name is Chinese."""
    git(tmp_path, "init", "-q", "-b", "main")
    project = Path(shutil.copytree(published, tmp_path / "评估"))
    shutil.rmtree(project / ".git")
    commit(project, "第一季度公示", "2022Q1")
    edit(project, FILED, "填报表", {"D8": 5})

    status, _ = run(project, "compare")
    traced, said = run(project, "history", "T01")

    assert (status, traced) == (0, 0)
    assert differences(project)["示例一街道", "1.2"]["new"] == "5.5分"
    assert "还没有提交" in said


def test_published_folders_are_compared_without_git(project: Path, tmp_path: Path) -> None:
    """Two results.json that differ in one rank."""
    for name, rank in (("old", 1), ("new", 2)):
        line = {"unit": "A", "name": "甲镇", "rank": rank, "total": "9", "unranked_reason": None}
        entry = {
            "id": "r",
            "rubric_sha256": "a",
            "standings": [line],
            "scorecards": [{"unit": "A"}],
        }
        results = {"campaign": "round-1", "instruments": [entry]}
        folder = tmp_path / name / "site" / "data" / "round-1"
        folder.mkdir(parents=True)
        (folder / "results.json").write_text(json.dumps(results), encoding="utf-8")

    status, _ = run(
        project, "compare", str(tmp_path / "old"), str(tmp_path / "new" / "site" / "data")
    )

    change = differences(project)["甲镇", None]
    assert status == 0
    assert (change["old"], change["new"]) == ("9分，第1名", "9分，第2名")


def test_what_is_neither_commit_nor_results_ends_with_3(project: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    assert run(project, "compare", str(empty))[0] == 3
    status, said = run(project, "compare", "2035Q1")
    assert status == 3
    assert "“2035Q1”不是结果文件夹，也不是版次、git 里的提交或标签" in said.replace("\n", "")


def test_a_units_history_tells_versions_cells_and_the_file_that_took_over(project: Path) -> None:
    edit(project, FILED, "填报表", {"D8": 5})
    commit(project, "更正", "one")
    folder = project / "input" / QUARTER / "填报表"
    shutil.copy(folder / "示例一街道.xlsx", folder / "补报.xlsx")
    edit(project, "填报表/补报.xlsx", "填报表", {"D8": 4, "D9": "×"})
    commit(project, "补报", "two")

    status, said = run(project, "来历", "示例一街道")

    listed = project / "output" / "比对" / f"{QUARTER} 示例一街道 数据来历.json"
    versions = json.loads(listed.read_text(encoding="utf-8"))["versions"]
    told = [(version["file"], version["before"]) for version in versions]
    assert status == 0
    assert told == [(FILED, None), (FILED, FILED), ("填报表/补报.xlsx", FILED)]
    cells = [(cell["cell"], cell["old"], cell["new"]) for cell in versions[2]["cells"]]
    assert cells == [("D8", "5", "4"), ("D9", "√", "×")]
    assert "填报表 › D8：6 → 5" in said
    assert listed.with_suffix(".xlsx").exists()


def test_a_return_that_is_not_committed_is_told(project: Path) -> None:
    edit(project, FILED, "填报表", {"D8": 5})

    said = run(project, "history", "T01", "--campaign", QUARTER)[1]

    assert "还没有提交" in said


def test_a_unit_that_nobody_knows_ends_with_3(project: Path) -> None:
    status, said = run(project, "history", "无此镇")

    assert status == 3
    assert "无此镇" in said


def test_history_outside_of_git_ends_with_3(project: Path) -> None:
    shutil.rmtree(project / ".git")

    assert run(project, "history", "T01")[0] == 3


def clone(project: Path, target: Path) -> Path:
    target.mkdir()
    git(target, "clone", "-q", f"file://{project}", ".")
    return target


def test_a_fresh_clone_proves_a_manifest_and_names_the_one_byte_that_changed(
    project: Path, tmp_path: Path
) -> None:
    manifest = tmp_path / "manifest.json"
    run(project, "verify", str(manifest), "--write")
    fresh = clone(project, tmp_path / "clone")

    sound, said = run(fresh, "verify", str(manifest))
    git(fresh, "tag", "edition/2022Q1-公示", "2022Q1")
    path = fresh / "input" / QUARTER / FILED
    content = bytearray(path.read_bytes())
    content[-1] ^= 1  # the length of the archive's comment: the workbook itself is the same
    path.write_bytes(content)
    wrong, told = run(fresh, "核验", str(manifest))
    at_edition, _ = run(fresh, "verify", str(manifest), "--at", "2022Q1-公示")

    assert (sound, wrong, at_edition) == (0, 1, 0)
    assert "逐字节相同" in said
    sources = [line.strip() for line in told.splitlines() if line.startswith("  来源")]
    assert sources == [f"来源 input/{QUARTER}/{FILED}：内容变了"]


def test_a_manifest_holds_fingerprint_unit_and_time_of_each_return(
    project: Path, tmp_path: Path
) -> None:
    """示例一街道's line in the register of receipts says 2022-04-05 14:36."""
    manifest = tmp_path / "manifest.json"
    run(project, "verify", str(manifest), "--write")
    first = manifest.read_bytes()
    run(project, "verify", str(manifest), "--write")

    value = json.loads(first)
    item = next(item for item in value["inputs"] if item["path"].endswith(FILED))
    assert (item["unit"], item["received"]) == ("T01", "2022-04-05T14:36")
    assert [item["path"] for item in value["rubrics"]] == [f"rubrics/{RUBRIC}"]
    assert [item["path"] for item in value["results"]] == [f"data/{QUARTER}/results.json"]
    assert first == manifest.read_bytes()


def test_a_file_too_many_and_a_file_too_few_are_named(project: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.json"
    run(project, "verify", str(manifest), "--write")
    folder = project / "input" / QUARTER
    (folder / FILED).rename(folder / "填报表" / "换名.xlsx")

    status, said = run(project, "verify", str(manifest))

    assert status == 1
    assert f"来源 input/{QUARTER}/{FILED}：缺少" in said
    assert f"来源 input/{QUARTER}/填报表/换名.xlsx：清单里没有" in said


@pytest.mark.parametrize("content", ["", "[]", '{"schema": "gongshi-results/1"}', "{}"])
def test_what_is_no_manifest_ends_with_3(project: Path, tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")

    assert run(project, "verify", str(path))[0] == 3
