"""`gongshi serve` where it can't begin: in Chinese, with what to do, and status 3."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from builder.preview.session import open_port
from tests.command_app import app

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output.replace("\n", "")


@pytest.mark.parametrize("command", ["serve", "预览"])
def test_a_port_that_was_asked_for_and_is_taken_ends_with_3_and_the_next_step(
    command: str,
) -> None:
    with open_port(18200, several=True) as other:
        port = str(other.getsockname()[1])

        status, said = run(command, "--root", str(ROOT), "--port", port, "--no-open")

    assert status == 3
    assert f"端口{port}已被占用" in said
    assert "不写 --port" in said


def test_a_folder_that_is_no_project_ends_with_3_and_says_so(tmp_path: Path) -> None:
    status, said = run("serve", "--root", str(tmp_path), "--no-open")

    assert status == 3
    assert "不是项目文件夹" in said
