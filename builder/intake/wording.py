"""Words of cells, cleaned: one way to show them, one to match them."""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from builder.formats.sheets import CellContent, FormulaFault
from builder.model.numbers import plain

_LONGEST_QUOTE = 30
#: The same words stand in many workbooks; so many of them are cleaned only once.
_KEPT = 32_768
_BRACKETS = re.compile(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]")
#: What no printer prints: without width, turning the direction, or an order to a terminal.
_NOT_PRINTED = re.compile(
    r"[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
)


@lru_cache(maxsize=_KEPT)
def tidy(text: str) -> str:
    """*text* for reading: line breaks and full-width spaces become one space, marks stay."""
    return " ".join(_NOT_PRINTED.sub("", text).split())


def words_of(content: CellContent) -> str:  # noqa: PLR0911 - one for each type
    """A cell's *content* as text for reading; empty for a blank."""
    match content:
        case None:
            return ""
        case bool():
            return "是" if content else "否"
        case Decimal():
            return plain(content)
        case datetime():
            whole = content.time() == time()
            return content.date().isoformat() if whole else content.isoformat(" ", "minutes")
        case date():
            return content.isoformat()
        case FormulaFault():
            return content.error or ""
        case _:
            return tidy(str(content))


@lru_cache(maxsize=_KEPT)
def match_key(text: str) -> str:
    """*text* for matching: NFKC, without any white space, letters small."""
    return "".join(unicodedata.normalize("NFKC", _NOT_PRINTED.sub("", text)).split()).lower()


def spaced_key(text: str) -> str:
    """Like `match_key`, but with one space where there was any."""
    return " ".join(filter(None, map(match_key, text.split())))


@lru_cache(maxsize=_KEPT)
def head_key(text: str) -> str:
    """A column's head for matching: like `match_key`, without what stands in brackets."""
    key = match_key(text)
    bare = _BRACKETS.sub("", key)
    return (bare or key).rstrip(":*")


def without_brackets(text: str) -> str:
    """*text* without what stands in brackets: 是（见附件3） → 是."""
    return _BRACKETS.sub("", text)


def quote(content: CellContent) -> str:
    """A cell's *content* as a problem quotes it: one line, not too long."""
    words = words_of(content)
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
