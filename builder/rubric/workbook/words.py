r"""Text in cells so that nothing of it is lost: what Excel would drop is spelt ``\u{A}``.

Blank space at either end, control characters and the words that stand for something else are
spelt so; ordinary text stays as it is.
"""

import re
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

YES, NO = "是", "否"
#: Stands for the null of a key whose default is something else.
UNSET = "不设"
#: Stands for a list, mapping or record with nothing in it.
EMPTY = "（空）"
#: What a word of the cell's own language can't be told from.
_RESERVED = {YES, NO, UNSET, EMPTY}
#: Digits that a number in a cell keeps.
_DIGITS = 15

#: Control characters, halves of pairs, what XML refuses, and marks that Excel reads as an escape.
_LOST = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|\\(?=u\{)|_(?=x[0-9A-Fa-f]{4}_)"
)
_SPELT = re.compile(r"\\u\{([0-9A-Fa-f]*)\}")
_BLANK_END = re.compile(r"^\s+|\s+$")


def spell(text: str, *, also: str = "") -> str:
    """*text* as a cell holds it; the characters of *also* are spelt out too."""
    if not text:
        return r"\u{}"
    if text in _RESERVED:
        return _escape(text[0]) + text[1:]
    safe = _LOST.sub(lambda found: _escape(found[0]), text)
    safe = _BLANK_END.sub(lambda found: "".join(map(_escape, found[0])), safe)
    return "".join(_escape(letter) if letter in also else letter for letter in safe)


def unspell(text: str) -> str:
    """The text that a cell's *text* stands for."""
    return _SPELT.sub(lambda found: chr(int(found[1], 16)) if found[1] else "", text)


def as_number(text: str) -> Decimal | None:
    """The number that *text* is, full-width digits too; None where it is none."""
    try:
        number = Decimal(normalize("NFKC", text).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def fits_a_cell(number: Decimal) -> bool:
    """Whether *number* comes back from a cell of Excel with all its digits."""
    return number == Decimal(format(float(number), f".{_DIGITS}g"))


def _escape(letter: str) -> str:
    return f"\\u{{{ord(letter):X}}}"
