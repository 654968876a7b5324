"""Every kind of value in every disguise is found, and places that hide a value hide none.

All values are made up; the disguises are those of people who evade a filter, and of programs.
"""

import io
import json
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from stdnum import luhn
from stdnum.cn import ric

from builder.disclosure.detecting import find_leaks
from builder.disclosure.published_files import Inspector

MOBILE = "199" + "0000" + "1234"
IDENTITY = "99010119490101001" + ric.calc_check_digit("990101194901010010")
KINDS = {
    "手机号": MOBILE,
    "身份证号": IDENTITY,
    "银行卡号或账号": "621234000000000" + luhn.calc_check_digit("621234000000000"),
    "电子邮箱": "xiao1234@example.invalid",
    "密码或口令": "密码：" + "Made4321up",
    "网络地址（IP）": "10.0.3.77",
    "车牌号": "豫A123B1",
    "微信号或QQ号": "微信号：made_up4321",
    "人员姓名": "联系人：赵某甲",
}
DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "full width": lambda text: text.translate({n: n + 0xFEE0 for n in range(33, 127)}),
    "zero width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "other digits": lambda text: text.translate({48 + n: 0x660 + n for n in range(10)}),
    "mathematical digits": lambda text: text.translate({48 + n: 0x1D7CE + n for n in range(10)}),
    "key caps": lambda text: "".join(s + "\ufe0f\u20e3" if s.isdigit() else s for s in text),
    "accents": lambda text: "".join(s + "\u0301" if s.isdigit() else s for s in text),
    "every sign apart": " ".join,
    "every sign far apart": "\u3000".join,
    "dots between": "·".join,
    "percent": lambda text: "".join(f"%{ord(s):02x}" if s.isascii() else s for s in text),
    "references": lambda text: "".join(f"&#{ord(s)};" for s in text),
    "half of them references": lambda text: text[:3] + "".join(f"&#x{ord(s):X};" for s in text[3:]),
    "as in programs": lambda text: "".join(f"\\u{ord(s):04x}" if s.isascii() else s for s in text),
    "turned round": lambda text: f"\u202e{text[::-1]}\u202c",
}


def kinds(text: str) -> set[str]:
    return {leak.kind.value for leak in find_leaks(text)}


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_found_in_each_disguise(kind: str, disguise: str) -> None:
    assert kinds(DISGUISES[disguise](KINDS[kind]))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (MOBILE.replace("0", "O").replace("1", "l"), "手机号"),
        (MOBILE.replace("0", "o").replace("2", "Z"), "手机号"),
        (IDENTITY.replace("0", "O").replace("1", "I"), "身份证号"),
        ("手机：199/0000/1234", "手机号"),
        ("联系电话 199、0000、1234", "手机号"),
        ("身份证：990101，19490101，0019", "身份证号"),
        ("账号：6212-34、0000、0000、08", "银行卡号或账号"),
        ("护照号：E12345678", "身份证号"),
        ("登录密码Abc12345", "密码或口令"),
        ("AppKey：a8f3e2b19c7d4455aa01", "密码或口令"),
        ("access_token: 9f8e7d6c5b4a39281706", "密码或口令"),
        ("密钥：Zm9vYmFyMTIzNDU2", "密码或口令"),
        ('"sk-abcdef1234567890"', "密码或口令"),
        ("-----BEGIN RSA PRIVATE KEY-----", "密码或口令"),
        ("fe80::1ff:fe23:4567:890a", "网络地址（IP）"),
        ("内网 10.0.3.*", "网络地址（IP）"),
        ("http://oa.intra.local/login", "网络地址（IP）"),
        ("http://oaserver:8080/", "网络地址（IP）"),
        ("加我微信made_up4321", "微信号或QQ号"),
        ("QQ号码为123456789", "微信号或QQ号"),
        ("姓　　名：赵甲乙", "人员姓名"),
        ("联系人（赵甲乙）", "人员姓名"),
        ("经办人赵甲乙。", "人员姓名"),
        ("王甲乙（经办人）", "人员姓名"),
    ],
)
def test_other_ways_to_write_it_are_known(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "63.1234567890123",
        "0.990101490101001",
        "621234.0000000008",
        "http://www.example.gov.cn/col/col1/index.html",
        "13:30:17",
        "a::before",
        "办理时间：8:30:00",
        "密码不少于8位",
        "token",
        "令牌由系统发放",
        "联系人须知",
        "审核人签字",
        "填报人承诺属实",
        "联系人及时更新",
        "1 2 3 4 5 6 7 8 9 10 11",
        "姓 名 职 务 电 话",
        "3、199、0000件",
        "http://example.invalid/%E6%94%BF%E5%8A%A1/20220412.html",
        "| 3 | 1 | 11 | 0 | 3 | 2 | 2 |",
        "5 < 6 &#38; 7",
    ],
)
def test_what_looks_like_these_passes(text: str) -> None:
    assert kinds(text) == set()


def look(path: str, content: bytes) -> list[str]:
    return [one.kind.value for one in Inspector().inspect(path, content)]


def workbook(cells: list[object]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    for column, cell in enumerate(cells, start=1):
        book.worksheets[0].cell(1, column).value = cell  # type: ignore[assignment]
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "cells",
    [
        ["手机", *MOBILE],
        [*IDENTITY],
        [f'="{MOBILE[:3]}"&"{MOBILE[3:]}"'],
        [f"电话：{MOBILE[:7]}", MOBILE[7:]],
        [CellRichText(MOBILE[:4], TextBlock(InlineFont(b=True), MOBILE[4:]))],
        [int(MOBILE)],
    ],
    ids=["boxes", "boxes of an identity", "formula", "torn", "bold", "number"],
)
def test_cells_that_hide_a_number_hide_none(cells: list[object]) -> None:
    assert set(look("office/a.xlsx", workbook(cells))) & {"手机号", "身份证号"}


def test_pictures_hide_nothing_in_wide_letters_or_behind_their_end() -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0IEND\xaeB`\x82"
    remark = b"UNICODE\0" + f"联系人：赵甲乙 {MOBILE}".encode("utf-16-le")
    jpeg = b"\xff\xd8\xff\xe1" + (len(remark) + 2).to_bytes(2, "big") + remark + b"\xff\xda"

    assert look("a.png", png + MOBILE.encode()) == ["手机号"]
    assert look("a.jpg", b"\xff\xd8\xff\xda\x00\x02\xff\xd9" + MOBILE.encode()) == ["手机号"]
    assert {"手机号", "人员姓名"} <= set(look("a.jpg", jpeg))


def test_a_row_of_scores_is_no_number_in_boxes() -> None:
    card = "621234000000000" + luhn.calc_check_digit("621234000000000")

    assert look("office/a.xlsx", workbook(["得分", *card])) == []
    assert look("office/a.xlsx", workbook(["得分", *MOBILE])) == []


def test_data_hides_nothing_in_numbers_keys_and_lists() -> None:
    parts = [MOBILE[:3], MOBILE[3:7], MOBILE[7:]]
    for value in ({"a": int(MOBILE)}, {MOBILE: 1}, parts, ["手机", *MOBILE]):
        assert look("data/a.json", json.dumps(value).encode()) == ["手机号"], value
