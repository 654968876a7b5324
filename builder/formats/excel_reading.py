"""Excel in, through python-calamine: .xlsx, .xls, .et, .xlsb, .ods, and csv beside them.

A file gives a workbook, or the problem that keeps it from being one; nothing raises for what
a file holds.
"""

import csv
import io
import math
import zlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import BadZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from builder.formats import binary_workbook, zipped_workbook
from builder.formats.file_kinds import (
    FileKind,
    UnreadableFileError,
    detect_kind,
    entries,
    holds_name,
)
from builder.formats.sheets import (
    CellContent,
    Faults,
    FormulaFault,
    Merge,
    Position,
    Sheet,
    Visibility,
    Workbook,
)
from builder.model import problem_kinds as kinds
from builder.model.places import CellPlace
from builder.model.problems import Problem

#: The hidden sheet that says what a workbook is; the only hidden one that is read.
META_SHEET = "_meta"
_MEGABYTE = 1024 * 1024
_LARGEST_FILE = 20 * _MEGABYTE
_LARGEST_UNPACKED = 300 * _MEGABYTE
_MOST_CELLS = 1_000_000
_LARGEST_BINARY_SHEET = 65_536 * 256
#: Digits that Excel keeps of a number; what lies beyond is noise of binary fractions.
_DIGITS = 15

#: What the libraries make of a mangled file.
_MANGLED = (
    CalamineError,
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    zlib.error,
)

_RawCell = int | float | str | bool | time | date | datetime | timedelta
_NO_FAULTS: Mapping[str, Faults] = {}


def read_workbook(path: Path, file: str) -> tuple[Workbook | None, tuple[Problem, ...]]:
    """The workbook in *path*, or None and the problems that keep it from being read.

    *file* is the name printed in problems. Raises OSError where the file can't be read.
    """
    place = CellPlace(file)
    size = path.stat().st_size
    if size > _LARGEST_FILE:
        what = f"文件有{size / _MEGABYTE:.1f}MB"
        return None, (kinds.TOO_LARGE.at(place, what=what, limit="20MB"),)
    return read_content(path.read_bytes(), path.stem, file)


def read_content(
    content: bytes, name: str, file: str
) -> tuple[Workbook | None, tuple[Problem, ...]]:
    """The workbook in *content*, as `read_workbook` reads a file; *name* is a csv's sheet's."""
    place = CellPlace(file)
    if not content:
        return None, (kinds.EMPTY_FILE.at(place),)
    try:
        kind = detect_kind(content)
    except UnreadableFileError as fault:
        return None, (kinds.NOT_A_SPREADSHEET.at(place, what=fault.what),)
    if (refusal := _refusal(content, kind, place)) is not None:
        return None, (refusal,)
    if kind is FileKind.TEXT_TABLE:
        return _read_text(content, name, place)
    return _read_binary(content, kind, place)


def exact(number: float) -> Decimal:
    """*number* as Excel shows it, with 15 significant digits: 0.30000000000000004 → 0.3."""
    return Decimal(format(number, f".{_DIGITS}g"))


def _refusal(content: bytes, kind: FileKind, place: CellPlace) -> Problem | None:
    """The problem of a file that is a workbook but isn't to be read."""
    if kind is FileKind.OLE_WORKBOOK:
        if holds_name(content, "EncryptedPackage") or binary_workbook.encrypted(content):
            return kinds.ENCRYPTED.at(place)
        return kinds.MACROS.at(place) if holds_name(content, "_VBA_PROJECT") else None
    if kind is FileKind.ZIPPED_WORKBOOK:
        sizes = entries(content)
        if sum(sizes.values()) > _LARGEST_UNPACKED:
            return kinds.TOO_LARGE.at(place, what="文件解压后过大", limit="300MB")
        if "xl/vbaProject.bin" in sizes:
            return kinds.MACROS.at(place)
        if any(name.startswith("xl/externalLinks/") for name in sizes):
            return kinds.EXTERNAL_LINKS.at(place)
    return None


def _read_binary(
    content: bytes, kind: FileKind, place: CellPlace
) -> tuple[Workbook | None, tuple[Problem, ...]]:
    try:
        if (fault := _too_wide(content, kind, place)) is not None:
            return None, (fault,)
        faults = _formula_faults(content, kind)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as source:
            return _sheets(source, faults, place)
    except _MANGLED:
        return None, (kinds.DAMAGED.at(place),)
    except BaseException as panic:
        # A panic of the Rust library is a BaseException that it doesn't export.
        if type(panic).__name__ != "PanicException":
            raise
        return None, (kinds.DAMAGED.at(place),)


def _too_wide(content: bytes, kind: FileKind, place: CellPlace) -> Problem | None:
    """The problem of a sheet that reaches too far to be read at all."""
    if kind is FileKind.ZIPPED_WORKBOOK:
        extents, most = zipped_workbook.sheet_extents(content, _MOST_CELLS), _MOST_CELLS
    else:
        # Styled blanks count here, and offices style whole columns: only the impossible is refused.
        extents, most = binary_workbook.sheet_extents(content), _LARGEST_BINARY_SHEET
    wide = (item for item in extents.items() if item[1] > most)
    return next((_too_many(place, sheet, cells) for sheet, cells in wide), None)


