"""What commands say where something outside of the files is wrong, and how they end."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Never

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from builder.commands import publish, rubric, serve
from builder.commands.asking import AnswerError, Asker, Question, read_yes_or_no
from builder.commands.endings import tell_fault
from builder.disclosure.gate import DisclosureBlockedError
from builder.editions.edition_log import EditionLogError
from builder.editions.manifest import Manifest, ManifestError, SourceFile, manifest_json
from builder.formats.git_reading import GitError
from builder.formats.jinja_text import TemplateError
from builder.generator.running_program import SiteBuildError
from builder.model import rubric_problem_kinds as kinds
from builder.model.places import TextPlace
from builder.model.problems import Problem
from builder.pipeline import SettingsError
from builder.project import Project
from builder.publishing.bundle import NotPublishedError
from builder.publishing.draft import Draft
from builder.publishing.edition_files import EditionFolder
from builder.publishing.mike_run import DeployError
from builder.publishing.release import OldEditionChangedError
from builder.publishing.workshop import BusyError
from tests.command_app import app
from tests.faults.tiny_project import CAMPAIGN, make_project

#: What of a round stands in the year that it makes, too.
YEAR_KEYS = {"title", "authority", "region", "period", "status"}
RIGHT = Path(__file__).parents[1] / "cases" / "wrong_rubrics" / "right.yml"


def run(*arguments: str | Path, typed: str = "") -> tuple[int, str]:
    command = [str(argument) for argument in arguments]
    result = CliRunner().invoke(app, command, env={"COLUMNS": "200"}, input=typed)
    return result.exit_code, result.output


def failing(error: Exception) -> Callable[..., Never]:
    def fail(*_: object) -> Never:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NotPublishedError("2022Q1"), "没有发布过“2022Q1”"),
        (BusyError(), "另一个窗口正在发布"),
        (EditionLogError("甲"), "发布分支上的内容被别的程序改过"),
        (ManifestError("甲"), "发布分支上的内容被别的程序改过"),
        (OldEditionChangedError("2022Q1"), "发布分支上的内容被别的程序改过"),
        (DeployError("甲"), "git没有办成，没有发布：甲"),
        (GitError("甲"), "git没有办成，没有发布：甲"),
    ],
)
def test_why_nothing_was_published_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    monkeypatch.setattr(publish, "open_home", failing(error))

    status, said = run("publish", "2022Q1", "--root", tmp_path)

    assert status == 3
    assert words in said


@pytest.mark.parametrize("error", [GitError("甲"), ManifestError("甲"), EditionLogError("甲")])
def test_why_nothing_could_be_verified_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr("builder.commands.verify.open_home", failing(error))

    status, said = run("verify", "2022Q1", "--root", tmp_path)

    assert status == 3
    assert "核验不了：甲。要完整的克隆" in said


def test_a_commit_that_there_is_not_is_told(tmp_path: Path) -> None:
    listed = tmp_path / "清单.json"
    empty = '{"schema": "gongshi-manifest/1", "inputs": [], "rubrics": [], "results": []}'
    listed.write_text(empty, encoding="utf-8")

    status, said = run("verify", listed, "--at", "nowhere", "--root", tmp_path)

    assert status == 3
    assert "git 里没有“nowhere”这个版次、提交或标签" in said


def test_a_preview_that_ended_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").touch()
    shown: list[bool] = []

    def preview(*arguments: object, show: bool) -> None:
        arguments[1].close()  # type: ignore[attr-defined]
        shown.append(show)

    monkeypatch.setattr(serve, "preview", preview)

    assert run("serve", "--root", tmp_path, "--no-open") == (0, "预览已结束。\n")
    assert shown == [False]


def test_a_workbook_is_written_as_lines_for_git(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("单位,县民政局\n", encoding="utf-8")

    assert run("show-workbook", tmp_path / "a.csv") == (0, "a › A1\t单位\na › B1\t县民政局\n")


def test_exceptions_that_cannot_be_read_stop_a_screening(tmp_path: Path) -> None:
    folder = tmp_path / "rubrics" / "disclosure"
    folder.mkdir(parents=True)
    (folder / "a.yml").write_text("allow: [", encoding="utf-8")
    (tmp_path / "a.txt").touch()

    status, said = run("screen", tmp_path / "a.txt", "--root", tmp_path)

    assert status == 3
    assert "a.yml" in said


@pytest.fixture
def written(tmp_path: Path) -> Path:
    shutil.copy(RIGHT, tmp_path / "small-instrument.yml")
    return tmp_path / "small-instrument.yml"


def test_a_rubric_that_no_workbook_can_hold_is_told(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rubric, "export_rubric", failing(ValueError("指标「1.1」出现了两次")))

    status, said = run("rubric", "export", written)

    assert status == 3
    assert "指标「1.1」出现了两次" in said.replace("\n", "")


def test_what_is_no_workbook_is_no_rubric(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")

    status, said = run("rubric", "import", tmp_path / "a.xlsx")

    assert status == 3
    assert "文件损坏" in said


def test_a_full_disk_keeps_a_rubric_from_being_written(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rubric, "replace_file", failing(OSError(errno.ENOSPC, "full")))

    status, said = run("rubric", "export", written)

    assert status == 3
    assert "[E902]" in said


def test_an_answer_that_is_neither_yes_nor_no_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["也许", "是"])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))

    assert Asker(Console()).confirm("就这样")
    assert "请写“是”或“否”" in capsys.readouterr().out
    with pytest.raises(AnswerError):
        read_yes_or_no("也许")
    assert Asker(Console()).ask(Question("甲", "乙"), str.upper, "x") == "X"


def test_what_came_before_is_looked_up_for_templates(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    first = root / "input" / CAMPAIGN
    second = root / "input" / "second"
    shutil.copytree(first, second)
    text = (second / "campaign.yml").read_text(encoding="utf-8")
    changed = text.replace(f"id: {CAMPAIGN}", f"id: second\nprevious: {CAMPAIGN}")
    (second / "campaign.yml").write_text(changed, encoding="utf-8")

    status, said = run("templates", "--campaign", "second", "--root", root)

    assert status == 0, said
    assert list((root / "output" / "templates" / "second" / "填报表").iterdir())


def listed(*, source: str, result: str) -> Manifest:
    return Manifest((SourceFile("input/a.xlsx", source),), (), (SourceFile("data/a.json", result),))


@pytest.mark.parametrize(
    ("source", "result", "words"),
    [
        ("1", "1", "核验通过"),
        ("2", "1", "结果仍与清单逐字节相同"),
        ("1", "2", "来源都与清单相同：清单是用另一版程序写的"),
        ("2", "2", "用 gongshi compare 看结果变了什么"),
    ],
    ids=["nothing", "a source", "a result", "both"],
)
def test_what_differs_from_a_list_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, result: str, words: str
) -> None:
    path = tmp_path / "清单.json"
    path.write_bytes(manifest_json(listed(source="1", result="1")))
    found = listed(source=source, result=result)
    monkeypatch.setattr("builder.commands.verify.evaluate", lambda *_: None)
    monkeypatch.setattr("builder.commands.verify.take_manifest", lambda *_: found)

    status, said = run("verify", path, "--root", tmp_path)

    assert status == (0 if (source, result) == ("1", "1") else 1)
    assert words in said


def test_a_unit_is_looked_for_in_every_round_and_no_year(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    (root / "input" / "year").mkdir()
    text = (root / "input" / CAMPAIGN / "campaign.yml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if line.split(":")[0] in YEAR_KEYS]
    year = "\n".join([*kept, "id: year", f"combines: [{CAMPAIGN}]"])
    (root / "input" / "year" / "campaign.yml").write_text(year, encoding="utf-8")

    status, said = run("history", "没有的单位", "--root", root)

    assert status == 3
    assert "单位名录里没有“没有的单位”" in said


WRONG = kinds.NO_CAMPAIGN.at(TextPlace("input"))


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (SettingsError((WRONG,)), 3, "评估细则或评估任务有错，没有建站"),
        (DisclosureBlockedError(()), 2, ""),
        (SiteBuildError("[Errno 28] No space left on device"), 3, "[E902]"),
        (SiteBuildError("坏了"), 3, "建站失败，上一次的结果没有改动：\n坏了"),
        (TemplateError("少了名称"), 3, "网页模板有错，上一次的结果没有改动：少了名称"),
        (GitError("甲"), 3, "读不出已经发布的版次：甲"),
        (OSError(errno.ENOSPC, "full"), 3, "[E902]"),
    ],
    ids=["settings", "disclosure", "a full disk", "the site", "a template", "git", "the system"],
)
def test_a_run_that_cannot_go_on_ends_with_words_and_a_status(
    capsys: pytest.CaptureFixture[str], error: Exception, status: int, words: str
) -> None:
    with pytest.raises(typer.Exit) as ended:
        tell_fault(Console(width=200), error)

    assert ended.value.exit_code == status
    assert words in capsys.readouterr().out


def test_a_fault_of_the_program_is_none_that_a_run_ends_with() -> None:
    tell_fault(Console(quiet=True), ZeroDivisionError())


@pytest.mark.parametrize(("problems", "told"), [((), False), ((WRONG,), True)])
def test_what_is_still_to_be_done_is_told_with_a_draft(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    problems: tuple[Problem, ...],
    *,
    told: bool,
) -> None:
    home = SimpleNamespace(project=Project(tmp_path, tmp_path / "output"))
    case = SimpleNamespace(folder=EditionFolder(tmp_path, "2022Q1"), is_out=(), home=home)
    made = Draft(tmp_path / "index.html", problems)
    monkeypatch.setattr(publish, "open_home", lambda _: home)
    monkeypatch.setattr(publish, "open_case", lambda *_: case)
    monkeypatch.setattr(publish, "make_draft", lambda *_: made)

    status, said = run("publish", "2022Q1", "--root", tmp_path)

    assert status == 0
    assert "做好了草稿" in said
    assert (WRONG.wrong in said, "发布前还要办的事" in said) == (told, told)
