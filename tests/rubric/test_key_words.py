"""Every key and every set word of the schema has its Chinese; none is left over."""

from itertools import pairwise

import pytest

from builder.rubric.key_words import choice_words, key_word, kind_word
from builder.rubric.record import Record
from builder.rubric.schema import Rubric
from builder.rubric.schema_words import KEY_WORDS, RECORD_WORDS
from builder.rubric.set_words import CHOICE_WORDS
from builder.rubric.shapes import Key, keys_of, kind_of, reachable, shape_of
from builder.rubric.workbook.layout import TABLES, child_record, tables

RECORDS = reachable(Rubric)
KEYS = [key for record in RECORDS for key in keys_of(record)]


def name_of(key: Key) -> str:
    return f"{key.owner.__name__}.{key.name}"


@pytest.mark.parametrize("key", KEYS, ids=name_of)
def test_a_key_has_a_heading_and_its_set_words_have_theirs(key: Key) -> None:
    assert key_word(key).heading
    assert all(choice_words(key).values())


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_no_two_keys_of_a_record_have_the_same_heading(record: type[Record]) -> None:
    headings = [key_word(key).heading for key in keys_of(record)]

    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.title)
def test_no_two_columns_of_a_sheet_have_the_same_head(table: object) -> None:
    heads = sorted(getattr(table, "heads"))  # noqa: B009 - parametrised as an object

    assert all(first != second for first, second in pairwise(heads))


def test_set_words_of_a_key_differ_in_chinese() -> None:
    for key in KEYS:
        words = list(choice_words(key).values())
        assert len(words) == len(set(words)), name_of(key)


def test_every_rule_kind_is_named_by_its_manual_page() -> None:
    words = [kind_word(record) for record in RECORDS if kind_of(record)]

    assert len(words) == len(set(words))
    assert max(len(word) for word in words) <= 8


def test_every_record_has_a_sheet_or_a_name_or_is_a_rule() -> None:
    unnamed = {
        record.__name__
        for record in RECORDS
        if not kind_of(record) and record not in TABLES and record.__name__ not in RECORD_WORDS
    }

    assert unnamed == set()


def test_no_heading_is_left_over_from_a_key_that_is_gone() -> None:
    used = {(base.__name__, key.name) for key in KEYS for base in key.owner.__mro__}
    written = {(record, key) for record, keys in KEY_WORDS.items() for key in keys}

    assert written <= used


def test_no_set_word_is_left_over() -> None:
    used = {
        (name, choice)
        for key in KEYS
        for choice in choice_words(key)
        for name in (
            (key.shape.items or key.shape).enumeration,
            *(f"{base.__name__}.{key.name}" for base in key.owner.__mro__),
        )
    }
    written = {(name, choice) for name, words in CHOICE_WORDS.items() for choice in words}

    assert written <= used


def test_a_key_of_a_type_that_no_sheet_can_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="complex"):
        shape_of(complex)


def test_a_list_of_what_no_sheet_can_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="list"):
        shape_of(list[str])


def test_a_rule_without_a_name_is_refused() -> None:
    class Nameless(Record):
        """Ends without saying what it is called."""

    with pytest.raises(KeyError, match="Nameless"):
        kind_word(Nameless)


def test_a_sheet_has_one_list_in_each_of_its_owners() -> None:
    for table in tables():
        holders = [key.owner for key in KEYS if child_record(key) is table.record]
        assert len(holders) == len(set(holders)) == len(table.owners)


def test_a_key_without_a_heading_is_refused() -> None:
    class Novelty(Record):
        surprise: str

    with pytest.raises(KeyError, match=r"Novelty\.surprise"):
        key_word(keys_of(Novelty)[0])
