"""The commands as an office runs them: Chinese messages, and the exit statuses of the contract."""

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner
from wcwidth import wcswidth

from builder.generator.running_program import SiteBuildError
from builder.mkdocs_build import SiteGenerator
from tests.command_app import app
from tests.demo.rubrics import copy_rubrics

pytestmark = pytest.mark.usefixtures("copied_generator")

ROOT = Path(__file__).parents[2]
SOUND, FAULTY = "example-district-2022q1", "example-district-2022q2"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def unfolded(said: str) -> str:
    """What was *said*, the lines that go on further in joined again."""
    return re.sub(r"\n {2,}", "", said)


def rounds(said: str) -> list[str]:
    """The campaigns that are told of in detail."""
    return re.findall(r"^【(.+?)】", said, re.MULTILINE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the demo's first quarter, in which nobody has anything to mend."""
    for name in ("site_templates", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    copy_rubrics(tmp_path, "zichuan-2022-townships")
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
    whole = unfolded(said)
    assert "怎么改：请填整数，例如 1200。" in whole
    assert "示例八镇填报表(最终版2)(1).xlsx › Sheet1 › D25：“约1200件”不是整数。" in whole


def test_each_campaign_has_a_line_and_the_newest_its_details(project: Path) -> None:
    """The first quarter was due on 2022-04-08, the second on 2022-07-08."""
    shutil.copytree(ROOT / "input" / FAULTY, project / "input" / FAULTY)

    said = run("check", "--root", str(project))[1]

    dues = re.findall(r"^示例区2022年第.季度 +(\S+)", said, re.MULTILINE)
    assert dues == ["2022-04-08", "2022-07-08"]
    assert rounds(said) == ["示例区2022年第二季度"]
    assert f"看别的评估任务：gongshi check --campaign {SOUND}" in said


@pytest.mark.parametrize("name", [SOUND, "第一季度"])
def test_one_campaign_can_be_looked_at_by_folder_or_title(project: Path, name: str) -> None:
    """Nobody has to mend anything in the first quarter, whatever the second is like."""
    shutil.copytree(ROOT / "input" / FAULTY, project / "input" / FAULTY)

    status, said = run("check", "--campaign", name, "--root", str(project))

    assert (status, rounds(said)) == (0, ["示例区2022年第一季度"])


@pytest.mark.parametrize(
    ("name", "told"), [("2035", "没有评估任务“2035”"), ("季度", "有几个评估任务都叫“季度”")]
)
def test_a_campaign_that_is_not_one_ends_with_3_and_the_names(
    project: Path, name: str, told: str
) -> None:
    shutil.copytree(ROOT / "input" / FAULTY, project / "input" / FAULTY)

    status, said = run("check", "--campaign", name, "--root", str(project))

    assert status == 3
    assert told in said
    assert SOUND in said
    assert FAULTY in said


def test_all_tells_every_place_in_80_columns_and_leaves_the_site(project: Path) -> None:
    """What it writes are the problems, in the folder that is asked for."""
    shutil.copytree(ROOT / "input" / FAULTY, project / "input" / FAULTY)
    site = project / "elsewhere" / "site" / "index.html"
    site.parent.mkdir(parents=True)
    site.write_text("上一次", encoding="utf-8")

    said = run("check", "--all", "--root", str(project), "--output", str(project / "elsewhere"))[1]

    listed = json.loads((project / "elsewhere" / "problems.json").read_text(encoding="utf-8"))
    cells = [problem["cell"] for problem in listed["problems"] if problem["cell"]]
    assert rounds(said) == ["示例区2022年第一季度", "示例区2022年第二季度"]
    assert cells
    assert all(cell in said for cell in cells)
    # The path of the test's own folder is as long as it is.
    assert max(wcswidth(line) for line in said.splitlines() if str(project) not in line) <= 80
    assert site.read_text(encoding="utf-8") == "上一次"
    assert not (project / "output").exists()


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

    monkeypatch.setattr(SiteGenerator, "build", refuse)
    status, said = run("build", "--root", str(project))

    assert status == 3
    assert "一个链接断了" in said
    assert good.read_text(encoding="utf-8") == "上一次"


def test_a_build_says_a_line_a_campaign_and_ends_with_1_only_if_strict(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SiteGenerator, "build", lambda *_: 0)
    shutil.copytree(ROOT / "input" / FAULTY, project / "input" / FAULTY)

    status, said = run("build", "--root", str(project))

    assert status == 0
    assert rounds(said) == []
    assert "约1200件" not in said
    assert "运行 gongshi check 看明细" in said.replace("\n", "")
    assert run("build", "--strict", "--root", str(project))[0] == 1


def test_a_second_build_says_that_nothing_changed_by_saying_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first leaves its results where the second compares."""

    def copy_data(_: SiteGenerator, pages: Path, site: Path, *__: object) -> None:
        shutil.copytree(pages / "data", site / "data")

    monkeypatch.setattr(SiteGenerator, "build", copy_data)
    run("build", "--root", str(project))

    status, said = run("build", "--root", str(project))

    assert status == 0
    assert "与上次建站相比" not in said
    assert not (project / "output" / "office" / "与上次相比.xlsx").exists()
