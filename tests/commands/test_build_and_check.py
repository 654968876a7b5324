"""The commands as an office runs them: Chinese messages, and the exit statuses of the contract."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builder import pipeline
from builder.cli import app
from builder.mkdocs_build import SiteBuildError

ROOT = Path(__file__).parents[2]
SOUND, FAULTY = "example-district-2022q1", "example-district-2022q2"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the demo's first quarter, in which nobody has anything to mend."""
    for name in ("site_templates", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "rubrics", tmp_path / "rubrics")
    shutil.copytree(ROOT / "input" / SOUND, tmp_path / "input" / SOUND)
    return tmp_path


@pytest.mark.parametrize("command", ["check", "检查"])
def test_a_check_without_faults_ends_with_0_and_the_next_step(project: Path, command: str) -> None:
    status, said = run(command, "--root", str(project))

    assert status == 0
    assert said.strip().endswith("下一步：运行 gongshi build 建站。")


def test_a_check_with_faults_ends_with_1_and_names_file_sheet_and_cell(project: Path) -> None:
    shutil.copytree(ROOT / "input" / FAULTY, project / "input" / FAULTY)

    status, said = run("check", "--root", str(project))

    assert status == 1
    assert "示例八镇填报表(最终版2)(1).xlsx › Sheet1 › D25" in said.replace("\n", "")
    assert "“约1200件”不是整数。请填整数，例如 1200。" in said.replace("\n", "").replace("    ", "")


def test_a_wrong_rubric_ends_with_3_and_names_file_and_line(project: Path) -> None:
    rubric = project / "rubrics" / "zichuan-2022-townships.yml"
    text = rubric.read_text(encoding="utf-8").replace("wording:", "wordng:", 1)
    rubric.write_text(text, encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "wordng" in row)

    status, said = run("build", "--root", str(project))

    assert status == 3
    assert f"rubrics/zichuan-2022-townships.yml › 第{line}行" in said.replace("\n", "")
    assert "是否想写「wording」？" in said
    assert not (project / "output").exists()


def test_a_project_without_a_campaign_ends_with_3_and_says_where_to_make_one(
    project: Path,
) -> None:
    shutil.rmtree(project / "input" / SOUND)

    status, said = run("check", "--root", str(project))

    assert status == 3
    assert "没有找到任何 campaign.yml" in said


def test_a_site_that_cannot_be_built_ends_with_3_and_leaves_the_last_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = project / "output" / "site" / "index.html"
    good.parent.mkdir(parents=True)
    good.write_text("上一次", encoding="utf-8")

    def refuse(*_: object) -> None:
        message = "一个链接断了"
        raise SiteBuildError(message)

    monkeypatch.setattr(pipeline, "build_site", refuse)
    status, said = run("build", "--root", str(project))

    assert status == 3
    assert "一个链接断了" in said
    assert good.read_text(encoding="utf-8") == "上一次"


def test_strict_ends_with_1_where_somebody_has_to_mend_something(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "build_site", lambda *_: None)
    shutil.copytree(ROOT / "input" / FAULTY, project / "input" / FAULTY)

    assert run("build", "--root", str(project))[0] == 0
    assert run("build", "--strict", "--root", str(project))[0] == 1


def test_a_second_build_says_that_nothing_changed_by_saying_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first leaves its results where the second compares."""

    def copy_data(_: Path, pages: Path, site: Path, __: object) -> None:
        shutil.copytree(pages / "data", site / "data")

    monkeypatch.setattr(pipeline, "build_site", copy_data)
    run("build", "--root", str(project))

    status, said = run("build", "--root", str(project))

    assert status == 0
    assert "与上次建站相比" not in said
    assert not (project / "output" / "office" / "与上次相比.xlsx").exists()
