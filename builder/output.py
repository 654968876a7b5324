"""The output folder: everything is made beside it, then takes its place at once."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replace_folder(folder: Path, keep: Iterable[str] = ()) -> Iterator[Path]:
    """A new empty folder that takes the place of *folder* when the block ends without an error.

    After an error nothing of it is left.

    What lies in the old one under the names *keep*, and isn't made anew, is in the new one too: a
    copy, so that it lies in at least one of the two whenever a run dies. Raises OSError where the
    old one can't be moved away, for instance because a file in it is open in Excel on Windows;
    the old state is then still in place.
    """
    fresh, old = (folder.with_name(f".{folder.name}-{word}") for word in ("new", "old"))
    _recover(folder, old)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        yield fresh
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    _copy_kept(folder, fresh, keep)
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


def replace_file(path: Path, content: str | bytes) -> None:
    """Writes one file beside its place and moves it there, so that it is old or new, never half.

    Raises OSError where it can't be written, or the old one is open in Excel on Windows.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}-new")
    fresh.write_bytes(content if isinstance(content, bytes) else content.encode())
    fresh.replace(path)


def _copy_kept(folder: Path, fresh: Path, names: Iterable[str]) -> None:
    """Copies what *folder* has under *names*, files or folders, to *fresh* where it has it not."""
    for name in names:
        source, target = folder / name, fresh / name
        if target.exists():
            continue
        if source.is_dir():
            shutil.copytree(source, target)
        elif source.exists():
            shutil.copy2(source, target)


def _recover(folder: Path, old: Path) -> None:
    """A run that died between the two renames left the last good state under another name."""
    if old.exists() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
