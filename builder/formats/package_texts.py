"""Every text in a zipped document (.xlsx, .docx, .ods), seen or hidden, with where it stands.

Sheets, hidden ones too, row by row; comments, headers and footers, defined names, properties,
and whatever else is XML; pictures as their bytes. Nothing is evaluated, and no entity followed.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from html import unescape

from builder.formats.excel_reading.archive import BROKEN
from builder.formats.excel_reading.zipped_workbook import sheet_parts

#: What makes one paragraph, or one text of a sheet, of which runs are only formatted otherwise.
_BLOCKS = re.compile(r"</(?:\w+:)?(?:si|p|comment|authors)>")
_BLOCK_PARTS = re.compile(
    r"xl/sharedStrings|xl/comments|xl/drawings/|word/|ppt/|content\.xml|styles\.xml"
)
_CELL_MARKS = re.compile(r"</(?:\w+:)?tc>")
_WORD_ROW = re.compile(r"<w:tr[ >].*?</w:tr>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_ROW = re.compile(r"<(?:\w+:)?row[ >].*?</(?:\w+:)?row>", re.DOTALL)
_CELL = re.compile(r"<(?:\w+:)?c( [^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_SHARED = re.compile(r"<(?:\w+:)?si>(.*?)</(?:\w+:)?si>|<(?:\w+:)?si/>", re.DOTALL)
_VALUE = re.compile(r"<(?:\w+:)?v[^>]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
_FORMULA = re.compile(r"<(?:\w+:)?f(?: [^>]*)?>(.*?)</(?:\w+:)?f>", re.DOTALL)
_PHONETIC = re.compile(r"<(?:\w+:)?rPh .*?</(?:\w+:)?rPh>", re.DOTALL)
_ADDRESS = re.compile(r' r="([A-Z]+[0-9]+)"')
_TYPE = re.compile(r' t="(\w+)"')
_POWER = re.compile(r"-?[0-9.]+E\+?[0-9]{1,2}", re.IGNORECASE)
_WRITTEN = (".xml", ".rels", ".vml", ".txt")
_CHINESE = re.compile("&#([1-4][0-9]{4});")
#: What a part of a document is called.
_TITLES = (
    (re.compile("docProps/"), "文档属性"),
    (re.compile("xl/comments|xl/threadedComments|word/comments|xl/persons"), "批注"),
    (re.compile("xl/drawings|xl/charts"), "图形"),
    (re.compile("xl/workbook.xml"), "定义的名称"),
    (re.compile("word/(?:header|footer)"), "页眉页脚"),
    (re.compile("word/document"), "正文"),
)
_CORE = "docProps/core.xml"
_STRINGS = "xl/sharedStrings.xml"
_SEEN = {"", "visible"}
_UNSEEN = re.compile("docProps/(?:core|custom)|xl/comments|xl/threadedComments|xl/persons")
_AUTHOR = re.compile(r"<(?:dc:creator|cp:lastModifiedBy)[^>]*>([^<]*)</")
#: More than so many bytes unpacked is no document.
_MOST_BYTES = 300 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PackageTexts:
    """Texts that stand side by side in a document."""

    texts: tuple[str, ...]
    #: Name of the sheet, or what the part is: 批注, 文档属性.
    part: str
    #: Address of each text, where they are cells.
    cells: tuple[str, ...] = ()
    #: Whether a person who opens the document doesn't see it at once.
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """A zipped document, taken apart."""

    texts: tuple[PackageTexts, ...]
    #: Who made it and who saved it last, by its properties.
    authors: tuple[str, ...]
    #: Name of each part that isn't XML → its bytes.
    attached: Mapping[str, bytes]


class PackageError(ValueError):
    """It is no zipped document that can be taken apart."""


def read_package(content: bytes) -> Package:
    """Every text of the document in *content*. Raises PackageError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise PackageError
            return _read(archive)
    except BROKEN as error:
        raise PackageError from error


