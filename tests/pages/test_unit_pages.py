"""What a unit's page has to say, seen from the views."""

from dataclasses import replace
from decimal import Decimal

from builder.model.answers import Answer, AnswerState, Origin
from builder.model.places import CellPlace
from builder.model.units import Unit, UnitKind
from builder.pages.campaign import CampaignView, campaign_page
from builder.pages.indicator import IndicatorView, indicator_page
from builder.pages.mark_card import group_sources
from builder.pages.unit import UnitView, unit_page
from builder.scoring.results import CampaignResult


def view_of(result: CampaignResult, unit: str) -> UnitView:
    found = next(row.unit for row in result.instruments[0].standings.rows if row.unit.id == unit)
    view = unit_page(result, found, {}).view
    assert isinstance(view, UnitView)
    return view


def test_a_mark_shows_steps_cell_clause_and_default(small_result: CampaignResult) -> None:
    scored = view_of(small_result, "jia").scores[0].scored
    assert scored is not None
    card = scored.sections[0].cards[0]

    assert card.points == "2.25"
    assert card.steps == ("已进驻事项数45项 ÷ 事项总数60项 = 75%", "3 × 75% = 2.25分")
    assert [(group.origin, group.place) for group in card.sources] == [
        ("核定记录", "核定记录.xlsx › 核定"),
        ("单位填报", "填报/甲乡.xlsx › 指标填报"),
    ]
    value = card.sources[0].values[0]
    assert (value.cell, value.title, value.reason) == ("D7", "已进驻事项数", "现场核对少3项")
    assert card.clause == "附件2 一.1"
    assert card.figures == ("窗口数12个",)


def test_the_page_of_an_indicator_has_what_the_marks_of_units_need_not_repeat(
    small_result: CampaignResult,
) -> None:
    instrument = small_result.instruments[0]
    view = indicator_page(small_result, instrument, instrument.rubric.indicators[0]).view
    assert isinstance(view, IndicatorView)

    assert [fact.text for fact in view.grounds] == ["附件2 一.1", "查资料", "政务服务中心"]
    assert view.defaults == ("没有事项的，本项不适用",)
    assert view.rule == "按比例"


def test_the_page_of_an_indicator_tells_events_by_name(small_result: CampaignResult) -> None:
    """「级别市级」 alone doesn't say of what."""
    instrument = small_result.instruments[0]
    honours = next(row for row in instrument.rubric.indicators if row.id == "J1")
    view = indicator_page(small_result, instrument, honours).view
    assert isinstance(view, IndicatorView)

    assert [row[-1].text for row in view.table.rows] == [
        "「示范窗口」市级：0.5分",
        "「表彰登记」登记表未收到（核定记录），待核定",
    ]


def test_a_value_that_the_arithmetic_tells_is_not_told_twice() -> None:
    """The sum says 事项总数60项; nothing says how many windows there are."""
    told = Answer("total", "事项总数", AnswerState.GIVEN, Origin.UNIT, Decimal(60), "项")
    untold = Answer("windows", "窗口数", AnswerState.GIVEN, Origin.UNIT, Decimal(12), "个")

    groups = group_sources((told, untold), {}, "已进驻事项数45项 ÷ 事项总数60项 = 75%")

    assert [value.shown for group in groups for value in group.values] == ["", "12个"]


def test_values_of_one_sheet_stand_together() -> None:
    first, second = (
        Answer(
            *(cell, cell, AnswerState.GIVEN, Origin.UNIT, Decimal(1), "项"),
            CellPlace("填报/甲乡.xlsx", "指标填报", cell),
        )
        for cell in ("D5", "D6")
    )
    other = replace(first, place=CellPlace("填报/甲乡.xlsx", "附表", "B2"))

    groups = group_sources((first, other, second), {})

    assert [(group.place, [value.cell for value in group.values]) for group in groups] == [
        ("填报/甲乡.xlsx › 指标填报", ["D5", "D6"]),
        ("填报/甲乡.xlsx › 附表", ["B2"]),
    ]


def test_a_value_that_nobody_returned_has_no_place() -> None:
    blank = Answer("total", "事项总数", AnswerState.BLANK, Origin.UNIT, measure="项")

    (group,) = group_sources((blank,), {})

    assert (group.place, group.values[0].cell, group.values[0].shown) == ("", "", "未填")


