"""Protected forms to be filled in and printed on A4: what they are made of.

`entry_sheets` writes them. Nothing here knows what is asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from builder.formats.excel_writing.entry_rules import EntryRule

EntryValue = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Printed:
    """A locked cell that people only read."""

    text: EntryValue = None
    #: Sheet of the same workbook that a click leads to.
    link: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """An open cell that people fill in, perhaps with something in it already."""

    rule: EntryRule = field(default_factory=EntryRule)
    value: EntryValue = None


@dataclass(frozen=True, slots=True)
class Barred:
    """A locked grey cell, for nothing is asked there."""


BodyCell = Printed | Slot | Barred


@dataclass(frozen=True, slots=True)
class Span:
    """Cells of one column that are merged; rows count from 0 below the head."""

    column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """A column: its head, its width in characters, and what the ready rows below hold."""

    head: str
    width: int = 14
    #: How to fill it in, printed below the head.
    hint: str = ""
    #: Whether short words stand in the middle.
    centred: bool = False
    #: The cell of each ready row.
    ready: Printed | Slot = field(default_factory=Slot)


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """A sheet: heading, labels, instructions, then a table, then lines to sign on."""

    title: str
    heading: str
    columns: tuple[EntryColumn, ...]
    #: A smaller line below the heading.
    subheading: str = ""
    #: Label and text, all on one line.
    labels: tuple[tuple[str, str], ...] = ()
    instructions: tuple[str, ...] = ()
    rows: tuple[tuple[BodyCell, ...], ...] = ()
    #: Least height of those rows in points.
    row_height: int = 20
    spans: tuple[Span, ...] = ()
    #: Empty rows below the others; with any, people may go on below them, or insert rows.
    ready_rows: int = 0
    #: Lines to be signed, such as 填表人：
    foot: tuple[str, ...] = ()
    portrait: bool = False
    #: Columns at the left that stay in sight.
    frozen: int = 0


@dataclass(frozen=True, slots=True)
class EntryBook:
    """A workbook of such sheets, and what its hidden `_meta` sheet says of it."""

    sheets: tuple[EntrySheet, ...]
    meta: Mapping[str, str]
