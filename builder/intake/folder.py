"""The files of a campaign's folder, each with its fingerprint, and what only looks like one."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from builder.intake.calendar import SETTINGS
from builder.model import file_problem_kinds as kinds
from builder.model.places import CellPlace
from builder.model.problems import Problem

_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".csv"})
#: The folder of attached proofs, which are papers and pictures, not tables.
_PROOFS = "佐证"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file, or several that are the same byte for byte."""

    path: Path
    #: Path relative to the campaign's folder, with forward slashes.
    file: str
    sha256: str
    #: Further files with the same bytes.
    copies: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it goes by."""
        return (self.file, *self.copies)


def find_files(folder: Path) -> tuple[tuple[FoundFile, ...], tuple[Problem, ...]]:
    """The files under *folder* that may hold tables, in the order of their fingerprints.

    With the problems of what lies there and is no file of its own, or twice, or still open.
    Raises OSError where the folder or a file can't be read.
    """
    every = [path for path in sorted(folder.rglob("*")) if _counts(path.relative_to(folder))]
    names = {path: _readable(path, folder) for path in every}
    lying = [path for path in every if names[path] == path.relative_to(folder).as_posix()]
    odd = {path: what for path in lying if (what := _oddity(path, folder.resolve()))}
    by_content: dict[str, list[Path]] = {}
    for path in lying:
        if path not in odd and path.is_file():
            by_content.setdefault(_fingerprint(path), []).append(path)
    found: list[FoundFile] = []
    garbled = sorted({names[path] for path in set(every) - set(lying)})
    problems = [kinds.GARBLED_NAME.at(CellPlace(name)) for name in garbled]
    problems += [problem for path in lying for problem in _doubts(path, folder, odd.get(path, ""))]
    for fingerprint, paths in sorted(by_content.items()):
        name, *copies = [path.relative_to(folder).as_posix() for path in paths]
        found.append(FoundFile(paths[0], name, fingerprint, tuple(copies)))
        problems += [kinds.DUPLICATE_FILE.at(CellPlace(copy), other=name) for copy in copies]
    return tuple(found), tuple(problems)


def found_file(path: Path, folder: Path) -> FoundFile:
    """The file at *path* in *folder*. Raises OSError where it can't be read."""
    return FoundFile(path, path.relative_to(folder).as_posix(), _fingerprint(path))


def find_proofs(folder: Path) -> frozenset[str]:
    """The names of the proofs under *folder*, each alone and with its folder below 佐证.

    Raises OSError where the folder can't be read.
    """
    found = [path for path in folder.glob(f"{_PROOFS}/**/*") if path.is_file()]
    below = {path.relative_to(folder / _PROOFS).as_posix() for path in found}
    return frozenset(below | {path.name for path in found})


def _fingerprint(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _counts(path: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.parts)
    return not hidden and _PROOFS not in path.parts[:-1] and path.as_posix() != SETTINGS


def _readable(path: Path, folder: Path) -> str:
    """The name of *path* in *folder*, with a sign for each byte of it that is none."""
    return os.fsencode(path.relative_to(folder).as_posix()).decode(errors="replace")


def _oddity(path: Path, folder: Path) -> str:
    """What *path* is instead of a file of its own, or a folder, in *folder*; empty for those."""
    if not path.is_symlink():
        return "" if path.is_file() or path.is_dir() else "设备或管道，不是普通文件"
    if not path.exists():
        return "断开的链接"
    if not path.resolve().is_relative_to(folder):
        return "指向文件夹外的链接"
    return "指向文件夹的链接" if path.is_dir() else ""


def _doubts(path: Path, folder: Path, odd: str) -> Iterator[Problem]:
    place = CellPlace(path.relative_to(folder).as_posix())
    if odd:
        yield kinds.NOT_A_FILE.at(place, what=odd)
    elif path.is_dir():
        if path.suffix.lower() in _WORKBOOKS:
            yield kinds.FOLDER_LIKE_FILE.at(place)
    elif lock := next((name for name in _locks(path) if path.with_name(name).exists()), None):
        yield kinds.OPEN_ELSEWHERE.at(place, lock=lock)


def _locks(path: Path) -> tuple[str, ...]:
    """What Excel and WPS, and LibreOffice, lay beside a file while they have it open."""
    return f"~${path.name}", f".~lock.{path.name}#"
