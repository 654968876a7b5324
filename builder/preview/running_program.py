"""The site generator running as a program that is asked line by line."""

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from builder.mkdocs_build import SiteBuildError, program_environment

PROGRAM = "builder.preview.site_program"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one build: what was warned of, and why it stopped where it did."""

    warnings: tuple[str, ...]
    fault: str


class RunningProgram:
    """A process of the site generator that has loaded what *settings* (a mkdocs.yml) asks for."""

    def __init__(self, settings: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", PROGRAM, str(settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env=program_environment(),
        )
        self._questions = cast("IO[str]", self._process.stdin)
        self._answers = cast("IO[str]", self._process.stdout)

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, settings: Path) -> Answer:
        """Has the mkdocs.yml *settings* built. Raises SiteBuildError where the program has died."""
        try:
            self._questions.write(f"{settings}\n")
            self._questions.flush()
            told = json.loads(self._answers.readline())
        except (OSError, ValueError) as error:
            message = "建站程序意外停止"
            raise SiteBuildError(message) from error
        return Answer(tuple(told["warnings"]), told["fault"])

    def close(self) -> None:
        """Ends it."""
        with suppress(OSError):
            self._questions.close()
        self._process.kill()
        self._process.wait()
        with suppress(OSError):
            self._answers.close()
