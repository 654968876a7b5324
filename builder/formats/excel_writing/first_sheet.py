"""修改清单 as the first sheet of a marked copy: each line leads to its cell, and keeps its fill."""

from copy import copy

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import PatternFill
from openpyxl.styles.proxy import StyleProxy
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from builder.formats.excel_writing.added_sheets import add_sheet, put
from builder.formats.excel_writing.looks import LINKED
from builder.formats.excel_writing.mend_sheet import HEADS, MendLine, MendSheet, lay_out

#: Where the fill that a marked cell had before is kept, for the next time.
_FILL_COLUMN = len(HEADS) + 1


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


def _link(cell: Cell | MergedCell, line: MendLine) -> None:
    target = f"{quote_sheetname(line.sheet)}!{line.cell}"
    put(cell, line.cell, LINKED)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, tooltip="点击跳到该格")


def _show_first(book: Workbook) -> None:
    """The list is what a person sees on opening, and the only sheet that is selected."""
    book.active = 0
    for number, sheet in enumerate(book.worksheets):
        sheet.sheet_view.tabSelected = number == 0
