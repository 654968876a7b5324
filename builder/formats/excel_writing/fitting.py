"""What a cell can hold, and how high its row has to be; not every program finds that out itself."""

import re
from collections.abc import Sequence
from decimal import Decimal

from wcwidth import wcswidth

CellValue = str | int | Decimal | None

#: What Excel keeps of a cell's text.
_LONGEST_TEXT = 32_767
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
