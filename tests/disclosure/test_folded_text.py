"""Folded text keeps the way back to the words as written; a leak tells its place, not its value."""

from builder.disclosure.detecting import find_leaks
from builder.disclosure.folding import fold, visible
from builder.disclosure.leaks import Leak, LeakKind

MOBILE = "199" + "0000" + "1234"


def test_a_character_that_becomes_several_keeps_its_one_place() -> None:
    folded = fold("甲㈱乙", visible)

    assert folded.text == "甲(株)乙"
    assert folded.span(1, 4) == (1, 2)
    assert folded.words(3, 5) == "㈱乙"


def test_what_cannot_be_seen_takes_no_place() -> None:
    folded = fold("其\u200b他\u00ad材\ufeff料", visible)

    assert folded.text == "其他材料"
    assert folded.words(0, 2) == "其\u200b他"


def test_white_space_is_left_to_the_caller() -> None:
    assert fold("甲\u3000乙\n丙", visible).text == "甲 乙\n丙"


def test_a_leak_is_told_by_kind_and_place_in_the_text_as_written() -> None:
    """Four characters before it, and a zero-width space after each of its eleven digits but one."""
    text = "电话是：" + "\u200b".join(MOBILE) + "。"

    [leak] = find_leaks(text)

    assert leak == Leak(4, 4 + 11 + 10, LeakKind.MOBILE)
    assert leak.shown == "疑似手机号（第5—25个字）"


def test_leaks_are_told_in_the_order_of_the_text() -> None:
    text = f"联系人：张某甲，{MOBILE}，密码：made-up-1"

    assert [leak.kind for leak in find_leaks(text)] == [
        LeakKind.NAME,
        LeakKind.MOBILE,
        LeakKind.PASSWORD,
    ]


def test_nothing_is_found_in_nothing() -> None:
    assert find_leaks("") == ()
