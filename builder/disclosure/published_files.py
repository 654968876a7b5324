"""From a file that is to be published to what it gives away, and where in the file."""

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from builder.disclosure.leaks import LeakKind
from builder.disclosure.rows import Sighting, find_in_row, find_in_table
from builder.disclosure.sieve import sift
from builder.formats import pictures
from builder.formats.markup_texts import PackageTexts
from builder.formats.package_texts import Package, PackageError, read_package

_MARKUP = re.compile(r"(<[^>]*>)")
#: What separates the words of a program or a style sheet.
_CODE_SIGNS = re.compile(r"[\"'`;{}]")
_CODE = (".js", ".css", ".map")
#: A line of a program that says by whom it is: whoever publishes a program wants that told.
_LICENCE = re.compile("copyright|@license|@author", re.IGNORECASE)
#: How pictures drawn by tags say where their lines go.
_DRAWN = re.compile(r"(?<=[ \n])(?:d|points|viewBox|transform)=\"[-0-9A-Za-z., ]*\"")
#: First bytes of a zipped document.
ZIPPED = b"PK\x03\x04"
_GZIP = b"\x1f\x8b"
_MOST_UNPACKED = 64 * 1024 * 1024
#: How the site generator's search index begins where it is a program.
_INDEX = re.compile(r"\s*var __index\s*=\s*")
#: Parts of documents that aren't XML, of which nothing but the words can matter: what a printer was
#: told, and what kind of document it is.
_PLAIN_PARTS = re.compile(r"printerSettings/printerSettings\d*\.bin$|^mimetype$|\.rdf$")
_SCALARS = (str, int, float)


@dataclass(frozen=True, slots=True)
class RawFinding:
    """A leak in a file, with the value: not for any message."""

    path: str
    #: Where in the file: a line, a sheet and its cell, a key; empty for the whole.
    where: str
    kind: LeakKind
    value: str = field(repr=False)


