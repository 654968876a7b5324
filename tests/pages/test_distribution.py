"""Bins on round bounds that hold every number once."""

from decimal import Decimal

import pytest

from builder.pages.distribution import distribute, draw_histogram


def numbers(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


def test_no_numbers_make_no_bins() -> None:
    assert distribute([]) == ()


def test_a_number_on_a_bound_belongs_to_the_bin_above() -> None:
    """From 80 to 95 in steps of 2 there would be 8; 80, 90 and 95 fall into the 1st, 6th, 8th."""
    bins = distribute(numbers("80", "90", "95"))

    assert [(str(item.low), item.count) for item in bins] == [
        *(("80", 1), ("82", 0), ("84", 0), ("86", 0), ("88", 0)),
        *(("90", 1), ("92", 0), ("94", 1)),
    ]


def test_numbers_below_zero_are_binned_too() -> None:
    """Points taken off: −5 and 0 in steps of 1."""
    bins = distribute(numbers("-5", "0"))

    assert (bins[0].low, bins[-1].low) == (Decimal(-5), Decimal(0))
    assert sum(item.count for item in bins) == 2


@pytest.mark.parametrize("texts", [("0", "0.01"), ("1", "9999"), ("59.99", "60", "60.01")])
def test_every_number_is_in_exactly_one_of_few_bins(texts: tuple[str, ...]) -> None:
    bins = distribute(numbers(*texts))

    assert sum(item.count for item in bins) == len(texts)
    assert len(bins) <= 11


def test_one_bin_is_no_distribution_to_draw() -> None:
    assert draw_histogram("h", "总分分布", numbers("3", "3")) is None


def test_the_words_and_the_table_say_what_the_drawing_shows() -> None:
    """60, 61 and 75: steps of 2 from 60 to 76, the first bin with two of three."""
    drawn = draw_histogram("h", "总分分布", numbers("60", "61", "75"))

    assert drawn is not None
    assert drawn.description == (
        "共3个单位，最低60分，最高75分；最多的一段是60分以上、不足62分，有2个单位。"
    )
    assert [row[1].text for row in drawn.table.rows] == ["2", "0", "0", "0", "0", "0", "0", "1"]
    assert [bar.count for bar in drawn.bars] == ["2", "", "", "", "", "", "", "1"]
