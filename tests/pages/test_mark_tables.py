"""What costs points stands in a table, the rest in lists, and pages lead to those beside them."""

from dataclasses import replace

from builder.pages.mark_tables import fulfilled_rows, name_dearest, points_table
from builder.pages.neighbours import neighbour_links
from builder.scoring.results import CampaignResult
from tests.pages.weighed_rubric import weighed

LINE = [("甲乡", "a/units/jia.md"), ("乙镇", "a/units/yi.md"), ("丙镇", "a/units/bing.md")]


def test_the_rows_that_cost_points_stand_first_and_alone(small_result: CampaignResult) -> None:
    """乙镇: 3 lost where nothing was filled in, 2 of 2, and a bonus that waits."""
    instrument = small_result.instruments[0]
    card = instrument.standings.rows[1].scorecard
    assert card is not None

    table = points_table(card, instrument.rubric, "", None)

    assert table is not None
    assert table.caption == "没有得满分的3项（失分多的在前）"
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["1.1 事项集中入驻", "3.00", "—", "3", "○ 未填"],
        ["1.2 制度上墙", "2.00", "0.00", "2", "已核定"],
        ["J1 获得表彰", "—", "—", "—", "… 待核定"],
    ]
    assert fulfilled_rows(card, instrument.rubric, "") == ()


def test_where_rows_have_weights_they_stand_by_what_they_take_from_the_total(
    small_result: CampaignResult,
) -> None:
    """1.2 weighs four times as much as 1.1: 2 × 4/5 = 1.6 before 3 × 1/5 = 0.6."""
    instrument = small_result.instruments[0]
    rubric, card = weighed(instrument.rubric), instrument.standings.rows[1].scorecard
    assert card is not None

    table = points_table(card, rubric, "", None)

    assert table is not None
    assert table.caption == "没有得满分的3项（少计总分多的在前）"
    assert [column.title for column in table.columns] == [
        *("指标", "少计总分", "得分", "满分", "结论")
    ]
    assert [[cell.text for cell in row][:3] for row in table.rows] == [
        ["1.2 制度上墙", "1.60", "0.00"],
        ["1.1 事项集中入驻", "0.60", "—"],
        ["J1 获得表彰", "—", "—"],
    ]
    assert name_dearest(card, rubric, 1) == {"1.2"}


def test_under_a_rate_the_table_says_how_much_of_it_is_missing(
    small_result: CampaignResult,
) -> None:
    instrument = small_result.instruments[0]
    rubric, card = weighed(instrument.rubric), instrument.standings.rows[1].scorecard
    assert card is not None
    rate = rubric.model_copy(update={"total_title": "达标率", "total_measure": "%"})

    table = points_table(card, rate, "", None)

    assert table is not None
    assert table.caption == "没有得满分的3项（少计达标率多的在前）"
    assert table.columns[1].title == "少计达标率（%）"


def test_the_other_rows_are_listed_by_what_they_come_to(small_result: CampaignResult) -> None:
    """甲乡 lost in 1.1, has all of 1.2, and a bonus."""
    instrument = small_result.instruments[0]
    card = instrument.standings.rows[0].scorecard
    assert card is not None

    groups = fulfilled_rows(card, instrument.rubric, "")

    assert [(group.title, [row.text for row in group.rows]) for group in groups] == [
        ("得满分的1项", ["1.2"]),
        ("属于加分的1项", ["J1"]),
    ]
    assert groups[0].rows[0].href == "#i-1.2"


def test_of_a_unit_that_lost_nothing_there_is_no_table(small_result: CampaignResult) -> None:
    """甲乡 without 一、, in which alone it lost points."""
    instrument = small_result.instruments[0]
    card = instrument.standings.rows[0].scorecard
    assert card is not None
    (part,) = card.parts
    bonus_alone = replace(card, parts=(replace(part, sections=part.sections[1:]),))

    assert points_table(bonus_alone, instrument.rubric, "", None) is None


def test_a_page_leads_to_the_one_before_and_the_one_after() -> None:
    links = neighbour_links("a/units/yi.md", LINE, ("上一名", "下一名"))

    assert [(link.text, link.href) for link in links] == [
        ("上一名：甲乡", "jia.html"),
        ("下一名：丙镇", "bing.html"),
    ]


def test_the_first_page_has_none_before_it_and_a_stranger_has_none() -> None:
    first = neighbour_links("a/units/jia.md", LINE, ("上一名", "下一名"))

    assert [link.text for link in first] == ["下一名：乙镇"]
    assert neighbour_links("b/units/jia.md", LINE, ("上一名", "下一名")) == ()
