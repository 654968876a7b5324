"""Numbers as offices write them: 1,200件, １２, 98％, 0.12万; about-numbers are refused."""

import re
from collections.abc import Sequence
from decimal import Decimal

from builder.formats.sheets import CellContent
from builder.intake.readings import CellReading, Fault, given, unreadable
from builder.intake.wording import match_key, quote, spaced_key
from builder.model import problem_kinds as kinds
from builder.model.numbers import HUNDRED, ONE, percent, plain
from builder.model.problems import ProblemKind
from builder.rubric.fields import Column, FieldType

_NUMBER = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+)(.*)")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SEPARATORS = re.compile(r"[、,;\s]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
#: Measures that say the same; a number may carry any one of its own group.
_MEASURES = (
    frozenset("项个件家人次条起户份篇场名宗例期批种类处本张台辆枚块笔间套"),
    frozenset({"天", "日", "工作日", "个工作日", "自然日"}),
    frozenset({"m2", "平方米", "平米", "平方"}),
    frozenset({"分"}),
    frozenset({"元"}),
    frozenset({"万元"}),
    frozenset({"小时", "时", "h"}),
    frozenset({"分钟"}),
    frozenset({"月", "个月"}),
    frozenset({"年"}),
)
_CHINESE_DIGITS = {sign: Decimal(n) for n, sign in enumerate("〇一二三四五六七八九")} | {
    "零": Decimal(0),
    "两": Decimal(2),
}
_CHINESE_POWERS = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
#: Excel keeps no more digits than these, so that whoever wrote more meant no number.
_MOST_DIGITS = 15
_TOO_GREAT = Decimal(10) ** _MOST_DIGITS
#: A percentage up to here may as well have been meant as a ratio.
_AMBIGUOUS_TO = Decimal(2)


def read_number(column: Column, content: CellContent) -> CellReading:
    """An integer or decimal number within the column's limits."""
    reading = _plain_number(column, content)
    if not isinstance(reading.value, Decimal):
        return reading
    if column.type is FieldType.INTEGER and reading.value % ONE:
        return unreadable(kinds.NOT_AN_INTEGER, shown=quote(content), example=_example(content))
    return _within(column, content, reading.value, reading.faults)


def read_percent(column: Column, content: CellContent) -> CellReading:
    """A percentage as 0–1: 98%, 98 and 0.98 are one; 1 to 2 without a sign is warned of."""
    if isinstance(content, str) and (text := match_key(content)).endswith("%"):
        match = _NUMBER.fullmatch(text[:-1])
        if match is None or match[2]:
            return unreadable(kinds.NOT_A_NUMBER, shown=quote(content), example="98%")
        reading = _given(content, Decimal(match[1].replace(",", "")))
        if not isinstance(reading.value, Decimal):
            return reading
        return _within(column, content, reading.value / HUNDRED)
    reading = _plain_number(column, content)
    if not isinstance(reading.value, Decimal):
        return reading
    value = reading.value if abs(reading.value) <= ONE else reading.value / HUNDRED
    faults = reading.faults
    if ONE <= abs(reading.value) <= _AMBIGUOUS_TO:
        tokens = {"shown": quote(content), "read": percent(value)}
        faults = (*faults, Fault(kinds.AMBIGUOUS_PERCENT, tokens))
    return _within(column, content, value, faults)


def read_integers(column: Column, content: CellContent) -> CellReading:
    """A list of whole numbers in one cell: 「2、2、3」."""
    refusal = unreadable(kinds.NOT_INTEGERS, shown=quote(content))
    if isinstance(content, Decimal):
        items = [plain(content)]
    elif isinstance(content, str) and not _THOUSANDS.fullmatch(match_key(content)):
        items = [item for item in _SEPARATORS.split(spaced_key(content)) if item]
    else:
        return refusal
    numbers: list[Decimal] = []
    for item in items:
        reading = read_number(column.model_copy(update={"type": FieldType.INTEGER}), item)
        if not isinstance(reading.value, Decimal):
            limit = any(fault.kind is kinds.OUT_OF_RANGE for fault in reading.faults)
            return reading if limit else refusal
        numbers.append(reading.value)
    return given(tuple(numbers)) if numbers else refusal


