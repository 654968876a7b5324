"""What texts that stand side by side give away: each alone, beside its label, or put together."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from builder.disclosure import name_words
from builder.disclosure.leaks import Leak, LeakKind
from builder.disclosure.sieve import sift

#: From which to which (exclusive) of several texts.
Span = tuple[int, int]

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
#: So many signs has the shortest number that is a person's.
_SHORTEST = 11
_IDENTITY = re.compile("[0-9]{17}[0-9X]")
#: Signs of a mobile, of an identity number, and of a bank card.
_LENGTHS = frozenset({11, *range(16, 20)})
_MOST_SIGNS = max(_LENGTHS)
_BANK_LABEL = re.compile("账号|帐号|账户|帐户|卡号|银行卡")
_ANY_LABEL = re.compile(
    "|".join(one.pattern for one in (_LABEL, _PHONE_LABEL, _BANK_LABEL)), re.IGNORECASE
)
#: Texts that a number is put together from at least, and at most.
_FEWEST, _SEVERAL = 2, 5
_NO_SIGN = re.compile("[^0-9X]")
#: Stands for the number of signs of a text that is no part of a number.
_NO_PART = -1


@dataclass(frozen=True, slots=True)
class Sighting:
    """A leak in one of several texts side by side."""

    #: Which text, from 0; of a number put together, the first.
    index: int
    kind: LeakKind
    #: The value itself, for whoever looks where else it stands; never told.
    value: str = field(repr=False)


class _Seen(NamedTuple):
    """What is to be known of one text, whatever stands beside it."""

    leaks: tuple[Leak, ...] = ()
    #: Whether it may say what stands beside it.
    label: bool = False
    #: Whether it speaks of a telephone: its number may stand beside, or begin here and go on there.
    phone: bool = False
    #: Whether it speaks of a bank account.
    bank: bool = False
    #: The text where it may be a part of a number, else nothing.
    part: str = ""
    #: The digits of that part, and its X.
    signs: str = ""


#: What there is to be known of most texts.
_NOTHING = _Seen()


@lru_cache(maxsize=1 << 16)
def _look(text: str) -> _Seen:
    leaks = sift(text)
    if len(text) > _LONGEST_PART:
        return _Seen(leaks) if leaks else _NOTHING
    if part := _part(text):
        return _Seen(leaks, part=part, signs=_NO_SIGN.sub("", part.upper()))
    if _ANY_LABEL.search(text) is None:
        return _Seen(leaks) if leaks else _NOTHING
    short = len(text) <= _LONGEST_LABEL
    return _Seen(
        leaks,
        short and _LABEL.search(text) is not None,
        _PHONE_LABEL.search(text) is not None,
        short and _BANK_LABEL.search(text) is not None,
    )


def find_in_row(texts: Sequence[str]) -> Sequence[Sighting]:
    """What *texts*, in the order in which they stand beside one another, give away."""
    row = list(map(_look, texts))
    return () if row.count(_NOTHING) == len(row) else tuple(_find(texts, row))


def find_in_table(
    texts: Sequence[str], columns: Iterable[int], labels: dict[int, str]
) -> Iterator[Sighting]:
    """As `find_in_row`, in a row of a table under *labels*, the heads of its columns so far.

    It may add to them. *columns* are those that the *texts* stand in.
    """
    row = list(map(_look, texts))
    if row.count(_NOTHING) < len(row):
        yield from _find(texts, row)
    if labels or any(seen.label for seen in row):
        yield from _find_under(texts, row, columns, labels)


def _find_under(
    texts: Sequence[str], row: Sequence[_Seen], columns: Iterable[int], labels: dict[int, str]
) -> Iterator[Sighting]:
    heading = len(texts) > 1 and not any(text[:1].isdigit() for text in texts)
    for index, (column, text) in enumerate(zip(columns, texts, strict=True)):
        if heading and row[index].label and not text.startswith("是否"):
            labels[column] = text
        elif column in labels:
            yield from _find_beside(labels[column], text, index)


def _find(texts: Sequence[str], row: Sequence[_Seen]) -> Iterator[Sighting]:
    if any(seen.leaks or seen.label or seen.phone for seen in row):
        yield from _find_told(texts, row)
    yield from _put_together(texts, row)


def _find_told(texts: Sequence[str], row: Sequence[_Seen]) -> Iterator[Sighting]:
    """What a text gives away by itself, or by the one before it."""
    for index, (text, seen) in enumerate(zip(texts, row, strict=True)):
        for leak in seen.leaks:
            yield Sighting(index, leak.kind, text[leak.start : leak.end])
    for index, before in enumerate(row[:-1]):
        if before.label:
            yield from _find_beside(texts[index], texts[index + 1], index + 1)
        if before.phone:
            yield from _torn(texts[index], texts[index + 1], index)


def _find_beside(label: str, text: str, index: int) -> Iterator[Sighting]:
    """What *text* gives away because *label* stands before it, or above."""
    said = f"{label.strip().rstrip(':：')}："
    alone = {leak.kind for leak in sift(text)}
    for leak in sift(said + text):
        if leak.start >= len(said) and leak.kind not in alone:
            yield Sighting(index, leak.kind, text[leak.start - len(said) : leak.end - len(said)])


def _put_together(texts: Sequence[str], row: Sequence[_Seen]) -> Iterator[Sighting]:
    """Numbers that are split over two to five texts, or with one sign in each."""
    parts = [seen.part for seen in row]
    if len(row) - parts.count("") < _FEWEST:
        return
    joinable = _joinable(tuple([len(seen.signs) if seen.part else _NO_PART for seen in row]))
    if not joinable and len(row) < _SHORTEST:
        return
    told = any(s.phone and len(t) <= _LONGEST_LABEL for t, s in zip(texts, row, strict=True))
    banked = any(seen.bank for seen in row)
    yield from _boxed(parts, told=told)
    for start, end in joinable:
        beside = (*parts[max(start - 1, 0) : start], *parts[end : end + 1])
        kind = _number_of(row[start:end], told=told or not any(beside), banked=banked)
        if kind is not None:
            yield Sighting(start, kind, "".join(parts[start:end]))


@lru_cache(maxsize=1 << 14)
def _joinable(sizes: tuple[int, ...]) -> tuple[Span, ...]:
    """From where to where (exclusive) texts come to as many signs as a number has.

    *sizes* tells how many signs each of them has.
    """
    found = []
    for start in range(len(sizes)):
        signs = 0
        for end, size in enumerate(sizes[start : start + _SEVERAL], start=start + 1):
            signs += size
            if size == _NO_PART or signs > _MOST_SIGNS:
                break
            if end - start >= _FEWEST and signs in _LENGTHS:
                found.append((start, end))
    return tuple(found)


def _boxed(parts: Sequence[str], *, told: bool) -> Iterator[Sighting]:
    """Numbers in boxes of one sign each, as printed forms have them.

    Rows of scores are such numbers too: a mobile counts where a label tells (*told*), an account
    never does.
    """
    start = 0
    while start < len(parts):
        end = start
        while end < len(parts) and len(parts[end]) == 1:
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


def _number_of(some: Sequence[_Seen], *, told: bool, banked: bool) -> LeakKind | None:
    """What *some* texts come to; whether a mobile's number is *told*, or an account's (*banked*).

    It is where a label says so; a mobile's also where no number stands beside.
    """
    joined = "".join(seen.signs for seen in some)
    if _IDENTITY.fullmatch(joined) and _tells(joined, LeakKind.IDENTITY):
        return LeakKind.IDENTITY
    if banked and _tells(joined, LeakKind.BANK_ACCOUNT):
        return LeakKind.BANK_ACCOUNT
    if _MOBILE.fullmatch(joined) and tuple(len(seen.part) for seen in some) in _MOBILE_PARTS:
        noughts = any(seen.part.startswith("0") for seen in some[1:])
        return LeakKind.MOBILE if noughts or told else None
    return None


def _tells(number: str, kind: LeakKind) -> bool:
    return any(leak.kind is kind for leak in sift(number))