class Inspector:
    """Looks through files, and at no line or text twice, in whichever file it stands."""

    def __init__(self) -> None:
        #: Line of Markdown or HTML → what it gives away.
        self._lines: dict[str, Sequence[Sighting]] = {}
        #: The same line of a program is looked at otherwise.
        self._code: dict[str, Sequence[Sighting]] = {}
        #: Tags that give nothing away.
        self._clean_tags: set[str] = set()
        self._pairs: dict[tuple[str, ...], Sequence[Sighting]] = {}

    def inspect(self, path: str, content: bytes) -> Iterator[RawFinding]:
        """Everything that the file *path* with *content* gives away, by its name or within."""
        yield from self.inspect_name(path)
        yield from self.inspect_content(path, content)

    def inspect_name(self, path: str) -> Iterator[RawFinding]:
        """What the names of the file and of its folders give away."""
        for sighting in find_in_row((path,)):
            yield RawFinding(path, "文件名", sighting.kind, sighting.value)

    def inspect_content(self, path: str, content: bytes) -> Iterator[RawFinding]:
        """What stands within the file gives away, its properties among it."""
        if content.startswith(ZIPPED):
            yield from self._package(path, content)
        elif content.startswith(_GZIP):
            yield from self._packed(path, content)
        elif pictures.is_picture(content):
            yield from self._picture(path, "", content)
        elif not pictures.is_plain_kind(content):
            yield from self._written(path, content)

    def _written(self, path: str, content: bytes) -> Iterator[RawFinding]:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            yield RawFinding(path, "", LeakKind.UNKNOWN_FILE, path)
            return
        if path.endswith(".csv"):
            yield from self._table(path, text)
        elif path.endswith(".json"):
            yield from self._json(path, text)
        elif index := _INDEX.match(text):
            yield from self._json(path, text[index.end() :])
        else:
            yield from self._lines_of(path, text)

    def _lines_of(self, path: str, text: str) -> Iterator[RawFinding]:
        code = path.endswith(_CODE)
        known, look = (self._code, _code_line) if code else (self._lines, self._line)
        for number, line in enumerate(text.split("\n"), start=1):
            found = known.get(line)
            if found is None:
                found = known[line] = tuple(look(line))
            for sighting in found:
                yield RawFinding(path, f"第{number}行", sighting.kind, sighting.value)

    def _line(self, line: str) -> Iterator[Sighting]:
        pieces = _MARKUP.split(line)
        nodes = [unescape(node).strip() for node in pieces[::2] if node]
        yield from find_in_row([node for node in nodes if node])
        tags = pieces[1::2]
        if not self._clean_tags.issuperset(tags):
            yield from (sighting for tag in tags for sighting in self._tag(tag))

    def _tag(self, tag: str) -> Sequence[Sighting]:
        """What the attributes of a tag give away."""
        if tag in self._clean_tags:
            return ()
        found = find_in_row((unquote(unescape(_DRAWN.sub("", tag))),))
        if not found:
            self._clean_tags.add(tag)
        return found

    def _table(self, path: str, text: str) -> Iterator[RawFinding]:
        labels: dict[int, str] = {}
        for number, row in enumerate(csv.reader(io.StringIO(text)), start=1):
            for sighting in find_in_table(row, range(len(row)), labels):
                yield RawFinding(path, f"第{number}行", sighting.kind, sighting.value)

    def _json(self, path: str, text: str) -> Iterator[RawFinding]:
        try:
            value = json.loads(text.rstrip().rstrip(";"))
        except ValueError:
            yield from self._lines_of(path, text)
            return
        rows: list[tuple[str, tuple[str, ...]]] = []
        _add_rows(rows, value, "")
        for key, texts in rows:
            found = self._pairs.get(texts)
            if found is None:
                found = self._pairs[texts] = find_in_row(texts)
            for sighting in found:
                yield RawFinding(path, key, sighting.kind, sighting.value)

    def _packed(self, path: str, content: bytes) -> Iterator[RawFinding]:
        try:
            with gzip.open(io.BytesIO(content)) as stream:
                inner = stream.read(_MOST_UNPACKED)
        except (OSError, EOFError, zlib.error):
            yield RawFinding(path, "", LeakKind.UNKNOWN_FILE, path)
            return
        yield from self.inspect_content(path.removesuffix(".gz"), inner)

    def _picture(self, path: str, where: str, content: bytes) -> Iterator[RawFinding]:
        if pictures.tells_position(content):
            yield RawFinding(path, where, LeakKind.POSITION, f"{path} {where}")
        yield from self._words(path, where, pictures.remarks(content))

    def _words(self, path: str, where: str, texts: Iterable[str]) -> Iterator[RawFinding]:
        """What texts out of bytes give away; the same bytes may be read in several ways."""
        found = dict.fromkeys(
            (sighting.kind, sighting.value) for words in texts for sighting in find_in_row((words,))
        )
        yield from (RawFinding(path, where, kind, value) for kind, value in found)

    def _package(self, path: str, content: bytes) -> Iterator[RawFinding]:
        try:
            package = read_package(content)
        except PackageError:
            yield RawFinding(path, "", LeakKind.UNKNOWN_FILE, path)
            return
        yield from self.inspect_package(path, package)

    def inspect_package(self, path: str, package: Package) -> Iterator[RawFinding]:
        """What the zipped document *path*, taken apart, gives away."""
        for part, sighting in sightings_in(package.texts):
            yield RawFinding(path, part.where(sighting.index), sighting.kind, sighting.value)
        for author in filter(names_person, package.authors):
            yield RawFinding(path, "文档属性", LeakKind.AUTHOR, author)
        for name, inner in package.attached.items():
            if pictures.is_picture(inner):
                yield from self._picture(path, name, inner)
            elif _PLAIN_PARTS.search(name):
                yield from self._words(path, name, pictures.texts_within(inner))
            elif not pictures.is_plain_kind(inner):
                yield RawFinding(path, name, LeakKind.UNKNOWN_FILE, f"{path} {name}")


def sightings_in(parts: Iterable[PackageTexts]) -> Iterator[tuple[PackageTexts, Sighting]]:
    """What a document's texts give away, each with the texts among which it stands."""
    labels: dict[str, dict[int, str]] = {}
    for part in parts:
        found: Iterable[Sighting]
        if part.part or not part.cells:
            found = find_in_row(part.texts)
        else:
            columns = map(_column, part.cells)
            found = find_in_table(part.texts, columns, labels.setdefault(part.sheet, {}))
        for sighting in found:
            yield part, sighting


def names_person(author: str) -> bool:
    """Whether *author*, as properties of a file state it, is the name of a person."""
    return any(leak.kind is LeakKind.NAME for leak in sift(f"姓名：{author}"))


@lru_cache(maxsize=1 << 14)
def _column(cell: str) -> int:
    column = 0
    for letter in cell.rstrip("0123456789"):
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _code_line(line: str) -> Iterator[Sighting]:
    """What a line of a program gives away."""
    words = () if _LICENCE.search(line) else _CODE_SIGNS.split(line)
    yield from (sighting for word in words for sighting in find_in_row((word,)))


def _add_rows(rows: list[tuple[str, tuple[str, ...]]], value: object, key: str) -> None:
    """Adds to *rows* key and texts side by side of every value within *value*."""
    match value:
        case dict():
            for name, inner in value.items():
                if isinstance(inner, _SCALARS):
                    rows.append((name, (name, str(inner))))
                else:
                    rows.append((name, (name,)))
                    _add_rows(rows, inner, name)
        case list():
            if flat := tuple([str(item) for item in value if isinstance(item, _SCALARS)]):
                rows.append((key, flat))
            for item in value:
                if not isinstance(item, _SCALARS):
                    _add_rows(rows, item, key)
        case str() | int() | float():
            rows.append((key, (str(value),)))
