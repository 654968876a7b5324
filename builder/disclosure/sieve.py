"""Looks at each text once, and with every detector only where it might give something away.

It sees a text as the detectors do, folded, and asks for what none of them can do without.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from builder.disclosure import name_words
from builder.disclosure.accounts import (
    Span,
    find_chat_accounts,
    find_emails,
    find_network_addresses,
    find_passwords,
)
from builder.disclosure.detecting import APART, ESCAPE, TURNED, find_leaks, names_within, plain
from builder.disclosure.leaks import Leak
from builder.disclosure.names import find_names

#: Words that something stands beside, in small letters without spaces, and what looks for it.
_SPEAKING: tuple[tuple[str, Callable[[str], Iterator[Span]]], ...] = (
    (f"{name_words.LABELS} {name_words.ROLES}", find_names),
    ("微信 weixin wechat wx vx v信 薇信 威信 加微 加v qq 扣扣", find_chat_accounts),
    (
        "密码 口令 pass pwd pin码 密钥 秘钥 私钥 令牌 授权码 key secret token sk- akia eyj private",
        find_passwords,
    ),
    ("@ (at [at {at <at", find_emails),
    ("://", find_network_addresses),
)


def _any_of(words: str) -> re.Pattern[str]:
    # Literal words alone: an expression that begins with one of several signs is far slower.
    return re.compile("|".join(map(re.escape, words.split())))


_WORD = _any_of(" ".join(words for words, _ in _SPEAKING))
_SPOKEN = tuple((_any_of(words), detect) for words, detect in _SPEAKING)

_DIGIT = "[0-9OolIZSB〇○零一幺二三四五六七八九壹贰叁肆伍陆柒捌玖]"
_ONE, _HIGH = "[1lI一幺壹]", "[3-9SB三四五六七八九叁肆伍陆柒捌玖]"
#: What may stand between the digits of a number that a word tells of, and of one by itself.
_ANY_GAP, _GAP = "[^0-9A-Za-z一-鿿。;]{0,4}", "[ .·•*_()-]{0,4}"
#: No detector finds a number of fewer digits.
_FEWEST = 7
_NUMBER = re.compile(f"{_DIGIT}(?:{_ANY_GAP}{_DIGIT}){{{_FEWEST - 1}}}")
_NUMBERED = _any_of(
    "手机 电话 联系方式 tel mobile 身份证 证件号 护照 通行证 军官证"
    " 银行卡 账号 帐号 账户 帐户 卡号 开户行"
)
#: By itself, one has fifteen digits, or it is a mobile's.
_LONG_NUMBER = re.compile(
    f"{_DIGIT}(?:{_GAP}{_DIGIT}){{14}}"
    f"|{_ONE}(?:{_GAP}{_HIGH}(?:{_GAP}{_DIGIT}){{9}}|(?:[ .·•*_()-]{{1,4}}{_DIGIT}){{10}})"
)
_PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领] ?[A-Za-z]"
)
#: Four parts, or one and a sign for the rest.
_ADDRESS = re.compile(r"[0-9](?:(?: ?[.。·] ?[0-9]{1,3}){3}|\.[*xX])")
_COLONS = 3
_LONG_ADDRESS = re.compile(f"(?::[0-9A-Fa-f]{{0,4}}){{{_COLONS}}}")
#: The least that `APART` finds; far faster written out than as a group that is repeated.
_SIGNS_APART = re.compile("[ ·][^ ·]" * 5 + "|" + "-[^-]" * 7)
#: Signs that many texts have, and that become others when folded.
_OTHERS = "，：；（）％−…㎡\n\u3000"
_FOLDED = tuple((sign, plain(sign)) for sign in _OTHERS)
#: What most texts are made of: those, and signs that stay as they are.
USUAL = re.compile(f"[ -~一-鿿、。“”「」《》〔〕÷×≥≤≈›✓●{_OTHERS}]*")


class _Folding(dict[int, str]):
    """Sign → what it is for a detector."""

    def __missing__(self, sign: int) -> str:
        folded = self[sign] = plain(chr(sign))
        return folded


_FOLDING = _Folding()


def may_leak(text: str) -> bool:
    """Whether `find_leaks` might rightly find something in *text*; False is certain."""
    if _is_coded(text):
        return True
    folded = folded_text(text)
    return _may_give(folded) or (_may_hide(folded) and _may_give(_closed(folded)))


def folded_text(text: str) -> str:
    """*text* as the detectors see it."""
    if USUAL.fullmatch(text) is None:
        return text.translate(_FOLDING)
    for sign, folded in _FOLDED:
        text = text.replace(sign, folded)
    return text


def _is_coded(text: str) -> bool:
    """Whether it has signs that stand for others, or that turn its direction."""
    coded = "%" in text or "\\" in text or "&#" in text
    return (coded and ESCAPE.search(text) is not None) or TURNED in text


def _may_give(folded: str) -> bool:
    return _speaks(folded) or _may_count(folded) or _may_lead(folded)


def _speaks(folded: str) -> bool:
    """Whether something stands beside a word in it, or in a name of a file within it."""
    if _WORD.search(_small(folded)) is None:
        return False
    names = [folded[start:end] for start, end in names_within(folded)]
    return any(map(_says, (folded, *names)))


def _says(folded: str) -> bool:
    small = _small(folded)
    return any(word.search(small) is not None and any(detect(folded)) for word, detect in _SPOKEN)


def _small(folded: str) -> str:
    """In small letters without spaces; expressions take two further letters for an i."""
    return folded.replace(" ", "").lower().replace("ı", "i").replace("\u0307", "")


def _may_count(folded: str) -> bool:
    """Whether a number that counts or a plate may stand in it."""
    if _PLATE.search(folded) is not None:
        return True
    if len(folded) < _FEWEST or _NUMBER.search(folded) is None:
        return False
    return _LONG_NUMBER.search(folded) is not None or _NUMBERED.search(_small(folded)) is not None


def _may_lead(folded: str) -> bool:
    """Whether an address may stand in it; what it can't do without is looked for first."""
    dotted = "." in folded or "。" in folded or "·" in folded
    return (dotted and _ADDRESS.search(folded) is not None) or (
        folded.count(":") >= _COLONS and _LONG_ADDRESS.search(folded) is not None
    )


def _may_hide(folded: str) -> bool:
    """Whether its signs stand one by one."""
    return _SIGNS_APART.search(folded) is not None and APART.search(folded) is not None


def _closed(folded: str) -> str:
    """*folded* without what sets every sign apart."""
    return APART.sub(lambda match: match[0][::2], folded)


@lru_cache(maxsize=1 << 18)
def sift(text: str) -> tuple[Leak, ...]:
    """What `find_leaks` finds in *text*; known again where it was seen before."""
    return find_leaks(text) if may_leak(text) else ()
