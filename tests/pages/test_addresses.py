"""Where pages lie, and how they point to one another."""

import pytest

from builder.pages import addresses


def test_a_link_climbs_and_descends_and_ends_in_html() -> None:
    start = addresses.indicator_page("tq-2018", "small", "1.4a")
    target = addresses.unit_page("tq-2018", "civil")

    assert addresses.link(start, target, "i-1.4a") == "../../units/civil.html#i-1.4a"


def test_a_link_to_data_keeps_its_name() -> None:
    target = addresses.data_file("tq-2018", "results.json")

    assert addresses.link(addresses.DATA_INDEX, target) == "tq-2018/results.json"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.4a", "1.4a"),
        ("RF-01", "RF-01"),
        ("城关镇", "城关镇"),
        ("../x", ".._2fx"),
        ('a"b', "a_22b"),
        ("a b", "a_20b"),
    ],
)
def test_a_file_name_holds_nothing_that_a_path_or_link_could_trip_over(
    text: str, expected: str
) -> None:
    assert addresses.file_name(text) == expected


def test_a_long_name_is_cut_and_still_unlike_every_other() -> None:
    """A file's name has 255 bytes; 60 signs of three, the number and the suffix have fewer."""
    one, other = (addresses.file_name("长" * 300 + end) for end in "甲乙")

    assert one != other
    assert one.startswith("长" * 60)
    assert len(f"{one}.html".encode()) <= 255


def test_an_anchor_names_the_instrument_only_where_several_share_a_page() -> None:
    assert addresses.indicator_anchor("1.1") == "i-1.1"
    assert addresses.indicator_anchor("1.1", "small") == "i-small-1.1"