def read_unseen(content: bytes) -> Package:
    """What of an .xlsx nobody sees at once: hidden sheets, comments and properties, no more.

    Raises PackageError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            hidden = {part for _, part, state in sheet_parts(archive) if state not in _SEEN}
            wanted = {name for name in archive.namelist() if _UNSEEN.match(name)} | hidden
            shared = {_STRINGS} if hidden else set()
            sizes = (e.file_size for e in archive.infolist() if e.filename in wanted | shared)
            if sum(sizes) > _MOST_BYTES:
                raise PackageError
            return _read(archive, sorted(wanted & set(archive.namelist())))
    except BROKEN as error:
        raise PackageError from error


def _read(archive: zipfile.ZipFile, wanted: Sequence[str] | None = None) -> Package:
    names = [name for name in archive.namelist() if name and not name.endswith("/")]
    names = [name for name in names if wanted is None or name in wanted]
    written = {name: _text(archive, name) for name in names if name.endswith(_WRITTEN)}
    sheets = {part: (sheet, state) for sheet, part, state in sheet_parts(archive)}
    rows = any(name in sheets for name in written) and _STRINGS in archive.namelist()
    shared = _shared_texts(_text(archive, _STRINGS) if rows else "")
    found: list[PackageTexts] = []
    for name, text in written.items():
        if name in sheets:
            found += _of_sheet(text, *sheets[name], shared)
        else:
            found += _of_part(name, text)
    core = written.get(_CORE, "")
    authors = tuple(filter(None, (unescape(one).strip() for one in _AUTHOR.findall(core))))
    attached = {name: archive.read(name) for name in names if name not in written}
    return Package(tuple(found), authors, attached)


def _text(archive: zipfile.ZipFile, name: str) -> str:
    """A part as text, its Chinese as such, which openpyxl writes as numbers."""
    pieces = _CHINESE.split(archive.read(name).decode("utf-8-sig", "replace"))
    pieces[1::2] = map(chr, map(int, pieces[1::2]))
    return "".join(pieces)


def _shared_texts(part: str) -> Sequence[str]:
    return [plain_text(_PHONETIC.sub("", match[1] or "")) for match in _SHARED.finditer(part)]


def plain_text(markup: str) -> str:
    """What *markup* says, without its tags."""
    return unescape(_MARKUP.sub("", markup))


def _of_sheet(text: str, sheet: str, state: str, shared: Sequence[str]) -> Iterator[PackageTexts]:
    hidden = state not in _SEEN
    for row in _ROW.findall(text):
        bodies = [cell for cell in _CELL.findall(row) if cell[1]]
        filled = [
            (_address(kind), said)
            for kind, body in bodies
            if (said := _content(kind, body, shared))
        ]
        if filled:
            unseen = hidden or ' hidden="1"' in row.partition(">")[0]
            addresses, texts = zip(*filled, strict=True)
            yield PackageTexts(texts, sheet, addresses, hidden=unseen)
        for kind, body in bodies:
            if formula := _FORMULA.search(body):
                yield PackageTexts((_said_by(formula[1]),), sheet, (_address(kind),), hidden=hidden)
    rest = _ROW.sub("", text)
    yield from _nodes(rest, f"{sheet}的页眉页脚、提示和链接", hidden=hidden)


def _said_by(formula: str) -> str:
    """What a *formula* says: its texts put together where it does so."""
    return re.sub(r'" *& *"', "", unescape(formula))


def _content(attributes: str, body: str, shared: Sequence[str]) -> str:
    kind = match[1] if (match := _TYPE.search(attributes)) else ""
    if kind == "inlineStr":
        return plain_text(body)
    value = unescape(match[1]) if (match := _VALUE.search(body)) else ""
    if kind == "s":
        place = int(value) if value.isdecimal() else -1
        return shared[place] if 0 <= place < len(shared) else ""
    return f"{Decimal(value):f}" if _POWER.fullmatch(value) else value


def _address(attributes: str) -> str:
    found = _ADDRESS.search(attributes)
    return found[1] if found else ""


@lru_cache(maxsize=128)
def _of_part(name: str, text: str) -> tuple[PackageTexts, ...]:
    """The same for every workbook that is styled alike, so that it is kept."""
    return tuple(_parts_texts(name, text))


def _parts_texts(name: str, text: str) -> Iterator[PackageTexts]:
    title = next((title for form, title in _TITLES if form.match(name)), name)
    if not _BLOCK_PARTS.match(name):
        yield from _nodes(text, title)
        return
    for row in _WORD_ROW.findall(text):
        cells = tuple(filter(None, (plain_text(cell).strip() for cell in _CELL_MARKS.split(row))))
        yield PackageTexts(cells, title)
    blocks = filter(None, (plain_text(block).strip() for block in _BLOCKS.split(text)))
    yield from (PackageTexts((block,), title) for block in blocks)
    yield from _attributes(text, title)


def _nodes(text: str, title: str, *, hidden: bool = False) -> Iterator[PackageTexts]:
    nodes = (unescape(node).strip() for node in _MARKUP.split(text))
    yield from (
        PackageTexts((node,), title, hidden=hidden) for node in dict.fromkeys(nodes) if node
    )
    yield from _attributes(text, title)


def _attributes(text: str, title: str) -> Iterator[PackageTexts]:
    """The tags themselves, as attributes may hold tips, links and names."""
    for tag in dict.fromkeys(_MARKUP.findall(text)):
        if '"' in tag and not tag.startswith("<?"):
            yield PackageTexts((unescape(tag),), title)
