"""What a file is, and what it must not be, before the reading library sees it.

The checks here are cheap, for every file goes through them. `diagnose` looks closer: at files of
which the library could make nothing, or that ended the process that read them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from builder.formats.excel_reading import limits, zipped_workbook
from builder.formats.excel_reading.archive import BROKEN, Archive
from builder.formats.excel_reading.binary_workbook import BinaryWorkbook
from builder.formats.excel_reading.open_document import lacks_results
from builder.formats.excel_reading.packed import Note
from builder.formats.excel_reading.record_parts import holds_errors
from builder.formats.file_kinds import (
    ArchiveError,
    FileKind,
    UnreadableFileError,
    WebPageError,
    detect_kind,
    holds_name,
    refuse_archive,
)
from builder.formats.sheets import Faults
from builder.model import file_problem_kinds as kinds
from builder.model.problems import ProblemKind

#: A part that stands in every workbook of a kind → how its file is called by those who know it.
_SUFFIXES = {"xl/workbook.xml": ".xlsx", "xl/workbook.bin": ".xlsb", "content.xml": ".ods"}
_CONTENT, _SHEETS = "content.xml", "xl/worksheets/"
_MACROS = "vbaproject.bin\n"
_LINKS = "\nxl/externallinks/"
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
#: An .xls can't reach farther than so many cells, and offices style whole columns.
_LARGEST_BINARY_SHEET = 65_536 * 256


class RefusedError(Exception):
    """A file that isn't to be read; *note* says why."""

    def __init__(self, kind: ProblemKind, sheet: str = "", **tokens: str | int) -> None:
        super().__init__(kind.code)
        self.note = Note(kind, sheet, tokens)


@dataclass(frozen=True, slots=True)
class TextTable:
    """A file of text."""


@dataclass(frozen=True, slots=True)
class ZippedBook:
    """A workbook in a zip archive: .xlsx, .xlsb, .ods."""

    content: bytes
    archive: Archive

    @property
    def suffix(self) -> str:
        """How a file of its kind is called."""
        names = self.archive.names
        return next(suffix for part, suffix in _SUFFIXES.items() if part in names)

    def faults(self, sheets: int) -> Mapping[str, Faults]:
        """Sheet name → the errors and the missing results of its formulas.

        Proves every part that values stand in. Raises RefusedError, and one of `BROKEN`.
        """
        names = self.archive.names
        parts = zipped_workbook.read_values(self.archive, names)
        # The library leaves out what it doesn't know, and says nothing.
        if any(map(zipped_workbook.names_entity, parts.values())):
            _refuse_entities(self.archive)
            raise RefusedError(kinds.DAMAGED)
        try:
            return zipped_workbook.formula_faults(self.archive, names, parts, sheets)
        except zipped_workbook.UnplacedFaultError as fault:
            raise RefusedError(kinds.NO_RESULTS) from fault


@dataclass(frozen=True, slots=True)
class BinaryBook:
    """A workbook of the formats before .xlsx: .xls, .et."""

    content: bytes
    book: BinaryWorkbook
    suffix: str = ".xls"

    def faults(self, _: int) -> Mapping[str, Faults]:
        """Sheet name → the errors of its formulas."""
        return self.book.formula_faults()


Spreadsheet = ZippedBook | BinaryBook


def open_file(content: bytes) -> Spreadsheet | TextTable:
    """What *content* is. Raises RefusedError, or one of `BROKEN` for a broken archive."""
    if not content:
        raise RefusedError(kinds.EMPTY_FILE)
    if len(content) > limits.LARGEST_FILE:
        raise too_large(len(content))
    try:
        kind = detect_kind(content)
        if kind is FileKind.ZIPPED_WORKBOOK:
            return _open_zipped(content)
    except WebPageError as fault:
        raise RefusedError(kinds.WEB_PAGE) from fault
    except ArchiveError as fault:
        raise RefusedError(kinds.ARCHIVE) from fault
    except UnreadableFileError as fault:
        raise RefusedError(kinds.NOT_A_SPREADSHEET, what=fault.what) from fault
    return TextTable() if kind is FileKind.TEXT_TABLE else _open_binary(content)


