"""The output folder: everything is made beside it, then takes its place at once."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replace_folder(folder: Path) -> Iterator[Path]:
    """A new empty folder that takes the place of *folder* when the block ends without an error.

    Raises OSError where the old one can't be moved away, for instance because a file in it is
    open in Excel on Windows; the old state is then still in place.
    """
    fresh, old = (folder.with_name(f".{folder.name}-{word}") for word in ("new", "old"))
    _recover(folder, old)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    yield fresh
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Writes *files* (path → content; text as UTF-8 with plain line ends) under *folder*."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def _recover(folder: Path, old: Path) -> None:
    """A run that died between the two renames left the last good state under another name."""
    if old.exists() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
