"""The project of attacks, built by the command itself once for all tests of this folder."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile.dealer import Dealer
from tests.hostile.project import Hostile


@dataclass(frozen=True)
class Attacked:
    """What was dealt, what came out in *output*, and what the screen said."""

    dealer: Dealer
    output: Path
    said: str


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    """The campaigns of `tests/hostile/project.py`, after templates and build."""
    root = tmp_path_factory.mktemp("hostile")
    hostile = Hostile(root)
    hostile.write()
    said = [_run(command, root) for command in ("templates", "build")]
    return Attacked(hostile.dealer, root / "output", "".join(said))


def _run(command: str, root: Path) -> str:
    """What *command* says, as a program of its own on a terminal of 200 columns."""
    whole = [sys.executable, "-m", "builder.cli", command, "--root", str(root)]
    own = {**os.environ, "COLUMNS": "200"}
    done = subprocess.run(whole, capture_output=True, check=False, encoding="utf-8", env=own)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
