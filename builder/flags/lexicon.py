"""Catch-all wording (兜底性条款) found in a text of a guide, told with its words as written."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.disclosure.folding import FoldedText, fold, visible
from builder.flags.lexicon_words import CatchAllPattern, Certainty, Lexicon, Scope

#: Stands for a character that isn't compared; no pattern holds it.
_MASK = "\ufffc"
_TITLE_OPENS, _TITLE_CLOSES = "《", "》"


@dataclass(frozen=True, slots=True)
class Hit:
    """One catch-all wording in a text."""

    certainty: Certainty
    #: Id of the lexicon's pattern, and what that looks for.
    pattern: str
    title: str
    #: As written, white space and all.
    words: str
    #: Where the words stand in the text as written; *end* is exclusive.
    start: int
    end: int


def find_catch_all(text: str, scope: Scope, lexicon: Lexicon) -> tuple[Hit, ...]:
    """The catch-all wordings in *text*, a text of the guide's part *scope*, in their order.

    Of wordings that overlap, the more certain one is told, of equals the longer.
    """
    if not lexicon.severities.get(scope):
        return ()
    folded = fold_for(text, lexicon)
    compared = _without_innocents(folded.text, lexicon)
    kept: list[Hit] = []
    for hit in sorted(_all_hits(compared, folded, scope, lexicon), key=_weight):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit.start))


def fold_for(text: str, lexicon: Lexicon) -> FoldedText:
    """*text* as *lexicon* compares it: simplified, white space and ornaments out, titles masked.

    What stands in 《》 keeps its place as characters that no pattern holds.
    """
    folded = fold(text, lambda written: "".join(_exchange(visible(written), lexicon)))
    masked = _without_titles(folded.text).replace("其它", "其他")
    return FoldedText(folded.source, masked, folded.positions)


def _exchange(characters: str, lexicon: Lexicon) -> Iterator[str]:
    for one in characters:
        if not one.isspace():
            yield lexicon.exchanges.get(one, one)


def _all_hits(compared: str, folded: FoldedText, scope: Scope, lexicon: Lexicon) -> Iterator[Hit]:
    for pattern, expression in lexicon.catching:
        if pattern.scopes and scope not in pattern.scopes:
            continue
        for match in expression.finditer(compared):
            yield _hit(pattern, folded, match.start(), match.end())


def _hit(pattern: CatchAllPattern, folded: FoldedText, first: int, last: int) -> Hit:
    start, end = folded.span(first, last)
    return Hit(
        certainty=pattern.certainty,
        pattern=pattern.id,
        title=pattern.title,
        words=folded.source[start:end],
        start=start,
        end=end,
    )


def _weight(hit: Hit) -> tuple[str, int, int]:
    return hit.certainty.value, hit.start - hit.end, hit.start


def _without_innocents(text: str, lexicon: Lexicon) -> str:
    for expression in lexicon.excusing:
        text = expression.sub(lambda match: _MASK * len(match[0]), text)
    return text


def _without_titles(text: str) -> str:
    """*text* with everything inside 《》 masked, inner ones too; a bracket alone masks nothing."""
    masked = list(text)
    opened: list[int] = []
    for index, character in enumerate(text):
        if character == _TITLE_OPENS:
            opened.append(index)
        elif character == _TITLE_CLOSES and opened:
            start = opened.pop()
            masked[start : index + 1] = _MASK * (index + 1 - start)
    return "".join(masked)
