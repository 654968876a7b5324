"""Numbers that belong to a person: mobile phone, identity card, bank account, number plate.

Each detector takes folded text and gives the spans of what it found.
"""

import re
from collections.abc import Iterator
from datetime import date

from stdnum import luhn
from stdnum.cn import ric, uscc

Span = tuple[int, int]

#: What people put between the groups of a number.
_GAP = r"[ .·•*_-]{1,3}"
_GROUPINGS = (
    (3, 4, 4),
    (3, 3, 5),
    (3, 5, 3),
    (3, 8),
    (7, 4),
    (4, 3, 4),
    (4, 4, 3),
    (5, 6),
    (1,) * 11,
)
_AFTER_MOBILE = r"(?![0-9]|[a-fA-F][0-9a-fA-F]|\.[0-9]| ?(?:元|万|亿|平方米|㎡|人次|件|户|%))"


def _grouped(sizes: tuple[int, ...]) -> str:
    first, *rest = sizes
    start = f"1[3-9][0-9]{{{first - 2}}}" if first > 1 else "1"
    return start + "".join(f"\\)?{_GAP}[0-9]{{{size}}}" for size in rest)


_MOBILE = re.compile(
    r"(?<![0-9])(?<![0-9]\.)(?:\+?(?:00)?86[ -]{0,2})?1[3-9][0-9]{9}" + _AFTER_MOBILE
)
_GROUPED_MOBILE = re.compile(
    r"(?<![0-9])(?<![0-9][.-])(?:\+?(?:00)?86[ -]{0,2})?\(?(?:"
    + "|".join(_grouped(sizes) for sizes in _GROUPINGS)
    + r"|1[3-9][0-9]\)[0-9]{8})(?![ .-]?[0-9])"
)
#: Years in a row look like a number in groups.
_YEARS = re.compile(r"(?:[0-9]{3}|(?:19|20)[0-9]{2}) (?:19|20)[0-9]{2} [0-9]{3,4}")
_NOUGHT_MOBILE = re.compile(
    r"(?:手机|电话|联系方式|tel|mobile)[^0-9]{0,6}(01[3-9][0-9]{9})(?![0-9])", re.IGNORECASE
)
#: Whatever stands between its digits, where a word says what the number is.
_ANY_GAP = r"[^0-9A-Za-z一-鿿。;]{0,4}"
_LABELLED_MOBILE = re.compile(
    rf"(?:手机|电话|联系方式|tel|mobile)[^0-9。;]{{0,8}}(1{_ANY_GAP}[3-9](?:{_ANY_GAP}[0-9]){{9}})"
    r"(?![0-9])",
    re.IGNORECASE,
)
_WEB_ADDRESS = re.compile(r"https?://[!-~]*$")
_BRACKETED_MOBILE = re.compile(r"\([ ]?1[3-9][0-9][ ]?\)[ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])")

#: The last sign of an identity number, with letters that look like X.
_LAST = "[0-9XxХхΧχ×]"
_BEGINS, _BETWEEN = r"(?<![0-9A-Za-z])(?<![0-9]\.)[1-9]", r"[ .·_-]{0,2}"
_IDENTITY = re.compile(
    rf"{_BEGINS}(?:{_BETWEEN}[0-9]){{16}}{_BETWEEN}{_LAST}(?![0-9A-Za-z])",
)
_OLD_IDENTITY = re.compile(rf"{_BEGINS}(?:{_BETWEEN}[0-9]){{14}}(?![0-9A-Za-z])")
#: What a computer makes of a share: many digits after a point.
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_LABELLED_IDENTITY = re.compile(
    rf"(?:身份证|证件号)[^0-9。;]{{0,10}}([1-9](?:{_ANY_GAP}[0-9]){{16}}{_ANY_GAP}{_LAST})(?![0-9A-Za-z])"
)
_PASSPORT = re.compile(
    r"(?:护照|通行证|军官证)(?:号码?)? ?[:=]? ?([A-Z]{0,2}[0-9]{7,9})(?![0-9A-Za-z])"
)
_IDENTITY_LABEL = re.compile(r"(?:身份证|证件)[^0-9。;]{0,10}$")
#: Labels of numbers that aren't a person's.
_CODE_LABEL = re.compile(
    r"(?:编码|编号|代码|注册号|文号|流水号|单号|办件号|订单号|受理号|许可证号|批号|备案号|信用代码)[^0-9。;]{0,6}$"
)

