"""Looks at each text once, and closely only where it might give something away."""

import re
from functools import cache, lru_cache

from builder.disclosure import name_words
from builder.disclosure.detecting import find_leaks, plain
from builder.disclosure.leaks import Leak

_DIGIT = "[0-9〇○零一幺二三四五六七八九壹贰叁肆伍陆柒捌玖]"
_GAP = r"[ .·•*_()（）／/—–-]{0,5}"
#: No detector finds a number without nine digits that at most such signs stand between.
_LONG_NUMBER = re.compile(f"{_DIGIT}(?:{_GAP}{_DIGIT}){{8}}")
_FOUR_PARTS = re.compile("[0-9](?: ?[.。·] ?[0-9]{1,3}){3}")
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
    *("账号", "帐号", "账户", "帐户", "卡号", "开户行", "@"),
)
#: Signs that become others when folded, without any meaning to a detector that isn't met above.
_HARMLESS = frozenset("（），：；！？％＜＞＝—–“”‘’…")


def may_leak(text: str) -> bool:
    """Whether `find_leaks` might find something in *text*; False is certain."""
    if not all(map(_is_plain, set(text))):
        return True
    small = text.lower()
    return (
        any(word in small for word in _WORDS)
        or _LONG_NUMBER.search(text) is not None
        or _FOUR_PARTS.search(text) is not None
        or _PLATE.search(text) is not None
        or _AT.search(small) is not None
    )


@cache
def _is_plain(written: str) -> bool:
    return written in _HARMLESS or plain(written) == written


@lru_cache(maxsize=1 << 18)
def sift(text: str) -> tuple[Leak, ...]:
    """What `find_leaks` finds in *text*; known again where it was seen before."""
    return find_leaks(text) if may_leak(text) else ()
