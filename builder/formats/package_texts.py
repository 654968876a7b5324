"""Every text in a zipped document (.xlsx, .docx, .ods), seen or hidden, with where it stands.

Sheets, hidden ones too, row by row; comments with their cells, headers and footers, defined names,
properties, and whatever else is XML; pictures as their bytes. Nothing is evaluated, and no entity
followed.
"""

import io
import re
import zipfile
from codecs import BOM_UTF8
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from builder.formats.excel_reading.archive import BROKEN
from builder.formats.excel_reading.zipped_workbook import related_parts, sheet_parts
from builder.formats.pictures import is_picture, remarks, tells_position

#: What makes one paragraph, or one text of a sheet, of which runs are only formatted otherwise.
_BLOCKS = re.compile(r"</(?:\w+:)?(?:si|p)>")
_BLOCK_PARTS = re.compile(r"xl/sharedStrings|xl/drawings/|word/|ppt/|content\.xml|styles\.xml")
_COMMENTS = re.compile("xl/comments|xl/threadedComments")
_COMMENT_ENDS = re.compile(r"</(?:\w+:)?(?:comment|threadedComment|authors)>")
_COMMENTED = re.compile(r'\sref="([A-Z]{1,3}[0-9]{1,7})"')
#: Orders to the printer between the texts of headers and footers: left, font, page.
_PRINTING = re.compile(r'&(?:"[^"]*"|[0-9]{1,2}(?= )|[A-Za-z])')
_MARGIN = re.compile(r"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_END_OF_ROWS = b"sheetData>"
_DEFINED = re.compile(r"<(?:\w+:)?definedName\s[^>]*>[^<]*<")
#: What properties repeat of the sheets.
_SHEET_TITLES = re.compile(r"<TitlesOfParts>.*?</TitlesOfParts>", re.DOTALL)
_CELL_MARKS = re.compile(r"</(?:\w+:)?tc>")
_WORD_ROW = re.compile(r"<w:tr[ >].*?</w:tr>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
#: A tag with attributes.
_TAG = re.compile(r'<[^>"]*"[^>]*>')
_ROW = re.compile(r"(<(?:\w+:)?row[ >].*?</(?:\w+:)?row>)", re.DOTALL)
_ROW_BEGINS, _ROW_ENDS = ("<row ", "<row>"), "</row>"
#: A cell in which something stands: mostly a value alone, else whatever it is.
_CELL = re.compile(
    r'<c r="([A-Z]++[0-9]++)"(?: s="[0-9]++")?+(?: t="(s|str|n|b)")?+><v>([^<]*+)</v></c>'
    r"|<(?:\w+:)?c( [^>]*+)(?<!/)>(.*?)</(?:\w+:)?c>",
    re.DOTALL,
)
#: A shared text: mostly in one piece, else in several or none.
_SHARED = re.compile(
    r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>'
    r"|<(?:\w+:)?si>(.*?)</(?:\w+:)?si>|<(?:\w+:)?si/>",
    re.DOTALL,
)
_VALUE = re.compile(r"<(?:\w+:)?v[^>]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
_FORMULA = re.compile(r"<(?:\w+:)?f(?: [^>]*)?>(.*?)</(?:\w+:)?f>", re.DOTALL)
_PHONETIC = re.compile(r"<(?:\w+:)?rPh .*?</(?:\w+:)?rPh>", re.DOTALL)
_ADDRESS = re.compile(r' r="([A-Z]+[0-9]+)"')
#: Attributes that hold addresses of cells, whose letters look like digits: 「B10 I11 O12」.
_ADDRESSES = re.compile(r'\s(?:sqref|ref|activeCell|topLeftCell)="(?:[A-Z]{1,3}[0-9]{1,7}[ :]?)*"')
_TYPE = re.compile(r' t="(\w+)"')
_POWER = re.compile(r"-?[0-9.]+E\+?[0-9]{1,2}", re.IGNORECASE)
_WRITTEN = (".xml", ".rels", ".vml", ".txt")
#: Chinese characters and their punctuation, full-width signs.
_CHINESE = re.compile("&#([1-4][0-9]{4}|65[23][0-9]{2});")
#: What a part of a document is called.
_TITLES = (
    (re.compile("docProps/"), "文档属性"),
    (re.compile("xl/comments|xl/threadedComments|word/comments|xl/persons"), "批注"),
    (re.compile("xl/drawings|xl/charts"), "图形"),
    (re.compile("xl/workbook.xml"), "工作表名和定义的名称"),
    (re.compile("xl/worksheets/_rels"), "链接"),
    (re.compile("xl/externalLinks|xl/pivotCache"), "取自其他表的数据"),
    (re.compile("word/(?:header|footer)"), "页眉页脚"),
    (re.compile("word/document"), "正文"),
)
_SHEET_REST = "页眉页脚、提示和链接"
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


class PackageTexts(NamedTuple):
    """Texts that stand side by side in a document."""

    texts: tuple[str, ...]
    #: What they are: 批注, 文档属性; empty for a row of a sheet.
    part: str
    #: Name of the sheet that they stand in, or belong to.
    sheet: str = ""
    #: Address of each text, where they stand in cells or belong to them.
    cells: tuple[str, ...] = ()

    def cell(self, index: int) -> str:
        """The address of a text, from 0; empty where it has none."""
        return self.cells[index] if self.cells else ""

    def where(self, index: int) -> str:
        """Where a text stands: 「汇总 › D12」, 「汇总 › D12 › 批注」, 「文档属性」."""
        return " › ".join(filter(None, (self.sheet, self.cell(index), self.part)))


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
        texts += _nodes(defined, "定义的名称")
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
    shared = _shared_texts(strings)
    owners = {one: sheet for part, sheet in sheets.items() for one in related_parts(archive, part)}
    found: list[PackageTexts] = []
    for name, text in written.items():
        if name in sheets:
            found += _of_sheet(text, sheets[name], shared)
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
    yield from _of_rest(_written(rest), sheet)


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


def _shared_texts(part: str) -> Mapping[str, str]:
    """The texts that cells share, by their numbers as these are mostly written."""
    return {
        str(number): unescape(piece) if piece else plain_text(_PHONETIC.sub("", several))
        for number, (piece, several) in enumerate(_SHARED.findall(part))
    }


def plain_text(markup: str) -> str:
    """What *markup* says, without its tags."""
    return unescape(_MARKUP.sub("", markup))


def _of_sheet(text: str, sheet: str, shared: Mapping[str, str]) -> Iterator[PackageTexts]:
    rows, rest = _rows_of(text)
    for row in rows:
        cells = _CELL.findall(row)
        if filled := _filled(cells, shared):
            addresses, texts = zip(*filled, strict=True)
            yield PackageTexts(texts, "", sheet, addresses)
        for *_, attributes, body in cells:
            if body and (formula := _FORMULA.search(body)):
                yield PackageTexts((_said_by(formula[1]),), "", sheet, (_address(attributes),))
    yield from _of_rest(rest, sheet)


def _rows_of(text: str) -> tuple[Sequence[str], str]:
    """The rows of a sheet, and what it says beside them."""
    start, end = text.find("<row"), text.rfind(_ROW_ENDS)
    rows = text[start:end].split(_ROW_ENDS)
    if start < end and ":row" not in text and all(row.startswith(_ROW_BEGINS) for row in rows):
        return rows, text[:start] + text[end + len(_ROW_ENDS) :]
    # As no program of today writes it.
    pieces = _ROW.split(text)
    return pieces[1::2], "".join(pieces[::2])


def _filled(cells: Iterable[Sequence[str]], shared: Mapping[str, str]) -> list[tuple[str, str]]:
    """The addresses and texts of those of the *cells* that say something."""
    filled = []
    for address, kind, value, attributes, body in cells:
        said = _content(attributes, body, shared) if attributes else _said(kind, value, shared)
        if said:
            filled.append((address or _address(attributes), said))
    return filled


def _of_rest(text: str, sheet: str) -> Iterator[PackageTexts]:
    """What a sheet says beside its cells."""
    yield from _nodes(text, _SHEET_REST, sheet)
    for margin in _MARGIN.findall(text):
        pieces = filter(None, map(str.strip, _PRINTING.split(unescape(margin))))
        yield from (PackageTexts((piece,), _SHEET_REST, sheet) for piece in pieces)


def _said_by(formula: str) -> str:
    """What a *formula* says: its texts put together where it does so."""
    return re.sub(r'" *& *"', "", unescape(formula))


def _content(attributes: str, body: str, shared: Mapping[str, str]) -> str:
    kind = match[1] if (match := _TYPE.search(attributes)) else ""
    if kind == "inlineStr":
        return plain_text(body)
    return _said(kind, match[1] if (match := _VALUE.search(body)) else "", shared)


def _said(kind: str, written: str, shared: Mapping[str, str]) -> str:
    """What a cell of a *kind* says by the value that is *written* in it."""
    if kind == "s" and written in shared:
        return shared[written]
    value = unescape(written)
    if kind == "s":
        return shared.get(str(int(value)), "") if value.isdecimal() else ""
    return f"{Decimal(value):f}" if _POWER.fullmatch(value) else value


def _address(attributes: str) -> str:
    found = _ADDRESS.search(attributes)
    return found[1] if found else ""


def _unshown(strings: str, found: Sequence[PackageTexts]) -> list[PackageTexts]:
    """What stands among the texts that cells share, though none of those *found* shows it."""
    shown = {text.strip() for text in {text for one in found for text in one.texts}}
    return [one for one in _parts_texts(_STRINGS, strings, "") if not shown.issuperset(one.texts)]


@lru_cache(maxsize=128)
def _of_part(name: str, text: str, sheet: str) -> tuple[PackageTexts, ...]:
    """The same for every workbook that is styled alike, so that it is kept."""
    return tuple(_parts_texts(name, text, sheet))


def _parts_texts(name: str, text: str, sheet: str) -> Iterator[PackageTexts]:
    title = next((title for form, title in _TITLES if form.match(name)), name)
    if _COMMENTS.match(name):
        yield from _comments(text, title, sheet)
        return
    if not _BLOCK_PARTS.match(name):
        yield from _nodes(_SHEET_TITLES.sub("", text), title, sheet)
        return
    for row in _WORD_ROW.findall(text):
        cells = tuple(filter(None, (plain_text(cell).strip() for cell in _CELL_MARKS.split(row))))
        yield PackageTexts(cells, title, sheet)
    blocks = filter(None, (plain_text(block).strip() for block in _BLOCKS.split(text)))
    yield from (PackageTexts((block,), title, sheet) for block in blocks)
    yield from _attributes(text, title, sheet)


def _comments(text: str, title: str, sheet: str) -> Iterator[PackageTexts]:
    """Each comment with its cell; the names of those who made them without."""
    for block in _COMMENT_ENDS.split(text):
        cell, said = _COMMENTED.search(block), plain_text(block).strip()
        if said:
            yield PackageTexts((said,), title, sheet, (cell[1],) if cell else ())
    yield from _attributes(text, title, sheet)


def _nodes(text: str, title: str, sheet: str = "") -> Iterator[PackageTexts]:
    nodes = (unescape(node).strip() for node in _MARKUP.split(text))
    yield from (PackageTexts((node,), title, sheet) for node in dict.fromkeys(nodes) if node)
    yield from _attributes(text, title, sheet)


def _attributes(text: str, title: str, sheet: str) -> Iterator[PackageTexts]:
    """The tags themselves, as attributes may hold tips, links and names."""
    for tag in dict.fromkeys(_TAG.findall(text)):
        if not tag.startswith("<?"):
            yield PackageTexts((unescape(_ADDRESSES.sub("", tag)),), title, sheet)
