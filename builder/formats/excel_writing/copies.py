"""Marked copies: a workbook as it came in, its faulty cells coloured and commented.

A copy is made from the original's own bytes where openpyxl can keep its looks, else from the
values that were read; the original is never touched.
"""

import io
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from wcwidth import wcswidth

from builder.formats.excel_writing.added_sheets import add_sheet, dress, filled, put
from builder.formats.excel_writing.first_sheet import add_mend_sheet, keep_fill, kept_fills
from builder.formats.excel_writing.fitting import count_lines, free_name, printable
from builder.formats.excel_writing.looks import CELL, GENERAL, PLAIN
from builder.formats.excel_writing.mend_sheet import COLOURS, CellNote, MendSheet
from builder.formats.excel_writing.paper import Paper
from builder.formats.excel_writing.saving import workbook_bytes
from builder.formats.sheets import CellContent, FormulaFault, Sheet, Visibility, address
from builder.formats.sheets import Workbook as ReadWorkbook

#: Begins what the office says in a comment; the number is that of the line in the list.
_SAYS = "【修改意见{number}】"
_SAID = re.compile(r"\s*【修改意见(\d+)】.*", re.DOTALL)
#: A comment's width in pixels, in characters, and the height in pixels of one line.
_COMMENT_WIDTH, _COMMENT_ROOM, _COMMENT_LINE = 330, 42, 19
_MOST_MERGES = 2_000
_WIDEST, _NARROWEST = 40, 9
#: Before this year Excel has no dates.
_FIRST_YEAR = 1900


def mark_original(
    content: bytes, sheets: Sequence[str], first: MendSheet, notes: Sequence[CellNote], author: str
) -> bytes | None:
    """A copy of the .xlsx in *content* that begins with the list *first*, the *notes* marked.

    None where it can't be rewritten: then it holds less than the visible *sheets* that it should.
    What an earlier copy marked is unmarked; sheets are no longer protected.
    """
    book = _load(content)
    if book is None or not set(sheets) <= {sheet.title for sheet in book.worksheets}:
        return None
    _clear(book, first.title)
    _mark(book, first, notes, author)
    return _save(book)


def copy_values(
    source: ReadWorkbook, first: MendSheet, notes: Sequence[CellNote], author: str
) -> bytes:
    """A new workbook with the values of *source* at their addresses, marked the same way."""
    book = Workbook()
    del book["Sheet"]
    shown = [sheet for sheet in source.sheets if sheet.visibility is Visibility.VISIBLE]
    titles = _titles([sheet.name for sheet in shown if sheet.name != first.title], first.title)
    for sheet in shown:
        if sheet.name in titles:
            _write_values(book, titles[sheet.name], sheet)
    _write_meta(book, source.meta)
    lines = tuple(replace(line, sheet=titles.get(line.sheet, line.sheet)) for line in first.lines)
    renamed = [replace(note, sheet=titles.get(note.sheet, note.sheet)) for note in notes]
    _mark(book, replace(first, lines=lines), renamed, author)
    return workbook_bytes(book)


def _load(content: bytes) -> Workbook | None:
    """The workbook in *content*; None where openpyxl fails, whatever it fails with."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(content))
    except Exception:  # noqa: BLE001 - a mangled file raises anything; its values are copied then
        return None


def _save(book: Workbook) -> bytes | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return workbook_bytes(book)
    except Exception:  # noqa: BLE001 - what could be read can't always be written; as above
        return None


def _clear(book: Workbook, list_title: str) -> None:
    """Takes out what a copy doesn't keep, and what an earlier copy marked."""
    fills: Mapping[int, PatternFill] = {}
    if list_title in book.sheetnames and isinstance(book[list_title], Worksheet):
        fills = kept_fills(book[list_title])
        del book[list_title]
    for chart in book.chartsheets:
        book.remove(chart)
    for sheet in book.worksheets:
        # Kept or not by what happens to be installed: better never, and said.
        for drawn in ("_images", "_charts"):
            setattr(sheet, drawn, [])
        sheet.protection.disable()
        _unmark(sheet, fills)


def _unmark(sheet: Worksheet, fills: Mapping[int, PatternFill]) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.comment is not None:
                _unmark_cell(cell, fills)


def _unmark_cell(cell: Cell, fills: Mapping[int, PatternFill]) -> None:
    comment = cell.comment
    said = _SAID.search(comment.text) if comment else None
    if comment is None or said is None:
        return
    before = comment.text[: said.start()]
    cell.comment = Comment(before, comment.author) if before else None
    cell.fill = fills.get(int(said[1]), PatternFill())


