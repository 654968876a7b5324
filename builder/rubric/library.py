"""Every rubric of a folder, loaded, checked and fingerprinted."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.model.problems import Problem
from builder.rubric.check import check_rubric
from builder.rubric.load import load_record
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
        loaded, faults = load_record(path, Rubric, f"{folder.name}/{path.name}")
        if loaded is not None:
            faults = check_rubric(loaded)
        problems += faults
        if loaded is not None and not faults:
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            library[loaded.record.id] = Instrument(loaded.record, sha256)
    return library, tuple(problems)
