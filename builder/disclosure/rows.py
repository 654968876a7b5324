"""What texts that stand side by side give away: each alone, beside its label, or put together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from builder.disclosure import name_words
from builder.disclosure.leaks import Leak, LeakKind
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
_PART = re.compile(r"[0-9０-９][0-9０-９ \-]*[XxＸｘ]?|[XxＸｘ]")
#: How the eleven digits of a mobile are split over cells.
_MOBILE_PARTS = frozenset({(3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (4, 4, 3)})
_MOBILE = re.compile("1[3-9][0-9]{9}")
_ONE = re.compile("[0-9０-９XxＸｘ]")
#: So many signs has the shortest number that is a person's.
_SHORTEST = 11
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
    """Numbers that are split over two or three texts, or with one sign in each."""
    parts = [_part(text) for text in texts]
    told = any(_PHONE_LABEL.search(text) for text in texts if len(text) <= _LONGEST_LABEL)
    yield from _boxed(parts, told=told)
    yield from _torn(texts)
    for start, first in enumerate(parts):
        for count in (2, 3):
            some = parts[start : start + count]
            if not first or len(some) < count or not all(some):
                break
            kind = _number_of(some, texts, parts, start)
            if kind is not None:
                yield Sighting(start, kind, "".join(some))


def _boxed(parts: Sequence[str], *, told: bool) -> Iterator[Sighting]:
    """Numbers in boxes of one sign each, as printed forms have them.

    Rows of scores are such numbers too: a mobile counts where a label tells (*told*), an account
    never does.
    """
    start = 0
    while start < len(parts):
        end = start
        while end < len(parts) and _ONE.fullmatch(parts[end]):
            end += 1
        if end - start >= _SHORTEST:
            joined = "".join(parts[start:end])
            yield from (Sighting(start, leak.kind, joined) for leak in _known(joined, told=told))
        start = end + 1


def _known(joined: str, *, told: bool) -> Iterator[Leak]:
    kinds = {LeakKind.IDENTITY, *({LeakKind.MOBILE} if told else ())}
    yield from (leak for leak in sift(joined) if leak.kind in kinds)


def _torn(texts: Sequence[str]) -> Iterator[Sighting]:
    """Numbers that begin at the end of a text and go on in the next, the first with a label."""
    for index, (before, after) in enumerate(pairwise(texts)):
        if len(before) <= _LONGEST_PART and _PHONE_LABEL.search(before) and after[:1].isdigit():
            seam = before.rstrip() + after.strip()
            known = {leak.kind for text in (before, after) for leak in sift(text)}
            for leak in sift(seam):
                if leak.start < len(before.rstrip()) < leak.end and leak.kind not in known:
                    yield Sighting(index, leak.kind, seam[leak.start : leak.end])


def _part(text: str) -> str:
    """*text* where it may be a part of a number, else nothing."""
    said = text.strip() if len(text) <= _LONGEST_PART else ""
    return said if _PART.fullmatch(said) else ""


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
