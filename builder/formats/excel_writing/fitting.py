"""What cells and names of sheets can hold, and how high a row has to be for its text.

Not every program that opens a workbook finds the heights out by itself.
"""

import re
from collections.abc import Collection, Sequence
from decimal import Decimal

from wcwidth import wcswidth

CellValue = str | int | Decimal | None

#: What Excel keeps of a cell's text, and of a sheet's name.
_LONGEST_TEXT, _LONGEST_NAME = 32_767, 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\t\n]")
#: Points of height that one line of text takes, and the most that Excel gives a row.
_LINE, _HIGHEST = 15.5, 409
_LINE_END = re.compile("\r\n?")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: Chinese, every sign of which is two characters wide; or else a word of Latin script, or one sign.
_PIECES = re.compile(r"([、。《》「」一-鿿（），：；？]+)|([!-~]+|.)")
_WIDE = 2


def printable(text: str) -> str:
    """*text* without the signs that a workbook can't hold, and as long as a cell may be."""
    if not text.isprintable():
        encoded = _LINE_END.sub("\n", text).encode("utf-8", "replace").decode("utf-8")
        text = _UNPRINTABLE.sub("", encoded)
    return text[:_LONGEST_TEXT]


def free_name(name: str, taken: Collection[str]) -> str:
    """*name* as Excel takes it for a sheet, with a number behind it where it is *taken*."""
    used = {other.lower() for other in taken}
    bare = _NOT_IN_NAMES.sub(" ", printable(name)).strip(" '") or "表"
    number, end = 1, ""
    while (found := _cut(bare, _LONGEST_NAME - len(end)) + end).lower() in used:
        number += 1
        end = f"（{number}）"
    return found


def _cut(name: str, longest: int) -> str:
    """The beginning of *name*; rare characters count twice to Excel."""
    return name.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore").rstrip(" '")


def height(values: Sequence[CellValue], widths: Sequence[int]) -> float:
    """Points that a row of *values* needs in columns of *widths* characters."""
    lines = max(map(count_lines, values, widths), default=1)
    return min(_HIGHEST, _LINE * lines + 3)


def count_lines(value: CellValue, width: int) -> int:
    """How many lines *value* takes in a column of *width* characters."""
    text = "" if value is None else printable(str(value))
    room = max(_WIDE, width - 1)
    return sum(_wrap(line, room) for line in text.split("\n"))


def _wrap(line: str, room: int) -> int:
    """How many lines *line* makes: Chinese breaks anywhere, a word of Latin script nowhere."""
    if len(line) * _WIDE <= room:
        return 1
    lines, used = 1, 0
    for chinese, word in _PIECES.findall(line):
        more, used = (
            _flow(len(chinese), used, room)
            if chinese
            else _place(max(0, wcswidth(word)), used, room)
        )
        lines += more
    return lines


def _flow(signs: int, used: int, room: int) -> tuple[int, int]:
    """How many lines more so many Chinese *signs* take, and how much is *used* of the last."""
    left = signs - (room - used) // _WIDE
    if left <= 0:
        return 0, used + signs * _WIDE
    full, last = divmod(left - 1, room // _WIDE)
    return full + 1, (last + 1) * _WIDE


def _place(size: int, used: int, room: int) -> tuple[int, int]:
    """The same for a word of *size* characters, which is broken only where no line holds it."""
    lines = 0
    if used and used + size > room:
        lines, used = 1, 0
    return lines + max(0, size - 1) // room, used + (size % room if size > room else size)
