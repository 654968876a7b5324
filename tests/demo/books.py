"""Workbooks before they are written: sheets of cells, and what a cell may hold."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as a tool writes it: without the value that Excel would have kept beside it."""

    text: str


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An error that stands in a cell as its value, such as ``#REF!``."""

    text: str


@dataclass(frozen=True, slots=True)
class Share:
    """A number shown as a percentage: 0.9 in the cell, 90% on the screen."""

    ratio: Decimal


#: What stands in one cell; text is always text, even where it begins with 「=」.
Cell = str | int | Decimal | date | Formula | ErrorValue | Share | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area by its first and last row and column, all from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    title: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook and where it goes, relative to the campaign's folder; the suffix says how."""

    file: str
    sheets: tuple[Sheet, ...]


def address(row: int, column: int) -> str:
    """The A1 address of a *row* and *column* counted from 0."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
