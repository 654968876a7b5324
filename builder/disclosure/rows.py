"""What texts that stand side by side give away: each alone, beside its label, or put together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

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
#: Signs of a mobile, and of an identity number.
_LENGTHS = frozenset({11, 18})
#: Texts that a number is put together from at least.
_FEWEST = 2
_NO_SIGN = re.compile("[^0-9X]")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A leak in one of several texts side by side."""

    #: Which text, from 0; of a number put together, the first.
    index: int
    kind: LeakKind
    #: The value itself, for whoever looks where else it stands; never told.
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is to be known of one text, whatever stands beside it."""

    leaks: tuple[Leak, ...]
    #: Whether it may say what stands beside it.
    label: bool
    #: Whether it speaks of a telephone: its number may stand beside, or begin here and go on there.
    phone: bool
    #: The text where it may be a part of a number, else nothing.
    part: str
    #: The digits of that part, and its X.
    signs: str


@lru_cache(maxsize=1 << 16)
def _look(text: str) -> _Seen:
    short = 0 < len(text) <= _LONGEST_LABEL
    part = _part(text)
    return _Seen(
        sift(text),
        short and _LABEL.search(text) is not None,
        len(text) <= _LONGEST_PART and _PHONE_LABEL.search(text) is not None,
        part,
        _NO_SIGN.sub("", part.upper()),
    )


def find_in_row(texts: Sequence[str]) -> Iterator[Sighting]:
    """What *texts*, in the order in which they stand beside one another, give away."""
    row = [_look(text) for text in texts]
    for index, (text, seen) in enumerate(zip(texts, row, strict=True)):
        for leak in seen.leaks:
            yield Sighting(index, leak.kind, text[leak.start : leak.end])
    for index, before in enumerate(row[:-1]):
        if before.label:
            yield from find_beside(texts[index], texts[index + 1], index + 1)
        if before.phone:
            yield from _torn(texts[index], texts[index + 1], index)
    yield from _put_together(texts, row)


def is_label(text: str) -> bool:
    """Whether *text* may say that what stands beside it is personal or secret."""
    return _look(text).label


def find_beside(label: str, text: str, index: int) -> Iterator[Sighting]:
    """What *text* gives away because *label* stands before it, or above."""
    said = f"{label.strip().rstrip(':：')}："
    alone = {leak.kind for leak in sift(text)}
    for leak in sift(said + text):
        if leak.start >= len(said) and leak.kind not in alone:
            yield Sighting(index, leak.kind, text[leak.start - len(said) : leak.end - len(said)])


def _put_together(texts: Sequence[str], row: Sequence[_Seen]) -> Iterator[Sighting]:
    """Numbers that are split over two or three texts, or with one sign in each."""
    parts = [seen.part for seen in row]
    if len(row) - parts.count("") < _FEWEST:
        return
    told = any(s.phone and len(t) <= _LONGEST_LABEL for t, s in zip(texts, row, strict=True))
    yield from _boxed(parts, told=told)
    for start in range(len(row) - 1):
        for count in (2, 3):
            some = row[start : start + count]
            if len(some) < count or not all(seen.part for seen in some):
                break
            kind = _number_of(
                some, (*parts[max(start - 1, 0) : start], *parts[start + count :][:1]), told=told
            )
            if kind is not None:
                yield Sighting(start, kind, "".join(seen.part for seen in some))


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


def _torn(before: str, after: str, index: int) -> Iterator[Sighting]:
    """A number that begins at the end of *before*, which labels it, and goes on in *after*."""
    if not after[:1].isdigit():
        return
    seam = before.rstrip() + after.strip()
    known = {leak.kind for text in (before, after) for leak in sift(text)}
    for leak in sift(seam):
        if leak.start < len(before.rstrip()) < leak.end and leak.kind not in known:
            yield Sighting(index, leak.kind, seam[leak.start : leak.end])


def _part(text: str) -> str:
    """*text* where it may be a part of a number, else nothing."""
    said = text.strip() if len(text) <= _LONGEST_PART else ""
    return said if _PART.fullmatch(said) else ""


def _number_of(some: Sequence[_Seen], beside: Sequence[str], *, told: bool) -> LeakKind | None:
    """What *some* texts come to, between those *beside* them."""
    if sum(len(seen.signs) for seen in some) not in _LENGTHS:
        return None
    joined = "".join(seen.signs for seen in some)
    if _IDENTITY.fullmatch(joined):
        found = {leak.kind for leak in sift(joined)}
        return LeakKind.IDENTITY if LeakKind.IDENTITY in found else None
    if _MOBILE.fullmatch(joined) and tuple(len(seen.part) for seen in some) in _MOBILE_PARTS:
        noughts = any(seen.part.startswith("0") for seen in some[1:])
        return LeakKind.MOBILE if noughts or told or not any(beside) else None
    return None
