"""What isn't looked at with every detector gives nothing away; most of what is said isn't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.disclosure.detecting import find_leaks, plain
from builder.disclosure.sieve import folded_text, may_leak

#: Made up, in the shapes of the real ones.
MOBILE = "199" + "0000" + "1234"
CARD = "6222" + "0212" + "3456" + "7890" + "128"
SIGNS = (
    "0123456789 .-·（）()@〇一幺九①９\u200b\u3000\n\t−㎡"
    "京豫AB密码口令:：为联系人姓名赵某甲，。微信号qQwx"
    "%&#;\\「」《》〔〕÷×≥≤≈›✓●＜＞—…ıİſK\u202e"
)
PIECES = (
    *("联系人", "姓 名", "经办人：", "户主", "赵某甲", "欧阳锋", "分管领导"),
    *("密码", "PIN 码", "password=", "token", "sk-", "abc123!xyz", "api_key："),
    *("微信", "WeChat", "QQ", "薇信", "加V", "vx ", "abcdefg", "10086123"),
    *("手机", "电话：", "tel", "身份证", "护照", "账号", "银行卡", "G1234567"),
    *(MOBILE, "199 0000 1234", "1-9-9-0-0-0-0-1-2-3-4", "l99OOOOl234", "幺九九〇〇〇〇一二三四"),
    *(CARD, "6222 0212 3456 7890 128", "410928199001011234", "410928900101123"),
    *("a@example.invalid", "a（at）b.cn", "10.0.0.1", "192.168.x", "fe80：：1:2", "http：//oa/x"),
    *("京A12345", "豫J·8K12挂", "2022-01-05 08:13", "2 − 1 × 0 = 2分", "公众号", "%31", "&#49;"),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.sampled_from(SIGNS), max_size=12).map("".join)


def _apart(text: str) -> st.SearchStrategy[str]:
    return st.sampled_from((" ", "·", "-", "—", "\u200b")).map(lambda sign: sign.join(text))


@given(st.text(st.sampled_from(SIGNS), max_size=40) | TEXTS | TEXTS.flatmap(_apart))
def test_what_is_not_looked_at_closely_gives_nothing_away(text: str) -> None:
    assert may_leak(text) or find_leaks(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "http：//oa/x",
        "user＜at＞example.invalid",
        "联—系—人—：—赵—某—甲—，—男",
        "weıxin: abcdefgh",
        "weİxin: abcdefgh",
        "1 9 9 0 0 0 0 1 2 3 4",
        "1.0.0.0.0.0.0.0.0.0.0",
        "银行卡 123456789",
        "联\u200b系人：赵某甲",
    ],
)
def test_no_way_of_writing_gets_past(text: str) -> None:
    """Signs that become others when folded, letters that an expression takes for others."""
    assert may_leak(text)
    assert find_leaks(text)


@pytest.mark.parametrize(
    "text",
    [
        "2022-01-05 08:13",
        "行政权力目录清单网址：http://www.example.invalid/D000001/url1.html",
        "「智慧咨询一次不跑」微信公众号：1 + 0.4分",
        "2 − 1 × 0 = 2分",
        "2.33 + 2 + 2 + 3 + 1 + 1.5 + 2 + 4 + 5 + 0 = 22.83分",
        "县\u200b民政局\u200b的\u200b得分",
        "### 1.5 分管领导和专职人员（满分2分）",
        "代办员不足的村（社区）",
        "不写姓名和电话",
        "大厅咨询电话",
        "0～1.5",
    ],
)
def test_what_most_texts_say_is_not_looked_at_closely(text: str) -> None:
    assert not may_leak(text)


def test_each_sign_is_folded_as_the_detectors_have_it() -> None:
    signs = [chr(code) for code in range(0x10000)]

    assert [sign for sign in signs if folded_text(sign) != plain(sign)] == []
