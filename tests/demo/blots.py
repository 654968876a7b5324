"""Seeded mess: what is wrong on purpose, where, and what the system must make of it."""

from dataclasses import dataclass
from enum import Enum

from .books import Cell


class Untouched(Enum):
    """Marks a blot that leaves the cell as the generator wrote it."""

    AS_TOLD = "as told"


@dataclass(frozen=True, slots=True)
class Blot:
    """One seeded oddity in one cell; *written* takes the place of what would have stood there."""

    unit: str
    #: Field id; for a log's cell ``log[0].column``.
    field: str
    what: str
    #: What must come out of it, in words.
    must: str
    written: Cell | Untouched = Untouched.AS_TOLD
    #: Code of the problem that has to be told at this cell; empty for none.
    code: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One documented oddity, ready for the README's table."""

    file: str
    place: str
    what: str
    must: str
    #: Code of the problem that has to be told there; empty for none.
    code: str = ""