def too_large(size: int) -> RefusedError:
    """The refusal of a file of so many bytes."""
    what, limit = f"文件有{_megabytes(size)}", f"{limits.LARGEST_FILE // limits.MEGABYTE}MB"
    return RefusedError(kinds.TOO_LARGE, what=what, limit=limit)


def too_far(sheet: str, rows: int, columns: int) -> RefusedError:
    """The refusal of a *sheet* that reaches to this row and column."""
    limit = f"{limits.MOST_CELLS}格"
    return RefusedError(kinds.TOO_MANY_CELLS, sheet, rows=rows, columns=columns, limit=limit)


def diagnose(content: bytes) -> Note | None:
    """Why nothing could be made of *content*, as far as that can be told."""
    try:
        opened = open_file(content)
        if isinstance(opened, ZippedBook):
            refuse_far_sheets(opened)
            _refuse_entities(opened.archive)
        elif isinstance(opened, BinaryBook):
            refuse_far_sheets(opened)
    except RefusedError as refusal:
        return refusal.note
    except BROKEN:
        return None
    return None


def refuse_far_sheets(opened: Spreadsheet) -> None:
    """Raises RefusedError for a sheet that the library would need too much memory for.

    Of a binary book behind a password no sheet can be told.
    """
    if isinstance(opened, ZippedBook):
        most = limits.MOST_CELLS
        extents = zipped_workbook.sheet_extents(opened.archive, opened.archive.names, most)
    elif opened.book.encrypted():
        raise RefusedError(kinds.ENCRYPTED)
    else:
        extents, most = opened.book.extents(), _LARGEST_BINARY_SHEET
    for sheet, extent in extents.items():
        if prod(extent) > most:
            raise too_far(sheet, *extent)


def _open_zipped(content: bytes) -> ZippedBook:
    archive = Archive(content)
    refuse_archive(archive.names)
    if archive.leads_out:
        raise RefusedError(kinds.ODD_PATHS)
    if archive.unpacked > limits.LARGEST_UNPACKED or archive.count > limits.MOST_PARTS:
        limit = f"{limits.LARGEST_UNPACKED // limits.MEGABYTE}MB、{limits.MOST_PARTS}个部分"
        size = f"{_megabytes(archive.unpacked)}、{archive.count}个部分"
        raise RefusedError(kinds.UNPACKS_HUGE, size=size, limit=limit)
    # All names at once, each between two line ends, for every file goes through this.
    names = f"\n{archive.listing}\n".lower()
    if _MACROS in names:
        raise RefusedError(kinds.MACROS)
    if _LINKS in names:
        raise RefusedError(kinds.EXTERNAL_LINKS)
    if not any(part in archive.names for part in _SUFFIXES):
        raise RefusedError(kinds.DAMAGED)
    book = ZippedBook(content, archive)
    if _hides_faults(book):
        raise RefusedError(kinds.NO_RESULTS)
    return book


def _hides_faults(book: ZippedBook) -> bool:
    """Whether a formula has no result, or an error for one, of which the cell can't be told."""
    archive = book.archive
    if book.suffix == ".xlsb":
        sheets = (name for name in archive.names if name.startswith(_SHEETS))
        return any(holds_errors(archive.read(name)) for name in sheets if name.endswith(".bin"))
    return book.suffix == ".ods" and lacks_results(archive.read(_CONTENT))


def _open_binary(content: bytes) -> BinaryBook:
    if holds_name(content, "EncryptedPackage"):
        raise RefusedError(kinds.ENCRYPTED)
    if holds_name(content, "_VBA_PROJECT"):
        raise RefusedError(kinds.MACROS)
    book = BinaryWorkbook(content)
    if book.links_outside():
        raise RefusedError(kinds.EXTERNAL_LINKS)
    return BinaryBook(content, book)


def _refuse_entities(archive: Archive) -> None:
    texts = (archive.read(name) for name in archive.names if name.endswith((".xml", ".rels")))
    if any(word in text for text in texts for word in _DECLARATIONS):
        raise RefusedError(kinds.ENTITIES)


def _megabytes(size: int) -> str:
    return f"{size / limits.MEGABYTE:.1f}MB"
