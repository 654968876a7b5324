"""What has to be known of an .xls beside its values: errors, links to other files, its extent."""

import re
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from math import prod

from builder.formats.file_kinds import OLE_MAGIC
from builder.formats.sheets import Position

_END_OF_CHAIN = 0xFFFFFFFA
_ENTRY = 128
#: Sectors have 512 bytes, or 4096 in the later kind of file.
_SECTOR_SHIFTS = (9, 12)
#: What a cut or mangled file makes of its own structure.
_MANGLED = (struct.error, IndexError, KeyError, ValueError)
_FILEPASS = 0x2F
_BOF, _EOF, _BOUNDSHEET, _FORMULA, _BOOLERR, _SUPBOOK = 0x809, 0x0A, 0x85, 0x06, 0x205, 0x1AE
_LINK_BEGINS = struct.pack("<H", _SUPBOOK)
#: What stands for the workbook itself, for functions of add-ins, and for no file at all.
_NO_FILE = (b"\x01\x04", b"\x01\x3a", b"\x00\x00", b"\x01\x00")
#: The record of an error, and the result of a formula that is one; found where neither is, too.
_MAY_BE_ERROR = re.compile(rb"\x05\x02\x08\x00|\x02.[^\xff][\x00-\xff]{3}\xff\xff", re.DOTALL)
_BIFF8 = 0x0600
_DIMENSIONS, _TEXTS = 0x200, 0xFC
_WRAPPED = (1 << 32, 1 << 16)
#: Records that begin with the row and column of a cell.
_CELLS = frozenset({0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E})
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_Record = tuple[int, bytes]


class BinaryWorkbook:
    """The stream of records of an .xls; an empty one where the file is cut or mangled."""

    def __init__(self, content: bytes) -> None:
        try:
            self._stream = _workbook_stream(content)
        except _MANGLED:
            self._stream = b""

    def formula_faults(self) -> Mapping[str, Mapping[Position, str | None]]:
        """Sheet name → position → the error that stands there; nothing where it can't be told."""
        stream = self._stream
        if not _MAY_BE_ERROR.search(stream):
            return {}
        with suppress(*_MANGLED):
            return {sheet: dict(_sheet_errors(stream, at)) for sheet, at in _bound_sheets(stream)}
        return {}

    def links_outside(self) -> bool:
        """Whether a formula or a name leads to another file."""
        if _LINK_BEGINS not in self._stream:
            return False
        records = _records(self._stream, 0)
        return any(kind == _SUPBOOK and _leads_out(record) for kind, record in records)

    def encrypted(self) -> bool:
        """Whether it is marked as behind a password; its records say nothing then."""
        return any(kind == _FILEPASS for kind, _ in _records(self._stream, 0))

    def extents(self) -> Mapping[str, tuple[int, int]]:
        """Sheet name → its last row and column from 1, by its cells or by its own word.

        Under the empty name, how many texts it says it has: the library makes room for them all.
        """
        stream = self._stream
        with suppress(*_MANGLED):
            sheets = {sheet: _extent(stream, at) for sheet, at in _bound_sheets(stream)}
            return {**sheets, "": (_promised_texts(stream), 1)}
        return {}


def _leads_out(record: bytes) -> bool:
    """Whether the record of what formulas refer to is about another workbook."""
    return record[2:4] not in _NO_FILE


def _extent(stream: bytes, offset: int) -> tuple[int, int]:
    declared, height, width = (0, 0), 0, 0
    for kind, record in _records(stream, offset):
        if kind == _DIMENSIONS:
            declared = _declared_extent(record)
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", record)
            height, width = max(height, row + 1), max(width, column + 1)
    return max(declared, (height, width), key=prod)


def _promised_texts(stream: bytes) -> int:
    tables = (record for kind, record in _records(stream, 0) if kind == _TEXTS)
    return max((struct.unpack_from("<I", record, 4)[0] for record in tables), default=0)


