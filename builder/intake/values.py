"""From a cell to a field's value, by the field's type (domain.md part E)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from builder.formats.sheets import CellContent, FormulaFault
from builder.intake.campaign import Period
from builder.intake.dates_in_cells import read_date
from builder.intake.numbers_in_cells import read_integers, read_number, read_percent
from builder.intake.readings import BLANK, NOT_APPLICABLE, CellReading, blank, given, unreadable
from builder.intake.wording import match_key, quote, tidy, without_brackets, words_of
from builder.model import problem_kinds as kinds
from builder.rubric.fields import Column, Field, FieldType

_YES = frozenset({"√", "✓", "✔", "是", "有", "y", "yes", "1", "■", "☑", "true", "已"})
_NO = frozenset({"×", "✗", "✘", "╳", "x", "否", "无", "没有", "n", "no", "0", "□", "false", "未"})
_NOT_APPLICABLE = frozenset(
    {"-", "--", "—", "——", "―", "–", "/", "//", "\\", "无此项", "不适用", "不涉及", "n/a", "na"}
)
_NOTHING = frozenset({"无", "没有"})
#: What people write where a paper should be named and there is none yet.
_PROMISED = re.compile(
    "待(?:补充?|补报|提供|报送?|上?传|完善|定)|(?:稍|以|随)?后(?:期|续)?(?:补充?|提供|报送?)"
    "|近期(?:补充?|提供)|正在(?:补充|整理|办理|编制)|(?:补充|整理|办理|编制)中"
    "|暂(?:无|缺|时没有|未提供)|尚?未提供"
)
_TICKED, _EMPTY = "[√✓✔■☑]", "[□☐]"
_TICKED_YES = re.compile(f"{_TICKED}[是有]{_EMPTY}?[否无]|[是有]{_TICKED}[否无]{_EMPTY}?")
_TICKED_NO = re.compile(f"{_EMPTY}?[是有]{_TICKED}[否无]|[是有]{_EMPTY}?[否无]{_TICKED}")
_ADDRESS = re.compile(r"https?://[^\s，；、。（）]+", re.IGNORECASE)
_HOST = re.compile(r"www\.[^\s，；、。（）]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reader:
    """How a type is read from a cell that holds something."""

    read: Callable[[Column, CellContent, Period], CellReading]
    #: Whether 「无」 says that there is none, and so leaves the field blank.
    none_is_blank: bool = False


def read_value(column: Column, content: CellContent, period: Period) -> CellReading:
    """*content* as a value of the *column*'s type; *period* gives a date its year."""
    if content is None:
        return BLANK
    if isinstance(content, FormulaFault):
        return _formula(content)
    key = match_key(words_of(content))
    if key in _NOT_APPLICABLE:
        return _not_applicable(column, content)
    reader = _READERS[column.type]
    if not key or (reader.none_is_blank and key in _NOTHING):
        return BLANK
    if reader.none_is_blank and _PROMISED.fullmatch(key.rstrip("。.!")):
        return blank(kinds.PROMISED_PROOF, shown=quote(content))
    return reader.read(column, content, period)


def _formula(fault: FormulaFault) -> CellReading:
    if fault.error is None:
        return unreadable(kinds.FORMULA_WITHOUT_VALUE)
    return unreadable(kinds.FORMULA_ERROR, shown=fault.error)


def _not_applicable(column: Column, content: CellContent) -> CellReading:
    """A stroke in a log's row is an empty cell; in a field it says 不适用."""
    if not isinstance(column, Field):
        return BLANK
    if column.not_applicable:
        return NOT_APPLICABLE
    return unreadable(kinds.NO_NOT_APPLICABLE, shown=quote(content), title=column.title)


def _yes_no(_column: Column, content: CellContent, _period: Period) -> CellReading:
    if isinstance(content, bool):
        return given(content)
    key = match_key(words_of(content))
    for word in (key, without_brackets(key)):
        if word in _YES or _TICKED_YES.fullmatch(word):
            return given(value=True)
        if word in _NO or _TICKED_NO.fullmatch(word):
            return given(value=False)
    return unreadable(kinds.NOT_YES_NO, shown=quote(content))


def _choice(column: Column, content: CellContent, _period: Period) -> CellReading:
    words: Mapping[str, str] = {
        **{match_key(word): choice for word, choice in column.synonyms.items()},
        **{match_key(choice): choice for choice in column.choices},
    }
    key = match_key(words_of(content))
    for word in (key, without_brackets(key)):
        if word in words:
            return given(words[word])
    close = get_close_matches(key, words, n=1, cutoff=0.5)
    advice = f"；是否想写“{words[close[0]]}”？" if close else ""
    listed = "、".join(column.choices)
    return unreadable(kinds.NOT_A_CHOICE, shown=quote(content), choices=listed, advice=advice)


def _text(_column: Column, content: CellContent, _period: Period) -> CellReading:
    return given(words_of(content))


def _url(_column: Column, content: CellContent, _period: Period) -> CellReading:
    text = tidy(words_of(content))
    found = _ADDRESS.findall(text) or _HOST.findall(text)
    if not found:
        return unreadable(kinds.NOT_A_URL, shown=quote(content))
    return given(" ".join(found))


def _number(column: Column, content: CellContent, _period: Period) -> CellReading:
    return read_number(column, content)


def _percent(column: Column, content: CellContent, _period: Period) -> CellReading:
    return read_percent(column, content)


def _integers(column: Column, content: CellContent, _period: Period) -> CellReading:
    return read_integers(column, content)


def _date(_column: Column, content: CellContent, period: Period) -> CellReading:
    return read_date(content, period)


#: How each type is read; a log has no cell of its own.
_READERS: Mapping[FieldType, _Reader] = {
    FieldType.INTEGER: _Reader(_number),
    FieldType.DECIMAL: _Reader(_number),
    FieldType.PERCENT: _Reader(_percent),
    FieldType.YES_NO: _Reader(_yes_no),
    FieldType.CHOICE: _Reader(_choice),
    FieldType.DATE: _Reader(_date),
    FieldType.INTEGERS: _Reader(_integers),
    FieldType.TEXT: _Reader(_text),
    FieldType.URL: _Reader(_url, none_is_blank=True),
    FieldType.DOCUMENT: _Reader(_text, none_is_blank=True),
    FieldType.ATTACHMENT: _Reader(_text, none_is_blank=True),
}
