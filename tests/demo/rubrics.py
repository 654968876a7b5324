"""The project's rubrics without the instruments that a test has no campaign for."""

import shutil
from pathlib import Path

from .world import ROOT


def copy_rubrics(root: Path, *wanted: str) -> None:
    """Copies the folder of rubrics into *root*, of its instruments the files *wanted* alone."""
    others = {path.name for path in (ROOT / "rubrics").glob("*.yml") if path.stem not in wanted}
    shutil.copytree(ROOT / "rubrics", root / "rubrics", ignore=lambda *_: others)
