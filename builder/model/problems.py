"""A fault in what came in, as a value: what is wrong, where, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum

from builder.model.places import CellPlace, Place


class Severity(StrEnum):
    """How much a problem holds up: it stops a value, it may, or it is only told."""

    BLOCKING = "阻断"
    WARNING = "警告"
    NOTICE = "提示"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One entry of a catalogue (`problem_kinds`); *wrong* and *remedy* are format strings."""

    code: str
    severity: Severity
    title: str
    wrong: str
    remedy: str

    def at(self, place: Place, *, unit: str | None = None, **tokens: object) -> "Problem":
        """The problem of this kind at *place*; *tokens* fill the two sentences.

        Raises KeyError where a token of the sentences is not given.
        """
        return Problem(
            kind=self,
            place=place,
            wrong=self.wrong.format(**tokens),
            remedy=self.remedy.format(**tokens),
            unit=unit,
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault at one place, worded for the person who has to mend it."""

    kind: ProblemKind
    place: Place
    wrong: str
    remedy: str
    #: Id of the unit whose return it is in, where that is known.
    unit: str | None = None

    @property
    def order(self) -> tuple[str, str, int, int, str, str]:
        """Sorting key: file, sheet, row and column (or line), then code."""
        return (*_position(self.place), self.kind.code, self.wrong)


def _position(place: Place) -> tuple[str, str, int, int]:
    if not isinstance(place, CellPlace):
        return (place.file, "", place.line, 0)
    letters = place.cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return (place.file, place.sheet, int(place.cell[len(letters) :] or 0), column)
