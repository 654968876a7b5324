"""Plain values of a rubric as cells, and cells as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from builder.formats.excel_writing.fitting import CellValue
from builder.formats.sheets import CellContent, FormulaFault
from builder.model import problem_kinds as kinds
from builder.model import rubric_problem_kinds as rubric_kinds
from builder.model.numbers import plain
from builder.model.places import Place
from builder.model.problems import Problem
from builder.rubric.load import nearest
from builder.rubric.shapes import Shape
from builder.rubric.workbook.words import (
    EMPTY,
    NO,
    UNSET,
    YES,
    as_number,
    fits_a_cell,
    spell,
    unspell,
)

#: Set word → its Chinese.
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A cell that can't be what its key asks for; *problem* says why."""

    problem: Problem


def to_cell(value: object, words: Words) -> CellValue:
    """A plain value as a cell: lists a line an item, mappings a line a pair."""
    match value:
        case list() | dict() if not value:
            return EMPTY
        case list():
            return "\n".join(_line(item, words, "\n") for item in value)
        case dict():
            return "\n".join(_pair(key, item, words) for key, item in value.items())
        case Decimal() if fits_a_cell(value):
            return value
        case int() if not isinstance(value, bool) and fits_a_cell(Decimal(value)):
            return value
        case _:
            return _line(value, words, "")


def from_cell(content: CellContent, shape: Shape, words: Words, place: Place) -> object:
    """The plain value in a cell that isn't blank, or a `Misfit`."""
    if (refusal := _refusal(content, shape, place)) is not None:
        return refusal
    text = _text(content)
    if text == EMPTY and shape.nested:
        return [] if shape.items is not None else {}
    if shape.items is not None:
        values = [from_line(line, shape.items, words, place) for line in _lines(text)]
        return next((value for value in values if isinstance(value, Misfit)), values)
    if shape.entries is not None:
        return _pairs(_lines(text), shape.entries, words, place)
    return from_line(text, shape, words, place)


def _refusal(content: CellContent, shape: Shape, place: Place) -> Misfit | None:
    """Why nothing can be read from a cell of this sort."""
    match content:
        case FormulaFault(error=None):
            return Misfit(kinds.FORMULA_WITHOUT_VALUE.at(place))
        case FormulaFault(error=error):
            return Misfit(kinds.FORMULA_ERROR.at(place, shown=error))
        case date() if date in shape.plain:
            return None
        case date() | time() | timedelta():
            return Misfit(rubric_kinds.DATE_CELL.at(place, shown=content))
        case _:
            return None


def _text(content: CellContent) -> str:
    match content:
        case bool():
            return YES if content else NO
        case Decimal():
            return plain(content)
        case date():
            return f"{content:%Y-%m-%d}"
        case _:
            return str(content).strip()


def from_line(text: str, shape: Shape, words: Words, place: Place) -> object:
    """The one value that *text* stands for, or a `Misfit`."""
    if shape.nullable and text == UNSET:
        return None
    if bool in shape.plain and text in {YES, NO}:
        return text == YES
    if shape.choices:
        return _choice(text, words, place)
    if str in shape.plain or shape.records:
        return unspell(text)
    return _of_type(text, shape, place)


def _of_type(text: str, shape: Shape, place: Place) -> object:
    if bool in shape.plain:
        return Misfit(kinds.NOT_YES_NO.at(place, shown=text))
    return _day(text, place) if date in shape.plain else _number(text, shape, place)


def _choice(text: str, words: Words, place: Place) -> object:
    for code, word in words.items():
        if text in {code, word}:
            return code
    advice = f"；{nearest(text, list(words.values()))}"
    choices = "、".join(words.values())
    return Misfit(kinds.NOT_A_CHOICE.at(place, shown=text, choices=choices, advice=advice))


def _day(text: str, place: Place) -> object:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return Misfit(kinds.NOT_A_DATE.at(place, shown=text, example="2018-12-31"))


def _number(text: str, shape: Shape, place: Place) -> object:
    number = as_number(text)
    whole = Decimal not in shape.plain
    if number is None and not whole:
        return Misfit(kinds.NOT_A_NUMBER.at(place, shown=text, example="2.5"))
    if number is None or (whole and number != number.to_integral_value()):
        return Misfit(kinds.NOT_AN_INTEGER.at(place, shown=text, example="2"))
    return int(number) if whole else number


def _pairs(lines: Sequence[str], shape: Shape, words: Words, place: Place) -> object:
    pairs: dict[str, object] = {}
    for line in lines:
        key, sign, text = line.partition("=")
        name = unspell(key.strip())
        if not sign or name in pairs:
            return Misfit(rubric_kinds.NOT_A_PAIR.at(place, shown=line))
        pairs[name] = from_line(text.strip(), shape, words, place)
    misfits = [value for value in pairs.values() if isinstance(value, Misfit)]
    return misfits[0] if misfits else pairs


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _pair(key: str, value: object, words: Words) -> str:
    name = spell(key, also="\n=")
    return name + "=" + _line(value, words, "\n")


def _line(value: object, words: Words, also: str) -> str:
    match value:
        case None:
            return UNSET
        case bool():
            return YES if value else NO
        case Decimal():
            return format(value, "f")
        case int():
            return str(value)
        case _:
            text = str(value)
            return words[text] if text in words else spell(text, also=also)
