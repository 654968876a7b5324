"""A workbook of openpyxl's as the bytes of a file, the same for the same content."""

import errno
import io
import re
import zipfile
from datetime import UTC, datetime

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

#: Stands in for the time of writing, which would differ each time.
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


def workbook_bytes(book: Workbook) -> bytes:
    """*book* as a file whose bytes depend on nothing but its content.

    Raises OSError where the disk has no room for the files that openpyxl writes meanwhile.
    """
    book.properties.created = book.properties.modified = _EPOCH.replace(tzinfo=None)
    raw, fixed = io.BytesIO(), io.BytesIO()
    try:
        # As `book.save` does, but pressed once only, below.
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
            ExcelWriter(book, archive).save()
    except SerialisationError as error:
        raise OSError(errno.ENOSPC, str(error)) from error
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=_EPOCH.timetuple()[:6])
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _without_save_time(content)
            target.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def _without_save_time(core: bytes) -> bytes:
    """Openpyxl stamps the time of saving into the properties, whatever they say."""
    stamp = _EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, core)
