"""Names of files that go out."""

import pytest

from builder.office.file_names import safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("县民政局", "县民政局"),
        ('甲/乙\\丙:丁*"?<>|', "甲_乙_丙_丁______"),
        ("甲\n乙\x1b", "甲_乙_"),
        (" 甲. ", "甲"),
        ("...", "未命名"),
    ],
)
def test_a_name_has_no_sign_that_windows_refuses(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_is_cut_and_still_unlike_every_other() -> None:
    """255 bytes is the most; （2）.xlsx, which may come behind it, has 12."""
    one, other = (safe_name("示例单位" * 60 + end) for end in "甲乙")

    assert one != other
    assert one.startswith("示例单位" * 16)
    assert len(one.encode()) <= 255 - 12
