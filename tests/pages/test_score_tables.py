"""Rates out of 100 are told in their measure, leagues apart, and the worst rows by name."""

from dataclasses import replace
from decimal import Decimal

import pytest

from builder.model.marks import Mark, MarkState
from builder.model.standings import Scorecard
from builder.model.units import UnitKind
from builder.pages.campaign import CampaignView, campaign_page
from builder.pages.mark_card import draw_veto
from builder.pages.score_tables import find_losses, section_table, section_words
from builder.pages.standings_table import standing_notes
from builder.pages.unit import unit_page
from builder.rubric.schema import Exclusion, Rubric
from builder.scoring.results import CampaignResult
from tests.pages.weighed_rubric import weighed


@pytest.fixture
def rate_result(small_result: CampaignResult) -> CampaignResult:
    instrument = small_result.instruments[0]
    rubric = instrument.rubric.model_copy(update={"total_title": "达标率", "total_measure": "%"})
    return replace(small_result, instruments=(replace(instrument, rubric=rubric),))


def card_of(result: CampaignResult, place: int = 0) -> Scorecard:
    card = result.instruments[0].standings.rows[place].scorecard
    assert card is not None
    return card


def rubric_of(result: CampaignResult) -> Rubric:
    return result.instruments[0].rubric


def test_a_rate_is_told_in_its_measure(rate_result: CampaignResult) -> None:
    unit = rate_result.instruments[0].standings.rows[0].unit

    assert "达标率4.75%，2个参评乡镇中第1名" in unit_page(rate_result, unit, {}).summary
    assert "甲乡，4.75%" in campaign_page(rate_result, ()).summary
    section = card_of(rate_result).parts[0].sections[0]
    assert section_words(section, rubric_of(rate_result)) == "本板块达标率4.25%"


def test_the_head_of_a_rate_says_its_measure(rate_result: CampaignResult) -> None:
    view = campaign_page(rate_result, ()).view
    assert isinstance(view, CampaignView)

    assert "达标率（%）" in [column.title for column in view.instruments[0].standings.columns]


def test_a_section_in_which_nothing_applies_is_not_a_zero(rate_result: CampaignResult) -> None:
    card = card_of(rate_result)
    section = card.parts[0].sections[0]
    absent = tuple(
        replace(mark, points=None, state=MarkState.NOT_APPLICABLE) for mark in section.marks
    )
    empty = replace(section, points=Decimal(0), most=Decimal(0), marks=absent)
    told = replace(card, parts=(replace(card.parts[0], sections=(empty,)),))

    assert section_words(empty, rubric_of(rate_result)) == "本板块不适用"
    table = section_table(told, rubric_of(rate_result), "")
    assert [cell.text for cell in table.rows[0]] == ["一、事项进驻（5分）", "不适用"]


def test_leagues_have_a_histogram_each(rate_result: CampaignResult) -> None:
    """甲乡 and a copy with 1.75 are townships, two subdistricts have 4.75 and 2.75."""
    instrument = rate_result.instruments[0]
    jia = instrument.standings.rows[0]
    card = card_of(rate_result)
    totals = [
        *((UnitKind.TOWNSHIP, "4.75"), (UnitKind.TOWNSHIP, "1.75")),
        *((UnitKind.SUBDISTRICT, "4.75"), (UnitKind.SUBDISTRICT, "2.75")),
    ]
    rows = tuple(
        replace(
            jia,
            unit=replace(jia.unit, id=f"u{number}", kind=kind),
            scorecard=replace(card, total=Decimal(total)),
        )
        for number, (kind, total) in enumerate(totals)
    )
    first = instrument.rubric.indicators[0].model_copy(update={"kinds": (UnitKind.TOWNSHIP,)})
    part = instrument.rubric.parts[0]
    section = part.sections[0].model_copy(update={"all_indicators": (first,)})
    apart = instrument.rubric.model_copy(
        update={
            "leagues": "same_rows",
            "parts": (part.model_copy(update={"sections": (section,)}),),
        }
    )
    # Anew, since a copy keeps what the first one has worked out of its rows.
    apart = Rubric.model_validate(apart.model_dump(by_alias=True, exclude_unset=True))
    standings = replace(instrument.standings, rows=rows)
    changed = replace(instrument, rubric=apart, standings=standings)
    view = campaign_page(replace(rate_result, instruments=(changed,)), ()).view
    assert isinstance(view, CampaignView)

    drawn = view.instruments[0].histograms

    assert [item.title for item in drawn] == ["达标率分布（乡镇）", "达标率分布（街道）"]
    assert [item.measure for item in drawn] == ["%", "%"]
    assert "最低1.75%，最高4.75%" in drawn[0].description
    assert "最低2.75%，最高4.75%" in drawn[1].description


