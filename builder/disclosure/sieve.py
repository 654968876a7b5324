"""Looks at each text once, and closely only where it might give something away."""

import re
from functools import cache, lru_cache

from builder.disclosure import name_words
from builder.disclosure.detecting import ESCAPE, find_leaks, plain
from builder.disclosure.leaks import Leak

_DIGIT = "[0-9OolIZSB〇○零一幺二三四五六七八九壹贰叁肆伍陆柒捌玖]"
_GAP = r"[^0-9A-Za-z一-鿿。；]{0,5}"
#: No detector finds a number without nine digits that at most such signs stand between.
_LONG = 9
_LONG_NUMBER = re.compile(f"{_DIGIT}(?:{_GAP}{_DIGIT}){{{_LONG - 1}}}")
_DOTS = 3
_FOUR_PARTS = re.compile(f"[0-9](?: ?[.。·] ?[0-9]{{1,3}}){{{_DOTS}}}")
_COLONS = 3
_LONG_ADDRESS = re.compile(f"(?::[0-9A-Fa-f]{{0,4}}){{{_COLONS}}}")
_PART_OF_NETWORK = re.compile(r"[0-9]\.[*xX]")
_SPACES = 5
_APART = re.compile(rf"(?:[^\s][ ·-]){{{_SPACES}}}")
_PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领] ?[A-Za-z]"
)
_AT = re.compile(r"[(\[{<（] ?at ?[)\]}>）]")
#: Words that a name, an account or a password stands beside, in small letters.
_WORDS = (
    *name_words.LABELS.split(),
    *name_words.ROLES.split(),
    *("密码", "密 码", "口令", "口 令", "passw", "pwd"),
    *("微信", "weixin", "wechat", "wx", "vx", "v信", "薇信", "威信", "加微", "加v", "qq"),
    *("密钥", "秘钥", "私钥", "令牌", "授权码", "key", "secret", "token", "pass"),
    *("pin码", "pin 码", "sk-", "akia", "eyj", "private", "://", "::", "@"),
    *("扣扣", "护照", "通行证", "军官证", "账号", "帐号", "账户", "帐户", "卡号", "开户行"),
)
_WORD = re.compile("|".join(map(re.escape, _WORDS)))
#: What a file is known by (SHA-256): among thousands, some have the digits of a telephone.
_DIGEST_SIGNS = 64
_DIGEST = re.compile(f"[0-9a-f]{{{_DIGEST_SIGNS}}}")
#: Signs that become others when folded, without any meaning to a detector that isn't met above.
_HARMLESS = "（），：；！？％＜＞＝—–“”‘’…"
#: What most texts are made of: signs that stay as they are when folded, and these.
_PLAIN = re.compile(rf"[ -~一-鿿、。「」《》〔〕÷×≥≤≈›✓●{_HARMLESS}]*")
#: Signs that many texts have, and what they are when folded, for a detector too.
_FOLDED = {ord(sign): plain(sign) for sign in "\n\t\u3000−㎡"}


def may_leak(text: str) -> bool:
    """Whether `find_leaks` might rightly find something in *text*; False is certain."""
    if len(text) == _DIGEST_SIGNS and _DIGEST.fullmatch(text):
        return False
    if not _PLAIN.fullmatch(text):
        text = text.translate(_FOLDED)
        if not all(map(_is_plain, set(text))):
            return True
    small = text.lower()
    return _may_speak(small) or _may_count(text) or _may_lead(text, small) or _may_hide(text)


def _may_speak(small: str) -> bool:
    """Whether one of the words may stand in it, their signs apart or not."""
    if _WORD.search(small) is not None:
        return True
    return " " in small and _WORD.search(small.replace(" ", "")) is not None


def _may_count(text: str) -> bool:
    """Whether a long number or a plate may stand in it."""
    if len(text) >= _LONG and _LONG_NUMBER.search(text) is not None:
        return True
    return _PLATE.search(text) is not None


def _may_lead(text: str, small: str) -> bool:
    """Whether an address may stand in it; what it can't do without is looked for first."""
    dots = text.count(".")
    return (
        (dots > 0 and _PART_OF_NETWORK.search(text) is not None)
        or (
            dots + text.count("。") + text.count("·") >= _DOTS
            and _FOUR_PARTS.search(text) is not None
        )
        or (text.count(":") >= _COLONS and _LONG_ADDRESS.search(text) is not None)
        or ("at" in small and _AT.search(small) is not None)
    )


def _may_hide(text: str) -> bool:
    """Whether signs may stand in it one by one, or as numbers of their own."""
    spaces = text.count(" ") + text.count("·") + text.count("-")
    if spaces >= _SPACES and _APART.search(text) is not None:
        return True
    coded = "%" in text or "\\" in text or "&#" in text
    return coded and ESCAPE.search(text) is not None


@cache
def _is_plain(written: str) -> bool:
    return written in _HARMLESS or plain(written) == written


@lru_cache(maxsize=1 << 18)
def sift(text: str) -> tuple[Leak, ...]:
    """What `find_leaks` finds in *text*; known again where it was seen before."""
    return find_leaks(text) if may_leak(text) else ()
