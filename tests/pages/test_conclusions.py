"""A rubric that gives no points: words are counted, and nothing says 名次, 总分 or 满分."""

from dataclasses import replace
from pathlib import Path

import pytest

from builder.model.marks import Mark, MarkState
from builder.model.standings import Scorecard, SectionTally, Standing
from builder.pages.campaign import CampaignView, campaign_page
from builder.pages.conclusions import gap_cell, value_cell
from builder.pages.downloads import file_links
from builder.pages.indicator import IndicatorView, indicator_page
from builder.pages.site import render_site
from builder.pages.unit import UnitView, unit_page
from builder.scoring.conclusions import list_conclusions, short_marks
from builder.scoring.results import CampaignResult

GREEN, AMBER, RED = "达到目标（绿）", "接近目标（黄）", "未达到目标（红）"


def concluded(label: str, state: MarkState = MarkState.SCORED, indicator: str = "1.1") -> Mark:
    """A mark as the rule 目标比对 makes it, without points."""
    trace = (
        "已进驻8项 ÷ 事项总数9项 ≈ 88.89%",
        f"目标（2024年11月30日起）100%，低≈11.11个百分点：{label}",
        "上期（2024年10月31日）已进驻5项 ÷ 事项总数7项 ≈ 71.43%，比上期上升≈17.46个百分点（好转）",
        "各期走势：2024年9月30日62.5% → 2024年10月31日≈71.43% → 2024年11月30日≈88.89%",
        "本项不记分",
    )
    return Mark(
        *(indicator, "事项集中入驻", None, None, state),
        *(trace, (), "target", "附件2 一.1"),
        label=label,
    )


def relabel(standing: Standing, words: tuple[str, ...]) -> Standing:
    """*standing* with words in place of points; an empty one stands for 不适用."""
    card = standing.scorecard
    if card is None:
        return standing
    labels = dict(zip([mark.indicator for mark in card.marks], words, strict=True))
    parts = tuple(
        replace(part, sections=tuple(relabel_section(item, labels) for item in part.sections))
        for part in card.parts
    )
    told = replace(card, parts=parts, vetoes=())
    unranked = replace(standing, rank=None, scorecard=told, unranked_reason="不计分")
    return replace(unranked, grades=(), undecided=())


def relabel_section(section: SectionTally, labels: dict[str, str]) -> SectionTally:
    marks = tuple(
        concluded(
            labels[mark.indicator],
            MarkState.SCORED if labels[mark.indicator] else MarkState.NOT_APPLICABLE,
            mark.indicator,
        )
        for mark in section.marks
    )
    return replace(section, marks=marks)


@pytest.fixture
def told_result(small_result: CampaignResult) -> CampaignResult:
    """甲乡 green, red and green; 乙镇 amber, not applicable and green; 丙街道 isn't counted."""
    instrument = small_result.instruments[0]
    jia, yi, bing = instrument.standings.rows
    rows = (relabel(jia, (GREEN, RED, GREEN)), relabel(yi, (AMBER, "", GREEN)), bing)
    rubric = instrument.rubric.model_copy(update={"ranking": "none", "grades": ()})
    standings = replace(instrument.standings, rows=rows)
    return replace(
        small_result, instruments=(replace(instrument, rubric=rubric, standings=standings),)
    )


def card_of(result: CampaignResult) -> Scorecard:
    card = result.instruments[0].standings.rows[0].scorecard
    assert card is not None
    return card


def test_the_best_words_stand_first_and_states_last() -> None:
    marks = [
        concluded("", MarkState.NOT_APPLICABLE),
        *(concluded(label) for label in (RED, "只列数值", "自定词", GREEN, AMBER, RED)),
    ]

    assert list_conclusions(marks) == (GREEN, AMBER, RED, "只列数值", "自定词", "不适用")


def test_a_number_is_sorted_by_what_it_came_to() -> None:
    assert value_cell(concluded(RED)).sort == "88.89"
    assert value_cell(concluded("", MarkState.NOT_APPLICABLE)).sort == "-Infinity"


