"""What is written as YAML is read back as it was, by this reader and by others."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.formats.yaml_text import read_yaml
from builder.formats.yaml_writing import write_yaml

TEXT = st.text(st.characters(codec="utf-8"), max_size=120)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9)
LEAVES = st.none() | st.booleans() | NUMBERS | TEXT
DOCUMENTS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def read_back(text: str, folder: Path) -> object:
    path = folder / "written.yml"
    path.write_text(text, encoding="utf-8")
    return read_yaml(path).value


@settings(deadline=None)
@given(document=DOCUMENTS)
def test_every_document_comes_back(
    document: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    written = write_yaml({"document": document})

    assert {"document": document} == read_back(written, tmp_path_factory.getbasetemp())


@pytest.mark.parametrize(
    "word",
    ["yes", "No", "on", "1.10", "2018-12-31", "12:30", "0x1F", "1e3", "null", "~", ".5", "y"],
)
def test_text_that_looks_like_something_else_is_quoted(word: str) -> None:
    assert f'text: "{word}"\n' == write_yaml({"text": word})


def test_chinese_is_kept_and_needs_no_quotes() -> None:
    assert write_yaml({"标杆型": Decimal(10)}) == "标杆型: 10\n"


def test_numbers_keep_their_digits() -> None:
    assert write_yaml({"a": Decimal("0.50"), "b": Decimal("1E+3")}) == "a: 0.50\nb: 1000\n"


def test_long_text_stands_on_a_line_of_its_own() -> None:
    text = "全部进驻记满分，" * 12

    assert f"wording: >-\n  {text}\n" == write_yaml({"wording": text})


def test_short_lists_of_words_stand_on_one_line_and_records_do_not() -> None:
    written = write_yaml({"kinds": ["township", "subdistrict"], "rows": [{"id": "a"}, {"id": "b"}]})

    assert written == "kinds: [township, subdistrict]\nrows:\n  - id: a\n  - id: b\n"


def test_keys_keep_their_order() -> None:
    assert write_yaml({"b": "是", "a": "否"}) == "b: 是\na: 否\n"


def test_folded_text_over_several_lines_is_joined_by_blanks_and_nothing_else(
    tmp_path: Path,
) -> None:
    assert read_back("text: >-\n  one\n  two\n\n  three\n", tmp_path) == {"text": "one two\nthree"}