def _too_many(place: CellPlace, sheet: str, cells: int) -> Problem:
    what = f"工作表从头到尾有{cells}格"
    return kinds.TOO_LARGE.at(CellPlace(place.file, sheet), what=what, limit=f"{_MOST_CELLS}格")


def _formula_faults(content: bytes, kind: FileKind) -> Mapping[str, Faults]:
    if kind is FileKind.OLE_WORKBOOK:
        return binary_workbook.formula_faults(content)
    return zipped_workbook.formula_faults(content)


def _sheets(
    source: CalamineWorkbook, faults: Mapping[str, Faults], place: CellPlace
) -> tuple[Workbook | None, tuple[Problem, ...]]:
    sheets: list[Sheet] = []
    meta: Mapping[str, str] = {}
    problems: list[Problem] = []
    for described in source.sheets_metadata:
        name = described.name
        if described.typ is not SheetTypeEnum.WorkSheet:
            continue
        if name != META_SHEET and described.visible is not SheetVisibleEnum.Visible:
            sheets.append(Sheet(name, Visibility.HIDDEN))
            continue
        sheet, fault = _read_sheet(source.get_sheet_by_name(name), faults.get(name, {}), place)
        if fault is not None:
            problems.append(fault)
        elif name == META_SHEET:
            meta = _read_meta(sheet)
        else:
            sheets.append(sheet)
    return _finished(Workbook(tuple(sheets), meta), place, problems)


def _finished(
    book: Workbook, place: CellPlace, problems: Sequence[Problem]
) -> tuple[Workbook | None, tuple[Problem, ...]]:
    """*book* with its problems, or the problem that there is nothing in it."""
    if problems:
        return None, tuple(problems)
    if not book.visible:
        return None, (kinds.EMPTY_WORKBOOK.at(place),)
    hidden = sum(sheet.visibility is Visibility.HIDDEN for sheet in book.sheets)
    return book, (kinds.HIDDEN_SHEETS.at(place, count=hidden),) if hidden else ()


def _read_sheet(
    source: CalamineSheet, faults: Faults, place: CellPlace
) -> tuple[Sheet, Problem | None]:
    cells = (source.total_height + 1) * (source.total_width + 1)
    if cells > _MOST_CELLS:
        return Sheet(source.name, Visibility.VISIBLE), _too_many(place, source.name, cells)
    rows = [[_content(cell) for cell in row] for row in source.to_python(skip_empty_area=False)]
    for position, error in faults.items():
        _put(rows, position, FormulaFault(error))
    merges = _merges(source.merged_cell_ranges or (), rows)
    fixed = tuple(tuple(row) for row in rows)
    return Sheet(source.name, Visibility.VISIBLE, fixed, merges), None


def _put(rows: list[list[CellContent]], position: Position, fault: FormulaFault) -> None:
    """Puts *fault* where it stands, though the blank that stood for it may have been cut off."""
    row, column = position
    if row >= _MOST_CELLS or column >= _MOST_CELLS:
        return
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend([None] * (column + 1 - len(rows[row])))
    rows[row][column] = fault


def _merges(
    ranges: Sequence[tuple[Position, Position]], rows: Sequence[Sequence[CellContent]]
) -> dict[Position, Merge]:
    """Position → its merge, as far as the sheet's rows go."""
    height, width = len(rows), max((len(row) for row in rows), default=0)
    covered: dict[Position, Merge] = {}
    for first, last in ranges:
        merge = Merge(first, last)
        for row in range(first[0], min(last[0] + 1, height)):
            for column in range(first[1], min(last[1] + 1, width)):
                covered[row, column] = merge
        if len(covered) > _MOST_CELLS:
            break
    return covered


def _content(cell: _RawCell) -> CellContent:
    match cell:
        case bool() | datetime() | date() | time() | timedelta():
            return cell
        case int():
            return Decimal(cell)
        case float():
            return exact(cell) if math.isfinite(cell) else FormulaFault(str(cell))
        case _:
            return cell if cell.strip() else None


def _read_meta(sheet: Sheet) -> dict[str, str]:
    pairs = ((sheet.cell(row, 0).content, sheet.cell(row, 1).content) for row in _span(sheet))
    return {str(key).strip(): str(value).strip() for key, value in pairs if key and value}


def _span(sheet: Sheet) -> range:
    return range(len(sheet.rows))


def _read_text(
    content: bytes, name: str, place: CellPlace
) -> tuple[Workbook | None, tuple[Problem, ...]]:
    text = _decode(content)
    if text is None:
        return None, (kinds.NOT_A_SPREADSHEET.at(place, what="无法辨认的文件"),)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error:
        return None, (kinds.DAMAGED.at(place),)
    if sum(len(row) for row in rows) > _MOST_CELLS:
        return None, (kinds.TOO_LARGE.at(place, what="表格", limit=f"{_MOST_CELLS}格"),)
    fixed = tuple(tuple(_content(cell) for cell in row) for row in rows)
    return _finished(Workbook((Sheet(name, Visibility.VISIBLE, fixed),)), place, ())


def _decode(content: bytes) -> str | None:
    """The text in *content*; None where it is no text in an encoding that offices use."""
    encodings = (
        ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    )
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _delimiter(text: str) -> str:
    """The sign that stands most often in the first lines."""
    head = "\n".join(text.splitlines()[:20])
    return max((",", "\t", ";"), key=head.count)