_CARD = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][ .-])[2-69][0-9]{3}(?:[ ._-]{0,2}[0-9]){12,15}(?![ .-]?[0-9A-Za-z])"
)
#: Its digits in two to five groups of any size, by one sign: 3-4-9, 6-13, 8 8.
_PARTED_CARD = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][ .-])[2-69][0-9]*([ -])[0-9]+(?:\1[0-9]+){0,3}(?![ .-]?[0-9A-Za-z])"
)
_CARD_LENGTHS = range(16, 20)
#: After a number of an item or annex: 「附件2 6212…」.
_NUMBERED_CARD = re.compile(
    r"(?<![0-9])[0-9]{1,2} (62[0-9]*(?:[ -][0-9]+){0,4})(?![ .-]?[0-9A-Za-z])"
)
#: Provinces 21 to 54, a prefecture, a county, and a year: not 62, which is Gansu, but cards too.
_SERIAL = re.compile(
    r"(?:2[1-3]|3[1-7]|4[1-6]|5[0-4])(?:[0-3][0-9]|[59]0)[0-9]{2}(?:19[89]|20[0-3])[0-9]"
)
_ISSUER = re.compile(r"62|60|4|5[1-5]|2[2-7]|3[5-7]|9[0-9]")
_ACCOUNT = re.compile(
    r"(?:银行卡号?|账号|帐号|账户|帐户|卡号|开户行)"
    rf"[^0-9。;|]{{0,12}}([0-9](?:{_ANY_GAP}[0-9]){{8,24}})"
)

_PLATE = re.compile(
    r"(?<![A-Za-z0-9])[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领]"
    r" ?[A-HJ-Z] ?[·.•-]? ?([A-HJ-NP-Z0-9](?: ?[A-HJ-NP-Z0-9]){3,4} ?[A-HJ-NP-Z0-9挂学警港澳])"
    r"(?![A-Za-z0-9]|号[楼院]|栋|单元)",
    re.IGNORECASE,
)


def find_mobiles(text: str) -> Iterator[Span]:
    """Mobile phone numbers, whole or in the groups that people write them in.

    Not what stands in a web address, or is labelled as a code.
    """
    for match in _MOBILE.finditer(text):
        within = _WEB_ADDRESS.search(text, 0, match.start())
        if not within and not _labelled_as_code(text, match.start()):
            yield match.span()
    for match in _GROUPED_MOBILE.finditer(text):
        if not _YEARS.fullmatch(match[0]):
            yield match.span()
    yield from (match.span() for match in _BRACKETED_MOBILE.finditer(text))
    for expression in (_NOUGHT_MOBILE, _LABELLED_MOBILE):
        yield from (match.span(1) for match in expression.finditer(text))


def find_identities(text: str) -> Iterator[Span]:
    """Numbers of identity cards: 18 signs with their check digit, or labelled so; 15 digits."""
    for match in _IDENTITY.finditer(text):
        number = _bare(match[0])
        labelled = _IDENTITY_LABEL.search(text, 0, match.start()) is not None
        coded = _labelled_as_code(text, match.start()) and uscc.is_valid(number)
        if _DECIMAL.fullmatch(match[0]) and not labelled:
            continue
        if _is_day(number[6:14]) and (labelled or _checks(number)) and not coded:
            yield match.span()
    for match in _OLD_IDENTITY.finditer(text):
        if _DECIMAL.fullmatch(match[0]):
            continue
        coded = _labelled_as_code(text, match.start())
        if _is_day(f"19{_bare(match[0])[6:12]}") and not coded:
            yield match.span()
    for expression in (_LABELLED_IDENTITY, _PASSPORT):
        yield from (match.span(1) for match in expression.finditer(text))


def find_bank_accounts(text: str) -> Iterator[Span]:
    """Bank cards (16–19 digits, issuer and check digit right), and any number labelled so."""
    for match in _ACCOUNT.finditer(text):
        yield match.span(1)
    for expression in (_CARD, _PARTED_CARD):
        for match in expression.finditer(text):
            coded = _labelled_as_code(text, match.start()) or _DECIMAL.fullmatch(match[0])
            if _is_card(_bare(match[0])) and not coded:
                yield match.span()
    for match in _NUMBERED_CARD.finditer(text):
        if _is_card(_bare(match[1])):
            yield match.span(1)


def _is_card(number: str) -> bool:
    """Whether *number* has the length, the issuer and the check digit of a card."""
    return (
        len(number) in _CARD_LENGTHS
        and _ISSUER.match(number) is not None
        and not _is_serial(number)
        and luhn.is_valid(number)
    )


def find_plates(text: str) -> Iterator[Span]:
    """Number plates of vehicles; a word without two digits is none."""
    for match in _PLATE.finditer(text):
        if sum(sign.isdigit() for sign in match[1]) > 1:
            yield match.span()


def _labelled_as_code(text: str, start: int) -> bool:
    return _CODE_LABEL.search(text, 0, start) is not None


def _bare(written: str) -> str:
    """The digits of a number without what stands between them; the last sign may be X."""
    signs = [sign for sign in written if sign.isalnum() or sign == "×"]
    return "".join(sign if sign in "0123456789" else "X" for sign in signs)


def _checks(number: str) -> bool:
    return ric.calc_check_digit(number) == number[-1]


def _is_day(written: str) -> bool:
    try:
        day = date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return False
    return 1900 <= day.year <= 2099  # noqa: PLR2004 - whoever has a number was born between


def _is_serial(number: str) -> bool:
    """Whether it is a running number made of a region's code (GB/T 2260) and a year."""
    return _SERIAL.match(number) is not None
