"""修改清单: the sheet that tells a unit what to mend, each line leading to its cell."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import PatternFill
from openpyxl.styles.proxy import StyleProxy
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from builder.formats.excel_writing.added_sheets import add_sheet, put
from builder.formats.excel_writing.fitting import CellValue
from builder.formats.excel_writing.looks import ALARM, CELL, CENTRED, HEAD, LINKED, TITLE
from builder.formats.excel_writing.paper import Line, Paper, fitted, spread

HEADS = ("序号", "程度", "工作表", "单元格", "现在填的", "问题", "怎么改", "代码")
_WIDTHS = (6, 7, 13, 8, 18, 36, 40, 7)
#: Where the fill that a marked cell had before is kept, for the next time.
_FILL_COLUMN = len(HEADS) + 1
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


def add_mend_sheet(book: Workbook, content: MendSheet) -> Worksheet:
    """Puts the sheet before all others of *book* and shows it; an older one has to be gone."""
    laid_out = lay_out(content)
    sheet = add_sheet(book, laid_out, 0)
    for row, line in enumerate(content.lines, start=laid_out.heads.stop + 1):
        if line.cell and line.sheet in book.sheetnames:
            _link(sheet.cell(row, 4), line)
    sheet.column_dimensions["I"].hidden = True
    _show_first(book)
    return sheet


def keep_fill(sheet: Worksheet, number: int, marked: Cell) -> None:
    """Keeps beside line *number* (from 1) the fill that the cell has before it is *marked*."""
    sheet.cell(_head_row(sheet) + number, _FILL_COLUMN).fill = _own(marked.fill)


def kept_fills(sheet: Worksheet) -> dict[int, PatternFill]:
    """Line number → the fill that its cell had before it was marked."""
    head = _head_row(sheet)
    rows = range(head + 1, sheet.max_row + 1) if head else range(0)
    numbered = ((sheet.cell(row, 1).value, sheet.cell(row, _FILL_COLUMN).fill) for row in rows)
    return {int(number): _own(fill) for number, fill in numbered if isinstance(number, int)}


def _own(fill: StyleProxy) -> PatternFill:
    """A fill of its own: what a cell gives is only a view of what it has."""
    return copy(fill)  # type: ignore[return-value]  # a proxy copies what it stands for


def _head_row(sheet: Worksheet) -> int:
    """The row of the heads; 0 where somebody took it out."""
    cells = (sheet.cell(row, 1) for row in range(1, sheet.max_row + 1))
    return next((cell.row for cell in cells if cell.value == HEADS[0]), 0)


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


def _link(cell: Cell | MergedCell, line: MendLine) -> None:
    target = f"{quote_sheetname(line.sheet)}!{line.cell}"
    put(cell, line.cell, LINKED)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, tooltip="点击跳到该格")


def _show_first(book: Workbook) -> None:
    """The list is what a person sees on opening, and the only sheet that is selected."""
    book.active = 0
    for number, sheet in enumerate(book.worksheets):
        sheet.sheet_view.tabSelected = number == 0
