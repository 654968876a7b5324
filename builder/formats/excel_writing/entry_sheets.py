"""Writes entry forms as workbooks: locked labels, open cells, dropdowns, print layout."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from wcwidth import wcswidth

from builder.formats.excel_writing import entry_styles as styles
from builder.formats.excel_writing.entry_forms import (
    Barred,
    BodyCell,
    EntryBook,
    EntrySheet,
    EntryValue,
    Printed,
    Slot,
)
from builder.formats.excel_writing.entry_heights import height_of, lines_of, row_heights
from builder.formats.excel_writing.entry_rules import (
    EntryKind,
    EntryRule,
    fits_in_rule,
    validation_of,
)
from builder.formats.excel_writing.saving import workbook_bytes

_META = "_meta"
#: First column of `_meta` that holds the words of long dropdown lists; keys stand before it.
_FIRST_LIST = 4
#: Rows beyond the ready ones that still have their dropdowns.
_SPARE_ROWS = 500
#: Margins in inches, narrow as on an office's forms.
_MARGIN = 0.4


def write_entry_book(form: EntryBook) -> bytes:
    """*form* as the bytes of an .xlsx file, the same for the same content."""
    book = Workbook()
    del book["Sheet"]
    book.properties.creator = "gongshi"
    styles.add_styles(book)
    lists = _Lists()
    for sheet in form.sheets:
        _Writer(book.create_sheet(sheet.title), sheet, lists).write()
    meta = book.create_sheet(_META)
    for number, (key, value) in enumerate(form.meta.items(), start=1):
        _put(meta.cell(number, 1), key)
        _put(meta.cell(number, 2), value)
    lists.write(meta)
    meta.sheet_state = "hidden"
    meta.protection.enable()
    return workbook_bytes(book)


@dataclass(slots=True)
class _Lists:
    """The words of dropdown lists that are too long for a rule; each list once."""

    columns: dict[tuple[str, ...], int] = field(default_factory=dict)

    def place(self, words: tuple[str, ...]) -> str:
        """The range of `_meta` that holds *words*; nothing where a rule can hold them itself."""
        if fits_in_rule(words):
            return ""
        column = self.columns.setdefault(words, _FIRST_LIST + len(self.columns))
        letter = get_column_letter(column)
        return f"{_META}!${letter}$1:${letter}${len(words)}"

    def write(self, meta: Worksheet) -> None:
        """Puts every list into its column."""
        for words, column in self.columns.items():
            for row, word in enumerate(words, start=1):
                _put(meta.cell(row, column), word)


@dataclass(slots=True)
class _Writer:
    """One sheet in the making; *row* is the next free row."""

    target: Worksheet
    sheet: EntrySheet
    lists: _Lists
    row: int = 1
    #: Rule → the one validation of all its cells, where the rule doesn't name a cell.
    shared: dict[EntryRule, DataValidation] = field(default_factory=dict)

    def write(self) -> None:
        """Everything, from the top."""
        for number, column in enumerate(self.sheet.columns, start=1):
            self.target.column_dimensions[get_column_letter(number)].width = column.width
        self._write_top()
        head = self.row
        self._write_head()
        body = self.row
        self._write_body()
        self._write_foot()
        self.target.freeze_panes = self.target.cell(body, self.sheet.frozen + 1).coordinate
        self.target.sheet_view.showGridLines = False
        self._protect()
        self._lay_out(head, body - 1)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.sheet.columns)

    def _write_top(self) -> None:
        self._line(self.sheet.heading, styles.HEADING, size=16)
        if self.sheet.subheading:
            self._line(self.sheet.subheading, styles.SUBHEADING, size=12)
        if self.sheet.labels:
            self._write_labels()
        if self.sheet.instructions:
            self._line("\n".join(self.sheet.instructions), styles.TEXT, size=9)

    def _write_labels(self) -> None:
        """All pairs on one line; the first has its label in a cell of its own."""
        label, text = self.sheet.labels[0]
        words = (text, *map("：".join, self.sheet.labels[1:]))
        self._cell(self.row, 1, label, styles.LABEL)
        widths = self._widths()
        needs = [wcswidth(label) + wcswidth(text), *map(wcswidth, words[1:])]
        first, lines = 2, 1
        for last, word in zip(_stretches(widths, needs), words, strict=True):
            self._cell(self.row, first, word, styles.LABEL)
            self._merge(self.row, first, self.row, last)
            lines = max(lines, lines_of(word, sum(widths[first - 1 : last])))
            first = last + 1
        self.target.row_dimensions[self.row].height = float(height_of(lines))
        self.row += 1

    def _line(self, text: str, style: str, *, size: int = 10) -> None:
        """*text* in letters of *size* points across the whole sheet."""
        self._cell(self.row, 1, text, style)
        self._merge(self.row, 1, self.row, self.width)
        lines = lines_of(text, sum(self._widths()) * 10 // size)
        self.target.row_dimensions[self.row].height = float(height_of(lines) * size / 10)
        self.row += 1

    def _write_head(self) -> None:
        heads = [column.head for column in self.sheet.columns]
        self._write_words(heads, styles.HEAD)
        hints = [column.hint for column in self.sheet.columns]
        if any(hints):
            self._write_words(hints, styles.HINT)

    def _write_words(self, words: Sequence[str], style: str) -> None:
        for number, word in enumerate(words, start=1):
            self._cell(self.row, number, word or None, style)
        lines = max(
            lines_of(word, width) for word, width in zip(words, self._widths(), strict=True)
        )
        self.target.row_dimensions[self.row].height = float(height_of(lines))
        self.row += 1

    def _widths(self) -> list[int]:
        return [column.width for column in self.sheet.columns]

    def _write_body(self) -> None:
        first = self.row
        covered = {
            (row, span.column)
            for span in self.sheet.spans
            for row in range(span.first + 1, span.last + 1)
        }
        for index, cells in enumerate(self.sheet.rows):
            for number, cell in enumerate(cells, start=1):
                self._write_cell(number, cell if (index, number - 1) not in covered else Printed())
            self.row += 1
        for number, height in enumerate(row_heights(self.sheet)):
            self.target.row_dimensions[first + number].height = float(height)
        for span in self.sheet.spans:
            self._merge(first + span.first, span.column + 1, first + span.last, span.column + 1)
        if self.sheet.ready_rows:
            self._write_ready()

    def _write_cell(self, number: int, cell: BodyCell) -> None:
        if isinstance(cell, Barred):
            self._cell(self.row, number, None, styles.BARRED)
            return
        if isinstance(cell, Slot):
            self._cell(self.row, number, cell.value, styles.slot_style(cell.rule.kind))
            self._restrict(cell.rule, f"{get_column_letter(number)}{self.row}")
            return
        column = self.sheet.columns[number - 1]
        style = styles.CENTRED if column.centred else styles.PRINTED
        made = self._cell(self.row, number, cell.text, styles.LINK if cell.link else style)
        if cell.link:
            place = f"'{cell.link.replace(chr(39), chr(39) * 2)}'!A1"
            made.hyperlink = Hyperlink(ref=made.coordinate, location=place)
            made.style = styles.LINK

    def _write_ready(self) -> None:
        """The empty rows; whole columns are open, so that people can go on below them."""
        first, last = self.row, self.row + self.sheet.ready_rows - 1
        for number, column in enumerate(self.sheet.columns, start=1):
            letter, cell = get_column_letter(number), column.ready
            self.target.column_dimensions[letter].protection = Protection(locked=False)
            kind = cell.rule.kind if isinstance(cell, Slot) else EntryKind.TEXT
            value = cell.value if isinstance(cell, Slot) else cell.text
            for row in range(first, last + 1):
                self._cell(row, number, value, styles.slot_style(kind))
            if isinstance(cell, Slot):
                self._restrict(cell.rule, f"{letter}{first}:{letter}{last + _SPARE_ROWS}")
        for row in range(first, last + 1):
            self.target.row_dimensions[row].height = 20
        self.row = last + 1

    def _write_foot(self) -> None:
        if not self.sheet.foot:
            return
        self.row += 1
        step = max(1, self.width // len(self.sheet.foot))
        for number, text in enumerate(self.sheet.foot):
            first = 1 + number * step
            last = self.width if number == len(self.sheet.foot) - 1 else first + step - 1
            self._cell(self.row, first, text, styles.FOOT)
            self._merge(self.row, first, self.row, last)
        self.target.row_dimensions[self.row].height = 30
        self.row += 1

    def _restrict(self, rule: EntryRule, cells: str) -> None:
        if not rule.relative and rule in self.shared:
            self.shared[rule].add(cells)
            return
        made = validation_of(rule, cells.partition(":")[0], self.lists.place(rule.words))
        if made is not None:
            made.add(cells)
            self.target.add_data_validation(made)
            self.shared[rule] = made

    def _protect(self) -> None:
        """Locks what isn't open, without a password; rows and columns may be made larger."""
        protection = self.target.protection
        protection.enable()
        protection.formatColumns = protection.formatRows = False
        growing = self.sheet.ready_rows > 0
        protection.insertRows = protection.deleteRows = not growing
        protection.sort = protection.autoFilter = False

    def _lay_out(self, head: int, below: int) -> None:
        """A4, one page across, the head on every page, numbered pages.

        There is no print area where people may add rows, for it would cut those off.
        """
        sheet = self.target
        sheet.page_setup.orientation = "portrait" if self.sheet.portrait else "landscape"
        sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = sheet.page_margins
        margins.left = margins.right = margins.top = _MARGIN
        margins.bottom = 2 * _MARGIN
        sheet.print_options.horizontalCentered = True
        sheet.print_title_rows = f"{head}:{below}"
        footer = HeaderFooterItem()
        footer.center.text = "第 &P 页 共 &N 页"
        sheet.HeaderFooter.oddFooter = footer
        if not self.sheet.ready_rows:
            sheet.print_area = f"A1:{get_column_letter(self.width)}{self.row - 1}"

    def _cell(self, row: int, column: int, value: EntryValue, style: str) -> Cell | MergedCell:
        cell = self.target.cell(row, column)
        _put(cell, value)
        cell.style = style
        return cell

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merges cells of which all but the first are blank; they keep their looks and borders.

        (`Worksheet.merge_cells` would draw each border anew, which takes most of the time.)
        """
        if (top, left) != (bottom, right):
            merged = CellRange(min_row=top, min_col=left, max_row=bottom, max_col=right)
            self.target.merged_cells.add(merged)


def _put(cell: Cell | MergedCell, value: EntryValue) -> None:
    """Puts *value* into *cell*; text stays text, whatever it looks like."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def _stretches(widths: Sequence[int], needs: Sequence[int]) -> list[int]:
    """The last column of a stretch of columns for each of *needs*, with width in proportion.

    The first stretch has at least two columns, every other at least one.
    """
    total, reached = sum(widths), 0
    ends: list[int] = []
    for number, width in enumerate(widths, start=1):
        reached += width
        left = len(needs) - len(ends)
        if left > 1 and number > 1:
            enough = reached * sum(needs) >= total * sum(needs[: len(ends) + 1])
            if enough or len(widths) - number < left:
                ends.append(number)
    return [*ends, len(widths)]
