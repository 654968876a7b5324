"""Ways into a mailbox, a system or a chat: e-mail, password, literal address, chat account.

Each detector takes folded text and gives the spans of what it found.
"""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv6Address, ip_network

Span = tuple[int, int]

_AT = r" ?(?:@|[(\[{<] ?at ?[)\]}>]) ?"
_DOT = r" ?(?:\.|。|[(\[{] ?dot ?[)\]}]) ?"
_EMAIL = re.compile(
    rf"[A-Za-z0-9][A-Za-z0-9._%+-]*{_AT}(?:[A-Za-z0-9-]+{_DOT})+[A-Za-z]{{2,}}", re.IGNORECASE
)

_PASSWORD = re.compile(
    r"(?:密 ?码|口 ?令|passw(?:or)?d|(?<![A-Za-z])pass|pwd|PIN ?码)"
    r"(?:\([^()]{0,8}\))?[ \"'”’)\]】]{0,3}(?:[:=]|是|为) ?[\"'“‘]?([^ ,。;、|)\]\"'”<]{3,})",
    re.IGNORECASE,
)
#: Words of a rule about passwords, or of help with them.
_NO_PASSWORD = re.compile(r"位|字符|字母|自行|请|点击|重置|找回|修改|设置|不少于|至少|https?:")

#: Letters and digits together, straight after the word, as nobody writes a rule.
_BARE_PASSWORD = re.compile(
    r"(?:密 ?码|口 ?令) ?((?=[^ ]{0,30}[0-9])(?=[^ ]{0,30}[A-Za-z])[0-9A-Za-z@#$%^&*!._-]{6,})"
)
_KEY = re.compile(
    r"(?:密钥|秘钥|私钥|令牌|授权码|(?:app|api|access|secret|auth)[_ -]?(?:key|secret|token)|token"
    r"|secret)[\"'”’]? ?(?:[:=]|是|为) ?[\"'“‘]?((?=[^ ]{0,40}[0-9])[0-9A-Za-z+/_=-]{12,})",
    re.IGNORECASE,
)
#: Keys that are known by their looks.
_KNOWN_KEY = re.compile(
    r"(?<![0-9A-Za-z])(?:sk-[0-9A-Za-z-]{16,}|AKIA[0-9A-Z]{16}|eyJ[0-9A-Za-z_-]{8,}\.eyJ[0-9A-Za-z_-]+)"
    r"|-----BEGIN [A-Z ]{0,20}PRIVATE KEY"
)

_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_ADDRESS = re.compile(
    rf"(?<![0-9A-Za-z.])({_OCTET}(?: ?[.。·] ?{_OCTET}){{3}})(?!\.?[0-9]|[A-Za-z])"
)
#: Part of an inner network, with a sign for the rest.
_INNER_PART = re.compile(
    r"(?<![0-9.])(?:10\.[0-9]{1,3}|192\.168|172\.(?:1[6-9]|2[0-9]|3[01]))\.(?:[0-9]{1,3}\.)?[*xX]"
)
_LONG_ADDRESS = re.compile(
    r"(?<![0-9A-Za-z:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){3,7}(?![0-9A-Za-z:])"
)
#: A host that only an inner network knows.
_INNER_HOST = re.compile(
    r"(?:https?|ftp)://(?:[0-9A-Za-z-]+(?=[:/]|$)"
    r"|[0-9A-Za-z.-]+\.(?:local|lan|intra|intranet|internal|corp)(?![0-9A-Za-z.]))",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"(?:\bv|版本号?|version|ver|release|build|rev)[ .:为是]{0,3}$", re.IGNORECASE
)
_ADDRESS_CONTEXT = re.compile(
    r"(?:ip|地址|服务器|主机|接口|内网|外网|专网|网关|https?://|ftp://)[^。;]{0,8}$", re.IGNORECASE
)
#: Four small numbers are rather the number of a paragraph: this is small, and this surely not.
_SMALL, _LARGE = 30, 100
_GOVERNMENT = ip_network("59.192.0.0/10")

_CHAT = re.compile(
    r"(?:(?:微信|weixin|wechat)(?:号码?|id|账号)?|(?<![A-Za-z])(?:wx|vx)号?|[vV薇威]信号?|加[微vV])"
    r" ?(?:[:=]| ) ?([A-Za-z][-_A-Za-z0-9]{5,19}|[1-9][0-9]{5,11})(?![A-Za-z0-9])"
    r"|(?:微信|weixin|wechat)(?:号码?|id|账号)[,，、]? ?"
    r"([A-Za-z][-_A-Za-z0-9]{5,19})(?![A-Za-z0-9])"
    r"|加我?个?微信 ?([A-Za-z][-_A-Za-z0-9]{5,19})(?![A-Za-z0-9])"
    r"|(?:(?<![A-Za-z])QQ|扣扣)号?码? ?[:= 为是]? ?([1-9][0-9]{4,10})(?![0-9])",
    re.IGNORECASE,
)


def find_emails(text: str) -> Iterator[Span]:
    """Addresses of mailboxes, also with (at) and (dot)."""
    yield from (match.span() for match in _EMAIL.finditer(text))


def find_passwords(text: str) -> Iterator[Span]:
    """What stands after 密码, 口令, password, 密钥, token and their like, and keys known by looks.

    Not a rule about passwords, nor stars.
    """
    for match in _PASSWORD.finditer(text):
        value = match[1]
        if (
            re.search("[0-9A-Za-z]", value)
            and not _NO_PASSWORD.search(value)
            and not _hidden(value)
        ):
            yield match.span(1)
    yield from (match.span(1) for match in _BARE_PASSWORD.finditer(text))
    yield from (match.span(1) for match in _KEY.finditer(text))
    yield from (match.span() for match in _KNOWN_KEY.finditer(text))


def find_network_addresses(text: str) -> Iterator[Span]:
    """Literal addresses, parts of inner networks, and hosts that only these know.

    Not a version's number, nor, without words that say otherwise, the number of a paragraph.
    """
    for match in _ADDRESS.finditer(text):
        if not _VERSION.search(text, 0, match.start()) and _is_address(text, match):
            yield match.span(1)
    for expression in (_INNER_PART, _INNER_HOST):
        yield from (match.span() for match in expression.finditer(text))
    for match in _LONG_ADDRESS.finditer(text):
        if _is_long_address(match[0]):
            yield match.span()


def find_chat_accounts(text: str) -> Iterator[Span]:
    """Accounts of WeChat and QQ; not a public account (公众号), nor a group of people."""
    for match in _CHAT.finditer(text):
        yield next(match.span(group) for group in (1, 2, 3, 4) if match[group])


def _hidden(value: str) -> bool:
    return re.fullmatch(r"[*xX×_.…-]+", value) is not None


def _is_long_address(written: str) -> bool:
    try:
        IPv6Address(written)
    except AddressValueError:
        return False
    return any(sign.isdigit() for sign in written)


def _is_address(text: str, match: re.Match[str]) -> bool:
    parts = re.findall("[0-9]+", match[1])
    address = IPv4Address(".".join(parts))
    if (
        address.is_private
        or address in _GOVERNMENT
        or _ADDRESS_CONTEXT.search(text, 0, match.start())
    ):
        return True
    numbers = [int(part) for part in parts]
    large = max(numbers) >= _LARGE or sum(number >= _SMALL for number in numbers) > 1
    return large or text[match.end() : match.end() + 1] == ":"
