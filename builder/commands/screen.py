"""`gongshi screen`: looks through files for what mustn't get out, before they are committed."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from builder.commands.saying import EXIT_BLOCKED, say
from builder.commands.shared import Root, faults_told
from builder.disclosure.gate import describe_findings
from builder.formats.excel_reading.reader import Reader
from builder.intake.folder import FoundFile, found_file
from builder.output import replace_file
from builder.pipeline import SettingsError
from builder.publication import screen_files
from builder.rubric.allowances import read_allowances

#: The folder of git's hooks, and the hook that runs before a commit.
_HOOKS, _HOOK = ".git/hooks", "pre-commit"
#: What is looked at before a commit: everything that came in, and documents wherever they lie.
_SCREENED = "input '*.xlsx' '*.xls' '*.et' '*.ods' '*.csv' '*.docx' '*.png' '*.jpg' '*.jpeg'"

Files = Annotated[list[Path], typer.Argument(help="要筛查的文件或文件夹，可以写几个。")]


def screen_command(files: Files, root: Root = Path()) -> None:
    """提交或外发前筛查文件：单元格、隐藏的表、批注、文档属性、文件名、照片位置。（别名：筛查）"""
    console = Console()
    with faults_told(console):
        allowances, problems = read_allowances(root / "rubrics")
        if problems:
            raise SettingsError(problems)
        with Reader() as reader:
            findings = screen_files(_found(files), reader, allowances)
    if findings:
        say(console, describe_findings(findings, "请改好再提交或外发"))
        raise typer.Exit(EXIT_BLOCKED)
    say(console, ["✔ 没有发现个人信息。自动筛查不能代替人工审核。"])


def install_hook(root: Path) -> Path | None:
    """Has git screen what is about to be committed below *root*; the hook's path.

    None where *root* is no git repository, or has such a hook already. Raises OSError.
    """
    hook = root / _HOOKS / _HOOK
    if not (root / ".git").is_dir() or hook.exists():
        return None
    replace_file(hook, hook_text(Path(sys.executable)), mode=0o755)
    return hook


def hook_text(python: Path) -> str:
    """The hook: it takes what is to be committed, as it is to be, and screens it."""
    return f"""#!/bin/sh
# gongshi：提交前筛查将要提交的文件，有个人信息的不让提交。
staged=$(mktemp -d) || exit 1
trap 'rm -rf "$staged"' EXIT
git diff --cached --name-only --diff-filter=ACMR -z -- {_SCREENED} |
  git checkout-index -z --stdin --prefix="$staged/"
[ -n "$(ls -A "$staged")" ] || exit 0
"{python.as_posix()}" -m builder.cli screen "$staged"
"""


def _found(files: list[Path]) -> Iterator[FoundFile]:
    """Every file; those of folders are named by their path below the folder."""
    for chosen in files:
        if not chosen.is_dir():
            yield found_file(chosen, chosen.parent)
            continue
        yield from (
            found_file(path, chosen) for path in sorted(chosen.rglob("*")) if path.is_file()
        )
