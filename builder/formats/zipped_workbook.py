"""What has to be known of an .xlsx beside its values: formulas without one, and its extent.

The reading library gives a blank for a formula's fault, which would be a lie, and takes room for
every cell from the first to the last, which for one stray cell may be more than there is.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from posixpath import join, normpath

from builder.formats.sheets import Position

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"""(?:\w+:)?(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>(.*?)</(?:\w+:)?v>", re.DOTALL)
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ANY_ADDRESS = re.compile(rb"""\sr=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_HOLDS_SOMETHING = re.compile(rb"<(?:\w+:)?(?:v|is)[\s>]")


def formula_faults(content: bytes) -> dict[str, dict[Position, str | None]]:
    """Sheet name → position → the error that stands there, or None for a result never stored.

    Nothing for an archive that isn't an .xlsx. Raises zipfile.BadZipFile for a broken archive.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        return {
            sheet: dict(_cell_faults(archive.read(part)))
            for sheet, part, _ in sheet_parts(archive)
            if part in names
        }


def sheet_extents(content: bytes, enough: int) -> dict[str, int]:
    """Sheet name → cells between its first and its last one; exact only beyond *enough*.

    Raises zipfile.BadZipFile for a broken archive.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        return {
            sheet: _extent(archive.read(part), enough)
            for sheet, part, _ in sheet_parts(archive)
            if part in names
        }


def _extent(sheet: bytes, enough: int) -> int:
    addresses = set(_ANY_ADDRESS.findall(sheet))
    if _box(addresses) <= enough:
        return _box(addresses)
    # Styled blanks reach far without taking room: only now is it worth looking at every cell.
    filled = (cell for cell in _CELL.finditer(sheet) if _HOLDS_SOMETHING.search(cell[2] or b""))
    found = (_ANY_ADDRESS.search(b" " + cell[1]) for cell in filled)
    return _box({(match[1], match[2]) for match in found if match})


def _box(addresses: set[tuple[bytes, bytes]]) -> int:
    """How many cells there are from A1 to the last row and column of *addresses*."""
    width = max((_column(letters.decode()) + 1 for letters, _ in addresses), default=0)
    return width * max((int(row) for _, row in addresses), default=0)


def sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str, str]]:
    """Name, part and state (empty or "visible" where it is seen) of each sheet of an .xlsx."""
    try:
        book = archive.read("xl/workbook.xml")
        relations = archive.read("xl/_rels/workbook.xml.rels")
    except KeyError:
        return
    targets = {}
    for match in _RELATION.finditer(relations):
        attributes = _attributes(match[1])
        targets[attributes.get("Id", "")] = attributes.get("Target", "")
    for match in _SHEET.finditer(book):
        attributes = _attributes(match[1])
        target = targets.get(attributes.get("id", ""), "")
        part = normpath(join("/xl", target)).lstrip("/")
        yield attributes.get("name", ""), part, attributes.get("state", "")


def _attributes(text: bytes) -> dict[str, str]:
    return {
        match[1].decode(): unescape((match[2] or match[3] or b"").decode("utf-8", "replace"))
        for match in _ATTRIBUTE.finditer(text)
    }


def _cell_faults(sheet: bytes) -> Iterator[tuple[Position, str | None]]:
    """Cells whose formula has no stored result, or that hold an error."""
    if not _FORMULA.search(sheet) and b"#" not in sheet:
        return
    for match in _CELL.finditer(sheet):
        body = match[2] or b""
        formula = _FORMULA.search(body) is not None
        if not formula and b"#" not in body:
            continue
        attributes = _attributes(match[1])
        value = _VALUE.search(body)
        kind, shown = attributes.get("t"), value[1].decode("utf-8", "replace") if value else ""
        position = _position(attributes.get("r", ""))
        if position is None:
            continue
        if kind == "e":
            yield position, unescape(shown)
        elif formula and not shown and kind != "str":
            yield position, None


def _position(address: str) -> Position | None:
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    return int(match[2]) - 1, _column(match[1])


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
