"""The output folder: everything is made beside it, then takes its place at once.

One run at a time (`sole_run`); a run that died, however it did, leaves the old state or the new one
in place or under a name that the next run knows.
"""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout


class OutputBusyError(OSError):
    """Another run is at work on the same folder, which is the error's *filename*."""

    def __init__(self, folder: Path) -> None:
        super().__init__(errno.EBUSY, "another run is writing", str(folder))


@contextmanager
def sole_run(folder: Path) -> Iterator[None]:
    """No other run writes *folder* within the block; what a run that died has left is put right.

    The system gives the lock back when its holder ends, so that no dead run holds up a living
    one; the empty file that it hangs on stays. Raises OutputBusyError while another run holds it,
    and OSError where nothing can be written beside *folder*.
    """
    path = folder.with_name(f".{folder.name}-lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with held(path, folder):
        _recover(folder)
        yield


@contextmanager
def held(lock: Path, folder: Path) -> Iterator[None]:
    """No other run holds the file *lock*, which stands for *folder*, within the block.

    Raises OutputBusyError where one does, and OSError.
    """
    try:
        with FileLock(lock, timeout=0):
            yield
    except Timeout:
        raise OutputBusyError(folder) from None


@contextmanager
def replace_folder(folder: Path, keep: Iterable[str] = ()) -> Iterator[Path]:
    """A new empty folder that takes the place of *folder* when the block ends without an error.

    After an error nothing of it is left.

    What lies in the old one under the names *keep*, and isn't made anew, is in the new one too: a
    copy, so that it lies in at least one of the two whenever a run dies. Raises OSError where the
    old one can't be moved away, for instance because a file in it is open in Excel on Windows;
    the old state is then still in place.
    """
    _recover(folder)
    # The number of this run, since a program that a dead run has started may still write.
    fresh = folder.with_name(f".{folder.name}-new-{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        yield fresh
        _copy_kept(folder, fresh, keep)
        _swap(fresh, folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    shutil.rmtree(_old(folder), ignore_errors=True)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Writes *files* (path → content; text as UTF-8 with plain line ends) under *folder*."""
    for name, content in files.items():
        _write(folder / name, content)


def replace_file(
    path: Path, content: str | bytes, mode: int | None = None, writer: str = ""
) -> None:
    """Writes one file beside its place and moves it there, so that it is old or new, never half.

    *mode* is who may do what with it, where that isn't the usual; *writer* tells those apart who
    may write it at the same time. Raises OSError where it can't be written, or the old one is open
    in Excel on Windows.
    """
    fresh = path.with_name(f".{path.name}-new{writer}")
    try:
        _write(fresh, content)
        if mode is not None:
            fresh.chmod(mode)
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def _write(path: Path, content: str | bytes) -> None:
    written = content if isinstance(content, bytes) else content.encode()
    try:
        path.write_bytes(written)
    except FileNotFoundError:  # Nearly always the folder is there.
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written)


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


def _swap(fresh: Path, folder: Path) -> None:
    """Puts *fresh* in the place of *folder*, which stays under its old name; or neither."""
    old = _old(folder)
    if folder.exists():
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}-old")


def _recover(folder: Path) -> None:
    """Takes away what runs that died have left; one may have died between the two renames."""
    old = _old(folder)
    if old.exists() and not folder.exists():
        old.rename(folder)
    left = (f"{old.name}", f".{folder.name}-new")
    if folder.parent.is_dir():
        for path in folder.parent.iterdir():
            if path.is_dir() and path.name.startswith(left):
                shutil.rmtree(path, ignore_errors=True)
