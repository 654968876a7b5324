"""修改清单: the sheet that tells a unit what to mend, each line leading to its cell."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.formats.excel_writing.fitting import CellValue
from builder.formats.excel_writing.looks import ALARM, CELL, CENTRED, HEAD, TITLE
from builder.formats.excel_writing.new_books import NewSheet, write_book
from builder.formats.excel_writing.paper import Line, Paper, fitted, spread

HEADS = ("序号", "程度", "工作表", "单元格", "现在填的", "问题", "怎么改", "代码")
_WIDTHS = (6, 7, 13, 8, 18, 36, 40, 7)
#: Whether a cell must be mended → the colour that marks it: else it should be looked at.
COLOURS = {True: "FFC7CE", False: "FFEB9C"}
_DEGREES = {must: replace(CENTRED, fill=colour) for must, colour in COLOURS.items()}
#: In points.
_HEAD_HEIGHT = 21


@dataclass(frozen=True, slots=True)
class MendLine:
    """One thing to mend, or to know."""

    #: 必改, 建议 or 提示.
    degree: str
    #: Whether it must be mended; None where it is only told.
    must: bool | None
    sheet: str
    #: A1 address; empty for a whole sheet or file.
    cell: str
    filled: str
    wrong: str
    remedy: str
    code: str


@dataclass(frozen=True, slots=True)
class MendSheet:
    """Everything that stands on the sheet, in its order."""

    title: str
    facts: tuple[str, ...]
    #: What the copy doesn't hold, in red.
    warnings: tuple[str, ...]
    lines: tuple[MendLine, ...]


@dataclass(frozen=True, slots=True)
class CellNote:
    """What is wrong in one cell."""

    sheet: str
    #: A1 address.
    cell: str
    #: Whether it must be mended; else it should be looked at.
    must: bool
    #: The first line of the list that is about it.
    number: int
    words: str


def write_list(content: MendSheet) -> bytes:
    """A workbook that holds the sheet and nothing else."""
    return write_book([NewSheet(lay_out(content))])


def lay_out(content: MendSheet) -> Paper:
    """The sheet of *content*, without what leads to other sheets."""
    above = [spread(content.title, _WIDTHS, TITLE)]
    above += (spread(text, _WIDTHS) for text in content.facts)
    above += (spread(text, _WIDTHS, ALARM) for text in content.warnings)
    head = fitted(HEADS, (HEAD,) * len(HEADS), _WIDTHS, _HEAD_HEIGHT)
    lines = (_line(number, line) for number, line in enumerate(content.lines, start=1))
    return Paper(
        *(content.title, _WIDTHS, (*above, head, *lines)),
        heads=range(len(above), len(above) + 1),
        frozen=0,
        bounded=True,
    )


def _line(number: int, line: MendLine) -> Line:
    degree = CENTRED if line.must is None else _DEGREES[line.must]
    looks = (CENTRED, degree, CELL, CENTRED, CELL, CELL, CELL, CENTRED)
    return fitted(tuple(_values(number, line)), looks, _WIDTHS)


def _values(number: int, line: MendLine) -> Iterator[CellValue]:
    yield number
    yield line.degree
    yield line.sheet or "（整个文件）"
    yield line.cell or "—"
    yield from (line.filled, line.wrong, line.remedy, line.code)
