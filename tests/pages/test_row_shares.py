"""What a point of a row is in the total, worked out by hand from the weights of our rubrics.

淄川区: 日常评估 is 70 % of the total and 风采展示 30 %; each part's rows add up to 100. 罗山县's
eight points are the mean of eight sections, each the mean of its rows: 3.1 is alone in its own,
8.1 one of four, so 1 ÷ 8 ÷ 4 = 0.03125. 温县's twelve points: the ninth section has 9.1 with the
weight 1 and five rows with 0.2 each, so 9.1 is a half of it and each of the others a tenth.
The demo's rubric of 2024: 60 % a part of 40 + 60 points, 40 % one whose 40 points are the mean of
3.1 (weight 3) and 3.2 (weight 1), and whose penalties count as they are. 台前县 only adds up.
"""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from builder.model.marks import Mark, MarkState
from builder.model.numbers import ONE, ZERO
from builder.model.standings import PartTally, Scorecard, SectionTally
from builder.model.units import Unit, UnitKind
from builder.pages.row_shares import card_shares, is_weighed, kind_shares
from builder.rubric.library import Instrument, read_library
from builder.rubric.schema import Rubric

RUBRICS = Path(__file__).parents[2] / "rubrics"
TOWN = UnitKind.TOWNSHIP


@pytest.fixture(scope="module")
def library() -> Mapping[str, Instrument]:
    return read_library(RUBRICS)[0]


def card_without(rubric: Rubric, *absent: str) -> Scorecard:
    """A card on which everything applies but the *absent* rows."""
    marks = []
    for row in rubric.indicators:
        applies = row.id not in absent
        state = MarkState.SCORED if applies else MarkState.NOT_APPLICABLE
        points = ZERO if applies else None
        marks.append(Mark(row.id, row.title, points, row.points, state, ("0分",), (), "", ""))
    section = SectionTally("all", "全部", "base", ZERO, None, tuple(marks))
    part = PartTally("all", "全部", ONE, ZERO, ZERO, ZERO, ZERO, (section,), ())
    return Scorecard(Unit("jia", "甲乡", TOWN), (part,), ZERO, ())


@pytest.mark.parametrize(
    ("rubric", "kind", "row", "share"),
    [
        ("zichuan-2022-townships", TOWN, "1.1", "0.7"),
        ("zichuan-2022-townships", TOWN, "D1", "0.7"),
        ("zichuan-2022-townships", TOWN, "S1", "0.3"),
        ("township-eight-points-luoshan", TOWN, "3.1", "0.125"),
        ("township-eight-points-luoshan", TOWN, "8.1", "0.03125"),
        ("example-2024-comprehensive", TOWN, "1.1", "0.6"),
        ("example-2024-comprehensive", TOWN, "3.1", "0.3"),
        ("example-2024-comprehensive", TOWN, "3.2", "0.1"),
        ("example-2024-comprehensive", TOWN, "6.2", "0.4"),
        ("taiqian-2018-townships", TOWN, "5.1", "1"),
    ],
)
def test_a_point_is_worth_the_weights_on_its_way_to_the_total(
    library: Mapping[str, Instrument], rubric: str, kind: UnitKind, row: str, share: str
) -> None:
    assert kind_shares(library[rubric].rubric, kind)[row] == Decimal(share)


def test_a_row_with_a_weight_of_its_own_is_less_than_one_without(
    library: Mapping[str, Instrument],
) -> None:
    """9.2e is a fifth of 9.1: a tenth of the ninth section, and not a sixth."""
    shares = kind_shares(library["county-twelve-points-wenxian"].rubric, UnitKind.DEPARTMENT)

    assert round(shares["9.2e"] * 5, 9) == round(shares["9.1"], 9)
    assert round(shares["9.1"] * 2, 9) == round(shares["12.1"], 9)


def test_what_does_not_apply_makes_the_rest_worth_more(library: Mapping[str, Instrument]) -> None:
    """Without 1.1 (8 points) 92 are scaled to 100; 2.7's 4 are spread over its section's 56."""
    rubric = library["example-2024-comprehensive"].rubric

    shares = card_shares(rubric, card_without(rubric, "1.1", "2.7"))

    scaled = Decimal(60) / 92
    assert round(shares["1.2"], 9) == round(scaled, 9)
    assert round(shares["2.1"], 9) == round(scaled * 60 / 56, 9)
    assert round(shares["4.1"], 9) == Decimal("0.4")


def test_without_any_row_of_a_part_nothing_is_divided(library: Mapping[str, Instrument]) -> None:
    rubric = library["zichuan-2022-townships"].rubric

    assert card_shares(rubric, card_without(rubric, "S1"))["1.1"] == Decimal("0.7")


@pytest.mark.parametrize(
    ("rubric", "weighed"),
    [
        ("taiqian-2018-townships", False),
        ("puyang-2020-online-service", False),
        ("zichuan-2022-townships", True),
        ("township-eight-points-luoshan", True),
    ],
)
def test_only_weights_make_points_differ(
    library: Mapping[str, Instrument], rubric: str, *, weighed: bool
) -> None:
    assert is_weighed(library[rubric].rubric) is weighed


def test_without_weights_a_point_is_a_point(library: Mapping[str, Instrument]) -> None:
    """Scaled up too: the table shows what the row itself lost."""
    rubric = library["taiqian-2018-townships"].rubric

    assert set(card_shares(rubric, card_without(rubric, "1.1")).values()) == {ONE}
