"""All detectors at once: from a text to what it gives away."""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from urllib.parse import unquote

from builder.disclosure.accounts import (
    find_chat_accounts,
    find_emails,
    find_network_addresses,
    find_passwords,
)
from builder.disclosure.folding import FoldedText, fold, visible
from builder.disclosure.leaks import Leak, LeakKind
from builder.disclosure.names import find_names
from builder.disclosure.person_numbers import (
    Span,
    find_bank_accounts,
    find_identities,
    find_mobiles,
    find_plates,
)

Detector = Callable[[str], Iterator[Span]]

#: What is looked for; of two that overlap and are of one length, the earlier kind is told.
DETECTORS: tuple[tuple[LeakKind, Detector], ...] = (
    (LeakKind.IDENTITY, find_identities),
    (LeakKind.BANK_ACCOUNT, find_bank_accounts),
    (LeakKind.MOBILE, find_mobiles),
    (LeakKind.EMAIL, find_emails),
    (LeakKind.PASSWORD, find_passwords),
    (LeakKind.NETWORK_ADDRESS, find_network_addresses),
    (LeakKind.PLATE, find_plates),
    (LeakKind.CHAT_ACCOUNT, find_chat_accounts),
    (LeakKind.NAME, find_names),
)
#: Looked for once more with digits written as words.
_SPELT: tuple[tuple[LeakKind, Detector], ...] = (
    (LeakKind.IDENTITY, find_identities),
    (LeakKind.MOBILE, find_mobiles),
    (LeakKind.BANK_ACCOUNT, find_bank_accounts),
)
_DIGITS = dict(
    zip("〇○零一幺二三四五六七八九壹贰叁肆伍陆柒捌玖", "0001123456789123456789", strict=True)
)

#: What computers tell things apart by, with digits and letters as chance has them: the mark in a
#: feed (UUID), the digest of a file (SHA-256), a commit. Of thousands, some end like a telephone.
_MARK = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
    r"|(?=[0-9]*[a-f])(?:[0-9a-f]{64}|[0-9a-f]{40}))(?![0-9A-Za-z])"
)
#: Letters that stand in for digits, or are taken for them by whoever scans a paper, and a number
#: in which they may do so.
_LIKE_DIGITS = dict(zip("OolIZSB", "0011258", strict=True))
_LIKE_RUN = re.compile(
    r"(?<![0-9A-Za-z])(?=(?:[^0-9]{0,8}[0-9]){5})"
    r"[0-9OolIZSB][0-9OolIZSB .·-]{9,}[0-9OolIZSBXx]"
)
#: One sign as web addresses, pages and programs write it.
ESCAPE = re.compile(
    r"(?P<bytes>%[C-Fc-f][0-9A-Fa-f](?:%[89ABab][0-9A-Fa-f]){1,3})"
    r"|(?:%|\\u00|\\x)(?P<two>[2-7][0-9A-Fa-f])|&#[xX](?P<hex>[0-9A-Fa-f]{2,5});|&#(?P<number>[0-9]{2,6});"
)
#: Every sign apart from the next by the same sign.
APART = re.compile(r"(?<!\S)[^\s·](?:([ ·])[^\s·](?=[ ·]|$)){5,}|(?<!\S)[^-](?:(-)[^-](?=-|$)){7,}")
TURNED = "\u202e"
#: What stands between the names of files and folders in a path and in a place, a name's suffix
#: among it, and what no name goes on through: an address on the web, whose numbers are codes.
_BETWEEN_NAMES = re.compile(
    r"(?:[A-Za-z]{2,8}://|www\.)[^ 一-鿿]*|/| › |\.[A-Za-z]{1,5}(?![0-9A-Za-z])"
)
#: So many digits in a row, some of them words.
_SPELT_RUN = re.compile(rf"(?:[0-9{''.join(_DIGITS)}][ .·_-]{{0,3}}){{11}}")


