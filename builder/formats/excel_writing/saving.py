"""A workbook of openpyxl's as the bytes of a file, the same for the same content."""

import io
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

#: Stands in for the time of writing, which would differ each time.
_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - openpyxl takes no time zone
#: What openpyxl itself gives a sheet that is written: the parts that it leads to.
_PARTS = "_rels"


def workbook_bytes(book: Workbook) -> bytes:
    """*book*, in which there are no pictures, as a file that depends on nothing but its content."""
    book.properties.created = book.properties.modified = _EPOCH
    stream = io.BytesIO()
    with _Archive(stream, "w") as archive:
        _Writer(book, archive).save()
    return stream.getvalue()


class _Archive(ZipFile):
    """A zip file in which nothing has a date."""

    def writestr(self, name: str, data: str | bytes) -> None:  # type: ignore[override]
        super().writestr(ZipInfo(name), data, ZIP_DEFLATED)


class _Writer(ExcelWriter):
    """Writes sheets in memory: openpyxl makes a file of each, which takes longer than its text."""

    _archive: ZipFile

    def write_worksheet(self, ws: Worksheet) -> None:
        writer = WorksheetWriter(ws, io.BytesIO())
        writer.write()
        setattr(ws, _PARTS, getattr(writer, _PARTS))
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)