def test_a_mark_stands_open_unless_it_is_full(small_result: CampaignResult) -> None:
    """2.25 of 3 is open, 2 of 2 is folded."""
    scored = view_of(small_result, "jia").scores[0].scored
    assert scored is not None

    assert [card.opened for card in scored.sections[0].cards] == [True, False]


def test_missing_zero_and_pending_read_differently(small_result: CampaignResult) -> None:
    scored = view_of(small_result, "yi").scores[0].scored
    assert scored is not None
    cards = [card for section in scored.sections for card in section.cards]

    assert [(card.points, card.state.text) for card in cards] == [
        ("—", "○ 未填"),
        ("0", "✓ 已核定"),
        ("—", "… 待核定"),
    ]


def test_a_veto_and_lateness_are_said_at_the_top(small_result: CampaignResult) -> None:
    score = view_of(small_result, "yi").scores[0]

    assert score.notes == (
        "✕ 一票否决：泄露信息（取消评优资格）",
        "⚑ 指标J1待核定",
        "△ 逾期2天",
    )
    assert score.scored is not None
    assert [card.title for card in score.scored.vetoes] == ["RF-01 泄露信息"]


def test_a_unit_that_is_not_counted_has_a_reason_and_no_marks(small_result: CampaignResult) -> None:
    score = view_of(small_result, "bing").scores[0]

    assert score.notes == ("未报",)
    assert score.scored is None


def test_a_unit_under_two_instruments_has_both_with_anchors_apart(
    small_result: CampaignResult,
) -> None:
    first = small_result.instruments[0]
    second = replace(first, rubric=first.rubric.model_copy(update={"id": "other"}))
    result = replace(small_result, instruments=(first, second))
    scores = view_of(result, "jia").scores

    anchors = [score.scored.sections[0].cards[0].anchor for score in scores if score.scored]

    assert anchors == ["i-small-1.1", "i-other-1.1"]
    assert [score.heading for score in scores] == ["示例评分细则", "示例评分细则"]


def test_equal_ranks_are_said_to_be_shared(small_result: CampaignResult) -> None:
    instrument = small_result.instruments[0]
    jia, yi, bing = instrument.standings.rows
    rows = (jia, replace(yi, rank=1), bing)
    tied = replace(instrument, standings=replace(instrument.standings, rows=rows))

    page = unit_page(replace(small_result, instruments=(tied,)), jia.unit, {})

    assert "2个参评乡镇中并列第1名" in page.summary


def test_former_names_lead_to_the_unit(small_result: CampaignResult) -> None:
    """The summary is what the search index holds beside the title."""
    unit = small_result.instruments[0].standings.rows[0].unit

    assert "又称甲乡人民政府" in unit_page(small_result, unit, {}).summary


def test_a_campaign_page_names_the_missing_with_their_reason(small_result: CampaignResult) -> None:
    view = campaign_page(small_result, ()).view
    assert isinstance(view, CampaignView)
    shown = view.instruments[0]

    assert [(fact.label, fact.text) for fact in shown.counts] == [
        *(("应报", "3个"), ("参评", "2个"), ("未列入", "1个"), ("逾期", "1个"))
    ]
    assert [(row[1].text, row[1].note) for row in shown.standings.rows][-1] == ("丙街道", "未报")


def test_an_indicator_page_ranks_by_points_and_names_who_lacks_them(
    small_result: CampaignResult,
) -> None:
    instrument = small_result.instruments[0]
    page = indicator_page(small_result, instrument, instrument.rubric.indicators[0])
    view = page.view
    assert isinstance(view, IndicatorView)

    assert [row[0].text for row in view.table.rows] == ["甲乡", "乙镇"]
    assert view.table.rows[0][0].href == "../../units/jia.html#i-1.1"
    assert [(fact.label, fact.text) for fact in view.lacking] == [("未填（1个）", "乙镇")]


def test_a_unit_page_is_named_by_the_unit_id(small_result: CampaignResult) -> None:
    strange = Unit("a/b", "戊乡", UnitKind.TOWNSHIP)

    assert unit_page(small_result, strange, {}).address == "small-2024/units/a_2fb.md"


def test_an_answer_from_an_earlier_campaign_says_which() -> None:
    answer = Answer(
        *("total", "事项总数", AnswerState.GIVEN, Origin.PLATFORM, Decimal(60), "项"),
        carried_from="small-2023",
    )

    (group,) = group_sources((answer,), {"small-2023": "2023年示例评估"})

    assert group.origin == "平台数据（取自2023年示例评估）"