def test_the_gap_leaves_out_what_other_columns_say() -> None:
    assert gap_cell(concluded(RED)).text == (
        "目标（2024年11月30日起）100%，低≈11.11个百分点；比上期上升≈17.46个百分点（好转）"
    )


def test_the_standings_count_words_and_rank_nothing(told_result: CampaignResult) -> None:
    view = campaign_page(told_result, ()).view
    assert isinstance(view, CampaignView)
    table = view.instruments[0].standings

    assert table.caption == "各单位达标情况（项数）"
    assert [column.title for column in table.columns] == [*("单位", GREEN, AMBER, RED, "不适用")]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["甲乡", "2", "0", "1", "0"],
        ["乙镇", "1", "1", "0", "1"],
        ["丙街道", "—", "—", "—", "—"],
    ]
    assert [row[0].note for row in table.rows] == ["", "△ 逾期2天", "未报"]


def test_the_indicators_of_a_campaign_count_words(told_result: CampaignResult) -> None:
    """1.1 is green once and amber once."""
    view = campaign_page(told_result, ()).view
    assert isinstance(view, CampaignView)
    shown = view.instruments[0]

    assert shown.question == "各项指标：达标情况"
    assert shown.histograms == ()
    assert [cell.text for cell in shown.indicators.rows[0]] == [
        *("1.1 事项集中入驻", "1", "1", "0", "0")
    ]


def test_an_indicator_page_tells_word_value_and_gap(told_result: CampaignResult) -> None:
    instrument = told_result.instruments[0]
    view = indicator_page(told_result, instrument, instrument.rubric.indicators[0]).view
    assert isinstance(view, IndicatorView)

    assert [column.title for column in view.table.columns] == ["单位", "结论", "数值", "差距和升降"]
    assert [(fact.label, fact.text) for fact in view.numbers] == [(GREEN, "1个"), (AMBER, "1个")]
    assert [row[1].tone for row in view.table.rows] == ["good", "near"]


def test_a_unit_page_leads_with_what_falls_short(told_result: CampaignResult) -> None:
    unit = told_result.instruments[0].standings.rows[0].unit
    page = unit_page(told_result, unit, {})
    assert isinstance(page.view, UnitView)
    scored = page.view.scores[0].scored
    assert scored is not None

    assert f"{GREEN}2项、{RED}1项（不计分、不排名）；没有完全达到的有1项：" in page.summary
    assert scored.lacking is not None
    assert [[cell.text for cell in row[:2]] for row in scored.lacking.rows] == [
        ["1.2 事项集中入驻", RED]
    ]
    assert [group.title for group in scored.fulfilled] == [f"{GREEN}的2项"]
    cards = [card for section in scored.sections for card in section.cards]
    assert [(card.points, card.opened) for card in cards] == [
        *((GREEN, False), (RED, True), (GREEN, False))
    ]


def test_amber_comes_after_red_among_what_falls_short(told_result: CampaignResult) -> None:
    card = card_of(told_result)
    section = relabel_section(card.parts[0].sections[0], {"1.1": AMBER, "1.2": RED})
    parts = (replace(card.parts[0], sections=(section,)),)

    assert [mark.label for mark in short_marks(replace(card, parts=parts))] == [RED, AMBER]


def test_no_page_of_the_campaign_speaks_of_ranks_or_points(
    told_result: CampaignResult, templates: Path
) -> None:
    files = render_site((told_result,), templates)
    pages = {p: t.decode() for p, t in files.items() if p.startswith("small-2024/")}

    assert len(pages) == 8
    found = [
        (path, word)
        for path, text in pages.items()
        for word in ("名次", "第1名", "第None名", "排名（", "：排名", "总分")
        if word in text
    ]
    assert found == []


def test_the_downloads_are_not_called_a_ranking(told_result: CampaignResult) -> None:
    start = f"{told_result.campaign.id}/index.md"
    (table,) = (group for group in file_links(start, told_result) if group.title == "各单位情况")

    assert [link.text for link in table.rows] == ["CSV", "Excel"]
