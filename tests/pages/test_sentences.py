"""What pages say in words before any table, each branch from numbers that are in the fixture."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from builder.intake.campaign import Campaign
from builder.model.standings import Standing
from builder.model.units import UnitKind
from builder.pages.campaign import campaign_page
from builder.pages.campaign_sentence import tell_instrument
from builder.pages.history import (
    Past,
    comparable_past,
    course_view,
    find_history,
    show_part,
    tell_change,
)
from builder.pages.home import choose_latest
from builder.pages.outline import outline
from builder.pages.row_sentence import tell_row
from builder.pages.standings_table import standing_notes
from builder.pages.unit_sentence import tell_unit
from builder.rubric.ratings import Comparability
from builder.scoring.results import CampaignResult, InstrumentResult


def renamed(campaign: Campaign, **keys: object) -> Campaign:
    return Campaign.model_validate(campaign.model_dump(exclude_defaults=True) | keys)


def quarter(result: CampaignResult, number: int, **keys: object) -> CampaignResult:
    """The small campaign as the quarter *number* of 2024, after the one before."""
    ends = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31"}
    start = f"2024-{3 * number - 2:02d}-01"
    period = {"start": start, "end": f"2024-{ends[number]}"}
    previous = {"previous": f"q{number - 1}"} if number > 1 else {}
    names = {"id": f"q{number}", "title": f"第{number}季度评估", "period": period}
    return replace(result, campaign=renamed(result.campaign, **(names | previous | keys)))


def with_row(result: CampaignResult, row: Standing) -> CampaignResult:
    """*result* with *row* in the place of the line of its unit."""
    instrument = result.instruments[0]
    rows = tuple(row if one.unit.id == row.unit.id else one for one in instrument.standings.rows)
    standings = replace(instrument.standings, rows=rows)
    return replace(result, instruments=(replace(instrument, standings=standings),))


def jia_of(result: CampaignResult) -> tuple[InstrumentResult, Standing]:
    return result.instruments[0], result.instruments[0].standings.rows[0]


def changed_since(now: CampaignResult, before: CampaignResult) -> str:
    instrument, row = jia_of(now)
    return tell_change(
        now.campaign, row, instrument, comparable_past(instrument, row.unit, (before,))
    )


def test_a_unit_is_told_in_total_place_and_losses(small_result: CampaignResult) -> None:
    """甲乡 lost 0.75 of 3 in 1.1 and nothing else."""
    instrument, jia = jia_of(small_result)

    assert tell_unit(small_result.campaign, instrument, jia, ()) == (
        "总分4.75分，2个参评乡镇中第1名；失分主要在1.1 事项集中入驻（−0.75）"
    )


def test_a_veto_is_told_with_the_total(small_result: CampaignResult) -> None:
    instrument = small_result.instruments[0]
    yi = instrument.standings.rows[1]

    assert tell_unit(small_result.campaign, instrument, yi, ()).endswith(
        "；一票否决：泄露信息，取消评优资格"
    )


def test_a_veto_that_is_called_so_is_named_once(small_result: CampaignResult) -> None:
    """台前县 calls its own 「一票否决」."""
    instrument = small_result.instruments[0]
    yi = instrument.standings.rows[1]
    assert yi.scorecard is not None
    named = replace(yi.scorecard.vetoes[0], title="一票否决")
    row = replace(yi, scorecard=replace(yi.scorecard, vetoes=(named,)))

    told = tell_unit(small_result.campaign, instrument, row, ())
    assert told.endswith("；一票否决，取消评优资格")
    assert standing_notes(row, None)[0] == "✕ 一票否决（取消评优资格）"


def test_a_unit_that_is_not_counted_is_told_why(small_result: CampaignResult) -> None:
    instrument = small_result.instruments[0]
    bing = instrument.standings.rows[2]

    assert tell_unit(small_result.campaign, instrument, bing, ()) == "未列入排名，原因：未报"


def test_a_shared_rank_is_said_to_be_shared(small_result: CampaignResult) -> None:
    yi = small_result.instruments[0].standings.rows[1]
    tied = with_row(small_result, replace(yi, rank=1))
    instrument, jia = jia_of(tied)

    assert "2个参评乡镇中并列第1名" in tell_unit(tied.campaign, instrument, jia, ())


def test_units_of_several_kinds_are_called_units(small_result: CampaignResult) -> None:
    yi = small_result.instruments[0].standings.rows[1]
    mixed = with_row(small_result, replace(yi, unit=replace(yi.unit, kind=UnitKind.SUBDISTRICT)))
    instrument, jia = jia_of(mixed)

    assert "2个参评单位中第1名" in tell_unit(mixed.campaign, instrument, jia, ())


def test_a_unit_with_full_points_lost_nothing(small_result: CampaignResult) -> None:
    _, jia = jia_of(small_result)
    assert jia.scorecard is not None
    part = jia.scorecard.parts[0]
    section = part.sections[0]
    full = replace(section.marks[0], points=Decimal(3))
    sections = (replace(section, marks=(full, section.marks[1])), part.sections[1])
    card = replace(jia.scorecard, parts=(replace(part, sections=sections),))
    result = with_row(small_result, replace(jia, scorecard=card))
    instrument, row = jia_of(result)

    assert tell_unit(result.campaign, instrument, row, ()).endswith("；各项都没有失分")


def test_the_rise_since_the_quarter_before_is_told(small_result: CampaignResult) -> None:
    """In the first quarter 甲乡 was second with 3.75: one place and 1.00 less."""
    _, jia = jia_of(small_result)
    assert jia.scorecard is not None
    card = replace(jia.scorecard, total=Decimal("3.75"))
    before = with_row(quarter(small_result, 1), replace(jia, rank=2, scorecard=card))

    assert changed_since(quarter(small_result, 2), before) == "比上季度升1位，总分高1.00分"


def test_a_fall_is_told_as_one(small_result: CampaignResult) -> None:
    """From first with 4.75 to second with 4.5."""
    _, jia = jia_of(small_result)
    assert jia.scorecard is not None
    card = replace(jia.scorecard, total=Decimal("4.5"))
    now = with_row(quarter(small_result, 2), replace(jia, rank=2, scorecard=card))

    assert changed_since(now, quarter(small_result, 1)) == "比上季度降1位，总分低0.25分"


def test_what_stayed_the_same_is_told_so(small_result: CampaignResult) -> None:
    told = changed_since(quarter(small_result, 2), quarter(small_result, 1))

    assert told == "名次与上季度相同，总分相同"


def test_who_was_not_ranked_before_is_compared_with_nothing(small_result: CampaignResult) -> None:
    _, jia = jia_of(small_result)
    before = with_row(quarter(small_result, 1), replace(jia, rank=None, scorecard=None))

    assert changed_since(quarter(small_result, 2), before) == "上季度未列入排名"


def test_the_first_of_two_rounds_is_called_by_its_name(small_result: CampaignResult) -> None:
    second = quarter(small_result, 2, rescores=True)

    assert changed_since(second, quarter(small_result, 1)).startswith("名次与第一轮相同")


def test_a_campaign_that_does_not_follow_at_once_is_called_by_its_title(
    small_result: CampaignResult,
) -> None:
    """The third quarter after the first."""
    told = changed_since(quarter(small_result, 3), quarter(small_result, 1))

    assert told.startswith("名次与上次（第1季度评估）相同")


def test_another_rubric_compares_only_where_the_rubric_says_so(
    small_result: CampaignResult,
) -> None:
    before, now = quarter(small_result, 1), quarter(small_result, 2)
    instrument, jia = jia_of(now)

    def under(said: Comparability | None) -> tuple[Past, ...]:
        rubric = instrument.rubric.model_copy(update={"id": "newer", "comparability": said})
        return comparable_past(replace(instrument, rubric=rubric), jia.unit, (before,))

    assert under(None) == ()
    assert under(Comparability(before="small", comparable=False, reason="指标不同")) == ()
    assert under(Comparability(before="other", comparable=True)) == ()
    assert len(under(Comparability(before="small", comparable=True))) == 1


def test_nothing_compares_where_nothing_is_ranked(small_result: CampaignResult) -> None:
    instrument, jia = jia_of(quarter(small_result, 2))
    unranked = replace(instrument, rubric=instrument.rubric.model_copy(update={"ranking": "none"}))

    assert comparable_past(unranked, jia.unit, (quarter(small_result, 1),)) == ()


def test_the_history_follows_the_campaigns_before(small_result: CampaignResult) -> None:
    quarters = [quarter(small_result, number) for number in (1, 2, 3)]

    found = find_history(quarters[2], quarters)

    assert [result.campaign.id for result in found] == ["q2", "q1"]
    assert find_history(quarters[0], quarters) == ()
    assert find_history(quarters[2], quarters[2:]) == ()


def test_a_course_runs_from_the_earliest_and_links_to_the_pages_before(
    small_result: CampaignResult,
) -> None:
    before, now = quarter(small_result, 1), quarter(small_result, 2)
    instrument, jia = jia_of(now)
    past = comparable_past(instrument, jia.unit, (before,))

    view = course_view("q2/units/jia.md", Past(now.campaign, instrument, jia), past)

    assert view is not None
    assert [point.part for point in view.picture.points] == ["一季度", "二季度"]
    assert [(row[0].href, row[2].text) for row in view.table.rows] == [
        ("../../q1/units/jia.html", "1/2"),
        ("", "1/2"),
    ]


def test_two_rounds_are_told_apart_by_their_names(small_result: CampaignResult) -> None:
    before, now = quarter(small_result, 1), quarter(small_result, 2, rescores=True)
    instrument, jia = jia_of(now)
    past = comparable_past(instrument, jia.unit, (before,))

    view = course_view("q2/units/jia.md", Past(now.campaign, instrument, jia), past)

    assert view is not None
    assert [point.part for point in view.picture.points] == ["第一轮", "第二轮"]


def test_instruments_for_the_same_units_are_told_by_name(small_result: CampaignResult) -> None:
    first = small_result.instruments[0]
    second = replace(first, rubric=first.rubric.model_copy(update={"title": "另一细则"}))

    told = campaign_page(replace(small_result, instruments=(first, second)), ()).summary

    assert told.startswith("示例评分细则：3个单位参评2个")
    assert "。另一细则：3个单位参评2个" in told
    assert campaign_page(small_result, ()).summary.startswith("3个单位参评2个")


@pytest.mark.parametrize(
    ("start", "end", "part"),
    [
        (date(2024, 9, 1), date(2024, 9, 30), "9月"),
        (date(2024, 10, 1), date(2024, 12, 31), "四季度"),
        (date(2024, 1, 1), date(2024, 12, 31), "全年"),
        (date(2024, 2, 1), date(2024, 4, 30), "至4月30日"),
        (date(2024, 1, 11), date(2024, 3, 31), "至3月31日"),
    ],
)
def test_a_period_is_told_in_few_words(
    small_result: CampaignResult, start: date, end: date, part: str
) -> None:
    campaign = renamed(small_result.campaign, period={"start": start, "end": end})

    assert show_part(campaign.period) == part


def test_a_campaign_is_told_in_a_sentence(small_result: CampaignResult) -> None:
    """4.75 and 0 are 2.375 on the mean, half up 2.38; both lost points in 1.1, one in 1.2."""
    assert tell_instrument(small_result.instruments[0]) == (
        "3个单位参评2个，平均2.38分；第一名甲乡，4.75分；"
        "最常失分的是1.1 事项集中入驻（2个单位中2个）；1个单位未列入（未报）。"
    )


def test_a_campaign_in_which_nobody_counts_names_no_leader(small_result: CampaignResult) -> None:
    instrument = small_result.instruments[0]
    rows = tuple(replace(row, rank=None, scorecard=None) for row in instrument.standings.rows)
    empty = replace(instrument, standings=replace(instrument.standings, rows=rows))

    assert tell_instrument(empty) == "3个单位参评0个；1个单位未列入（未报）。"


def test_a_row_is_told_in_mean_best_and_worst(small_result: CampaignResult) -> None:
    """1.2: 甲乡 2 of 2, 乙镇 0; on the mean 1."""
    instrument = small_result.instruments[0]
    row = instrument.rubric.indicators[1]
    lines = [
        (standing, standing.scorecard.marks[1])
        for standing in instrument.standings.rows
        if standing.scorecard
    ]

    assert tell_row(instrument.rubric, row, lines, date(2024, 12, 31)) == (
        "2个单位平均1.00分（满分2分）；最高2分：甲乡；最低0分：乙镇"
    )
    assert tell_row(instrument.rubric, row, lines[:1], date(2024, 12, 31)) == (
        "1个单位都是2分（满分2分）"
    )
    assert tell_row(instrument.rubric, row, (), date(2024, 12, 31)) == "没有参评的单位"


def test_the_home_page_shows_every_region_and_at_least_three(
    small_result: CampaignResult,
) -> None:
    """Latest first: three of 甲县 with one of 乙县 among the older ones."""
    rounds = [
        quarter(small_result, 4, region="甲县"),
        quarter(small_result, 3, region="甲县"),
        quarter(small_result, 2, region="甲县"),
        quarter(small_result, 1, region="乙县"),
    ]

    latest = choose_latest([outline(one) for one in rounds])

    assert [one.campaign.id for one in latest] == ["q4", "q3", "q1"]
