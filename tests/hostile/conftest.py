"""The project of attacks, built by the command itself once for all tests of this folder."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile.project import Hostile
from tests.made_once import made_once


@dataclass(frozen=True)
class Attacked:
    """What was dealt, what came out in *output*, and what the screen said."""

    #: Kind of text → the attacks that it got.
    dealt: Mapping[str, frozenset[str]]
    #: What the units are called.
    units: frozenset[str]
    output: Path
    said: str


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    """The campaigns of `tests/hostile/project.py`, after templates and build."""
    folder = made_once(tmp_path_factory, "hostile", _make)
    told = json.loads((folder / "told.json").read_text("utf-8"))
    dealt = {kind: frozenset(some) for kind, some in told["dealt"].items()}
    output = folder / "project" / "output"
    return Attacked(dealt, frozenset(told["units"]), output, told["said"])


def _make(folder: Path) -> None:
    """Writes the project, runs the commands, and notes what was dealt and said."""
    root = folder / "project"
    root.mkdir()
    hostile = Hostile(root)
    hostile.write()
    said = [_run(command, root) for command in ("templates", "build")]
    dealer = hostile.dealer
    told = {
        "dealt": {kind: sorted(some) for kind, some in dealer.dealt.items()},
        "units": sorted(name for kind, name in dealer.linked if kind == "单位名称"),
        "said": "".join(said),
    }
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


def _run(command: str, root: Path) -> str:
    """What *command* says, as a program of its own on a terminal of 200 columns."""
    whole = [sys.executable, "-m", "builder.cli", command, "--root", str(root)]
    own = {**os.environ, "COLUMNS": "200"}
    done = subprocess.run(whole, capture_output=True, check=False, encoding="utf-8", env=own)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
