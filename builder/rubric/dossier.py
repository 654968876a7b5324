"""The schema of a 佐证材料汇编 (domain.md A.8): claims, what each demands, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.model import rubric_problem_kinds as kinds
from builder.model.problems import Problem
from builder.rubric.load import load_record
from builder.rubric.record import Record

#: The folder below the rubrics' that holds the schemas.
FOLDER = "dossiers"


class Demand(Record):
    """One figure that a claim has to give."""

    id: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    """The words under 「数据项」."""
    measure: str = ""
    """Unit of measure; 「%」 for a share."""


class Window(Record):
    """The days that evidence may be from, both included."""

    start: date
    end: date | None = None
    """Open where the requirement names no last day."""

    def holds(self, day: date) -> bool:
        """Whether *day* lies in it."""
        return self.start <= day and (self.end is None or day <= self.end)


class Claim(Record):
    """One claim (论点) with the requirement that it answers."""

    id: str
    """The number under 「论点编号」."""
    title: str
    wording: str
    """申报要求 as the source prints it."""
    clause: str
    window: Window
    demands: tuple[Demand, ...] = ()

    @model_validator(mode="after")
    def _demands_differ(self) -> Self:
        _refuse_twice(name for demand in self.demands for name in {demand.id, demand.title})
        return self


class Dossier(Record):
    """One schema: a file of `rubrics/dossiers/`."""

    id: str = Key(pattern=r"^[a-z0-9][a-z0-9-]*$")
    """The same as the name of its file."""
    title: str
    source: str
    """The document that demands it."""
    claims: tuple[Claim, ...] = Key(min_length=1)
    notes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _claims_differ(self) -> Self:
        _refuse_twice(claim.id for claim in self.claims)
        return self


def read_dossiers(folder: Path) -> tuple[Mapping[str, Dossier], tuple[Problem, ...]]:
    """The sound schemas below the rubrics' *folder* by id, and the problems of the others.

    Raises OSError where a file can't be read.
    """
    dossiers: dict[str, Dossier] = {}
    problems: list[Problem] = []
    for path in sorted((folder / FOLDER).glob("*.yml")):
        loaded, faults = load_record(path, Dossier, f"{folder.name}/{FOLDER}/{path.name}")
        problems += faults
        if loaded is not None and loaded.record.id in dossiers:
            place = loaded.place(("id",))
            problems.append(kinds.DUPLICATE_ID.at(place, what="汇编", id=loaded.record.id))
        elif loaded is not None:
            dossiers[loaded.record.id] = loaded.record
    return dossiers, tuple(problems)


def _refuse_twice(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            message = f"「{name}」出现了两次"
            raise ValueError(message)
        seen.add(name)