def find_leaks(text: str) -> tuple[Leak, ...]:
    """What *text* gives away, in the order in which it stands there."""
    folded = fold(text, plain)
    found = [*_look_through(folded)]
    if _SPELT_RUN.search(folded.text):
        found += _look(fold(text, _spelt), _SPELT)
    if _LIKE_RUN.search(folded.text):
        found += _look(fold(text, _like), _SPELT)
    if APART.search(folded.text):
        found += _look_through(_closed(folded))
    if ESCAPE.search(text):
        found += _look_through(_unescaped(text))
    if TURNED in text:
        found += _look_through(_turned(folded))
    kept: list[Leak] = []
    for leak in sorted(found, key=_weight):
        if all(leak.end <= other.start or other.end <= leak.start for other in kept):
            kept.append(leak)
    return tuple(sorted(kept))


def names_within(folded: str) -> tuple[Span, ...]:
    """Where in *folded* names of files and folders may stand, each without its suffix.

    A name is looked at alone, whatever it stands among: in a path, in the place of a cell.
    """
    between = [match.span() for match in _BETWEEN_NAMES.finditer(folded)]
    starts, ends = (0, *(end for _, end in between)), (*(s for s, _ in between), len(folded))
    spans = zip(starts, ends, strict=True)
    return tuple((start, end) for start, end in spans if start < end) if between else ()


def _look_through(folded: FoldedText) -> Iterator[Leak]:
    """What *folded* gives away as a whole, and each name within it alone."""
    for part in (folded, *(folded.part(*span) for span in names_within(folded.text))):
        yield from _look(part, DETECTORS)


def _look(folded: FoldedText, detectors: tuple[tuple[LeakKind, Detector], ...]) -> Iterator[Leak]:
    marks = [match.span() for match in _MARK.finditer(folded.text)]
    for kind, detect in detectors:
        for start, end in detect(folded.text):
            if not any(first <= start and end <= last for first, last in marks):
                first, last = folded.span(start, end)
                yield Leak(min(first, last - 1), max(first + 1, last), kind)


def _weight(leak: Leak) -> tuple[int, int, int]:
    order = [kind for kind, _ in DETECTORS]
    return leak.start - leak.end, order.index(leak.kind), leak.start


@cache
def plain(written: str) -> str:
    """One character with one sort of white space, of dash and of digit."""
    return "".join(map(_one_sort, visible(written)))


@cache
def _spelt(written: str) -> str:
    return "".join(_DIGITS.get(part, part) for part in plain(written))


@cache
def _like(written: str) -> str:
    return "".join(_LIKE_DIGITS.get(part, part) for part in plain(written))


def _closed(folded: FoldedText) -> FoldedText:
    """*folded* without what sets every sign apart."""
    gone = {
        index
        for match in APART.finditer(folded.text)
        for index in range(match.start() + 1, match.end(), 2)
    }
    kept = [index for index in range(len(folded.text)) if index not in gone]
    return FoldedText(
        folded.source,
        "".join(folded.text[index] for index in kept),
        [folded.positions[index] for index in kept],
    )


def _unescaped(source: str) -> FoldedText:
    """*source* with the signs that are meant for those that escapes stand for."""
    signs: list[str] = []
    places: list[int] = []
    end = 0
    for match in ESCAPE.finditer(source):
        signs += (*source[end : match.start()], _meant(match))
        places += (*range(end, match.start()), match.end() - 1)
        end = match.end()
    inner = fold("".join((*signs, source[end:])), plain)
    places += range(end, len(source))
    return FoldedText(source, inner.text, [places[index] for index in inner.positions])


def _meant(escape: re.Match[str]) -> str:
    if escape["bytes"]:
        return unquote(escape["bytes"])[0]
    digits = escape["two"] or escape["hex"]
    number = int(digits, 16) if digits else int(escape["number"])
    return chr(number) if number <= sys.maxunicode else " "


def _turned(folded: FoldedText) -> FoldedText:
    """*folded* from its end, as it is read where a sign turns the direction."""
    return FoldedText(folded.source, folded.text[::-1], folded.positions[::-1])


def _one_sort(character: str) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Pd" or character in "−⁃":
        return "-"
    digit = unicodedata.digit(character, None)
    return character if digit is None else str(digit)
