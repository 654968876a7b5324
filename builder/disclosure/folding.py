"""Text as a machine compares it, with the way back to the words as they were written."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

#: Letters and signs without any ink, which no general category gives away.
_INKLESS = frozenset("\u115f\u1160\u2800\u3164\uffa0\u034f\u17b4\u17b5")


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text after folding; each of its characters knows where it came from."""

    source: str
    text: str
    #: For each character of *text*, the index in *source* that it came from.
    positions: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from *start* to *end* (exclusive, not empty) stand in the source."""
        return self.positions[start], self.positions[end - 1] + 1

    def words(self, start: int, end: int) -> str:
        """The words as written that the characters from *start* to *end* came from."""
        first, last = self.span(start, end)
        return self.source[first:last]


def fold(source: str, exchange: Callable[[str], str]) -> FoldedText:
    """*source* under NFKC without invisible characters, each character put through *exchange*.

    *exchange* gives what takes a character's place: itself, another, or nothing.
    """
    shapes = {written: _shape(written, exchange) for written in set(source)}
    text = "".join([shapes[written] for written in source])
    if all(len(shape) == 1 for shape in shapes.values()):
        return FoldedText(source, text, range(len(source)))
    places = [index for index, written in enumerate(source) for _ in shapes[written]]
    return FoldedText(source, text, tuple(places))


def _shape(written: str, exchange: Callable[[str], str]) -> str:
    """What one character as written is folded to; nothing for an invisible one."""
    parts = unicodedata.normalize("NFKC", written)
    return "".join(exchange(part) for part in parts if not invisible(part))


def invisible(character: str) -> bool:
    """Whether *character* leaves no trace on paper, white space aside."""
    if character.isspace():
        return False
    category = unicodedata.category(character)
    return character in _INKLESS or category in {"Cf", "Cc", "Mn", "Me", "Co", "Cn", "Cs"}
