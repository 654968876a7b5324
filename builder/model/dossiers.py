"""佐证材料汇编: a unit's claims, with statement, figures, exhibits and how each check went."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from builder.model.answers import Answer
from builder.model.places import CellPlace
from builder.model.units import Unit


class Access(StrEnum):
    """Whether an exhibit may be shown (公开属性); only what is 主动公开 is named on a page."""

    OPEN = "主动公开"
    ON_REQUEST = "依申请公开"
    CLOSED = "不予公开"


@dataclass(frozen=True, slots=True)
class Figure:
    """One demanded number, and the day that it was true."""

    answer: Answer
    as_of: Answer


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One row of the list of exhibits: column id → what stood there; every column is present."""

    row: Mapping[str, Answer]
    place: CellPlace
    #: First and last page; None where none are given or readable.
    pages: tuple[int, int] | None = None

    @property
    def number(self) -> str:
        """序号 as cited; empty where it isn't readable."""
        return self.text("number")

    @property
    def issued(self) -> date | None:
        """成文日期."""
        value = self.row["issued"].value
        return value if isinstance(value, date) else None

    @property
    def access(self) -> Access:
        """公开属性; what is not stated is not open."""
        answer = self.row["access"]
        return Access(str(answer.value)) if answer.given else Access.CLOSED

    def text(self, column: str) -> str:
        """What stands in *column* as printed; empty where nothing readable does."""
        answer = self.row[column]
        return answer.shown if answer.given else ""

    def cell(self, column: str) -> CellPlace:
        """Where *column* of the row stands; the row itself where the sheet lacks the column."""
        return self.row[column].place or self.place


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a claim: how many things were looked at, and what is wrong, in public words."""

    title: str
    looked_at: int
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """One claim of one unit, with everything that is to prove it."""

    id: str
    title: str
    #: 申报要求 as printed.
    wording: str
    clause: str
    #: First and last day that the evidence may be from; None where the requirement names none.
    start: date
    end: date | None
    #: 情况说明; None where none came in.
    statement: Answer | None
    #: One for each demand, in the schema's order.
    figures: tuple[Figure, ...]
    exhibits: tuple[Exhibit, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class UnitDossier:
    """What one unit compiled under one schema."""

    unit: Unit
    #: Id of the schema.
    dossier: str
    title: str
    #: The document that demands it.
    source: str
    claims: tuple[ClaimFile, ...]
    notes: tuple[str, ...] = ()
