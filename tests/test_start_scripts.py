"""The double-click: what stands before Python, the menu, and the package for a USB stick.

Nobody runs Windows here, so `gongshi.cmd` is read: what breaks batch files is looked for.
"""

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import typer.main

from tests.command_app import app

ROOT = Path(__file__).parent.parent
CMD = (ROOT / "gongshi.cmd").read_bytes()
LINES = CMD.decode("ascii").split("\r\n")
SCRIPTS = ("gongshi.cmd", "gongshi.sh", "tools/start.py", "tools/pack.py", "tools/no-python.txt")


def load(name: str) -> ModuleType:
    """A script of tools/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The start script for a folder that is set up already."""
    module = load("start")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    (tmp_path / "ready").touch()
    monkeypatch.setattr(module, "READY", tmp_path / "ready")
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    return module


Answer = Callable[[str], str]


def answers(*given: str) -> Answer:
    """Stands in for `input`, and ends as the input does."""
    left = list(given)

    def answer(_: str) -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    return answer


def test_the_batch_file_is_ascii_with_the_line_ends_of_windows() -> None:
    """A mark of byte order, or bytes of Chinese, would be run as a command."""
    assert CMD.isascii()
    assert CMD.count(b"\n") == CMD.count(b"\r\n") == len(LINES) - 1
    assert (ROOT / ".gitattributes").read_text(encoding="utf-8").count("eol=crlf") == 1


def test_the_batch_file_shows_chinese_and_stands_in_its_own_folder() -> None:
    """The folder may have blanks and brackets in its name, so it stands in quotes."""
    assert "chcp 65001 >nul" in LINES
    assert 'pushd "%~dp0"' in LINES
    assert re.findall(r'[^"]%~dp0|%~dp0[^"]', CMD.decode()) == []


def test_the_batch_file_only_goes_to_labels_that_it_has() -> None:
    text = CMD.decode()
    labels = set(re.findall(r"^:(\w+)", text, re.MULTILINE))

    assert (
        set(re.findall(r"\bgoto (\w+)", text)) | set(re.findall(r"\bcall :(\w+)", text)) == labels
    )


def test_the_window_of_a_double_click_stays_when_something_went_wrong() -> None:
    assert 'if "%~1"=="" if not "%STATUS%"=="0" pause' in LINES


@pytest.mark.parametrize("script", ["gongshi.cmd", "gongshi.sh"])
def test_both_scripts_hand_over_everything_to_the_same_start(script: str) -> None:
    text = (ROOT / script).read_text(encoding="utf-8")

    assert re.search(r"tools.start\.py", text)
    assert "tools" in text
    assert "no-python.txt" in text
    assert text.count("(3, 11)") == 1


def test_no_script_names_a_registry() -> None:
    for name in SCRIPTS:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert re.findall(r"(?i)pypi|index-url|https?://", text) == [], name


def test_the_shell_script_can_be_run() -> None:
    assert os.access(ROOT / "gongshi.sh", os.X_OK)
    assert b"\r" not in (ROOT / "gongshi.sh").read_bytes()


def test_without_python_the_shell_script_says_where_to_get_it(tmp_path: Path) -> None:
    """A search path with the few programs that the script itself needs, and no Python."""
    for name in ("sh", "cat", "dirname"):
        (tmp_path / name).symlink_to(f"/bin/{name}")

    done = subprocess.run(
        ["/bin/sh", ROOT / "gongshi.sh"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert done.returncode == 3
    assert "没有 Python 3.11 或更高版本" in done.stdout


def test_every_line_of_the_menu_is_a_command_with_options_that_it_has() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]

    for _, _, (name, *options) in load("start").MENU.values():
        known = {word for parameter in commands[name].params for word in parameter.opts}
        assert set(options) <= known


def test_the_menu_runs_what_is_chosen_until_0(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is opened after a build, and only then; 9 is none of the menu's."""
    ran: list[list[str]] = []
    opened: list[None] = []
    monkeypatch.setattr("builtins.input", answers("1", "9", "2", "6", "0", "5"))

    def run(arguments: list[str]) -> int:
        ran.append(arguments)
        return 0

    monkeypatch.setattr(start, "run", run)
    monkeypatch.setattr(start, "open_site", lambda: opened.append(None))

    assert start.main([]) == 0
    assert ran == [["check"], ["build"], ["new", "--demo"]]
    assert len(opened) == 1


def test_the_menu_asks_which_edition_is_published(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing written, or the end of the input, leads back and publishes nothing."""
    ran: list[list[str]] = []
    monkeypatch.setattr("builtins.input", answers("7", " 2022Q3-更正1 ", "7", "", "7"))
    monkeypatch.setattr(start, "run", ran.append)

    assert start.main([]) == 0
    assert ran == [["publish", "2022Q3-更正1"]]


def test_the_end_of_the_input_ends_the_menu(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", answers())

    assert start.main([]) == 0


def test_what_is_given_is_run_with_its_status(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A name that is no command's ends with 2, as everywhere; the words are the program's own."""
    monkeypatch.setattr(start, "ROOT", ROOT)

    assert start.main(["check", "--help"]) == 0
    assert "谁没交" in capfd.readouterr().out
    assert start.main(["nonsense"]) == 2


def test_wheels_beside_the_scripts_are_installed_without_a_network(
    start: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").touch()
    assert start.choose_source() == [
        "--constraint",
        str(tmp_path / "constraints.txt"),
        str(tmp_path),
    ]

    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "gongshi-0.1.0-py3-none-any.whl").touch()
    assert start.choose_source() == [
        *("--no-index", "--find-links", str(tmp_path / "wheels"), "gongshi")
    ]


def test_an_environment_made_by_hand_is_used_and_one_that_lost_its_python_is_not(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """These tests run in one that has everything; a folder from another computer has no Python."""
    (tmp_path / "ready").unlink()
    assert start.is_ready()

    (tmp_path / "ready").touch()
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    broken.chmod(0o755)
    monkeypatch.setattr(start, "PYTHON", broken)
    assert not start.is_ready()


def test_a_folder_that_was_not_unpacked_whole_says_so(
    start: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(start, "PYTHON", tmp_path / "none")

    assert start.main([]) == 3
    assert "请把安装包完整解压后再运行" in capsys.readouterr().out


def test_an_installation_that_fails_leaves_nothing_half_done(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next double-click starts again; a stand-in for pip fails."""
    (tmp_path / "ready").unlink()
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr(start, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(start, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(start.subprocess, "call", lambda _: (tmp_path / ".venv").mkdir())
    monkeypatch.setattr(start, "run_python", lambda *_: 1)

    assert start.main([]) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["pyproject.toml"]


def test_the_package_holds_what_is_there_and_nothing_that_came_in() -> None:
    contents = load("pack").CONTENTS

    assert [name for name in contents if not (ROOT / name).exists()] == []
    assert not any(name.split("/")[0] in {"input", "output", ".git"} for name in contents)
