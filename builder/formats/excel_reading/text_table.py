"""A table as text (.csv), in the encodings and with the separators of offices."""

import csv
import io

from builder.formats.excel_reading import limits
from builder.formats.excel_reading.opening import too_far
from builder.formats.excel_reading.packed import Contents, Note, PackedSheet
from builder.formats.excel_reading.values import pack_cells
from builder.model import file_problem_kinds as kinds

#: Lines from which the separator is told.
_HEAD = 20


def read_text(content: bytes) -> tuple[Contents | None, tuple[Note, ...]]:
    """The table in *content* as a sheet without a name, or why it is none."""
    text = _decode(content)
    if text is None:
        return None, (Note(kinds.NOT_A_SPREADSHEET, tokens={"what": "无法辨认的文件"}),)
    if text.lstrip().startswith("<"):
        return None, (Note(kinds.WEB_PAGE),)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error:
        return None, (Note(kinds.DAMAGED),)
    width = max(map(len, rows), default=0)
    if len(rows) * width > limits.MOST_CELLS:
        return None, (too_far("", len(rows), width).note,)
    packed = pack_cells(row + [""] * (width - len(row)) for row in rows)
    return Contents([PackedSheet("", width, *packed)]), ()


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
    head = "\n".join(text.split("\n", _HEAD)[:_HEAD])
    return max((",", "\t", ";"), key=head.count)
