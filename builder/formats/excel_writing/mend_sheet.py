"""修改清单: the sheet that tells a unit what to mend, each line leading to its cell."""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import PatternFill
from openpyxl.styles.proxy import StyleProxy
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from builder.formats.excel_writing import paper
from builder.formats.excel_writing.saving import CellValue

HEADS = ("序号", "程度", "工作表", "单元格", "现在填的", "问题", "怎么改", "代码")
_WIDTHS = (6, 7, 13, 8, 18, 36, 40, 7)
#: Where the fill that a marked cell had before is kept, for the next time.
_FILL_COLUMN = len(HEADS) + 1
_CENTRED = (0, 1, 3, 7)
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


def add_mend_sheet(book: Workbook, content: MendSheet) -> Worksheet:
    """Puts the sheet before all others of *book* and shows it; an older one has to be gone."""
    sheet: Worksheet = book.create_sheet(content.title, 0)
    paper.set_widths(sheet, _WIDTHS)
    paper.put_across(sheet, 1, len(HEADS), content.title, paper.TITLE)
    row = 2
    for text in content.facts:
        paper.put_across(sheet, row, len(HEADS), text)
        row += 1
    for text in content.warnings:
        paper.put_across(sheet, row, len(HEADS), text, paper.ALARM)
        row += 1
    _write_head(sheet, row)
    for number, line in enumerate(content.lines, start=1):
        _write_line(sheet, row + number, number, line, book.sheetnames)
    sheet.freeze_panes = f"A{row + 1}"
    sheet.column_dimensions["I"].hidden = True
    sheet.print_area = f"A1:H{row + len(content.lines)}"
    paper.fit_to_a4(sheet, row)
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


def _write_head(sheet: Worksheet, row: int) -> None:
    for column, head in enumerate(HEADS, start=1):
        cell = sheet.cell(row, column)
        paper.put_head(cell, head)
    sheet.row_dimensions[row].height = _HEAD_HEIGHT


def _write_line(
    sheet: Worksheet, row: int, number: int, line: MendLine, sheets: Sequence[str]
) -> None:
    values = tuple(_values(number, line))
    for column, value in enumerate(values):
        cell = sheet.cell(row, column + 1)
        alignment = paper.CENTRED if column in _CENTRED else paper.WRAPPED
        paper.put(cell, value, alignment=alignment, border=paper.GRID)
    sheet.row_dimensions[row].height = paper.height(values, _WIDTHS)
    if line.must is not None:
        sheet.cell(row, 2).fill = fill_of(must=line.must)
    if line.cell and line.sheet in sheets:
        _link(sheet.cell(row, 4), line)


def _values(number: int, line: MendLine) -> Iterator[CellValue]:
    yield number
    yield line.degree
    yield line.sheet or "（整个文件）"
    yield line.cell or "—"
    yield from (line.filled, line.wrong, line.remedy, line.code)


def fill_of(*, must: bool) -> PatternFill:
    """Red for what must be mended, yellow for what should be looked at."""
    return paper.RED_FILL if must else paper.YELLOW_FILL


def _link(cell: Cell | MergedCell, line: MendLine) -> None:
    target = f"{quote_sheetname(line.sheet)}!{line.cell}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, tooltip="点击跳到该格")
    cell.font = paper.LINKED


def _show_first(book: Workbook) -> None:
    """The list is what a person sees on opening, and the only sheet that is selected."""
    book.active = 0
    for number, sheet in enumerate(book.worksheets):
        sheet.sheet_view.tabSelected = number == 0
