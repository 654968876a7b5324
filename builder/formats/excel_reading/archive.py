"""A zipped workbook taken apart: every part by its name, unpacked within bounds and proved."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping

#: Paths that lead out of the archive: up, from the root, or to a drive.
_ODD_PATH = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)", re.MULTILINE)
_LOCAL_HEADER = 30
_STORED, _DEFLATED = 0, 8
_ENCRYPTED_FLAG = 1

#: What a broken archive, or a broken part of it, raises.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class Archive:
    """The parts of the zip archive in *content*."""

    def __init__(self, content: bytes) -> None:
        """Reads the list of parts. Raises one of `BROKEN` where there is none."""
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
        self._content = content
        self._parts: Mapping[str, zipfile.ZipInfo] = {part.filename: part for part in listed}
        #: How many parts are listed, those of the same name counted each.
        self.count = len(listed)
        #: The names of all parts.
        self.names: Collection[str] = self._parts.keys()
        #: The same, a line each.
        self.listing = "\n".join(self._parts)

    @property
    def unpacked(self) -> int:
        """Bytes of all parts, by their own word."""
        return sum(part.file_size for part in self._parts.values())

    @property
    def leads_out(self) -> bool:
        """Whether a part would lie outside of the folder that somebody unpacks it into."""
        return _ODD_PATH.search(self.listing) is not None

    def read(self, name: str) -> bytes:
        """The part called *name*; never more of it than it says that there is.

        Raises KeyError where there is no such part, one of `BROKEN` where it isn't what it says.
        """
        part = self._parts[name]
        if part.flag_bits & _ENCRYPTED_FLAG:
            raise zipfile.BadZipFile(name)
        content = _unpack(self._packed(part), part)
        if len(content) != part.file_size or zlib.crc32(content) != part.CRC:
            raise zipfile.BadZipFile(name)
        return content

    def _packed(self, part: zipfile.ZipInfo) -> bytes:
        start = part.header_offset
        header = self._content[start : start + _LOCAL_HEADER]
        if len(header) < _LOCAL_HEADER:
            raise zipfile.BadZipFile(part.filename)
        start += _LOCAL_HEADER
        start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        return self._content[start : start + part.compress_size]


def _unpack(packed: bytes, part: zipfile.ZipInfo) -> bytes:
    if part.compress_type == _STORED:
        return packed
    if part.compress_type != _DEFLATED:
        raise NotImplementedError(part.filename)
    # One byte more than there is to be, so that a part that goes on is found out.
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, part.file_size + 1)
