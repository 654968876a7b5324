"""Excel out, through openpyxl, with the same bytes for the same content."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from wcwidth import wcswidth

#: Stands in for the time of writing, which would differ each time.
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_WIDEST = 50
#: Excel reads a cell that begins so as a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@")

CellValue = str | int | Decimal | None


def write_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[CellValue]]) -> bytes:
    """A workbook of one sheet, *title*, with a bold frozen head row and fitting widths."""
    book = Workbook()
    del book["Sheet"]
    sheet = book.create_sheet(title)
    sheet.append(list(heads))
    for row in rows:
        sheet.append([_safe(value) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for number, column in enumerate(zip(heads, *rows, strict=True), start=1):
        width = max(wcswidth(str(value)) for value in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, width + 4)
    return workbook_bytes(book)


def workbook_bytes(book: Workbook) -> bytes:
    """*book* as a file whose bytes depend on nothing but its content."""
    book.properties.created = book.properties.modified = _EPOCH.replace(tzinfo=None)
    raw, fixed = io.BytesIO(), io.BytesIO()
    book.save(raw)
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
    begin, end = b'<dcterms:modified xsi:type="dcterms:W3CDTF">', b"</dcterms:modified>"
    before, _, rest = core.partition(begin)
    _, _, after = rest.partition(end)
    return before + begin + _EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + end + after


def _safe(value: CellValue) -> CellValue:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_SIGNS) else value
