"""Files read in this process: for what is known to be sound, or costs nobody else anything.

Whatever units sent in is read by `reader`, in processes that may be killed.
"""

from collections.abc import Sequence
from pathlib import Path

from builder.formats.excel_reading import limits
from builder.formats.excel_reading.archive import BROKEN
from builder.formats.excel_reading.opening import (
    RefusedError,
    TextTable,
    open_file,
    refuse_far_sheets,
    too_large,
)
from builder.formats.excel_reading.packed import Note, Read, pack, unpack
from builder.formats.excel_reading.parsing import parse
from builder.formats.excel_reading.source import Source
from builder.formats.excel_reading.unseen import pack_unseen, unpack_package
from builder.formats.package_texts import Package


class PlainReader:
    """Reads files in this process."""

    def expect(self, files: Sequence[Source]) -> None:
        """Nothing is read ahead."""

    def read(self, file: Source) -> Read:
        """As `read_workbook`."""
        return read_workbook(file.path, file.file)

    def unseen(self, file: Source) -> Package | None:
        """Never None: what it costs is not looked at."""
        return unpack_package(pack_unseen(file.path.read_bytes()))


def read_workbook(path: Path, file: str) -> Read:
    """The workbook in *path*, or None and the problems that keep it from being read.

    *file* is the name printed in problems. Raises OSError where the file can't be read.
    """
    size = path.stat().st_size
    if size > limits.LARGEST_FILE:
        return unpack(pack(None, [too_large(size).note]), path.stem, file)
    return read_content(path.read_bytes(), path.stem, file)


def read_content(content: bytes, name: str, file: str) -> Read:
    """The workbook in *content*, as `read_workbook` reads a file; *name* is a csv's sheet's."""
    far = _reaches_far(content)
    packed = pack(None, [far]) if far else pack(*parse(content))
    return unpack(packed, name, file)


def _reaches_far(content: bytes) -> Note | None:
    """Why the library would take all memory, which would end this process."""
    try:
        opened = open_file(content)
        if not isinstance(opened, TextTable):
            refuse_far_sheets(opened)
    except RefusedError as refusal:
        return refusal.note
    except BROKEN:
        return None
    return None
