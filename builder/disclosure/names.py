"""Names of persons beside a word such as 联系人, found by their surname; not posts, not offices."""

import re
from collections.abc import Iterator

from builder.disclosure import name_words as words

Span = tuple[int, int]

_LABEL = "|".join(words.LABELS.split())
_SURNAME = "".join(words.SURNAMES.split())
_DOUBLE = "|".join(words.DOUBLE_SURNAMES.split())
_NO_NAMES = frozenset(words.NO_NAMES.split())

_NAME = rf"(?:(?:{_DOUBLE}) {{0,2}}[一-鿿]{{1,2}}|[{_SURNAME}] {{0,2}}[一-鿿](?: ?[一-鿿])?)"
_BETWEEN = r"\*{0,2}(?:\([^()]{0,8}\))? ?(?:[:=|\"'】\]]| ) ?[ |\"'*【\[]{0,4}"
_AFTER = r"(?=$|[ ,。;、|/()\[\]【】:\"'*<0-9+-]|电话|手机|联系)"
_LABELLED = re.compile(rf"(?:{_LABEL}){_BETWEEN}({_NAME}){_AFTER}")
_POST = re.compile(
    rf"(?:{_DOUBLE}|.)(?:{'|'.join(words.NOT_GIVEN.split())})|.*[{words.LAST_OF_OFFICES}]"
)


def find_names(text: str) -> Iterator[Span]:
    """Names of two to four characters after a label and a colon, a bar or a space."""
    for match in _LABELLED.finditer(text):
        name = match[1].replace(" ", "")
        if name not in _NO_NAMES and not _POST.fullmatch(name):
            yield match.span(1)
