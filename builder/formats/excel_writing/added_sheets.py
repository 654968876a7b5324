"""Sheets added to a workbook that openpyxl edits, and the looks of single cells there.

Each look is worked out once a workbook, then copied: openpyxl compares every part of a style with
all others for each cell that gets it, which takes longer than writing the cell.
"""

from copy import copy
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from builder.formats.excel_writing import paper
from builder.formats.excel_writing.fitting import CellValue, printable
from builder.formats.excel_writing.looks import FONT, TEXT, Look
from builder.formats.excel_writing.paper import Line, Paper

_SIZES = {"A3": Worksheet.PAPERSIZE_A3, "A4": Worksheet.PAPERSIZE_A4}
#: What openpyxl itself copies from cell to cell where it copies a sheet.
_STYLE = "_style"
#: Workbook → look and number format → what openpyxl makes of them.
_KNOWN: WeakKeyDictionary[object, dict[tuple[Look, str], StyleArray]] = WeakKeyDictionary()


def add_sheet(book: Workbook, sheet: Paper, place: int | None = None) -> Worksheet:
    """Adds *sheet* to *book*, before the sheet that is the number *place* (from 0) by now."""
    target: Worksheet = book.create_sheet(sheet.name, place)
    for number, width in enumerate(sheet.widths, start=1):
        target.column_dimensions[get_column_letter(number)].width = width
    for row, line in enumerate(sheet.lines, start=1):
        _write_line(target, row, line)
    for top, left, bottom, right in sheet.merges:
        target.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
    _set_up_pages(target, sheet)
    return target


def put(cell: Cell | MergedCell, value: CellValue, look: Look) -> None:
    """Puts *value* into *cell*; text stays text, whatever it looks like, and is cut if need be."""
    dress(cell, look, TEXT if isinstance(value, str) else look.number_format)
    if isinstance(value, str):
        cell.value, cell.data_type = printable(value), "s"
    else:
        cell.value = value


def dress(cell: Cell | MergedCell, look: Look, number_format: str) -> None:
    """Gives *cell* the whole *look*, whatever it looked like."""
    known = _KNOWN.setdefault(cell.parent.parent, {})
    found = known.get((look, number_format))
    if found is None:
        _assign(cell, look, number_format)
        known[look, number_format] = copy(getattr(cell, _STYLE))
    else:
        setattr(cell, _STYLE, copy(found))


def filled(colour: str) -> PatternFill:
    """The fill of *colour*, RRGGBB."""
    return PatternFill("solid", fgColor=colour)


def _assign(cell: Cell | MergedCell, look: Look, number_format: str) -> None:
    setattr(cell, _STYLE, StyleArray())
    cell.font = Font(
        name=FONT,
        size=look.size,
        bold=look.bold,
        underline="single" if look.underlined else None,
        color=look.colour or None,
    )
    cell.alignment = Alignment(horizontal=look.across, vertical="center", wrap_text=look.wrapped)
    cell.number_format = number_format
    if look.fill:
        cell.fill = filled(look.fill)
    if look.line:
        side = Side(style="thin", color=look.line)
        cell.border = Border(left=side, right=side, top=side, bottom=side)


def _write_line(target: Worksheet, row: int, line: Line) -> None:
    target.row_dimensions[row].height = line.height
    for column, (value, look) in enumerate(zip(line.values, line.looks, strict=True), start=1):
        put(target.cell(row, column), value, look)


def _set_up_pages(target: Worksheet, sheet: Paper) -> None:
    """As those of new workbooks."""
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = _SIZES[sheet.size]
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, int(sheet.one_page)
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = target.page_margins
    margins.left = margins.right = margins.top = paper.MARGIN
    margins.bottom = paper.FOOT_MARGIN
    target.print_options.horizontalCentered = True
    footer = HeaderFooterItem()
    footer.center.text = paper.FOOT
    target.HeaderFooter.oddFooter = footer
    if sheet.heads:
        target.print_title_rows = f"{sheet.heads.start + 1}:{sheet.heads.stop}"
    if sheet.frozen is not None:
        target.freeze_panes = target.cell(sheet.heads.stop + 1, sheet.frozen + 1).coordinate
    if sheet.bounded:
        right = get_column_letter(len(sheet.widths))
        target.print_area = f"A1:{right}{len(sheet.lines)}"
