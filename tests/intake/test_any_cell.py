"""Whatever stands in a cell, reading it gives a value of its type or says what is wrong."""

import string
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.formats.sheets import CellContent, FormulaFault
from builder.intake.campaign import Period
from builder.intake.dates_in_cells import read_time
from builder.intake.values import read_value
from builder.intake.wording import match_key, quote, spaced_key, tidy, words_of
from builder.model.answers import AnswerState, Value, show_value
from builder.model.places import CellPlace
from builder.rubric.fields import Field, FieldType

PERIOD = Period(start=date(2022, 1, 1), end=date(2022, 12, 31))
TYPES = tuple(kind for kind in FieldType if kind is not FieldType.LOG)
TYPE_OF: dict[FieldType, type | tuple[type, ...]] = {
    FieldType.INTEGER: Decimal,
    FieldType.DECIMAL: Decimal,
    FieldType.PERCENT: Decimal,
    FieldType.YES_NO: bool,
    FieldType.DATE: date,
    FieldType.INTEGERS: tuple,
}

#: What offices write, in any order: it comes closer to a number or a date than chance does.
office_words = st.lists(
    st.sampled_from(
        [*"0123456789", *".,，。-/年月日时分%％万亿十百千两零〇（）()、; 　√×□是否无件㎡前底t:"]
    ),
    max_size=16,
).map("".join)
#: What Excel can hold of a number, to the limits of a double.
numbers = st.floats(allow_nan=False, allow_infinity=False).map(lambda n: Decimal(format(n, ".15g")))
contents: st.SearchStrategy[CellContent] = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=60),
    office_words,
    st.text(string.digits, min_size=1, max_size=60),
    numbers,
    st.decimals(-100_000, 100_000, places=4),
    st.dates(),
    st.datetimes(),
    st.sampled_from([FormulaFault(None), FormulaFault("#DIV/0!")]),
)


def field_of(kind: FieldType) -> Field:
    choices = ("已办结", "办理中") if kind is FieldType.CHOICE else ()
    return Field(id="f", title="填报项", type=kind, origin=("U",), choices=choices, measure="件")


@pytest.mark.parametrize("kind", TYPES)
@given(content=contents)
@example(content=Decimal("1E+300"))
@example(content="1" * 40)
@example(content=f"{'9' * 14}亿")
def test_a_cell_is_a_value_of_its_type_or_a_problem(kind: FieldType, content: CellContent) -> None:
    reading = read_value(field_of(kind), content, PERIOD)

    if reading.state is AnswerState.UNREADABLE:
        assert reading.faults
    assert (reading.value is None) == (reading.state is not AnswerState.GIVEN)
    if reading.value is not None:
        assert isinstance(reading.value, TYPE_OF.get(kind, str))
        assert_counts(kind, reading.value)
    place = CellPlace("县民政局.xlsx", "填报表", "C4")
    for fault in reading.faults:
        told = fault.kind.at(place, unit=None, **fault.tokens)
        assert told.wrong
        assert told.remedy


def assert_counts(kind: FieldType, value: Value) -> None:
    """A number can be counted with and printed; a whole number is whole."""
    assert show_value(value, "%" if kind is FieldType.PERCENT else "件")
    numbers = value if isinstance(value, tuple) else (value,)
    for number in numbers:
        if isinstance(number, Decimal):
            assert abs(number) < Decimal(10) ** 15
            assert kind is FieldType.DECIMAL or kind is FieldType.PERCENT or not number % 1


@given(content=contents)
def test_a_time_of_receipt_is_a_time_or_nothing(content: CellContent) -> None:
    moment = read_time(content)

    assert moment is None or isinstance(moment, datetime)
    if isinstance(content, datetime):
        assert moment == content


@given(number=st.integers(0, 10**14), measure=st.sampled_from(("", "件", "项")))
def test_a_whole_number_is_read_however_it_is_written(number: int, measure: str) -> None:
    spellings = (str(number), f"{number:,}", f" {number} {measure}", f"{number}".translate(WIDE))

    read = {read_value(field_of(FieldType.INTEGER), text, PERIOD).value for text in spellings}

    assert read == {Decimal(number)}


WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@given(day=st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_however_it_is_written(day: date) -> None:
    spellings = (
        *(day.isoformat(), f"{day:%Y.%m.%d}", f"{day:%Y/%m/%d}", f"{day:%Y%m%d}"),
        *(f"{day.year}年{day.month}月{day.day}日", f"{day.year}.{day.month}.{day.day}"),
        f"{day:%Y-%m-%d} 10:30",
    )

    read = {read_value(field_of(FieldType.DATE), text, PERIOD).value for text in spellings}

    assert read == {day}


@given(ratio=st.integers(0, 10_000))
def test_a_percentage_is_read_with_or_without_its_sign(ratio: int) -> None:
    percentage = Decimal(ratio) / 100

    written = read_value(field_of(FieldType.PERCENT), f"{percentage}%", PERIOD)

    assert written.value == percentage / 100
    assert written.faults == ()


@given(text=st.text())
def test_cleaned_words_stay_as_they_are_when_cleaned_again(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert match_key(match_key(text)) == match_key(text)
    assert spaced_key(spaced_key(text)) == spaced_key(text)
    assert "\n" not in quote(text)
    assert len(quote(text)) <= 31
    assert words_of(text) == tidy(text)