def _mark(book: Workbook, first: MendSheet, notes: Sequence[CellNote], author: str) -> None:
    listed = add_mend_sheet(book, first)
    for note in notes:
        if note.sheet not in book.sheetnames:
            continue
        sheet = book[note.sheet]
        cell = _top_left(sheet, note.cell)
        keep_fill(listed, note.number, cell)
        cell.fill = filled(COLOURS[note.must])
        cell.comment = _comment(cell, note, author)
        _show(sheet, cell)


def _top_left(sheet: Worksheet, cell: str) -> Cell:
    """The cell at the address *cell*, or the first of the merge that covers it."""
    found = sheet[cell]
    if isinstance(found, MergedCell):
        merges = (merge for merge in sheet.merged_cells.ranges if cell in merge)
        merge = next(merges)
        found = sheet.cell(merge.min_row, merge.min_col)
    return found  # type: ignore[no-any-return]


def _comment(cell: Cell, note: CellNote, author: str) -> Comment:
    """What is wrong, below what a person has said there."""
    before = f"{cell.comment.text}\n" if cell.comment else ""
    text = printable(f"{before}{_SAYS.format(number=note.number)}\n{note.words}")
    tall = _COMMENT_LINE * (count_lines(text, _COMMENT_ROOM) + 1)
    return Comment(text, author, height=tall, width=_COMMENT_WIDTH)


def _show(sheet: Worksheet, cell: Cell) -> None:
    """A marked cell is no use in a hidden row or column."""
    if cell.row in sheet.row_dimensions:
        sheet.row_dimensions[cell.row].hidden = False
    for column in sheet.column_dimensions.values():
        if column.min and column.max and column.min <= cell.column <= column.max:
            column.hidden = False


def _titles(names: Sequence[str], taken: str) -> Mapping[str, str]:
    """Name of a sheet as it was → a title that Excel takes, no two the same."""
    titles: dict[str, str] = {}
    for name in names:
        titles[name] = free_name(name, (taken, *titles.values()))
    return titles


def _write_values(book: Workbook, title: str, source: Sheet) -> None:
    widths = tuple(_width(source, number) for number in range(source.width))
    target = add_sheet(book, Paper(title, widths, ()))
    for row, contents in enumerate(source.rows, start=1):
        alone = _alone(contents)
        for column, content in enumerate(contents, start=1):
            if content is None and alone:
                continue
            cell = target.cell(row, column)
            if not alone:
                dress(cell, CELL, GENERAL)
            if content is not None:
                _write_content(cell, content)
    merges = dict.fromkeys(source.merges.values())
    for merge in merges if len(merges) <= _MOST_MERGES else ():
        target.merge_cells(f"{address(*merge.first)}:{address(*merge.last)}")


def _alone(contents: Sequence[CellContent]) -> bool:
    """Whether a row holds one thing at most: a title or a note, which needs no grid."""
    return sum(content is not None for content in contents) < 2  # noqa: PLR2004 - two make a row


def _write_content(cell: Cell | MergedCell, content: CellContent) -> None:
    """The *content* as it was read: an error stays an error, text stays text."""
    match content:
        case FormulaFault():
            cell.value, cell.data_type = content.error or "#VALUE!", "e"
        case str():
            cell.value, cell.data_type = printable(content), "s"
        case date() if content.year < _FIRST_YEAR:
            cell.value, cell.data_type = content.isoformat(), "s"
        case Decimal() if not content.is_finite():
            cell.value, cell.data_type = str(content), "s"
        case _:
            cell.value = content


def _width(source: Sheet, column: int) -> int:
    """Wide enough for what stands in *column* beside something else, within reason."""
    texts = (
        str(row[column])
        for row in source.rows
        if column < len(row) and row[column] is not None and not _alone(row)
    )
    longest = max((wcswidth(printable(text)) for text in texts), default=0)
    return max(_NARROWEST, min(_WIDEST, longest + 2))


def _write_meta(book: Workbook, meta: Mapping[str, str]) -> None:
    """The hidden sheet that says what the workbook is, as templates have it."""
    if meta:
        sheet = book.create_sheet("_meta")
        sheet.sheet_state = "hidden"
        for row, pair in enumerate(meta.items(), start=1):
            for column, text in enumerate(pair, start=1):
                put(sheet.cell(row, column), text, PLAIN)
