"""Files of the format before .xlsx, record by record and sector by sector ([MS-XLS], [MS-CFB])."""

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOF, EOF, BOUNDSHEET, DIMENSIONS, BOOLERR, FORMULA = 0x809, 0x0A, 0x85, 0x200, 0x205, 0x06
FILEPASS, BLANK, SUPBOOK = 0x2F, 0x201, 0x1AE
BIFF8, BIFF5 = 0x600, 0x500
_FREE, _END, _OWN = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def begin(version: int, part: int) -> bytes:
    """A part of the stream begins: 5 stands for the workbook, 0x10 for a sheet."""
    return record(BOF, struct.pack("<HHHH", version, part, 0, 0).ljust(16, b"\0"))


def workbook(name: bytes, *cells: bytes, version: int = BIFF8, kind: int = 0) -> bytes:
    """The stream of a workbook with one sheet, whose *name* is as a record holds it."""
    start, end = begin(version, 5), record(EOF)
    length = len(start) + 4 + 6 + len(name) + len(end)
    sheet = record(BOUNDSHEET, struct.pack("<IBB", length, 0, kind) + name)
    return b"".join((start, sheet, end, begin(version, 0x10), *cells, end))


def ole(stream: bytes, name: str = "Workbook", *, mini: bool = False, far: bool = False) -> bytes:
    """A file with that *stream* in it.

    *mini*: in the root's small sectors, as a short stream is; else it is filled up to a long one.
    *far*: the file's table of sectors is listed in a sector of its own, as in a large file.
    """
    held = stream if mini else stream.ljust(_CUTOFF, b"\0")
    data = _sectors(held)
    smalls = -(-len(held) // _MINI) if mini else 0
    first = 4
    root = (first, len(held)) if mini else (_END, 0)
    entry = (0 if mini else first, len(held))
    table = [_OWN, _END, _END, _OWN, *range(first + 1, first + len(data)), _END]
    minis = [*range(1, smalls), _END] if mini else []
    directory = _entry("Root Entry", 5, *root) + _entry(name, 2, *entry)
    listed = [_FREE] * 109 if far else [0, *[_FREE] * 108]
    header = bytearray(MAGIC.ljust(_SECTOR, b"\0"))
    struct.pack_into("<HHHHH", header, 0x18, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIII", header, 0x2C, 1, 1, 0, _CUTOFF, 2, 1, 3 if far else _END)
    struct.pack_into("<I109I", header, 0x48, int(far), *listed)
    further = struct.pack("<128I", 0, *[_FREE] * 126, _END)
    sectors = (_numbers(table), directory.ljust(_SECTOR, b"\0"), _numbers(minis), further, *data)
    return b"".join((bytes(header), *sectors))


def _sectors(content: bytes) -> list[bytes]:
    return [
        content[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(content), _SECTOR)
    ]


def _numbers(numbers: list[int]) -> bytes:
    return struct.pack("<128I", *numbers, *[_FREE] * (128 - len(numbers)))


def _entry(name: str, kind: int, start: int, length: int) -> bytes:
    written = f"{name}\0".encode("utf-16-le")
    links = struct.pack("<HBBIII", len(written), kind, 1, _FREE, _FREE, 1 if kind == 5 else _FREE)
    return written.ljust(64, b"\0") + links + bytes(36) + struct.pack("<III", start, length, 0)
