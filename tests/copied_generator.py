"""The site generator as a copy of a process that has it loaded, in place of one that loads it.

To load MkDocs takes longer than to build a small site. What comes of it is the same, and it is a
process of its own all the same: it can be killed, and outlives one that is. Tests of the generator,
and all that start `gongshi` as a program, have it loaded as users do.
"""

import os
import sys
import warnings
from functools import cache
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import pytest

from builder.forks import FORKS
from builder.generator.running_program import PROGRAM, RunningProgram, environment
from builder.mkdocs_build import derive_settings

ROOT = Path(__file__).parents[1]


@cache
def load() -> Any:
    """The generator's program, having rehearsed once what every copy would have to load."""
    with (
        warnings.catch_warnings(),
        pytest.MonkeyPatch.context() as patch,
        TemporaryDirectory() as name,
    ):
        warnings.simplefilter("ignore")
        for key, value in environment().items():
            patch.setenv(key, value)
        program = import_module(PROGRAM)
        folder = Path(name)
        (folder / "pages").mkdir()
        (folder / "pages" / "index.md").write_text("# 首页\n", encoding="utf-8")
        text = derive_settings(ROOT / "mkdocs.yml", folder / "pages", folder / "site", [])
        (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
        program.rehearse(str(folder / "mkdocs.yml"))
        return program


class _Copy:
    """The process of a copy, as `subprocess.Popen` tells of one."""

    def __init__(self, asked: int, answered: int, others: tuple[int, int]) -> None:
        forked = get_context("fork")
        self._process = forked.Process(target=_serve, args=(asked, answered, others))
        self._process.start()

    def poll(self) -> int | None:
        return self._process.exitcode

    def kill(self) -> None:
        self._process.kill()

    def wait(self) -> None:
        self._process.join()


class CopiedProgram(RunningProgram):
    """A copy that has rehearsed already."""

    def __init__(self, settings: Path) -> None:  # noqa: ARG002 - it has rehearsed
        """Starts it."""
        load()
        asked, questions = os.pipe()
        answers, answered = os.pipe()
        self._questions = os.fdopen(questions, "w", encoding="utf-8")
        self._answers = os.fdopen(answers, encoding="utf-8")
        self._process = cast("Any", _Copy(asked, answered, (questions, answers)))
        os.close(asked)
        os.close(answered)


def _serve(asked: int, answered: int, others: tuple[int, int]) -> None:
    """Answers what is asked, as the program does, until there is nobody to ask."""
    for end in others:
        os.close(end)
    warnings.simplefilter("ignore")
    os.environ.update(environment())
    program = load()
    program.rehearse = lambda _: None
    sys.argv = [PROGRAM, ""]
    sys.stdin = os.fdopen(asked, encoding="utf-8")
    sys.stdout = os.fdopen(answered, "w", encoding="utf-8")
    sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    program.main()


def use_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has every site of this process built by a copy, where the system can copy processes."""
    if FORKS:
        monkeypatch.setattr("builder.mkdocs_build.RunningProgram", CopiedProgram)