def _plain_number(column: Column, content: CellContent) -> CellReading:
    if isinstance(content, Decimal):
        return _given(content, content)
    refused = _refusal(column)
    if not isinstance(content, str):
        return unreadable(refused, shown=quote(content), example=_example(content))
    text = match_key(content)
    match = _NUMBER.fullmatch(text)
    if match is None:
        return _chinese_number(column, content, text)
    number, rest = Decimal(match[1].replace(",", "")), match[2]
    if _suits(rest, column.measure):
        return _given(content, number)
    if rest[:1] in _SCALES and _suits(rest[1:], column.measure):
        number *= _SCALES[rest[0]]
        tokens = {"shown": quote(content), "read": plain(number)}
        return _given(content, number, Fault(kinds.MULTIPLIED, tokens))
    return unreadable(refused, shown=quote(content), example=_example(content))


def _given(content: CellContent, number: Decimal, *faults: Fault) -> CellReading:
    """*number*, unless it has more digits than can be counted with."""
    if abs(number) >= _TOO_GREAT:
        how = f"的整数部分超过{_MOST_DIGITS}位"
        return unreadable(kinds.OUT_OF_RANGE, shown=quote(content), how=how)
    return given(number, *faults)


def _refusal(column: Column) -> ProblemKind:
    return kinds.NOT_AN_INTEGER if column.type is FieldType.INTEGER else kinds.NOT_A_NUMBER


def _suits(suffix: str, measure: str) -> bool:
    """Whether what stands after the digits is nothing, or says the same as the *measure*."""
    own = match_key(measure)
    if suffix in {"", own}:
        return True
    groups = [group for group in _MEASURES if suffix in group]
    return any(own in group or not own for group in groups)


def _chinese_number(column: Column, content: str, text: str) -> CellReading:
    """A number below ten thousand in Chinese digits: 二十 → 20."""
    digits = "".join(sign for sign in text if sign in _CHINESE_DIGITS or sign in _CHINESE_POWERS)
    if not digits or not text.startswith(digits) or not _suits(text[len(digits) :], column.measure):
        return unreadable(_refusal(column), shown=quote(content), example=_example(content))
    total, digit = Decimal(0), None
    for sign in digits:
        if sign in _CHINESE_POWERS:
            total += (ONE if digit is None else digit) * _CHINESE_POWERS[sign]
            digit = None
        elif digit:
            return unreadable(_refusal(column), shown=quote(content), example="12")
        else:
            digit = _CHINESE_DIGITS[sign]
    number = total + (digit or Decimal(0))
    tokens = {"shown": quote(content), "read": plain(number)}
    return given(number, Fault(kinds.CHINESE_NUMERAL, tokens))


def _within(
    column: Column, content: CellContent, value: Decimal, faults: Sequence[Fault] = ()
) -> CellReading:
    """*value* with its *faults*, or the problem that it is beyond the column's limits."""
    if column.least is not None and value < column.least:
        how = f"小于{_limit(column, column.least)}"
    elif column.greatest is not None and value > column.greatest:
        how = f"大于{_limit(column, column.greatest)}"
    else:
        return given(value, *faults)
    return unreadable(kinds.OUT_OF_RANGE, shown=quote(content), how=how)


def _limit(column: Column, limit: Decimal) -> str:
    return percent(limit) if column.type is FieldType.PERCENT else f"{plain(limit)}{column.measure}"


def _example(content: CellContent) -> str:
    """The digits that the cell holds, as an example of what to write."""
    found = _DIGITS.search(match_key(quote(content)))
    return found[0].replace(",", "").split(".")[0] if found else "12"
