"""Text as a machine compares it, with the way back to the words as they were written."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

#: Letters and signs without any ink, which no general category gives away.
_INKLESS = frozenset("\u115f\u1160\u2800\u3164\uffa0\u034f\u17b4\u17b5\u0640")


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

    def part(self, start: int, end: int) -> "FoldedText":
        """The characters from *start* to *end* (exclusive) alone."""
        return FoldedText(self.source, self.text[start:end], self.positions[start:end])

    def words(self, start: int, end: int) -> str:
        """The words as written that the characters from *start* to *end* came from."""
        first, last = self.span(start, end)
        return self.source[first:last]


def fold(source: str, shape: Callable[[str], str]) -> FoldedText:
    """*source* with each character, as it is written, put through *shape*.

    *shape* gives what takes its place: mostly one character, several, or nothing.
    """
    shapes = {written: shape(written) for written in set(source)}
    text = "".join([shapes[written] for written in source])
    if all(len(shape) == 1 for shape in shapes.values()):
        return FoldedText(source, text, range(len(source)))
    places = [index for index, written in enumerate(source) for _ in shapes[written]]
    return FoldedText(source, text, tuple(places))


@cache
def visible(written: str) -> str:
    """One character as written, under NFKC; nothing where it can't be seen."""
    parts = unicodedata.normalize("NFKC", written)
    return "".join(part for part in parts if not invisible(part))


def invisible(character: str) -> bool:
    """Whether *character* leaves no trace on paper, white space aside."""
    if character.isspace():
        return False
    category = unicodedata.category(character)
    return character in _INKLESS or category in {"Cf", "Cc", "Mn", "Me", "Co", "Cn", "Cs"}
