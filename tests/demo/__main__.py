"""`python -m tests.demo`: writes `input/` anew, the same content every time."""

import shutil
from pathlib import Path

from .files import same_content
from .world import ROOT, make_input


def main() -> None:
    """Replaces every folder of the demo input, and its README; what is the same stays as it is."""
    target = ROOT / "input"
    content = make_input()
    for folder in {path.split("/")[0] for path in content if "/" in path}:
        _clear(target / folder, {target / path for path in content})
    for path, data in content.items():
        _write(target / path, data)


def _clear(folder: Path, kept: set[Path]) -> None:
    """Removes the files of *folder* that aren't made any more, and the folders left empty."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path not in kept:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            shutil.rmtree(path)


def _write(path: Path, data: bytes) -> None:
    """What already says the same is left alone."""
    if path.is_file() and same_content(path.read_bytes(), data):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    main()