def _declared_extent(record: bytes) -> tuple[int, int]:
    """Rows and columns by the sheet's own word; a last before the first wraps to a great many.

    The last are told as those after the last ([MS-XLS] 2.4.90: rwMac, colMac).
    """
    form = "<IIHH" if len(record) >= struct.calcsize("<IIHH") else "<HHHH"
    first_row, last_row, first_column, last_column = struct.unpack_from(form, record)
    if last_row < first_row or last_column < first_column:
        return _WRAPPED
    return last_row - first_row, last_column - first_column


def _workbook_stream(content: bytes) -> bytes:
    """The stream called Workbook (or Book) of an OLE file; empty where there is none."""
    if not content.startswith(OLE_MAGIC):
        return b""
    shift = struct.unpack_from("<H", content, 0x1E)[0]
    if shift not in _SECTOR_SHIFTS:
        return b""
    size = 1 << shift
    first_entry, cutoff, first_mini = struct.unpack_from("<I4xII", content, 0x30)
    table = _allocation(content, size)
    entries = dict(_entries(_chain(content, size, table, first_entry)))
    for name in ("Workbook", "Book"):
        if name in entries:
            start, length = entries[name]
            if length >= cutoff:
                return _chain(content, size, table, start)[:length]
            root = _chain(content, size, table, entries["Root Entry"][0])
            minis = _chain(content, size, table, first_mini)
            return _chain(root, 64, _numbers(minis), start, header=0)[:length]
    return b""


def _allocation(content: bytes, size: int) -> tuple[int, ...]:
    """The file's allocation table: for each sector the one that follows it."""
    sectors = list(struct.unpack_from("<109I", content, 0x4C))
    extra = struct.unpack_from("<I", content, 0x44)[0]
    seen: set[int] = set()
    while extra < _END_OF_CHAIN and extra not in seen:
        seen.add(extra)
        *more, extra = _numbers(_sector(content, size, extra, size))
        sectors += more
    used = [sector for sector in sectors if sector < _END_OF_CHAIN]
    return _numbers(b"".join(_sector(content, size, sector, size) for sector in used))


def _chain(
    content: bytes, size: int, table: tuple[int, ...], start: int, header: int | None = None
) -> bytes:
    """The sectors from *start* on, put together."""
    parts: list[bytes] = []
    while start < _END_OF_CHAIN and len(parts) <= len(table):
        parts.append(_sector(content, size, start, size if header is None else header))
        start = table[start]
    return b"".join(parts)


def _sector(content: bytes, size: int, number: int, header: int) -> bytes:
    return content[header + number * size : header + (number + 1) * size]


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _entries(directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    for offset in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", directory, offset + 0x40)[0]
        name = directory[offset : offset + max(0, min(length, 64) - 2)]
        yield (
            name.decode("utf-16-le", "replace"),
            struct.unpack_from("<II", directory, offset + 0x74),
        )


def _records(stream: bytes, offset: int) -> Iterator[_Record]:
    """The records from *offset* to the end of that part of the stream."""
    depth = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        yield kind, stream[offset + 4 : offset + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 0:
            return
        offset += 4 + length


def _bound_sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    version = _BIFF8
    for kind, record in _records(stream, 0):
        if kind == _BOF:
            version = struct.unpack_from("<H", record)[0]
        if kind == _BOUNDSHEET:
            yield _sheet_name(record, version), struct.unpack_from("<I", record)[0]


def _sheet_name(record: bytes, version: int) -> str:
    length = record[6]
    if version < _BIFF8:
        return record[7 : 7 + length].decode("gb18030", "replace")
    if record[7] & 1:
        return record[8 : 8 + 2 * length].decode("utf-16-le", "replace")
    return record[8 : 8 + length].decode("latin-1")


def _sheet_errors(stream: bytes, offset: int) -> Iterator[tuple[Position, str]]:
    for kind, record in _records(stream, offset):
        code = _error_code(kind, record)
        if code is not None:
            row, column = struct.unpack_from("<HH", record)
            yield (row, column), _ERRORS.get(code, "#ERROR!")


def _error_code(kind: int, record: bytes) -> int | None:
    if kind == _BOOLERR and record[7]:
        return record[6]
    if kind == _FORMULA and record[6] == 2 and record[12:14] == b"\xff\xff":  # noqa: PLR2004
        return record[8]
    return None
