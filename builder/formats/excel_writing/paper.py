"""Sheets as people print and read them: text that stays text, fitting heights, A4 pages."""

import re
from collections.abc import Sequence

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from wcwidth import wcswidth

from builder.formats.excel_writing.looks import GENERAL, Look, dress
from builder.formats.excel_writing.saving import CellValue

#: What Excel keeps of a cell's text.
_LONGEST_TEXT = 32_767
#: Points of height that one line of text takes, and the most that Excel gives a row.
_LINE, _HIGHEST = 15.5, 409
_FONT = "宋体"
_WORD = re.compile(r"[!-~]+|.")
_MARGIN = 0.4
#: Excel's name for the format in which whatever is typed is text.
TEXT = "@"

PLAIN = Font(name=_FONT, size=11)
BOLD = Font(name=_FONT, size=11, bold=True)
TITLE = Font(name=_FONT, size=16, bold=True)
QUIET = Font(name=_FONT, size=10, color="595959")
ALARM = Font(name=_FONT, size=11, bold=True, color="C00000")
LINKED = Font(name=_FONT, size=11, color="0563C1", underline="single")

HEAD_FILL = PatternFill("solid", fgColor="DDE8F3")
RED_FILL = PatternFill("solid", fgColor="FFC7CE")
YELLOW_FILL = PatternFill("solid", fgColor="FFEB9C")

_THIN = Side(style="thin", color="A6A6A6")
GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)

WRAPPED = Alignment(wrap_text=True, vertical="center", horizontal="left")
CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")

#: The head of a column that another head stands above.
HEAD = Look(fill=HEAD_FILL, border=GRID)


def put(  # noqa: PLR0913 - one a part of the look
    cell: Cell | MergedCell,
    value: CellValue,
    font: Font = PLAIN,
    alignment: Alignment = WRAPPED,
    *,
    fill: PatternFill | None = None,
    border: Border | None = None,
    number_format: str = GENERAL,
) -> None:
    """Puts *value* into *cell*; text stays text, whatever it looks like, and is cut if need be.

    *number_format* is that of a number.
    """
    written = TEXT if isinstance(value, str) else number_format
    dress(cell, Look(font, alignment, fill, border, written))
    if isinstance(value, str):
        cell.value = printable(value)
        cell.data_type = "s"
    else:
        cell.value = value


def put_head(cell: Cell | MergedCell, value: CellValue) -> None:
    """Puts *value* into *cell* as the head of a column."""
    put(cell, value, BOLD, CENTRED, fill=HEAD_FILL, border=GRID)


def printable(text: str) -> str:
    """*text* without the signs that a workbook can't hold, and as long as a cell may be."""
    encoded = text.encode("utf-8", "replace").decode("utf-8")
    return str(ILLEGAL_CHARACTERS_RE.sub("", encoded))[:_LONGEST_TEXT]


def put_across(sheet: Worksheet, row: int, width: int, text: str, font: Font = PLAIN) -> None:
    """A line of *text* over the first *width* columns, as high as it needs."""
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    put(sheet.cell(row, 1), text, font, CENTRED if font is TITLE else WRAPPED)
    letters = (get_column_letter(number) for number in range(1, width + 1))
    room = sum(int(sheet.column_dimensions[letter].width) for letter in letters)
    needed = height([text], [room * 11 // int(font.size or 11)])
    sheet.row_dimensions[row].height = max(needed, 30 if font is TITLE else 18)


def set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    """The widths of the first columns, in characters of Latin script."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def height(values: Sequence[CellValue], widths: Sequence[int]) -> float:
    """Points that a row of *values* needs in columns of *widths* characters."""
    lines = max(map(count_lines, values, widths), default=1)
    return min(_HIGHEST, _LINE * lines + 3)


def count_lines(value: CellValue, width: int) -> int:
    """How many lines *value* takes in a column of *width* characters."""
    text = "" if value is None else printable(str(value))
    room = max(2, width - 1)
    return sum(_wrap(line, room) for line in text.split("\n"))


def _wrap(line: str, room: int) -> int:
    """How many lines *line* makes: Chinese breaks anywhere, a word of Latin script nowhere."""
    lines, used = 1, 0
    for word in _WORD.findall(line):
        size = max(0, wcswidth(word))
        if used and used + size > room:
            lines, used = lines + 1, 0
        lines += max(0, size - 1) // room
        used += size % room if size > room else size
    return lines


def fit_to_a4(sheet: Worksheet, head: int = 0) -> None:
    """Printed across landscape pages of A4, row *head* on each, with numbered pages."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.top, sheet.page_margins.bottom = _MARGIN, 2 * _MARGIN
    sheet.page_margins.left = sheet.page_margins.right = _MARGIN
    sheet.print_options.horizontalCentered = True
    footer = HeaderFooterItem()
    footer.center.text = "第&P页，共&N页"
    sheet.HeaderFooter.oddFooter = footer
    if head:
        sheet.print_title_rows = f"{head}:{head}"
