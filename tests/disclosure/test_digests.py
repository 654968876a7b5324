"""The digest of a file, or a commit, is no telephone number, whatever digits it ends with."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.disclosure.detecting import find_leaks
from builder.disclosure.published_files import Inspector
from builder.disclosure.sieve import sift

#: A digest met in a project of 2,000 returns: it ends with f and eleven digits.
DIGEST = "dd2e75622518ca440b133f1a41fdd70ced6a7e35f3eea0093097f13517572591"
COMMIT = DIGEST[-40:]


@pytest.mark.parametrize("mark", [DIGEST, COMMIT])
def test_what_ends_with_the_digits_of_a_telephone_gives_nothing_away(mark: str) -> None:
    assert sift(mark) == ()


@pytest.mark.parametrize("mark", [DIGEST, COMMIT])
def test_nor_does_it_among_other_words(mark: str) -> None:
    """As the search index has it: a table's row in one line."""
    assert sift(f"收到的文件 2022-03-31 09:00 {mark} 第一版") == ()
    assert sift(f"| 自评表.xlsx | `{mark}` |") == ()


def test_nor_does_it_in_the_files_that_readers_search() -> None:
    index = {"docs": [{"location": "sources/", "text": f"自评表.xlsx {DIGEST} 第一版"}]}
    text = json.dumps(index, ensure_ascii=False)
    inspector = Inspector()
    assert not list(inspector.inspect("search/search_index.json", text.encode()))
    assert not list(inspector.inspect("search/search_index.js", f"var __index = {text}".encode()))


@given(st.from_regex("(?:[0-9a-f]{24})?[0-9a-f]{28}[a-f]1[3-9][0-9]{9}", fullmatch=True))
def test_no_digits_at_all_make_one_a_telephone(mark: str) -> None:
    """Forty signs or sixty-four that end like a telephone, the rest as chance has it."""
    assert len(mark) in {40, 64}
    assert find_leaks(f"指纹 {mark} 自评表") == ()


@pytest.mark.parametrize(
    "text",
    [
        DIGEST[1:],
        f"{DIGEST}0{COMMIT}",
        f"{DIGEST} 13517572591",
        f"{COMMIT}，电话13517572591",
        f"x{DIGEST}",
        "0" * 53 + "-13517572591",
    ],
)
def test_what_is_no_whole_digest_is_looked_at(text: str) -> None:
    assert sift(text) != ()
