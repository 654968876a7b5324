"""What of a file nobody sees at once, as bytes: it crosses from process to process, and is kept."""

import json

from builder.formats.excel_reading.packed import PackedError
from builder.formats.package_texts import Package, PackageError, PackageTexts, read_unseen

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
    texts = [(part.texts, part.part, part.sheet, part.cells) for part in package.texts]
    return json.dumps([texts, package.authors, package.located]).encode()


def unpack_unseen(packed: bytes) -> Package | None:
    """What `pack_unseen` packed; None for `UNKNOWN`. Raises PackedError for anything else."""
    if packed == UNKNOWN:
        return None
    try:
        texts, authors, located = json.loads(packed)
        parts = tuple(
            PackageTexts(tuple(said), part, sheet, tuple(cells))
            for said, part, sheet, cells in texts
        )
        return Package(parts, tuple(authors), {}, tuple(located))
    except (TypeError, ValueError, RecursionError) as error:
        raise PackedError from error
