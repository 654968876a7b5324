"""What of a file nobody sees at once, or all of it, as bytes that cross from process to process."""

import json
from base64 import b64decode, b64encode

from builder.formats.excel_reading.packed import PackedError
from builder.formats.package_texts import (
    Package,
    PackageError,
    PackageTexts,
    read_package,
    read_unseen,
)

#: Of a file without anything of the kind, or that is broken.
NOTHING = Package((), (), {}, ())
#: Where it couldn't be found out.
UNKNOWN = b"null"


def pack_unseen(content: bytes) -> bytes:
    """The hidden sheets, comments and properties of a zipped document in *content*."""
    try:
        package = read_unseen(content)
    except PackageError:
        package = NOTHING
    return _pack(package)


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
