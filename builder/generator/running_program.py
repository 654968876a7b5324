"""The site generator running as a program that is asked line by line."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

PROGRAM = "builder.generator.program"


class SiteBuildError(RuntimeError):
    """MkDocs refused; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one build: what was warned of, why it stopped where it did, pages built."""

    warnings: tuple[str, ...]
    fault: str
    built: int


class RunningProgram:
    """A process of the site generator that rehearses with *settings* (a mkdocs.yml) first."""

    def __init__(self, settings: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", PROGRAM, str(settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env=environment(),
        )
        self._questions = cast("IO[str]", self._process.stdin)
        self._answers = cast("IO[str]", self._process.stdout)

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, order: Mapping[str, object]) -> Answer:
        """What comes of *order* (`builder.generator.building.Order`).

        Raises SiteBuildError where the program has died.
        """
        try:
            self._questions.write(json.dumps(order) + "\n")
            self._questions.flush()
            told = json.loads(self._answers.readline())
        except (OSError, ValueError) as error:
            message = "建站程序意外停止"
            raise SiteBuildError(message) from error
        return Answer(tuple(told["warnings"]), told["fault"], told.get("built", 0))

    def close(self) -> None:
        """Ends it."""
        with suppress(OSError):
            self._questions.close()
        self._process.kill()
        self._process.wait()
        with suppress(OSError):
            self._answers.close()


def environment() -> dict[str, str]:
    """The environment in which the site generator gives the same bytes on every machine."""
    silent = {"NO_MKDOCS_2_WARNING": "1"}
    # Without a version mike's part leaves the address of the site alone; the name doesn't matter.
    fixed = {"SOURCE_DATE_EPOCH": "315532800", "MIKE_DOCS_VERSION": "latest"}
    return {**os.environ, **silent, **fixed, "PYTHONUTF8": "1"}
