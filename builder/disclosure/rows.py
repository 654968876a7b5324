"""What texts that stand side by side give away: each alone, beside its label, or put together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from builder.disclosure import name_words
from builder.disclosure.leaks import LeakKind
from builder.disclosure.sieve import sift

#: A text of at most so many characters may be the label of the one after it.
_LONGEST_LABEL = 16
_LABEL = re.compile(
    "|".join((*name_words.LABELS.split(), *name_words.ROLES.split()))
    + r"|密 ?码|口 ?令|passw|pwd|微信|wechat|weixin|QQ|账号|帐号|账户|帐户|卡号|开户行"
    + "|身份证|证件号|手机|电话|联系方式",
    re.IGNORECASE,
)
_PHONE_LABEL = re.compile("手机|电话|联系|tel|mobile", re.IGNORECASE)
_LONGEST_PART = 24
_PART = re.compile(r"[0-9０-９][0-9０-９ \-]*[XxＸｘ]?")
#: How the eleven digits of a mobile are split over cells.
_MOBILE_PARTS = frozenset({(3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (4, 4, 3)})
_MOBILE = re.compile("1[3-9][0-9]{9}")
_IDENTITY = re.compile("[0-9]{17}[0-9X]")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A leak in one of several texts side by side."""

    #: Which text, from 0; of a number put together, the first.
    index: int
    kind: LeakKind
    #: The value itself, for whoever looks where else it stands; never told.
    value: str = field(repr=False)


def find_in_row(texts: Sequence[str]) -> Iterator[Sighting]:
    """What *texts*, in the order in which they stand beside one another, give away."""
    for index, text in enumerate(texts):
        for leak in sift(text):
            yield Sighting(index, leak.kind, text[leak.start : leak.end])
    if len(texts) == 1:
        return
    for index in range(1, len(texts)):
        if is_label(texts[index - 1]):
            yield from find_beside(texts[index - 1], texts[index], index)
    yield from _put_together(texts)


def is_label(text: str) -> bool:
    """Whether *text* may say that what stands beside it is personal or secret."""
    return 0 < len(text) <= _LONGEST_LABEL and _says_label(text)


@lru_cache(maxsize=1 << 16)
def _says_label(text: str) -> bool:
    return _LABEL.search(text) is not None


def find_beside(label: str, text: str, index: int) -> Iterator[Sighting]:
    """What *text* gives away because *label* stands before it, or above."""
    said = f"{label.strip().rstrip(':：')}："
    alone = {leak.kind for leak in sift(text)}
    for leak in sift(said + text):
        if leak.start >= len(said) and leak.kind not in alone:
            yield Sighting(index, leak.kind, text[leak.start - len(said) : leak.end - len(said)])


def _put_together(texts: Sequence[str]) -> Iterator[Sighting]:
    """Numbers that are split over two or three texts."""
    parts = [_part(text) for text in texts]
    for start, first in enumerate(parts):
        for count in (2, 3):
            some = parts[start : start + count]
            if not first or len(some) < count or not all(some):
                break
            kind = _number_of(some, texts, parts, start)
            if kind is not None:
                yield Sighting(start, kind, "".join(some))


def _part(text: str) -> str:
    """*text* where it may be a part of a number, else nothing."""
    said = text.strip() if len(text) <= _LONGEST_PART else ""
    return said if said[:1].isdigit() and _PART.fullmatch(said) else ""


def _number_of(
    some: Sequence[str], texts: Sequence[str], parts: Sequence[str], start: int
) -> LeakKind | None:
    joined = "".join(re.sub("[^0-9X]", "", part.upper()) for part in some)
    if _IDENTITY.fullmatch(joined):
        found = {leak.kind for leak in sift(joined)}
        return LeakKind.IDENTITY if LeakKind.IDENTITY in found else None
    sizes = tuple(len(part) for part in some)
    if _MOBILE.fullmatch(joined) and sizes in _MOBILE_PARTS:
        alone = not any((*parts[max(start - 1, 0) : start], *_after(parts, start + len(some))))
        noughts = any(part.startswith("0") for part in some[1:])
        told = any(_PHONE_LABEL.search(text) for text in texts if len(text) <= _LONGEST_LABEL)
        return LeakKind.MOBILE if alone or noughts or told else None
    return None


def _after(parts: Sequence[str], end: int) -> Sequence[str]:
    return parts[end : end + 1]
