"""All detectors at once: from a text to what it gives away."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

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
)
_DIGITS = dict(
    zip("〇○零一幺二三四五六七八九壹贰叁肆伍陆柒捌玖", "0001123456789123456789", strict=True)
)

#: A universal mark (UUID) as feeds carry them: digits and letters by chance.
_MARK = re.compile(
    r"(?<![0-9A-Za-z])[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![0-9A-Za-z])"
)
#: So many digits in a row, some of them words.
_SPELT_RUN = re.compile(rf"(?:[0-9{''.join(_DIGITS)}][ .·_-]{{0,3}}){{11}}")


def find_leaks(text: str) -> tuple[Leak, ...]:
    """What *text* gives away, in the order in which it stands there."""
    folded = fold(text, plain)
    found = [*_look(folded, DETECTORS)]
    if _SPELT_RUN.search(folded.text):
        found += _look(fold(text, _spelt), _SPELT)
    kept: list[Leak] = []
    for leak in sorted(found, key=_weight):
        if all(leak.end <= other.start or other.end <= leak.start for other in kept):
            kept.append(leak)
    return tuple(sorted(kept))


def _look(folded: FoldedText, detectors: tuple[tuple[LeakKind, Detector], ...]) -> Iterator[Leak]:
    marks = [match.span() for match in _MARK.finditer(folded.text)]
    for kind, detect in detectors:
        for start, end in detect(folded.text):
            if not any(first <= start and end <= last for first, last in marks):
                yield Leak(*folded.span(start, end), kind)


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


def _one_sort(character: str) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Pd" or character in "−⁃":
        return "-"
    digit = unicodedata.digit(character, None)
    return character if digit is None else str(digit)
