"""Every rubric of a folder, loaded, checked and fingerprinted."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.model.problems import Problem
from builder.rubric.check import check_rubric
from builder.rubric.profiles import read_rubrics
from builder.rubric.schema import Rubric


@dataclass(frozen=True, slots=True)
class Instrument:
    """A rubric as it is scored with, and the fingerprint of its file."""

    rubric: Rubric
    sha256: str


def read_library(folder: Path) -> tuple[Mapping[str, Instrument], tuple[Problem, ...]]:
    """The sound rubrics of *folder* by id, and the problems of the others.

    Raises OSError where a file can't be read.
    """
    library: dict[str, Instrument] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yml")):
        rubrics, faults = read_rubrics(path, f"{folder.name}/{path.name}")
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        for loaded in rubrics:
            wrong = check_rubric(loaded)
            faults += wrong
            if not wrong:
                library[loaded.record.id] = Instrument(loaded.record, sha256)
        problems += dict.fromkeys(faults)
    return library, tuple(problems)
