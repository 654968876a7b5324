"""What must not get out is found, plainly written or disguised.

Every value is made up when the test runs: mobiles of the pattern 1990000xxxx, identity numbers of
the invented region 990101 with a check digit worked out here, cards filled up to a right sum.
"""

from itertools import product

import pytest

from builder.disclosure.detecting import find_leaks
from builder.disclosure.leaks import LeakKind

MOBILE = "199" + "0000" + "1234"
FULL_WIDTH = {ord("0") + digit: ord("０") + digit for digit in range(10)}
SPELT = {ord("0") + digit: "零一二三四五六七八九"[digit] for digit in range(10)}
ZERO_WIDTH = "\u200b"
SOFT_HYPHEN = "\u00ad"


def identity_number(day: str, order: str) -> str:
    """An identity number of nobody: the check digit by GB 11643, weights and letters in full."""
    body = "990101" + day + order
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    rest = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11
    return body + "10X98765432"[rest]


def card_number(start: str, length: int) -> str:
    """A card number of nobody: every second digit from the right doubled, the sum a full ten."""
    for last in "0123456789":
        number = start.ljust(length - 1, "0") + last
        doubled = [int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(number))]
        if sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0:
            return number
    raise AssertionError


IDENTITY = identity_number("19490101", "001")
#: An order whose check digit comes to X.
IDENTITY_X = next(
    number
    for order in range(1000)
    if (number := identity_number("19490101", f"{order:03}")).endswith("X")
)
OLD_IDENTITY = "990101" + "490101" + "001"
CARD = card_number("6212340000", 16)
LONG_CARD = card_number("6212340000", 19)


def kinds(text: str) -> list[LeakKind]:
    return [leak.kind for leak in find_leaks(text)]


def groups(number: str, *sizes: int) -> list[str]:
    parts, start = [], 0
    for size in sizes:
        parts.append(number[start : start + size])
        start += size
    assert start == len(number)
    return parts


MOBILES = {
    "plain": MOBILE,
    "after a word": f"联系电话{MOBILE}",
    "between words": f"请拨打{MOBILE}咨询",
    "full width": MOBILE.translate(FULL_WIDTH),
    "zero width": ZERO_WIDTH.join(MOBILE),
    "soft hyphens": SOFT_HYPHEN.join(MOBILE),
    "spelt": MOBILE.translate(SPELT),
    "spelt with 〇": MOBILE.translate(SPELT).replace("零", "〇"),
    "half spelt": MOBILE[:5] + MOBILE[5:].translate(SPELT),
    "every digit apart": " ".join(MOBILE),
    "every digit apart, full width": "\u3000".join(MOBILE.translate(FULL_WIDTH)),
    "broken line": "\n".join(groups(MOBILE, 3, 8)),
    "country": f"+86{MOBILE}",
    "country and space": f"+86 {MOBILE}",
    "country and dash": f"86-{MOBILE}",
    "country with noughts": f"0086{MOBILE}",
    "brackets": f"（199）{MOBILE[3:]}",
    "two": f"{MOBILE}/{MOBILE}",
    "in a link": f"tel:{MOBILE}",
    "in a table": f"| 窗口 | {MOBILE} |",
    "mathematical digits": MOBILE.translate({48 + n: 0x1D7CE + n for n in range(10)}),
    "circled digits": MOBILE.replace("1", "①"),
    "dash of another sort": "–".join(groups(MOBILE, 3, 4, 4)),
    "minus": "−".join(groups(MOBILE, 3, 4, 4)),
    "mixed": f"199-{MOBILE[3:7]} {MOBILE[7:]}",
    "mixed with full width": f"１９９ {MOBILE[3:7]}—{MOBILE[7:]}",
    "stars": "*".join(groups(MOBILE, 3, 4, 4)),
    "a nought before it": f"手机：0{MOBILE}",
    "same as the chat account": f"{MOBILE}（微信同号）",
    "before letters": f"{MOBILE}wx",
    "in a file's name": f"微信图片_{MOBILE}.jpg",
    "spelt in capitals": MOBILE.translate(
        {ord("0") + digit: "零壹贰叁肆伍陆柒捌玖"[digit] for digit in range(10)}
    ),
    "landline and mobile": f"0000-1234567、{MOBILE}",
}
GROUPED = {
    f"{sign!r} {sizes}": sign.join(groups(MOBILE, *sizes))
    for sign, sizes in product(
        " -._·", [(3, 4, 4), (4, 4, 3), (3, 3, 5), (3, 8), (7, 4), (5, 6), (3, 5, 3)]
    )
}


