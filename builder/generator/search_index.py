"""The file of the search index, as the site generator's theme reads it."""

import json

#: Below the site.
INDEX = "search/search_index.json"
#: How a page that is opened from disk, which may read no file, gets it: as a program.
PROGRAM = "search/search_index.js"


def dump_index(value: object) -> bytes:
    """*value*, an index or a part of one, as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def as_program(index: bytes) -> bytes:
    """The *index* as a program that says it by the name that the theme asks for."""
    return b"var __index = " + index
