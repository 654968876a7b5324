"""Sheets as people read and print them, laid out for whichever library writes them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from builder.formats.excel_writing.fitting import CellValue, height
from builder.formats.excel_writing.looks import PLAIN, TITLE, Look

#: Margins in inches: narrow, but for the foot of the page.
MARGIN, FOOT_MARGIN = 0.4, 0.8
#: What stands there, in Excel's words.
FOOT = "第&P页，共&N页"


class Area(NamedTuple):
    """Cells from one corner to the other, both among them; rows and columns count from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its values from the first column on, and the look of each."""

    values: tuple[CellValue, ...]
    looks: tuple[Look, ...]
    #: In points; None for that of a new workbook.
    height: float | None = None
    #: Whether its one value goes over all columns.
    spread: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """One sheet: its lines from the top, and how it goes onto pages, as wide as they are."""

    name: str
    #: Of its columns, in characters of Latin script.
    widths: tuple[int, ...]
    lines: tuple[Line, ...]
    #: The lines that are heads, and are printed on every page.
    heads: range = range(0)
    #: Columns at the left that stay in sight, as all lines down to the heads do; None if none do.
    frozen: int | None = None
    #: Cells that are one, beside the lines that are spread.
    joined: tuple[Area, ...] = ()
    size: Literal["A3", "A4"] = "A4"
    #: Whether it is made as small as it must be to go onto one page.
    one_page: bool = False
    #: Whether what people add beside or below isn't printed.
    bounded: bool = False

    @property
    def merges(self) -> Iterator[Area]:
        """All cells that are one."""
        last = len(self.widths) - 1
        if last:
            yield from (Area(n, 0, n, last) for n, line in enumerate(self.lines) if line.spread)
        yield from self.joined


def spread(text: str, widths: Sequence[int], look: Look = PLAIN) -> Line:
    """A line of *text* over all columns, as high as it needs."""
    needed = height([text], [sum(widths) * PLAIN.size // look.size])
    return Line((text,), (look,), max(needed, 30 if look is TITLE else 18), spread=True)


def fitted(
    values: tuple[CellValue, ...], looks: tuple[Look, ...], widths: Sequence[int], least: float = 0
) -> Line:
    """A line of *values*, at least so many points high, in columns of *widths* characters."""
    return Line(values, looks, max(least, height(values, widths)))
