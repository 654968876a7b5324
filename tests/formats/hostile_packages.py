"""Zipped workbooks made to break a reader, from one that is sound."""

import io
import re
import struct
import zipfile
from collections.abc import Mapping

from openpyxl import Workbook as NewWorkbook

MEGABYTE = 1024 * 1024
SHEET, BOOK, TEXTS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
Parts = Mapping[str, bytes]


def zipped(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def base() -> dict[str, bytes]:
    """The parts of a sound workbook: 填报值 in A1, and 7 in D9."""
    book, stream = NewWorkbook(), io.BytesIO()
    book.worksheets[0]["A1"], book.worksheets[0]["D9"] = "填报值", 7
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(part: str, *pairs: tuple[str, str]) -> dict[str, bytes]:
    """The sound workbook with words of one part replaced."""
    parts = base()
    text = parts[part].decode()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return parts | {part: text.encode()}


def with_rows(rows: str, head: str = "", tail: str = "") -> bytes:
    """The sound workbook with other rows, as XML."""
    parts = base()
    text = re.sub(r"<sheetData>.*</sheetData>", "ROWS", parts[SHEET].decode())
    text = text.replace("ROWS", f"<sheetData>{rows}</sheetData>{tail}")
    return zipped(parts | {SHEET: (head + text).encode()})


def with_cell(cell: str) -> bytes:
    return with_rows(f'<row r="1">{cell}</row>')


def with_part(name: str, content: bytes = b"") -> bytes:
    return zipped(base() | {name: content})


def with_nameless_part() -> bytes:
    """The sound workbook with one more part, whose name has no letters by the archive's list."""
    content = bytearray(zipped(base() | {"x": b""}))
    entry = content.rindex(b"PK\x01\x02")
    # The letter that was the name becomes what may stand after a name.
    content[entry + 28 : entry + 32] = struct.pack("<HH", 0, 1)
    return bytes(content)


def with_sheets(names: list[str], state: str = "") -> bytes:
    sheets = "".join(
        f'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'name="{name}" sheetId="{number}" r:id="rId1"{state}/>'
        for number, name in enumerate(names, start=1)
    )
    text = re.sub(r"<sheets>.*</sheets>", f"<sheets>{sheets}</sheets>", base()[BOOK].decode())
    return zipped(base() | {BOOK: text.encode()})


def with_merges(*ranges: str) -> bytes:
    merges = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    text = "填报值"
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'
    last = '<row r="20000"><c r="B20000"><v>1</v></c></row>'
    return with_rows(rows + last, tail=f"<mergeCells>{merges}</mergeCells>")


def entities(*definitions: str, use: str) -> bytes:
    """A workbook whose A1 is an entity."""
    head = f"<!DOCTYPE worksheet [{''.join(definitions)}]>"
    return with_rows(f'<row r="1"><c r="A1"><v>{use}</v></c></row>', head=head)


def laughs() -> list[str]:
    """Ten times ten times… the same word: a gigabyte of it."""
    first = '<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">'
    return [first, *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))]


def laughing_texts() -> bytes:
    """The same in the texts that cells point to."""
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    parts = changed(
        "[Content_Types].xml",
        ("</Types>", f'<Override PartName="/{TEXTS}" ContentType="{content}"/></Types>'),
    )
    link = f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", link.encode())
    table = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts[TEXTS] = (
        f'<!DOCTYPE sst [{"".join(laughs())}]><sst xmlns="{table}"><si><t>&a8;</t></si></sst>'
    ).encode()
    return zipped(parts)


def huge_part(size: int) -> bytes:
    """A workbook with a part of *size* blanks."""
    stream = io.BytesIO(zipped(base()))
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w") as part,
    ):
        for _ in range(size // MEGABYTE):
            part.write(b" " * MEGABYTE)
    return stream.getvalue()


def liar(size: int, word: int) -> bytes:
    """The same, though the list of parts says *word* for the size."""
    content = bytearray(huge_part(size))
    entry = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, entry + 24, word)
    return bytes(content)


def wrong_sum() -> bytes:
    """A digit of the stored sheet is another one than was written."""
    content = zipped(base(), zipfile.ZIP_STORED)
    assert content.count(b"<v>7</v>") == 1
    return content.replace(b"<v>7</v>", b"<v>8</v>")


def flagged(offset: int, value: int) -> bytes:
    """The sound workbook with a word in the header of every part changed."""
    content = bytearray(zipped(base()))
    for place in [match.start() for match in re.finditer(rb"PK\x01\x02", content)]:
        struct.pack_into("<H", content, place + offset, value)
    return bytes(content)


def strict() -> bytes:
    """The sound workbook in the namespaces of ISO 29500 strict."""
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    parts = {name: content.replace(b"/2006/", b"/") for name, content in base().items()}
    return zipped({name: content.replace(old, new) for name, content in parts.items()})


def prefixed() -> bytes:
    """Every element of the sheet with a prefix."""
    text = re.sub(r"<(/?)(\w)", r"<\1x:\2", base()[SHEET].decode())
    return zipped(base() | {SHEET: text.replace("xmlns=", "xmlns:x=").encode()})
