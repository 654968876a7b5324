"""New workbooks, through XlsxWriter: sheets to read and print, and what people do on them."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from builder.formats.excel_writing import paper
from builder.formats.excel_writing.fitting import CellValue, free_name, printable
from builder.formats.excel_writing.looks import FONT, PLAIN, TEXT, Look
from builder.formats.excel_writing.paper import Area, Line, Paper

#: Stands in for the time of writing, which would differ each time.
_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - it takes no time zone
#: Numbers of sizes of paper in Excel, and how wide a character is, in pixels.
_SIZES = {"A3": 8, "A4": 9}
_CHARACTER = 7
#: What Excel keeps of the words of a message.
_LONGEST_MESSAGE = 255
#: How a text of several looks begins and ends within XlsxWriter.
_MARKUP = re.compile("<r>.*</r>", re.DOTALL)
#: What may be done in a locked sheet: who may not change a label may still make a row higher.
_ALLOWED = dict.fromkeys(("objects", "scenarios", "format_rows", "format_columns"), True)


@dataclass(frozen=True, slots=True)
class Dropdown:
    """Cells, and the words that one chooses from in each."""

    cells: Area
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet of a new workbook, and what people can do on it."""

    paper: Paper
    #: The table, its heads first, that can be sorted and filtered.
    filtered: Area | None = None
    dropdowns: tuple[Dropdown, ...] = ()
    #: Whether only its open cells can be written on.
    locked: bool = False


def write_book(sheets: Iterable[NewSheet], meta: Mapping[str, str] | None = None) -> bytes:
    """A workbook of *sheets* as the bytes of a file, which depend on nothing but its content.

    Text is stored as it is, whatever it looks like, and cut where it is longer than a cell. Names
    of sheets are cut and told apart where need be.
    *meta* goes to a hidden sheet that says what the workbook is.
    """
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": _EPOCH})
        formats = _Formats(book)
        for sheet in sheets:
            name = free_name(sheet.paper.name, book.sheetnames)
            _write_sheet(book.add_worksheet(name), sheet, formats)
        if meta:
            hidden = book.add_worksheet("_meta")
            hidden.hide()
            for row, pair in enumerate(meta.items()):
                _write_line(hidden, row, Line(pair, (PLAIN, PLAIN)), formats)
    return stream.getvalue()


class _Formats:
    """What XlsxWriter makes of each look in one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[Look, str], Format] = {}

    def of(self, look: Look, value: CellValue) -> Format:
        """The format of a cell with *value*."""
        key = look, TEXT if isinstance(value, str) else look.number_format
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(_properties(*key)))
        return self._made[key]


def _properties(look: Look, number_format: str) -> Iterator[tuple[str, object]]:
    yield from {
        "font_name": FONT,
        "font_size": look.size,
        "bold": look.bold,
        "underline": look.underlined,
        "align": look.across,
        "valign": "vcenter",
        "text_wrap": look.wrapped,
        "num_format": number_format,
        "locked": not look.is_open,
    }.items()
    if look.colour:
        yield "font_color", f"#{look.colour}"
    if look.fill:
        yield "bg_color", f"#{look.fill}"
    if look.line:
        yield from (("border", 1), ("border_color", f"#{look.line}"))


def _write_sheet(target: Worksheet, content: NewSheet, formats: _Formats) -> None:
    sheet = content.paper
    for column, width in enumerate(sheet.widths):
        target.set_column_pixels(column, column, width * _CHARACTER)
    for area in sheet.merges:
        first = sheet.lines[area.top]
        form = formats.of(first.looks[area.left], first.values[area.left])
        target.merge_range(*area, "", form)
    for row, line in enumerate(sheet.lines):
        _write_line(target, row, line, formats)
    _set_up_pages(target, sheet)
    if content.filtered:
        target.autofilter(*content.filtered)
    for dropdown in content.dropdowns:
        _add_dropdown(target, dropdown)
    if content.locked:
        target.protect("", _ALLOWED)


def _write_line(target: Worksheet, row: int, line: Line, formats: _Formats) -> None:
    if line.height is not None:
        target.set_row(row, line.height)
    for column, (value, look) in enumerate(zip(line.values, line.looks, strict=True)):
        form = formats.of(look, value)
        shown = printable(value) if isinstance(value, str) else value
        if shown is None or shown == "":
            target.write_blank(row, column, None, form)
        elif not isinstance(shown, str):
            target.write_number(row, column, float(shown), form)
        elif _MARKUP.fullmatch(shown):
            # XlsxWriter would take it for a text of several looks, as which it has to be written.
            target.write_rich_string(row, column, shown[0], shown[1], shown[2:], form)
        else:
            target.write_string(row, column, shown, form)


def _set_up_pages(target: Worksheet, sheet: Paper) -> None:
    """Landscape pages, as wide as the sheet, the heads on each, with numbers at the foot."""
    target.set_landscape()
    target.set_paper(_SIZES[sheet.size])
    target.fit_to_pages(1, int(sheet.one_page))
    target.set_margins(paper.MARGIN, paper.MARGIN, paper.MARGIN, paper.FOOT_MARGIN)
    target.center_horizontally()
    target.set_footer(f"&C{paper.FOOT}")
    if sheet.heads:
        target.repeat_rows(sheet.heads[0], sheet.heads[-1])
    if sheet.frozen is not None:
        target.freeze_panes(sheet.heads.stop, sheet.frozen)
    if sheet.bounded:
        target.print_area(0, 0, len(sheet.lines) - 1, len(sheet.widths) - 1)


def _add_dropdown(target: Worksheet, dropdown: Dropdown) -> None:
    told = f"请选：{'、'.join(dropdown.words)}"
    rule = {"validate": "list", "source": list(dropdown.words), "error_title": "不在选项之内"}
    target.data_validation(*dropdown.cells, {**rule, "error_message": told[:_LONGEST_MESSAGE]})
