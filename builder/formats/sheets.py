"""What a spreadsheet is once read: sheets of typed cells at their true addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache

#: (row, column), both from 0.
Position = tuple[int, int]
#: Formula error at each position; None for a formula whose result was never stored.
Faults = Mapping[Position, str | None]


@dataclass(frozen=True, slots=True)
class FormulaFault:
    """Stands in a cell whose formula has no usable result: *error* (#REF!), or no result at all."""

    error: str | None


CellContent = Decimal | str | bool | datetime | date | time | timedelta | FormulaFault | None


class Visibility(Enum):
    """Whether a person who opens the workbook sees the sheet."""

    VISIBLE = "visible"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range by its first and last positions, both inside."""

    first: Position
    last: Position

    @property
    def tall(self) -> bool:
        """Whether it spans more than one row."""
        return self.first[0] != self.last[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's content with its address; inside a merge, those of the merge's first cell."""

    content: CellContent
    #: A1 address, such as ``D12``.
    address: str
    #: Whether it belongs to a merge over several rows.
    tall: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet; a hidden one has no rows, for nothing of it is ever read."""

    name: str
    visibility: Visibility
    rows: tuple[tuple[CellContent, ...], ...] = ()
    #: Each position inside a merge → the merge.
    merges: Mapping[Position, Merge] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at *row* and *column* (from 0); beyond the sheet's end it is blank."""
        merge = self.merges.get((row, column))
        at = merge.first if merge else (row, column)
        return Cell(self._content(*at), address(*at), tall=merge is not None and merge.tall)

    def content(self, row: int, column: int) -> CellContent:
        """What `cell` holds, where its address doesn't matter."""
        merge = self.merges.get((row, column)) if self.merges else None
        return self._content(*merge.first) if merge else self._content(row, column)

    def covered(self, row: int, column: int) -> bool:
        """Whether the position is inside a merge and not its first cell."""
        merge = self.merges.get((row, column))
        return merge is not None and merge.first != (row, column)

    @cached_property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row) for row in self.rows), default=0)

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return all(content is None for row in self.rows for content in row)

    def _content(self, row: int, column: int) -> CellContent:
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return None


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of one file, in its order, and what its `_meta` sheet says."""

    sheets: tuple[Sheet, ...]
    #: Keys and values of the `_meta` sheet: template, version, unit, campaign.
    meta: Mapping[str, str] = field(default_factory=dict)

    @property
    def visible(self) -> tuple[Sheet, ...]:
        """The sheets that a person sees, without the blank ones."""
        return tuple(
            sheet
            for sheet in self.sheets
            if sheet.visibility is Visibility.VISIBLE and not sheet.blank
        )


def address(row: int, column: int) -> str:
    """A1 address of *row* and *column*, both from 0: (11, 3) → D12."""
    return f"{_letters(column)}{row + 1}"


@lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
