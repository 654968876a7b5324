"""What reading a file gave, as JSON: it crosses from process to process, and is kept.

It doesn't depend on what the file is called: that is put in when it is unpacked. A cell is the
number of a value, for in a table most values stand many times.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import product
from typing import Any, NamedTuple

from builder.formats.sheets import (
    CellContent,
    FormulaFault,
    Merge,
    Position,
    Sheet,
    Visibility,
    Workbook,
)
from builder.model import file_problem_kinds
from builder.model.places import CellPlace
from builder.model.problems import Problem, ProblemKind

#: A value as JSON: a text, nothing, or a letter for its type with its text.
PackedValue = str | None | tuple[str, str]
#: A merged range by its first and last positions, both inside.
Range = tuple[Position, Position]

_KINDS = {
    kind.code: kind for kind in vars(file_problem_kinds).values() if isinstance(kind, ProblemKind)
}
_MICROSECOND = timedelta(microseconds=1)
_OPENERS: Mapping[str, Callable[[str], CellContent]] = {
    "number": Decimal,
    "yes": bool,
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "time": time.fromisoformat,
    "span": lambda text: timedelta(microseconds=int(text)),
    "fault": lambda text: FormulaFault(text or None),
}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
#: What comes of unpacking what nobody packed.
_MISFITS = (KeyError, IndexError, TypeError, ValueError, ArithmeticError, RecursionError)

Read = tuple[Workbook | None, tuple[Problem, ...]]


class PackedError(ValueError):
    """These bytes aren't what reading a file gave."""


@dataclass(frozen=True, slots=True)
class Note:
    """A problem of a file whose name doesn't matter yet: its kind, sheet and tokens."""

    kind: ProblemKind
    sheet: str = ""
    tokens: Mapping[str, str | int] = field(default_factory=dict)


class PackedSheet(NamedTuple):
    """A sheet; of a hidden one only the name."""

    name: str
    #: How many columns every row has.
    width: int = 0
    values: Sequence[PackedValue] = ()
    #: For every cell, row by row, which of the values it holds.
    cells: Sequence[int] = ()
    merges: Sequence[Range] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The sheets of a workbook, and what its `_meta` sheet says."""

    sheets: Sequence[PackedSheet]
    meta: Mapping[str, str] = field(default_factory=dict)


def pack(contents: Contents | None, notes: Iterable[Note]) -> bytes:
    """*contents*, or None where the file isn't read, with what has to be told of it."""
    told = [(note.kind.code, note.sheet, note.tokens) for note in notes]
    book = contents and (contents.sheets, contents.meta)
    return _encode([told, book]).encode("utf-8", "surrogatepass")


def unpack(packed: bytes, name: str, file: str) -> Read:
    """What `pack` made, of the file called *file*; *name* is that of a sheet that has none.

    Raises PackedError for anything else.
    """
    try:
        told, contents = json.loads(packed)
        problems = tuple(
            _KINDS[code].at(CellPlace(file, sheet), **tokens) for code, sheet, tokens in told
        )
        book = None if contents is None else _workbook(contents[0], contents[1], name)
        return book, problems  # noqa: TRY300 - what is unpacked may be at fault anywhere above
    except _MISFITS as error:
        raise PackedError from error


def pack_value(content: CellContent) -> PackedValue:  # noqa: PLR0911 - one for each type
    """One cell's *content*."""
    match content:
        case None | str():
            return content
        case bool():
            return "yes", "1" if content else ""
        case Decimal():
            return "number", str(content)
        case datetime():
            return "moment", content.isoformat()
        case date():
            return "day", content.isoformat()
        case time():
            return "time", content.isoformat()
        case timedelta():
            return "span", str(content // _MICROSECOND)
        case FormulaFault():
            return "fault", content.error or ""


def open_value(value: PackedValue) -> CellContent:
    """The content that `pack_value` packed."""
    return value if value is None or isinstance(value, str) else _OPENERS[value[0]](value[1])


def _workbook(sheets: Iterable[Sequence[Any]], meta: Mapping[str, str], name: str) -> Workbook:
    return Workbook(tuple(_sheet(PackedSheet(*sheet), name) for sheet in sheets), meta)


def _sheet(packed: PackedSheet, name: str) -> Sheet:
    values = [one if isinstance(one, str) else open_value(one) for one in packed.values]
    contents = map(values.__getitem__, packed.cells)
    # As many times the same iterator as there are columns: zip takes a row from it.
    rows = tuple(zip(*[contents] * packed.width, strict=True))
    seen = Visibility.HIDDEN if packed.hidden else Visibility.VISIBLE
    merges = _merges(packed.merges, rows) if packed.merges and rows else {}
    return Sheet(packed.name or name, seen, rows, merges)


def _merges(
    ranges: Sequence[Range], rows: Sequence[Sequence[CellContent]]
) -> dict[Position, Merge]:
    """Position → its merge, as far as the sheet's rows go."""
    height, width = len(rows), len(rows[0])
    covered: dict[Position, Merge] = {}
    for (top, left), (bottom, right) in ranges:
        merge = Merge((top, left), (bottom, right))
        inside = product(range(top, min(bottom + 1, height)), range(left, min(right + 1, width)))
        covered.update(dict.fromkeys(inside, merge))
    return covered
