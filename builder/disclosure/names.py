"""Names of persons beside a word such as 联系人, found by their surname; not posts, not offices."""

import re
from collections.abc import Iterator

from builder.disclosure import name_words as words

Span = tuple[int, int]


def spaced(listed: str) -> str:
    """An expression for any of the words *listed*, also as forms space them: 「姓　名」."""
    return "|".join(" {0,4}".join(word) for word in listed.split())


_LABEL, _ROLE = spaced(words.LABELS), spaced(words.ROLES)
#: Labels that a name follows straight away, and hardly anything else.
_CLOSE = spaced("联系人 联络人 联络员 经办人 经手人 承办人 填表人 填报人 制表人 审核人")
_SURNAME = "".join(words.SURNAMES.split())
_DOUBLE = "|".join(words.DOUBLE_SURNAMES.split())
_TITLE = "|".join(words.TITLES.split())
_NO_NAMES = frozenset(words.NO_NAMES.split())

_NAME = (
    rf"(?:(?:{_DOUBLE}) {{0,2}}[一-鿿]{{1,2}}|[{_SURNAME}] {{0,2}}[一-鿿](?: ?[一-鿿])?"
    r"|[一-鿿]{2,8}·[一-鿿]{1,8})"
)
_BRACKET = r"\*{0,2}(?:\([^()]{0,8}\))? ?"
_OPENS = r" ?[ |\"'*【\[“‘「『《]{0,4}"
_AFTER = rf"(?=$|[ ,。;、|/()\[\]【】”’」』》>:\"'*<0-9+_-]|电话|手机|联系|{_TITLE})"
_SIGNS = r"[:=|\"'】\]/(_-]"
_LABELLED = (
    re.compile(rf"(?:{_LABEL}){_BRACKET}(?:{_SIGNS}|为|是| ){_OPENS}({_NAME}){_AFTER}"),
    re.compile(rf"(?:{_ROLE}){_BRACKET}{_SIGNS}{_OPENS}({_NAME}){_AFTER}"),
    re.compile(rf"(?:{_CLOSE})({_NAME})(?=$|[,。;、)_.-])"),
    re.compile(rf"(?<![一-鿿])({_NAME}) ?\((?:{_CLOSE})\)"),
    re.compile(rf"(?:{_LABEL})({_NAME})(?=[ ,(]{{0,2}}(?:联系)?(?:电话|手机|[0-9]{{4}}))"),
)
_POST = re.compile(
    rf"(?:{_DOUBLE}|.)(?:{'|'.join(words.NOT_GIVEN.split())})|.*[{words.LAST_OF_OFFICES}{words.LAST_OF_PAPERS}]"
)


def find_names(text: str) -> Iterator[Span]:
    """Names of two to four characters after a label and a colon, a bar or a space."""
    for expression in _LABELLED:
        for match in expression.finditer(text):
            name = match[1].replace(" ", "")
            if name not in _NO_NAMES and not _POST.fullmatch(name):
                yield match.span(1)
