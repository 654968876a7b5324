"""From the bytes of a file to what stands in it, by python-calamine: once, in whatever process.

Nothing raises for what a file holds. What the library does when it meets its end (it takes all
memory, or ends the process) is for those who ask to provide for.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from builder.formats.excel_reading import limits
from builder.formats.excel_reading.archive import BROKEN
from builder.formats.excel_reading.opening import (
    RefusedError,
    Spreadsheet,
    TextTable,
    diagnose,
    open_file,
    too_far,
)
from builder.formats.excel_reading.packed import (
    Contents,
    Note,
    PackedSheet,
    Range,
    open_value,
)
from builder.formats.excel_reading.text_table import read_text
from builder.formats.excel_reading.values import RawCell, pack_cells
from builder.formats.sheets import CellContent, Faults
from builder.model import file_problem_kinds as kinds

#: The hidden sheet that says what a workbook is; the only hidden one that is read.
META_SHEET = "_meta"
_PANIC = "PanicException"
#: The part of an .xlsx by which it is known.
_XLSX = b"xl/workbook.xml"
_MACROS = (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba)

CellContents = Sequence[CellContent]
Rows = Sequence[Sequence[RawCell]]
Parsed = tuple[Contents | None, tuple[Note, ...]]


def parse(content: bytes, path: Path | None = None) -> Parsed:
    """What stands in *content*, the bytes of *path* where they lie in a file; or why it isn't read.

    From a file the library reads faster than from memory.
    """
    try:
        opened = open_file(content)
        if isinstance(opened, TextTable):
            return _finished(*read_text(content))
        return _parse(opened, path)
    except RefusedError as refusal:
        return None, (refusal.note,)
    except MemoryError:
        return None, (too_hungry(),)
    except PasswordError:
        return None, (Note(kinds.ENCRYPTED),)
    except BaseException as fault:
        # A panic of the Rust library is a BaseException that it doesn't export.
        if not isinstance(fault, (CalamineError, *BROKEN)) and type(fault).__name__ != _PANIC:
            raise
        return None, (diagnose(content) or Note(kinds.DAMAGED),)


def read_hidden(content: bytes) -> Iterator[tuple[str, int, CellContents]]:
    """The hidden sheets, but `_meta`, of a workbook of a format beside .xlsx.

    Name, width, and what the cells hold, row by row; none where there is no such workbook. Raises
    RefusedError where one reaches too far, and MemoryError.
    """
    try:
        opened = None if _XLSX in content else open_file(content)
    except (RefusedError, *BROKEN):
        return
    if opened is None or isinstance(opened, TextTable):
        return
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(opened.content)) as source:
            for sheet in _Book(source, {}).hidden(source.sheets_metadata):
                yield sheet.name, sheet.width, _contents(sheet)
    except BaseException as fault:
        # What can't be read is refused where it is read as a workbook.
        if not isinstance(fault, (CalamineError, *BROKEN)) and type(fault).__name__ != _PANIC:
            raise


def too_hungry() -> Note:
    """A file that takes more memory than there is for one."""
    limit = f"{limits.MEMORY // limits.MEGABYTE}MB"
    return Note(kinds.TOO_HUNGRY, tokens={"limit": limit})


def _parse(opened: Spreadsheet, path: Path | None) -> Parsed:
    direct = path is not None and path.suffix.lower() == opened.suffix
    with (
        CalamineWorkbook.from_path(str(path))
        if direct
        else CalamineWorkbook.from_filelike(io.BytesIO(opened.content))
    ) as source:
        described = source.sheets_metadata
        _refuse(described)
        faults = opened.faults(len(described))
        return _Book(source, faults).read(described)


def _refuse(described: Sequence[SheetMetadata]) -> None:
    if any(sheet.typ in _MACROS for sheet in described):
        raise RefusedError(kinds.MACROS)
    if len(described) > limits.MOST_SHEETS:
        raise RefusedError(kinds.TOO_MANY_SHEETS, count=len(described), limit=limits.MOST_SHEETS)


class _Book:
    """One workbook while it is read."""

    def __init__(self, source: CalamineWorkbook, faults: Mapping[str, Faults]) -> None:
        self._source, self._faults = source, faults
        self._cells = 0

    def read(self, described: Sequence[SheetMetadata]) -> Parsed:
        """Its sheets: those that a person sees, and of the others `_meta` alone."""
        meta: Mapping[str, str] = {}
        sheets: list[PackedSheet] = []
        for one in described:
            if one.typ is not SheetTypeEnum.WorkSheet:
                continue
            if one.name == META_SHEET:
                meta = _meta(self._sheet(one.name))
            elif one.visible is SheetVisibleEnum.Visible:
                sheets.append(self._sheet(one.name))
            else:
                sheets.append(PackedSheet(one.name, hidden=True))
        return _finished(Contents(sheets, meta), ())

    def hidden(self, described: Sequence[SheetMetadata]) -> Iterator[PackedSheet]:
        """The sheets that nobody sees, but `_meta`."""
        for one in described:
            hidden = one.visible is not SheetVisibleEnum.Visible and one.name != META_SHEET
            if hidden and one.typ is SheetTypeEnum.WorkSheet:
                yield self._sheet(one.name)

    def _sheet(self, name: str) -> PackedSheet:
        sheet = self._source.get_sheet_by_name(name)
        faults = self._faults.get(name, {})
        height, width = self._room(sheet, faults)
        ranges = _ranges(sheet, height, width)
        rows: Rows = sheet.to_python(skip_empty_area=False)
        if faults:
            rows = _with_faults(rows, height, width, faults)
        return PackedSheet(name, width, *pack_cells(rows), ranges)

    def _room(self, sheet: CalamineSheet, faults: Faults) -> tuple[int, int]:
        """How many rows and columns it has, with the blanks that errors stand in.

        Raises RefusedError where it reaches too far, before anything is made of it.
        """
        height = max([sheet.total_height, *(row for row, _ in faults)]) + 1
        width = max([sheet.total_width, *(column for _, column in faults)]) + 1
        self._cells += height * width
        if self._cells > limits.MOST_CELLS:
            raise too_far(sheet.name, height, width)
        return height, width


def _with_faults(rows: Rows, height: int, width: int, faults: Faults) -> Rows:
    """*rows* with what formulas failed at, and with the blanks that were cut off."""
    blanks: Rows = [[] for _ in range(height - len(rows))]
    whole = [[*row, *[""] * (width - len(row))] for row in (*rows, *blanks)]
    for (row, column), error in faults.items():
        whole[row][column] = "fault", error or ""
    return whole


def _contents(sheet: PackedSheet) -> list[CellContent]:
    """What the cells of *sheet* hold, row by row."""
    return [open_value(sheet.values[cell]) for cell in sheet.cells]


def _meta(sheet: PackedSheet) -> dict[str, str]:
    contents = _contents(sheet)
    width = sheet.width
    pairs = zip(contents[::width], contents[1::width], strict=True) if width > 1 else ()
    return {str(key).strip(): str(value).strip() for key, value in pairs if key and value}


def _ranges(sheet: CalamineSheet, height: int, width: int) -> Sequence[Range]:
    """The merged ranges of *sheet*."""
    ranges = sheet.merged_cell_ranges
    if not ranges:
        return ()
    areas = (_area(one, height, width) for one in ranges)
    if len(ranges) > limits.MOST_MERGES or sum(areas) > limits.MOST_CELLS:
        limit = f"{limits.MOST_MERGES}处"
        raise RefusedError(kinds.TOO_MANY_MERGES, sheet.name, count=len(ranges), limit=limit)
    return ranges


def _area(merge: Range, height: int, width: int) -> int:
    (top, left), (bottom, right) = merge
    return max(0, min(bottom + 1, height) - top) * max(0, min(right + 1, width) - left)


def _finished(book: Contents | None, notes: tuple[Note, ...]) -> Parsed:
    """*book*, or that there is nothing in it; and what it hides."""
    if book is None:
        return None, notes
    if all(value is None for sheet in book.sheets for value in sheet.values):
        return None, (Note(kinds.EMPTY_WORKBOOK),)
    hidden = sum(sheet.hidden for sheet in book.sheets)
    return book, (Note(kinds.HIDDEN_SHEETS, tokens={"count": hidden}),) if hidden else ()
