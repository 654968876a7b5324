"""The files of a campaign's folder, each with its fingerprint, and identical ones told."""

from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from builder.intake.calendar import SETTINGS
from builder.model import file_problem_kinds as kinds
from builder.model.places import CellPlace
from builder.model.problems import Problem

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

    Raises OSError where the folder or a file can't be read.
    """
    by_content: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and _counts(path.relative_to(folder)):
            by_content.setdefault(_fingerprint(path), []).append(path)
    found: list[FoundFile] = []
    problems: list[Problem] = []
    for fingerprint, paths in sorted(by_content.items()):
        name, *copies = [path.relative_to(folder).as_posix() for path in paths]
        found.append(FoundFile(paths[0], name, fingerprint, tuple(copies)))
        problems += [kinds.DUPLICATE_FILE.at(CellPlace(copy), other=name) for copy in copies]
    return tuple(found), tuple(problems)


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