@pytest.mark.parametrize("text", [*MOBILES.values(), *GROUPED.values()], ids=[*MOBILES, *GROUPED])
def test_a_mobile_number_is_found(text: str) -> None:
    assert set(kinds(text)) == {LeakKind.MOBILE}


def test_each_of_two_mobile_numbers_is_told() -> None:
    assert kinds(MOBILES["two"]) == [LeakKind.MOBILE, LeakKind.MOBILE]


@pytest.mark.parametrize(
    "text",
    [
        IDENTITY,
        IDENTITY_X,
        IDENTITY_X.lower(),
        IDENTITY_X.replace("X", "Ｘ"),
        IDENTITY_X.replace("X", "Х"),
        IDENTITY.translate(FULL_WIDTH),
        ZERO_WIDTH.join(IDENTITY),
        " ".join(groups(IDENTITY, 6, 8, 4)),
        "-".join(groups(IDENTITY, 6, 8, 4)),
        "．".join(groups(IDENTITY, 6, 4, 4, 4)),
        " ".join(IDENTITY),
        IDENTITY[:-1].translate(SPELT) + IDENTITY[-1],
        f"身份证号码：{IDENTITY[:-1]}{(int(IDENTITY[-1], 16) + 1) % 10}",
        f"佐证_{IDENTITY}.jpg",
        OLD_IDENTITY,
        f"身份证{OLD_IDENTITY}",
        " ".join(groups(OLD_IDENTITY, 6, 6, 3)),
    ],
)
def test_an_identity_number_is_found(text: str) -> None:
    assert kinds(text) == [LeakKind.IDENTITY]


PARTED_CARDS = {
    f"{sign!r} {sizes}": sign.join(groups(number, *sizes))
    for sign, (number, sizes) in product(
        " -",
        [
            (CARD, (3, 4, 9)),
            (CARD, (8, 8)),
            (CARD, (6, 10)),
            (CARD, (2, 5, 5, 4)),
            (CARD, (1, 5, 5, 5)),
            (CARD, (3, 3, 3, 3, 4)),
            (LONG_CARD, (6, 13)),
            (LONG_CARD, (3, 4, 4, 4, 4)),
            (LONG_CARD, (10, 9)),
        ],
    )
}


@pytest.mark.parametrize("text", PARTED_CARDS.values(), ids=PARTED_CARDS)
@pytest.mark.parametrize("around", ["{}", "打到{}", "卡：{}，已核", "示例银行 {}。"])
def test_a_bank_card_is_found_however_it_is_grouped(text: str, around: str) -> None:
    assert kinds(around.format(text)) == [LeakKind.BANK_ACCOUNT]


@pytest.mark.parametrize(
    "text",
    [
        CARD,
        LONG_CARD,
        " ".join(groups(CARD, 4, 4, 4, 4)),
        "-".join(groups(CARD, 4, 4, 4, 4)),
        " ".join(groups(LONG_CARD, 4, 4, 4, 4, 3)),
        CARD.translate(FULL_WIDTH),
        ZERO_WIDTH.join(LONG_CARD),
        f"收款账号：{CARD[:12]}",
        f"银行卡{LONG_CARD}",
        f"开户行：示例银行 {CARD[:10]}",
    ],
)
def test_a_bank_account_is_found(text: str) -> None:
    assert kinds(text) == [LeakKind.BANK_ACCOUNT]


