"""Whether a text says anything beyond set phrases (domain.md B, flag 46)."""

import re
import unicodedata
from collections.abc import Sequence

#: First letters of the Unicode categories of white space, punctuation, signs and control marks.
_SILENT = frozenset("ZPSC")


def bare_text(text: str) -> str:
    """*text* in half-width letters, without white space and punctuation."""
    wide = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in wide if unicodedata.category(letter)[0] not in _SILENT)


def says_more(text: str, phrases: Sequence[str]) -> bool:
    """Whether *text* holds anything but *phrases*, however often and in whatever order."""
    bare = sorted((bare_text(phrase) for phrase in phrases), key=len, reverse=True)
    either = "|".join(re.escape(phrase) for phrase in bare if phrase)
    return re.fullmatch(f"(?:{either})*", bare_text(text)) is None
