"""What reading a file gave, as bytes: they cross from process to process, and are kept.

It doesn't depend on what the file is called: that is put in when it is unpacked. A cell is the
number of a value, for in a table most values stand many times. First comes JSON, with its length
before it, then the numbers of all cells.
"""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain, islice, product
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
#: Bytes of the length of what is JSON, and how `array` calls numbers of four bytes.
_LENGTH = 4
_CELL = "I"
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
    #: For every cell, row by row, which of the values it holds; packed, only how many there are.
    cells: Any = ()
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
    sheets = contents.sheets if contents else ()
    heads = [sheet._replace(cells=len(sheet.cells)) for sheet in sheets]
    cells = array(_CELL, chain.from_iterable(sheet.cells for sheet in sheets))
    head = _encode([told, contents and (heads, contents.meta)]).encode("utf-8", "surrogatepass")
    return len(head).to_bytes(_LENGTH, "little") + head + cells.tobytes()


def unpack(packed: bytes, name: str, file: str) -> Read:
    """What `pack` made, of the file called *file*; *name* is that of a sheet that has none.

    Raises PackedError for anything else.
    """
    end = _LENGTH + int.from_bytes(packed[:_LENGTH], "little")
    cells = array(_CELL)
    try:
        told, contents = json.loads(packed[_LENGTH:end])
        cells.frombytes(packed[end:])
        problems = tuple(
            _KINDS[code].at(CellPlace(file, sheet), **tokens) for code, sheet, tokens in told
        )
        book = None if contents is None else _workbook(contents[0], contents[1], iter(cells), name)
    except _MISFITS as error:
        raise PackedError from error
    return book, problems


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


def _workbook(
    heads: Iterable[Sequence[Any]], meta: Mapping[str, str], cells: Iterator[int], name: str
) -> Workbook:
    return Workbook(tuple(_sheet(PackedSheet(*head), cells, name) for head in heads), meta)


def _sheet(head: PackedSheet, cells: Iterator[int], name: str) -> Sheet:
    values = [one if isinstance(one, str) else open_value(one) for one in head.values]
    contents = map(values.__getitem__, islice(cells, head.cells))
    # As many times the same iterator as there are columns: zip takes a row from it.
    rows = tuple(zip(*[contents] * head.width, strict=True))
    if len(rows) * head.width != head.cells:
        raise PackedError
    seen = Visibility.HIDDEN if head.hidden else Visibility.VISIBLE
    merges = _merges(head.merges, rows) if head.merges and rows else {}
    return Sheet(head.name or name, seen, rows, merges)


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
