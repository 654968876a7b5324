"""Heights of rows: as many lines as there are when one sign is put beside the other."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from builder.formats.excel_writing.fitting import count_lines, free_name, height

ROOM = st.integers(2, 40)
TEXTS = st.text(st.sampled_from("县民政局，。：12 Ab-“…é\u0301🌾\n"), max_size=60)


def one_by_one(line: str, room: int) -> int:
    """Words of Latin script go down whole, all else sign by sign."""
    lines, used = 1, 0
    for word in re.findall("[!-~]+|.", line):
        size = max(0, wcswidth(word))
        if used and used + size > room:
            lines, used = lines + 1, 0
        lines += max(0, size - 1) // room
        used += size % room if size > room else size
    return lines


@given(TEXTS, ROOM)
def test_runs_of_chinese_take_what_their_signs_take(text: str, room: int) -> None:
    assert count_lines(text, room + 1) == sum(one_by_one(line, room) for line in text.split("\n"))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        (None, 9, 1),
        ("县民政局", 9, 1),
        ("县民政局办", 9, 2),
        ("县民政局" * 3, 9, 3),
        ("甲ab cd", 5, 2),
        ("abcdefgh", 5, 2),
        ("甲\n\n乙", 9, 3),
    ],
)
def test_lines_are_counted(text: str | None, width: int, lines: int) -> None:
    """Of a column's characters one is its margin; Chinese takes two."""
    assert count_lines(text, width) == lines


def test_the_highest_cell_makes_the_row_and_excel_the_limit() -> None:
    assert height(["甲", "甲\n乙"], [9, 9]) == 15.5 * 2 + 3
    assert height(["甲\n" * 100], [9]) == 409


@pytest.mark.parametrize(
    ("name", "taken", "free"),
    [
        ("汇总表", (), "汇总表"),
        ("A/b: [1]'", (), "A b   1"),
        ("a\tb\x00", (), "a b"),
        ("'", (), "表"),
        ("县" * 40, (), "县" * 31),
        ("县" * 30 + " 乙", (), "县" * 30),
        ("汇总表", ("汇总表", "汇总表（2）"), "汇总表（3）"),
        ("Sheet", ("SHEET",), "Sheet（2）"),
        ("县" * 31, ("县" * 31,), "县" * 28 + "（2）"),
        ("𠮷" * 20, (), "𠮷" * 15),
    ],
)
def test_names_are_as_excel_takes_them(name: str, taken: tuple[str, ...], free: str) -> None:
    """31 signs, rare ones counted twice; none that an address is made of, no name twice."""
    assert free_name(name, taken) == free
