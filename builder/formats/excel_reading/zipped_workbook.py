"""What has to be known of an .xlsx beside its values: formulas without one, and its extent.

The reading library gives a blank for a formula's fault, which would be a lie, and takes room for
every cell from the first to the last, which for one stray cell may be more than there is.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from html import unescape
from posixpath import join, normpath
from typing import Protocol

from builder.formats.sheets import Position

_SHEETS = "xl/worksheets/"
_VALUES = (_SHEETS, "xl/sharedStrings.xml")
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);|#)")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"""(?:\w+:)?(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_ERROR = re.compile(rb"""\st\s*=\s*["']e["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>(.*?)</(?:\w+:)?v>", re.DOTALL)
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ANY_ADDRESS = re.compile(rb"""\sr=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_HOLDS_SOMETHING = re.compile(rb"<(?:\w+:)?(?:v|is)[\s>]")


class UnplacedFaultError(ValueError):
    """A formula failed in a cell that doesn't say where it stands."""


class Parts(Protocol):
    """A zip archive, by whomever it is taken apart."""

    def read(self, name: str, /) -> bytes:
        """The part called *name*. Raises KeyError where there is none."""
        ...


def read_values(parts: Parts, names: Collection[str]) -> Mapping[str, bytes]:
    """The parts that values stand in, of those called *names*, where most programs put them."""
    listed = [name for name in names if name.startswith(_VALUES) and name.endswith(".xml")]
    return {name: parts.read(name) for name in listed}


def names_entity(part: bytes) -> bool:
    """Whether an entity is named in *part* that XML itself doesn't know."""
    return b"&" in part and _ENTITY.search(part) is not None


def formula_faults(
    parts: Parts, names: Collection[str], texts: Mapping[str, bytes], sheets: int
) -> Mapping[str, Mapping[Position, str | None]]:
    """Sheet name → position → the error that stands there, or None for a result never stored.

    *names* are those of all parts, *texts* what `read_values` gave, *sheets* how many there are.
    Raises UnplacedFaultError.
    """
    listed = [text for name, text in texts.items() if name.startswith(_SHEETS)]
    if len(listed) >= sheets and not any(map(_may_have_faults, listed)):
        return {}
    placed = [(sheet, part) for sheet, part, _ in sheet_parts(parts) if part in names]
    return {
        sheet: dict(_cell_faults(texts.get(part) or parts.read(part))) for sheet, part in placed
    }


def sheet_extents(
    parts: Parts, names: Collection[str], enough: int
) -> Mapping[str, tuple[int, int]]:
    """Sheet name → its last row and column, from 1; exact only beyond *enough* cells."""
    placed = ((sheet, part) for sheet, part, _ in sheet_parts(parts) if part in names)
    return {sheet: _extent(parts.read(part), enough) for sheet, part in placed}


def _may_have_faults(sheet: bytes) -> bool:
    """Whether a formula ends in *sheet*, or anything that could be an error stands there."""
    return b"f>" in sheet or (b"#" in sheet and (b'"e"' in sheet or b"'e'" in sheet))


def _extent(sheet: bytes, enough: int) -> tuple[int, int]:
    height, width = _box(set(_ANY_ADDRESS.findall(sheet)))
    if height * width <= enough:
        return height, width
    # Styled blanks reach far without taking room: only now is it worth looking at every cell.
    filled = (cell for cell in _CELL.finditer(sheet) if _HOLDS_SOMETHING.search(cell[2] or b""))
    found = (_ANY_ADDRESS.search(b" " + cell[1]) for cell in filled)
    return _box({(match[1], match[2]) for match in found if match})


def _box(addresses: set[tuple[bytes, bytes]]) -> tuple[int, int]:
    """The last row and column of *addresses*, from 1."""
    columns = {letters for letters, _ in addresses}
    rows = {row for _, row in addresses}
    return max(map(int, rows), default=0), max(map(_column_of, columns), default=0)


def _column_of(letters: bytes) -> int:
    return _column(letters.decode()) + 1


def sheet_parts(archive: Parts) -> Iterator[tuple[str, str, str]]:
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


def related_parts(archive: Parts, part: str) -> Iterator[str]:
    """The names of the parts that *part* refers to."""
    folder, _, name = part.rpartition("/")
    try:
        relations = archive.read(f"{folder}/_rels/{name}.rels")
    except KeyError:
        return
    for match in _RELATION.finditer(relations):
        target = _attributes(match[1]).get("Target", "")
        yield normpath(join("/", folder, target)).lstrip("/")


def _attributes(text: bytes) -> dict[str, str]:
    return {
        match[1].decode(): unescape((match[2] or match[3] or b"").decode("utf-8", "replace"))
        for match in _ATTRIBUTE.finditer(text)
    }


def _cell_faults(sheet: bytes) -> Iterator[tuple[Position, str | None]]:
    """Cells whose formula has no stored result, or that hold an error."""
    if not _may_have_faults(sheet):
        return
    for match in _CELL.finditer(sheet):
        body = match[2] or b""
        formula = _FORMULA.search(body) is not None
        if not formula and not _ERROR.search(b" " + match[1]):
            continue
        attributes = _attributes(match[1])
        value = _VALUE.search(body)
        kind, shown = attributes.get("t"), value[1].decode("utf-8", "replace") if value else ""
        if kind == "e":
            yield _position(attributes), unescape(shown)
        elif formula and not shown and kind != "str":
            yield _position(attributes), None


def _position(attributes: Mapping[str, str]) -> Position:
    match = _ADDRESS.fullmatch(attributes.get("r", ""))
    if match is None:
        raise UnplacedFaultError
    return int(match[2]) - 1, _column(match[1])


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