@pytest.mark.parametrize(
    "text",
    [
        "nobody@example.com",
        "邮箱：no.body-1@mail.example.gov.cn。",
        "ｎｏｂｏｄｙ＠ｅｘａｍｐｌｅ．ｃｏｍ",
        "nobody @ example.com",
        "nobody(at)example.com",
        "nobody[at]example[dot]com",
        "nobody＠example。com",
        "no\u200bbody@exam\u200bple.com",
    ],
)
def test_a_mailbox_is_found(text: str) -> None:
    assert kinds(text) == [LeakKind.EMAIL]


@pytest.mark.parametrize(
    "text",
    [
        "密码：Made-up1",
        "密码:made_up",
        "初始密码为made123up",
        "口令＝made123up",
        "password = made123up",
        "Password：made123up",
        "pwd:made123up",
        "passwd=made123up",
        "密 码 ： made123up",
        "密\u200b码：made123up",
        '"password": "made123up"',
        "登录密码（初始）：made123up",
        "密码是made123up",
    ],
)
def test_a_password_is_found(text: str) -> None:
    assert kinds(text) == [LeakKind.PASSWORD]


@pytest.mark.parametrize(
    "text",
    [
        "192.168.0.1",
        "10.0.0.1:8080",
        "http://172.16.5.9/login",
        "政务外网系统 59.255.1.2",
        "服务器地址 203.0.113.9",
        "１９２．１６８．０．１",
        "192。168。0。1",
        "192 . 168 . 0 . 1",
        "198.51.100.7",
        "接口：1.2.3.4",
        "192.168\u200b.0.1",
    ],
)
def test_a_literal_network_address_is_found(text: str) -> None:
    assert kinds(text) == [LeakKind.NETWORK_ADDRESS]


@pytest.mark.parametrize(
    "text",
    [
        "豫A00000",
        "豫A·0000D",
        "豫 A 00000",
        "豫a00000",
        "豫Ａ０００００",
        "豫AD00000",
        "豫J-0000挂",
        "车牌号：京A0000警",
        "豫\u200bA0\u200b0000",
    ],
)
def test_a_number_plate_is_found(text: str) -> None:
    assert kinds(text) == [LeakKind.PLATE]


@pytest.mark.parametrize(
    "text",
    [
        "微信号：made_up_123",
        "微信：made_up_123",
        "微信号made_up_123",
        "加微 made_up_123",
        "WeChat: made-up-123",
        "wx：made_up_123",
        "V信号：made_up_123",
        "QQ：10000000",
        "QQ号10000000",
        "QQ 10000000",
        "VX：madeup123",
        "微信号，made_up774394",
    ],
)
def test_a_chat_account_is_found(text: str) -> None:
    assert kinds(text) == [LeakKind.CHAT_ACCOUNT]


@pytest.mark.parametrize(
    "text",
    [
        "联系人：张某甲",
        "联系人:张甲",
        "联系人　张甲",
        "联系人：张　甲",
        "经办人：欧阳甲乙",
        "负责人：王甲乙 0000-1234567",
        "姓名｜李甲乙｜",
        "填表人（签字）：赵甲",
        "联系人：【钱甲乙】",
        "分管领导：孙甲",
        "联\u200b系人：李甲",
        "联系人：张甲、李乙",
        "投诉人：周甲乙，反映窗口排队",
        "**联系人**：吴甲乙",
        "联系人为张甲乙",
        "负责人张甲乙，电话",
        "联系人：张甲乙主任",
        "联系人：甲乙丙·丁戊",
        "联系人：张 甲 乙",
        "“联系人：赵某乙”看不出是“是”还是“否”",
        "联系人：「张甲」",
    ],
)
def test_a_name_beside_its_label_is_found(text: str) -> None:
    assert set(kinds(text)) == {LeakKind.NAME}
