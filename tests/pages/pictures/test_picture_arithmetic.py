"""Medians, positions and tints, worked out by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from builder.model.marks import Mark, MarkState
from builder.pages.pictures.axis import Axis, round_axis
from builder.pages.pictures.course import Stop, draw_course
from builder.pages.pictures.heat_table import MOST_UNITS, HeatCell, draw_heat_table, heat_cell
from builder.pages.pictures.lanes import Compared, draw_lanes
from builder.pages.pictures.section_lanes import draw_section_lanes
from builder.pages.pictures.spread import Spread, find_spread
from builder.scoring.results import CampaignResult


def numbers(*texts: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(text) for text in texts)


def stop(part: str, total: str | None, rank: str = "") -> Stop:
    points = None if total is None else Decimal(total)
    return Stop("2024年", part, points, total or "未列入", rank)


def test_of_an_odd_number_the_middle_one_is_the_median() -> None:
    assert find_spread(numbers("9", "1", "4")) == Spread(*numbers("1", "4", "9"))


def test_of_an_even_number_the_median_lies_between_the_two_in_the_middle() -> None:
    """Between 4 and 5."""
    assert find_spread(numbers("9", "5", "1", "4")) == Spread(*numbers("1", "4.5", "9"))


def test_no_numbers_have_no_spread() -> None:
    assert find_spread(()) is None


@pytest.mark.parametrize(
    ("number", "place"), [("0", "10"), ("25", "60"), ("100", "210"), ("-5", "10"), ("120", "210")]
)
def test_a_number_stands_in_proportion_and_never_off_the_axis(number: str, place: str) -> None:
    """From 10 on, 200 long, for 0 to 100: 25 is a quarter of the way."""
    axis = Axis(Decimal(0), Decimal(100), Decimal(10), Decimal(200))

    assert axis.at(Decimal(number)) == place


def test_an_axis_begins_and_ends_on_round_bounds() -> None:
    """62.5 to 97.6 are 35.1 apart: five steps of 10 hold them, from 60 to 100."""
    axis = round_axis(numbers("62.5", "97.6"))

    assert (axis.low, axis.high) == numbers("60", "100")


def test_one_number_alone_still_has_an_axis() -> None:
    axis = round_axis(numbers("80"))

    assert axis.low < axis.high
    assert axis.at(Decimal(80)) == "6"


@pytest.mark.parametrize(
    ("title", "shown", "kept", "rest"),
    [
        ("一二三四五六七八九十甲", "25 / 30", "一二三四五六七八九十甲", ""),
        ("一二三四五六七八九十甲乙", "25 / 30", "一二三四五六七八九十", "甲乙"),
        ("16 各县（区）统一受理", "1%，目标2%", "16 各县（区）统一", "受理"),
        ("一", "一二三四五六七八九十一二三四五六", "一", ""),
    ],
)
def test_a_title_is_parted_where_large_type_on_a_phone_has_no_room(
    title: str, shown: str, kept: str, rest: str
) -> None:
    """A character is 22 wide there, a figure 13.2, the whole 360.

    Beside 「25 / 30 」 (8 × 13.2 = 105.6) are 254.4: eleven characters are 242, as are ten with
    「…」, and twelve 264. Beside 「1%，目标2% 」 (5 × 13.2 + 3 × 22 = 132) are 228: 「16 」 and
    eight characters are 215.6, and nine 237.6.
    """
    axis = Axis(Decimal(0), Decimal(10))

    words = draw_lanes("l", "图", "说明", (Compared(title, shown, None, axis),), "本单位").words

    assert (words[0].text, words[0].rest) == (kept, rest)


def test_a_lane_draws_value_middle_and_range_where_they_lie() -> None:
    """The axis runs from 6 over 348: of 10, 5 is at 180, 2.5 at 93, 7.5 at 267."""
    axis = Axis(Decimal(0), Decimal(10))
    lane = Compared("一", "5 / 10", Decimal(5), axis, Spread(*numbers("2.5", "5", "7.5")))

    drawn = draw_lanes("l", "图", "说明", (lane,), "本单位")

    paths = {stroke.sort: stroke.path for stroke in drawn.strokes}
    assert paths["dot"] == "M180 25h0"
    assert paths["middle"] == "M180 17v16"
    assert paths["span"] == "M93 20h174v10h-174z"
    assert paths["bar"] == "M6 25h174"
    assert drawn.legend == ("● 本单位", "┃ 中位数", "▭ 各单位最低到最高")


def test_a_lane_without_a_value_draws_no_dot() -> None:
    lane = Compared("一", "不适用", None, Axis(Decimal(0), Decimal(10)))

    drawn = draw_lanes("l", "图", "说明", (lane,), "本单位")

    assert [stroke.sort for stroke in drawn.strokes] == ["axis"]
    assert drawn.legend == ()


def test_a_unit_stands_beside_the_others_in_total_and_sections(
    small_result: CampaignResult,
) -> None:
    """甲乡 4.75 and 乙镇 0: the median is 2.38, printed half up; of section 1 4.25 and 0 of 5."""
    instrument = small_result.instruments[0]
    jia = instrument.standings.rows[0]

    drawn = draw_section_lanes(instrument.rubric, jia, instrument.league(jia))

    assert drawn is not None
    assert drawn.description == (
        "总分4.75分，2个参评单位最低0.00，最高4.75，中位数2.38。各板块的数见下表。"
    )
    assert [word.text for word in drawn.words] == [
        *("总分", "4.75分", "0分", "5分"),
        *("一、事项进驻", "4.25 / 5", "二、加分", "加0.5"),
    ]


def test_a_unit_alone_is_compared_with_nobody(small_result: CampaignResult) -> None:
    instrument = small_result.instruments[0]
    jia = instrument.standings.rows[0]

    assert draw_section_lanes(instrument.rubric, jia, (jia,)) is None


def test_a_course_climbs_from_the_lowest_to_the_highest_bound() -> None:
    """80 to 90 in steps of 2: the bounds themselves, at 74 and at 24; two slots of 180."""
    drawn = draw_course("c", "历次", (stop("一季度", "80", "第2名"), stop("二季度", "90", "第1名")))

    assert drawn is not None
    assert drawn.lines == ("90,74 270,24",)
    assert drawn.description == "2024年一季度80，第2名；2024年二季度90，第1名。"


def test_a_campaign_that_was_not_counted_parts_the_line() -> None:
    stops = (stop("1月", "80"), stop("2月", "82"), stop("3月", None), stop("4月", "90"))

    drawn = draw_course("c", "历次", stops)

    assert drawn is not None
    assert len(drawn.lines) == 1
    assert [point.y == "" for point in drawn.points] == [False, False, True, False]


def test_one_total_is_no_course() -> None:
    assert draw_course("c", "历次", (stop("1月", "80"), stop("2月", None))) is None


def mark(indicator: str, points: str | None, most: str | None, state: MarkState) -> Mark:
    given, full = (None if text is None else Decimal(text) for text in (points, most))
    return Mark(indicator, "事项", given, full, state, ("步骤",), (), "award", "一")


@pytest.mark.parametrize(
    ("points", "cell"),
    [
        ("3", HeatCell("3")),
        ("2.4", HeatCell("2.4", "3")),
        ("1.8", HeatCell("1.8", "2")),
        ("1.2", HeatCell("1.2", "1")),
        ("0", HeatCell("0", "0")),
    ],
)
def test_the_less_of_the_full_points_the_deeper_the_tint(
    small_result: CampaignResult, points: str, cell: HeatCell
) -> None:
    """Of 3: all of it, four, three and two fifths, and nothing."""
    rubric = small_result.instruments[0].rubric

    assert heat_cell(mark("1.1", points, "3", MarkState.SCORED), rubric) == cell


def test_a_mark_without_points_shows_its_sign_and_no_tint(small_result: CampaignResult) -> None:
    rubric = small_result.instruments[0].rubric

    assert heat_cell(mark("1.1", None, "3", MarkState.MISSING), rubric) == HeatCell("○")
    assert heat_cell(mark("J1", "0.5", None, MarkState.SCORED), rubric) == HeatCell("0.5")


def test_the_table_of_all_marks_has_the_counted_units_alone(small_result: CampaignResult) -> None:
    instrument = small_result.instruments[0]
    start = "small-2024/index.md"

    drawn = draw_heat_table(start, "small-2024", instrument.rubric, instrument.standings.rows)

    assert drawn is not None
    assert [column.number.text for column in drawn.columns] == ["1.1", "1.2", "J1"]
    assert [(row.unit.text, [cell.text for cell in row.cells]) for row in drawn.rows] == [
        ("甲乡", ["2.25", "2", "0.5"]),
        ("乙镇", ["○", "0", "…"]),
    ]


def test_too_many_units_are_no_glance(small_result: CampaignResult) -> None:
    instrument = small_result.instruments[0]
    jia = instrument.standings.rows[0]
    rows = [replace(jia, unit=replace(jia.unit, id=str(n))) for n in range(MOST_UNITS + 1)]

    assert draw_heat_table("a/index.md", "a", instrument.rubric, rows) is None
    assert draw_heat_table("a/index.md", "a", instrument.rubric, rows[1:]) is not None