def test_the_rows_that_cost_most_are_named_first(small_result: CampaignResult) -> None:
    """乙镇: nothing of 3 in 1.1, which is missing, and 0 of 2 in 1.2; J1 is a bonus."""
    losses = find_losses(card_of(small_result, 1), rubric_of(small_result))

    assert losses.title == "失分主要在"
    assert losses.rows == ("1.1 事项集中入驻（−3）", "1.2 制度上墙（−2）")


def test_what_a_row_costs_is_what_it_takes_from_the_total(small_result: CampaignResult) -> None:
    """A mean with the weights 1 and 4: 3 × 1/5 = 0.6 in 1.1, 2 × 4/5 = 1.6 in 1.2."""
    losses = find_losses(card_of(small_result, 1), weighed(rubric_of(small_result)))

    assert losses.title == "按总分计，失分主要在"
    assert losses.rows == ("1.2 制度上墙（−1.6）", "1.1 事项集中入驻（−0.6）")


def test_under_a_rate_the_rows_that_take_most_of_it_come_first(
    rate_result: CampaignResult,
) -> None:
    """乙镇 with 部分达标 in 1.1 and 1.2, which have the weights 1 and 4."""
    card = card_of(rate_result, 1)
    part = card.parts[0]
    section = part.sections[0]
    marks = tuple(replace(mark, state=MarkState.SCORED, label="部分达标") for mark in section.marks)
    told = replace(part, sections=(replace(section, marks=marks),))

    losses = find_losses(replace(card, parts=(told,)), weighed(rubric_of(rate_result)))

    assert losses.rows == ("1.2 制度上墙", "1.1 事项集中入驻")


def test_a_row_that_does_not_apply_costs_nothing(small_result: CampaignResult) -> None:
    card = card_of(small_result, 1)
    part = card.parts[0]
    section = part.sections[0]
    marks = (replace(section.marks[0], state=MarkState.NOT_APPLICABLE), section.marks[1])
    told = replace(part, sections=(replace(section, marks=marks),))

    losses = find_losses(replace(card, parts=(told,)), rubric_of(small_result))

    assert losses.rows == ("1.2 制度上墙（−2）",)


def test_the_last_of_a_row_is_no_veto(small_result: CampaignResult) -> None:
    mark = Mark(
        *("PX-01", "末三名", None, None, MarkState.SCORED),
        *(("1.1得0分，在3个单位中列倒数第1",), (), "exclusion", "附件2 四"),
    )
    exclusion = Exclusion(
        id="PX-01",
        title="末三名",
        wording="末三名不参评。",
        clause="附件2 四",
        indicator="1.1",
        last=3,
    )
    rubric = rubric_of(small_result).model_copy(update={"exclusions": (exclusion,)})
    row = small_result.instruments[0].standings.rows[0]
    out = replace(row, scorecard=replace(card_of(small_result), vetoes=(mark,)))

    assert standing_notes(out, None) == ("✕ 末位取消资格：末三名（取消评优资格）",)
    assert draw_veto(mark, rubric, {}).points == "末位取消资格"
