"""Reports that a leader reads and prints: titles, heads on one or two levels, rows, footnotes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from builder.formats.excel_writing import paper
from builder.formats.excel_writing.looks import GENERAL, dress
from builder.formats.excel_writing.saving import CellValue, workbook_bytes

#: What Excel takes as the name of a sheet.
_LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))

#: So many rows go on one page, made smaller if need be, and don't leave the last one alone.
_ROWS_ON_A_PAGE = 45

_NUMBER = Alignment(horizontal="right", vertical="center")
_SIZES = {"A3": Worksheet.PAPERSIZE_A3, "A4": Worksheet.PAPERSIZE_A4}


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column of a report: its head, its width in characters, and how its numbers look."""

    head: str
    width: int = 10
    #: The head above it, shared by the neighbours that name the same; empty for none.
    group: str = ""
    #: Decimals of its numbers; None for whole numbers and text.
    places: int | None = None
    #: Whether its text stands in the middle, as short words do.
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One sheet: a title and lines below it, a table, and notes at its foot."""

    #: Cut and told apart from the other sheets where need be.
    name: str
    title: str
    lines: tuple[str, ...]
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    notes: tuple[str, ...] = ()
    #: A line above the title that nobody overlooks: 演示数据, 仅供内部; empty for none.
    mark: str = ""
    #: Columns at the left that stay in sight, and are printed on every page.
    frozen: int = 0
    paper: Literal["A3", "A4"] = "A3"


def write_reports(reports: Sequence[Report]) -> bytes:
    """A workbook of *reports*, one a sheet, ready to print: as wide as the paper, heads repeated.

    Numbers stay numbers, shown with fixed places; text is stored as it is.
    """
    book = Workbook()
    del book["Sheet"]
    for report in reports:
        _write_report(book.create_sheet(_free_name(report.name, book.sheetnames)), report)
    return workbook_bytes(book)


def _free_name(name: str, taken: Sequence[str]) -> str:
    """*name* as Excel takes it, with a number behind where it is taken."""
    clean = paper.printable(name).translate(_NOT_IN_NAMES).strip() or "表"
    number, found = 1, clean[:_LONGEST_NAME]
    while found.lower() in {other.lower() for other in taken}:
        number += 1
        end = f"（{number}）"
        found = clean[: _LONGEST_NAME - len(end)] + end
    return found


def _write_report(sheet: Worksheet, report: Report) -> None:
    width = len(report.columns)
    paper.set_widths(sheet, [column.width for column in report.columns])
    head = _write_top(sheet, report) + 1
    first = head + _write_heads(sheet, head, report.columns)
    for number, values in enumerate(report.rows, start=first):
        _write_row(sheet, number, report.columns, values)
    last = first + len(report.rows) - 1
    for number, note in enumerate(report.notes, start=last + 1):
        paper.put_across(sheet, number, width, note, paper.QUIET)
    right = get_column_letter(width)
    sheet.auto_filter.ref = f"A{first - 1}:{right}{max(last, first - 1)}"
    sheet.freeze_panes = sheet.cell(first, report.frozen + 1).coordinate
    paper.fit_to_a4(sheet)
    sheet.page_setup.paperSize = _SIZES[report.paper]
    sheet.page_setup.fitToHeight = 1 if len(report.rows) <= _ROWS_ON_A_PAGE else 0
    sheet.print_title_rows = f"{head}:{first - 1}"
    sheet.print_area = f"A1:{right}{max(last + len(report.notes), first - 1)}"


def _write_top(sheet: Worksheet, report: Report) -> int:
    """Writes what stands above the table; the number of its last row."""
    above = [(report.mark, paper.ALARM)] if report.mark else []
    above += [(report.title, paper.TITLE), *((line, paper.PLAIN) for line in report.lines)]
    for number, (text, font) in enumerate(above, start=1):
        paper.put_across(sheet, number, len(report.columns), text, font)
    return len(above)


def _write_heads(sheet: Worksheet, head: int, columns: Sequence[ReportColumn]) -> int:
    """Writes the heads from row *head*; how many rows they take, one or two."""
    widths = [column.width for column in columns]
    levels = 2 if any(column.group for column in columns) else 1
    for number, column in enumerate(columns, start=1):
        for level in range(levels):
            dress(sheet.cell(head + level, number), paper.HEAD)
        top = head + levels - 1 if column.group else head
        paper.put_head(sheet.cell(top, number), column.head)
        if levels > 1 and not column.group:
            sheet.merge_cells(
                start_row=head, end_row=head + 1, start_column=number, end_column=number
            )
    heads = [column.head for column in columns]
    sheet.row_dimensions[head + levels - 1].height = paper.height(heads, widths)
    if levels > 1:
        _write_groups(sheet, head, columns)
    return levels


def _write_groups(sheet: Worksheet, head: int, columns: Sequence[ReportColumn]) -> None:
    """The upper heads, each over the neighbours that share it."""
    numbered = enumerate(columns, start=1)
    needed = [18.0]
    for group, run in groupby(numbered, key=lambda item: item[1].group):
        members = list(run)
        if not group:
            continue
        first, last = members[0][0], members[-1][0]
        paper.put_head(sheet.cell(head, first), group)
        needed.append(paper.height([group], [sum(column.width for _, column in members)]))
        if last > first:
            sheet.merge_cells(start_row=head, end_row=head, start_column=first, end_column=last)
    sheet.row_dimensions[head].height = max(needed)


def _write_row(
    sheet: Worksheet, row: int, columns: Sequence[ReportColumn], values: Sequence[CellValue]
) -> None:
    for number, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
        cell = sheet.cell(row, number)
        numeric = value is not None and not isinstance(value, str)
        middle = column.centred or (isinstance(value, str) and column.places is not None)
        plain = paper.CENTRED if middle else paper.WRAPPED
        alignment = _NUMBER if numeric and not column.centred else plain
        written = _places(column.places or 0) if numeric else GENERAL
        paper.put(cell, value, alignment=alignment, border=paper.GRID, number_format=written)
    sheet.row_dimensions[row].height = paper.height(values, [column.width for column in columns])


def _places(places: int) -> str:
    return f"0.{'0' * places}" if places else "0"
