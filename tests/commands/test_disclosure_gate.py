"""Nothing personal gets out: `check` says where it is, `build` and `export` end with status 2.

The seeds of domain.md F are put into a copy of the demo's first quarter; every value is made up.
"""

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from stdnum.cn import ric
from typer.testing import CliRunner

from builder.commands.screen import hook_text, install_hook
from builder.mkdocs_build import SiteGenerator
from tests.command_app import app
from tests.demo.rubrics import copy_rubrics

pytestmark = pytest.mark.usefixtures("copied_generator")

ROOT = Path(__file__).parents[2]
CAMPAIGN = "example-district-2022q1"
MOBILE = "199" + "0000" + "1234"
SPACED = " ".join((MOBILE[:3], MOBILE[3:7], MOBILE[7:]))
IDENTITY = "99010119490101001" + ric.calc_check_digit("990101194901010010")
SECRET = "Made" + "-up-77"
VERDICTS = "核定/核定与巡查记录.xlsx"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("site_templates", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    copy_rubrics(tmp_path, "zichuan-2022-townships")
    shutil.copytree(ROOT / "input" / CAMPAIGN, tmp_path / "input" / CAMPAIGN)
    return tmp_path


def plant_reason(project: Path, reason: str) -> None:
    """In E4, the reason of the second verdict: deductions, whose reasons the page prints."""
    path = project / "input" / CAMPAIGN / VERDICTS
    book = load_workbook(path)
    book.worksheets[0]["D4"] = 1
    book.worksheets[0]["E4"] = reason
    book.save(path)


def problems(project: Path) -> dict[str, dict[str, str]]:
    told = json.loads((project / "output" / "problems.json").read_text(encoding="utf-8"))
    return {problem["code"]: problem for problem in told["problems"]}


def everything_below(folder: Path) -> bytes:
    """The bytes of every file that leaves the office, those packed in workbooks too.

    A copy that goes back to be mended holds what its own author wrote.
    """
    found = []
    files = (path for path in folder.rglob("*") if path.is_file())
    for path in sorted(path for path in files if "退回修改" not in path.parts):
        content = path.read_bytes()
        found += [str(path).encode(), content]
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                found += [archive.read(name) for name in archive.namelist()]
    return b"\n".join(found)


def test_a_mobile_in_a_reason_stops_the_build_and_the_old_site_stays(project: Path) -> None:
    plant_reason(project, f"请与{SPACED}联系后核定")
    old = project / "output" / "site" / "index.html"
    old.parent.mkdir(parents=True)
    old.write_text("上一次", encoding="utf-8")

    status, said = run("build", "--root", str(project))

    assert status == 2
    assert "⛔ 已拦截1处，未写入任何页面" in said
    assert f"{CAMPAIGN}/{VERDICTS} › 核定记录 › D4（核定理由）" in said.replace("\n", "")
    assert "疑似手机号" in said
    assert [path.name for path in (project / "output").rglob("*")] == ["site", "index.html"]
    assert old.read_text(encoding="utf-8") == "上一次"
    # What was read is kept for the next run, in a folder that is never published.
    assert [path.name for path in project.iterdir() if path.name.startswith(".")] == [
        ".cache",
        ".output-lock",
    ]
    assert SPACED not in said
    assert MOBILE not in said


def test_a_mobile_in_a_template_stops_an_export(project: Path) -> None:
    """The office's own words are looked at too."""
    templates = project / "site_templates"
    templates.unlink()
    shutil.copytree(ROOT / "site_templates", templates)
    draft = templates / "office" / "公示稿.md.j2"
    draft.write_text(f"{draft.read_text(encoding='utf-8')}\n{SPACED}\n", encoding="utf-8")

    status, said = run("export", "--root", str(project))

    assert status == 2
    assert f"office/{CAMPAIGN}/公示稿.md" in said.replace("\n", "")
    assert not (project / "output").exists()


def test_a_check_warns_at_the_cell_before_anything_is_built(project: Path) -> None:
    plant_reason(project, f"请与{SPACED}联系后核定")
    folder = project / "input" / CAMPAIGN
    (folder / "收件登记.xlsx").rename(folder / f"收件登记_{IDENTITY}.xlsx")

    status, said = run("check", "--all", "--root", str(project))

    assert status == 1
    told = problems(project)
    problem = told["E440"]
    assert (problem["file"], problem["sheet"], problem["cell"]) == (VERDICTS, "核定记录", "E4")
    assert "疑似有手机号" in problem["wrong"]
    assert told["E443"]["file"] == "收件登记_＊＊＊.xlsx"
    listed = (project / "output" / "problems.json").read_text(encoding="utf-8")
    assert [value for value in (SPACED, MOBILE, IDENTITY) if value in said + listed] == []


def test_what_nobody_sees_in_a_workbook_is_told_and_goes_nowhere(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hidden sheet of contacts, an author's name, and a remark that gives a password.

    The site generator is left out: what it reads is looked at.
    """
    path = project / "input" / CAMPAIGN / VERDICTS
    book = load_workbook(path)
    hide_contacts(book)
    book.properties.creator = "赵某甲"
    book.worksheets[0]["J3"] = f"平台密码：{SECRET}"
    book.save(path)
    monkeypatch.setattr(SiteGenerator, "build", lambda *places: places[2].mkdir())

    _, said = run("check", "--all", "--root", str(project))
    told = problems(project)
    status, built = run("build", "--root", str(project))

    place = f"{VERDICTS} › 通讯录 › A2"
    assert f"{place}：隐藏的工作表疑似有人员姓名" in said.replace("\n      ", "")
    assert "疑似有" in told["E442"]["wrong"]
    assert told["E444"]["severity"] == "提示"
    assert (told["E441"]["cell"], status) == ("J3", 0)
    written = everything_below(project / "output")
    for value in (MOBILE, SECRET, "赵某甲"):
        assert value not in said + built
        assert value.encode() not in written


def hide_contacts(book: Workbook) -> None:
    sheet = book.create_sheet("通讯录")
    sheet.append(["联系人", "手机"])
    sheet.append(["赵某甲", MOBILE])
    sheet.sheet_state = "hidden"


def contacts(path: Path) -> Path:
    book = Workbook()
    book.worksheets[0].append(["联系人", "手机"])
    hide_contacts(book)
    book.save(path)
    return path


@pytest.mark.parametrize("command", ["screen", "筛查"])
def test_screening_a_workbook_finds_what_is_hidden(tmp_path: Path, command: str) -> None:
    status, said = run(command, str(contacts(tmp_path / "通讯录.xlsx")), "--root", str(ROOT))

    assert status == 2
    assert "     通讯录.xlsx 通讯录 › B2" in said
    assert MOBILE not in said


def test_screening_sound_files_of_every_format_ends_with_0() -> None:
    assert run("screen", str(ROOT / "input" / CAMPAIGN), "--root", str(ROOT))[0] == 0


def test_the_hook_stops_a_commit_of_what_is_staged(tmp_path: Path) -> None:
    """What is staged counts, not what lies in the folder since."""

    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        settings = ("-c", "user.name=test", "-c", "user.email=test@example.invalid")
        command = ["git", *settings, *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    git("init", "-q")
    hook = install_hook(tmp_path)
    assert hook is not None
    assert install_hook(tmp_path) is None
    path = contacts(tmp_path / "通讯录 一.xlsx")
    git("add", ".")
    Workbook().save(path)

    stopped = git("commit", "-m", "一")
    git("add", ".")
    passed = git("commit", "-m", "二")

    assert stopped.returncode != 0
    assert "⛔" in stopped.stdout + stopped.stderr
    assert passed.returncode == 0, passed.stderr


def test_the_hook_names_the_interpreter_with_forward_slashes() -> None:
    assert '"C:/Program Files/py/python.exe" -m builder.cli screen' in hook_text(
        Path("C:/Program Files/py/python.exe")
    )


def test_a_check_tells_the_line_and_the_key_of_a_setting(project: Path) -> None:
    """A check needs no site generator: its settings are looked at where there are any."""
    (project / "mkdocs.yml").unlink()
    path = project / "input" / CAMPAIGN / "campaign.yml"
    text = path.read_text(encoding="utf-8")
    phase = ("- title: 自查", "  start: 2022-01-01", "  end: 2022-01-02", f"  note: 问{SPACED}")
    path.write_text("\n".join((text.rstrip("\n"), "phases:", *phase)), encoding="utf-8")
    line = text.rstrip("\n").count("\n") + 6

    status, said = run("check", "--root", str(project))

    problem = problems(project)["E447"]
    file = f"input/{CAMPAIGN}/campaign.yml"
    told = (problem["file"], str(problem["line"]), problem["path"])
    assert told == (file, str(line), "phases[0].note")
    assert f"{file} › 第{line}行 › phases[0].note" in said.replace("\n", "")
    assert (status, SPACED in said) == (1, False)
