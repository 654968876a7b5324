"""`python -m tests.demo`: writes `input/` anew, the same bytes every time."""

import shutil
from pathlib import Path

from .world import ROOT, make_input


def main() -> None:
    """Replaces every folder of the demo input, and its README."""
    target = ROOT / "input"
    content = make_input()
    for folder in {path.split("/")[0] for path in content if "/" in path}:
        shutil.rmtree(target / folder, ignore_errors=True)
    for path, data in content.items():
        _write(target / path, data)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    main()
