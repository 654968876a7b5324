"""Every text in a zipped document (.xlsx, .docx, .ods), seen or hidden, with where it stands.

Sheets, hidden ones too, row by row; comments with their cells, headers and footers, defined names,
properties, and whatever else is XML; pictures as their bytes. Nothing is evaluated, and no entity
followed.
"""

import io
import re
import zipfile
from codecs import BOM_UTF8
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from builder.formats.excel_reading.archive import BROKEN
from builder.formats.excel_reading.zipped_workbook import related_parts, sheet_parts
from builder.formats.markup_texts import PackageTexts, texts_in_markup
from builder.formats.part_texts import texts_of_part
from builder.formats.pictures import is_picture, remarks, tells_position
from builder.formats.sheet_texts import shared_texts, texts_beside_rows, texts_of_sheet

_END_OF_ROWS = b"sheetData>"
_DEFINED = re.compile(r"<(?:\w+:)?definedName\s[^>]*>[^<]*<")
_WRITTEN = (".xml", ".rels", ".vml", ".txt")
#: Chinese characters and their punctuation, full-width signs.
_CHINESE = re.compile("&#([1-4][0-9]{4}|65[23][0-9]{2});")
HIDDEN_SHEET = "隐藏的工作表名"
_BOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedStrings.xml"
_SEEN = {"", "visible"}
_UNSEEN = re.compile(
    "docProps/|xl/(?:comments|threadedComments|persons|drawings|media|externalLinks|pivotCache)"
    "|xl/worksheets/_rels/|customXml/"
)
_AUTHOR = re.compile(
    r"<(?:dc:creator|cp:lastModifiedBy|Manager|author)(?: [^>]*)?>([^<]*)</"
    r"|<(?:\w+:)?person [^>]*displayName=\"([^\"]*)\""
)
_SIGNED = re.compile("docProps/|xl/comments|xl/persons")
#: More than so many bytes unpacked is no document.
_MOST_BYTES = 300 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Package:
    """A zipped document, taken apart."""

    texts: tuple[PackageTexts, ...]
    #: Who made it and who saved it last, by its properties.
    authors: tuple[str, ...]
    #: Name of each part that isn't XML → its bytes.
    attached: Mapping[str, bytes]
    #: The pictures that say where they were taken, where *attached* was looked into.
    located: tuple[str, ...] = ()


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
    """What of an .xlsx nobody sees at once, who looks at its cells.

    Hidden sheets, comments, properties, headers and footers, links, shapes, defined names, what is
    kept of other workbooks; of pictures what they tell beside what they show. Raises PackageError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise PackageError
            return _read_unseen(archive)
    except BROKEN as error:
        raise PackageError from error


def _read_unseen(archive: zipfile.ZipFile) -> Package:
    sheets = [one for one in sheet_parts(archive) if one[1] in archive.namelist()]
    hidden = {part: sheet for sheet, part, state in sheets if state not in _SEEN}
    read = _read(archive, {name for name in archive.namelist() if _UNSEEN.match(name)} | {*hidden})
    shown = [(sheet, part) for sheet, part, _ in sheets if part not in hidden]
    texts = [PackageTexts((sheet,), HIDDEN_SHEET) for sheet in hidden.values()]
    texts += (text for sheet, part in shown for text in _beyond_rows(archive, sheet, part))
    for defined in _DEFINED.findall(_text(archive, _BOOK) if sheets else ""):
        texts += texts_in_markup(defined, "定义的名称")
    pictures = {name: one for name, one in read.attached.items() if is_picture(one)}
    for words in dict.fromkeys(said for one in pictures.values() for said in remarks(one)):
        texts.append(PackageTexts((words,), "图片"))
    located = tuple(name for name, one in pictures.items() if tells_position(one))
    return Package((*read.texts, *texts), read.authors, {}, located)


def _read(archive: zipfile.ZipFile, wanted: Container[str] | None = None) -> Package:
    names = [name for name in archive.namelist() if name and not name.endswith("/")]
    names = [name for name in names if wanted is None or name in wanted]
    written = {name: _text(archive, name) for name in names if name.endswith(_WRITTEN)}
    sheets = {part: sheet for sheet, part, _ in sheet_parts(archive)}
    strings = written.get(_STRINGS, "")
    if not strings and not sheets.keys().isdisjoint(written) and _STRINGS in archive.namelist():
        strings = _text(archive, _STRINGS)
    shared = shared_texts(strings)
    owners = {one: sheet for part, sheet in sheets.items() for one in related_parts(archive, part)}
    found: list[PackageTexts] = []
    for name, text in written.items():
        if name in sheets:
            found += texts_of_sheet(text, sheets[name], shared)
        elif name != _STRINGS:
            found += _of_part(name, text, owners.get(name, ""))
    found += _unshown(written.get(_STRINGS, ""), found)
    signed = (one for name, text in written.items() if _SIGNED.match(name) for one in _named(text))
    attached = {name: archive.read(name) for name in names if name not in written}
    return Package(tuple(found), tuple(dict.fromkeys(signed)), attached)


def _named(text: str) -> Iterator[str]:
    """Who is said in *text* to have made something, or saved it."""
    names = (unescape(one or other).strip() for one, other in _AUTHOR.findall(text))
    yield from filter(None, names)


def _beyond_rows(archive: zipfile.ZipFile, sheet: str, part: str) -> Iterator[PackageTexts]:
    """What stands in a sheet beside its cells; of its rows, which may be many, nothing is made."""
    content = archive.read(part)
    rest = content[content.rfind(_END_OF_ROWS) + len(_END_OF_ROWS) :]
    yield from texts_beside_rows(_written(rest), sheet)


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return _written(archive.read(name))


def _written(content: bytes) -> str:
    """A part as text, its Chinese as such, which openpyxl writes as numbers."""
    text = content.removeprefix(BOM_UTF8).decode("utf-8", "replace")
    if "&#" not in text:
        return text
    pieces = _CHINESE.split(text)
    pieces[1::2] = map(chr, map(int, pieces[1::2]))
    return "".join(pieces)


def _unshown(strings: str, found: Sequence[PackageTexts]) -> list[PackageTexts]:
    """What stands among the texts that cells share, though none of those *found* shows it."""
    shown = {text.strip() for text in {text for one in found for text in one.texts}}
    return [one for one in texts_of_part(_STRINGS, strings, "") if not shown.issuperset(one.texts)]


@lru_cache(maxsize=128)
def _of_part(name: str, text: str, sheet: str) -> tuple[PackageTexts, ...]:
    """The same for every workbook that is styled alike, so that it is kept."""
    return tuple(texts_of_part(name, text, sheet))
