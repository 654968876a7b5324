"""Where a block of HTML in Markdown ends, when every parser of HTML would say the same."""

import re
from dataclasses import dataclass

#: Elements that Markdown takes for a block of HTML where a line begins with one.
BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset"),
        *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "main"),
        *("nav", "ol", "p", "section", "table", "ul"),
    ]
)
#: Elements without an end.
_VOID = frozenset(
    [
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    ]
)
#: Elements within which parsers see no tags, or others than those of HTML.
_OPAQUE = frozenset(
    [
        *("iframe", "math", "noembed", "noframes", "noscript", "plaintext", "script", "style"),
        *("template", "textarea", "xmp"),
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
#: What the search leaves out.
EXCLUDED = "data-search-exclude"
#: A whole tag; a sign that is none, or an ampersand that begins no character, by itself.
_TAG = re.compile(
    r"<(/?)([a-z][a-zA-Z0-9]*)((?:\s[^<>]*|/)?)>|[<>]"
    r"|&(?!(?:[a-zA-Z][a-zA-Z0-9]*|\#[0-9]+|\#x[0-9a-fA-F]+);)"
)
_VALUE = re.compile(r'"[^"]*"')
_ID = re.compile(r"\sid=")


@dataclass(frozen=True, slots=True)
class Block:
    """An element of HTML at the outermost level of a page."""

    text: str
    #: Whether it is excluded from the search as a whole.
    excluded: bool
    #: Whether it is itself a heading that begins a section of the search.
    heads: bool
    #: The headings with an id that are it or lie within it: whether each is excluded.
    sections: tuple[bool, ...]


def read_block(text: str, start: int) -> Block | None:
    """The element that begins at *start* in *text*.

    None where it isn't one of `BLOCKS`, or where two parsers may see different things: a tag left
    open, a script, a comment, an ampersand that stands for itself.
    """
    open_: list[str] = []
    sections: list[bool] = []
    nested = False
    for tag in _TAG.finditer(text, start):
        end, name, rest = tag.groups()
        # Markdown doesn't know the name of a tag that is followed by a line's end.
        if name is None or (not open_ and (end or name not in BLOCKS or rest[:1].strip(" "))):
            return None
        if end:
            if open_.pop() != name:
                return None
            if not open_:
                block = text[start : tag.end()]
                return _describe(block, sections, nested=nested)
            continue
        if name in _OPAQUE or (rest and not _is_plain(rest)) or open_[-1:] == ["title"]:
            return None
        if name in _HEADINGS and _ID.search(bare := _VALUE.sub("", rest)):
            sections.append(EXCLUDED in bare)
        nested = nested or (bool(open_) and name == open_[0])
        if name not in _VOID and not rest.endswith("/"):
            open_.append(name)
        elif not open_:
            return None
    return None


def _is_plain(attributes: str) -> bool:
    """Whether nobody can take *attributes* of a tag for others: all values in double quotes."""
    return attributes.count('"') % 2 == 0 and "='" not in attributes


def _describe(text: str, sections: list[bool], *, nested: bool) -> Block:
    root = _TAG.match(text)
    name, rest = (root[2], root[3]) if root else ("", "")
    bare = _VALUE.sub("", rest)
    # Material's search takes the end of an inner element of the same name for that of the outer.
    excluded = EXCLUDED in bare and not nested
    heads = name in _HEADINGS and bool(_ID.search(bare))
    return Block(text, excluded, heads, tuple(sections))
