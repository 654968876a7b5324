"""What of a file nobody sees at once, or all of it, as bytes that cross from process to process."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import replace

from builder.formats.excel_reading.opening import RefusedError
from builder.formats.excel_reading.packed import PackedError
from builder.formats.excel_reading.parsing import CellContents, read_hidden
from builder.formats.markup_texts import PackageTexts
from builder.formats.package_texts import (
    HIDDEN_SHEET,
    Package,
    PackageError,
    read_package,
    read_unseen,
)
from builder.formats.sheets import address

#: Of a file without anything of the kind, or that is broken.
NOTHING = Package((), (), {}, ())
#: Where it couldn't be found out.
UNKNOWN = b"null"


def pack_unseen(content: bytes) -> bytes:
    """The hidden sheets of a workbook in *content*; of a zipped one comments, properties and more.

    `UNKNOWN` where a hidden sheet reaches too far to be read.
    """
    try:
        package = read_unseen(content)
    except PackageError:
        package = NOTHING
    try:
        hidden = tuple(text for sheet in read_hidden(content) for text in _texts(*sheet))
    except RefusedError:
        return UNKNOWN
    return _pack(replace(package, texts=(*package.texts, *hidden)))


def _texts(sheet: str, width: int, contents: CellContents) -> Iterator[PackageTexts]:
    """The name of a hidden *sheet*, and what stands in its rows."""
    yield PackageTexts((sheet,), HIDDEN_SHEET)
    for number, start in enumerate(range(0, len(contents), max(width, 1))):
        filled = {
            address(number, column): str(content)
            for column, content in enumerate(contents[start : start + width])
            if content is not None and not isinstance(content, bool)
        }
        if filled:
            yield PackageTexts(tuple(filled.values()), "", sheet, tuple(filled))


def pack_package(content: bytes) -> bytes:
    """Everything in the zipped document in *content*; `UNKNOWN` where it can't be taken apart."""
    try:
        return _pack(read_package(content))
    except PackageError:
        return UNKNOWN


def _pack(package: Package) -> bytes:
    texts = [(part.texts, part.part, part.sheet, part.cells) for part in package.texts]
    attached = {name: b64encode(part).decode() for name, part in package.attached.items()}
    return json.dumps([texts, package.authors, attached, package.located]).encode()


def unpack_package(packed: bytes) -> Package | None:
    """What was packed here; None for `UNKNOWN`. Raises PackedError for anything else."""
    if packed == UNKNOWN:
        return None
    try:
        texts, authors, attached, located = json.loads(packed)
        parts = tuple(
            PackageTexts(tuple(said), part, sheet, tuple(cells))
            for said, part, sheet, cells in texts
        )
        within = {name: b64decode(part) for name, part in attached.items()}
        return Package(parts, tuple(authors), within, tuple(located))
    except (TypeError, ValueError, RecursionError) as error:
        raise PackedError from error
