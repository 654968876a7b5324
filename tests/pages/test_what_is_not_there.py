"""Pages where something is lacking: they say so, or leave it out, and link to nothing."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from builder.editions.chronicle import Chapter, Chronicle
from builder.editions.differences_json import Compared
from builder.editions.method_change import MethodChange
from builder.editions.sources import SourceVersion, UnitSources
from builder.model.answers import Answer, AnswerState, Origin
from builder.model.appeals import OBJECT, Appeal
from builder.model.catalogues import CatalogueItem, CatalogueRow, Catalogues
from builder.model.editions import Edition
from builder.model.marks import MarkState
from builder.model.places import CellPlace
from builder.model.standings import RatingMark, Scorecard
from builder.pages.addresses import sources_page as sources_address
from builder.pages.appeals import campaign_appeals, unit_appeals
from builder.pages.business_items import row_business_item
from builder.pages.compare import CompareView, compare_page
from builder.pages.edition_changes import EditionView, edition_page, tell_chapter
from builder.pages.handbook import Handbook
from builder.pages.history import Past, course_view
from builder.pages.mark_tables import conclusion_table
from builder.pages.open_data import results_json
from builder.pages.overview import survey_site
from builder.pages.rule_words import key_name
from builder.pages.site import pages
from builder.pages.sources import SourcesView, sources_page
from builder.pages.unit_headline import tell_headline
from builder.pages.year import YearView, year_page
from builder.rubric.catalogue import CatalogueTable
from builder.rubric.schema import Rubric
from builder.scoring.results import CampaignResult, YearResult
from tests.pages.conftest import JIA, RUBRIC, jia_card

PLACE = CellPlace("申诉.xlsx", "申诉与复核", "A2")


def said(title: str, value: str | None = None) -> Answer:
    state = AnswerState.BLANK if value is None else AnswerState.GIVEN
    return Answer(title, title, state, Origin.UNIT, value)


def objection(unit: str, indicator: str) -> Appeal:
    blank = said("空")
    return Appeal(
        unit,
        said("指标编号", indicator),
        said("意见", OBJECT),
        blank,
        blank,
        blank,
        blank,
        blank,
        PLACE,
    )


def with_appeals(result: CampaignResult, *appeals: Appeal) -> CampaignResult:
    return replace(result, returns=replace(result.returns, appeals=appeals))


@pytest.mark.parametrize(
    ("indicator", "shown", "linked"),
    [("1.1", "1.1 事项集中入驻", True), ("RF-01", "RF-01 泄露信息", False), ("9.9", "9.9", False)],
    ids=["a row", "a veto", "a row that is gone"],
)
def test_an_objection_leads_to_its_row_as_far_as_that_has_a_page(
    small_result: CampaignResult, indicator: str, shown: str, *, linked: bool
) -> None:
    result = with_appeals(small_result, objection("jia", indicator))
    view = campaign_appeals("small-2024/index.md", result)
    own = unit_appeals(result, "jia")

    assert view is not None
    assert own is not None
    assert (view.table.rows[0][0].text, bool(view.table.rows[0][0].href)) == (shown, linked)
    assert own.rows[0][0].text == shown
    assert own.rows[0][-1].text == ("2.25分" if indicator == "1.1" else "—")


def version(**keys: object) -> SourceVersion:
    plain = SourceVersion("2025-01-09T10:00", "甲乡.xlsx", "a" * 64, "", "", (), 0, ())
    return replace(plain, **keys)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("versions", "summary", "events"),
    [
        ((version(sha256=None),), "没有收到", ["删去"]),
        ((version(),), "共1版，没有改过", ["第一次收到"]),
        (
            (version(), version(before="甲乡.xlsx", others=3)),
            "共2版，其中1版是改后重报的",
            ["第一次收到", "3格改动"],
        ),
        (
            (version(before="旧.xlsx"),),
            "共1版，其中1版是改后重报的",
            ["接替旧.xlsx；看得见的单元格没有改动"],
        ),
    ],
    ids=["taken away", "first", "cells that may not be told", "another name"],
)
def test_every_version_says_what_it_changed(
    small_result: CampaignResult,
    versions: tuple[SourceVersion, ...],
    summary: str,
    events: list[str],
) -> None:
    page = sources_page(small_result, JIA, UnitSources(versions))

    assert summary in page.summary
    assert isinstance(page.view, SourcesView)
    assert [row[2].text for row in page.view.table.rows] == events


def test_a_card_of_which_nothing_falls_short_has_no_table() -> None:
    card = jia_card()
    sound = [replace(mark, state=MarkState.SCORED) for mark in card.marks]
    part = card.parts[0]
    sections = tuple(replace(one, marks=tuple(sound[:1])) for one in part.sections)

    assert conclusion_table(replace(card, parts=(replace(part, sections=sections),)), "") is None


def with_card(result: CampaignResult, card: Scorecard, rubric: Rubric = RUBRIC) -> CampaignResult:
    (instrument,) = result.instruments
    first, *others = instrument.standings.rows
    rows = (replace(first, scorecard=card), *others)
    standings = replace(instrument.standings, rows=rows)
    return replace(result, instruments=(replace(instrument, rubric=rubric, standings=standings),))


def test_labels_by_bands_are_open_data(small_result: CampaignResult) -> None:
    rating = RatingMark("level", "等级", Decimal("4.75"), "高", ("不低于4分为高",))
    result = with_card(small_result, replace(jia_card(), ratings=(rating,)))
    (instrument,) = json.loads(results_json(result))["instruments"]

    told = {"rating": "level", "title": "等级", "value": "4.75", "label": "高"}
    assert instrument["scorecards"][0]["ratings"] == [told | {"trace": ["不低于4分为高"]}]


def test_parts_that_are_summed_have_no_share(small_result: CampaignResult) -> None:
    card = jia_card()
    summed = RUBRIC.model_copy(update={"composition": "sum", "parts": RUBRIC.parts * 2})
    both = replace(card, parts=card.parts * 2)
    (instrument,) = with_card(small_result, both, summed).instruments

    facts = tell_headline(instrument.standings.rows[0], both, instrument)

    assert [fact.label for fact in facts if "工作得分" in fact.label] == ["工作得分"] * 2


def test_a_row_that_a_unit_is_not_asked_for_is_none_of_its_values(
    small_result: CampaignResult,
) -> None:
    card = jia_card()
    part = card.parts[0]
    sections = (replace(part.sections[0], marks=part.sections[0].marks[:1]), *part.sections[1:])
    less = replace(card, parts=(replace(part, sections=sections),))
    result = with_card(small_result, less)

    page = compare_page(result, result.instruments[0])

    assert page is not None
    assert isinstance(page.view, CompareView)
    assert page.view.leagues[0].units[0].values == "2.25¦不考核¦0.50"


EDITION = Edition("2024", "2024年", None, "", None, "", "", "0" * 64)
METHOD = MethodChange("gone", "旧细则", "1.1", "1.1", "满分", "3分", "4分", scored=True)


def test_an_edition_that_nothing_is_known_of_says_so() -> None:
    assert tell_chapter(Chapter(EDITION)) == "没有与前一版相比的清单。"


def test_what_an_edition_names_and_there_is_not_any_more_has_no_link(
    small_result: CampaignResult,
) -> None:
    compared = Compared("2023", "2024", (), added=("gone",), methods=(METHOD,))

    page = edition_page(survey_site((small_result,)), Chapter(EDITION, compared))

    assert page is not None
    assert isinstance(page.view, EditionView)
    assert [(link.text, link.href) for link in page.view.added] == [("gone", "")]
    assert [(link.text, link.href) for link in page.view.methods] == [("gone（1处）", "")]


def test_a_round_that_a_unit_was_not_in_has_no_link(
    small_result: CampaignResult, small_year: YearResult
) -> None:
    """丙街道 has no page in the year's one round, which isn't among what is published."""
    page = year_page(survey_site((small_year,)), small_year, ())

    assert isinstance(page.view, YearView)
    assert [row[-1].href for row in page.view.standings.rows] == ["", ""]
    (instrument,) = small_result.instruments
    campaign = small_result.campaign.model_copy(update={"id": "before", "title": "上一年"})
    rows = instrument.standings.rows
    now = Past(small_result.campaign, instrument, rows[0])
    past = (Past(campaign, instrument, None), Past(campaign, instrument, rows[1]))
    course = course_view("small-2024/units/jia.md", now, past)
    assert course is not None
    assert ("上一年", "", "未列入") in [
        (line[0].text, line[0].href, line[2].text) for line in course.table.rows
    ]


def test_a_key_that_no_record_has_has_no_name() -> None:
    with pytest.raises(KeyError, match="nothing"):
        key_name(Rubric, "nothing")


def test_a_table_without_business_items_states_none() -> None:
    table = CatalogueTable.model_validate(
        {"id": "a", "title": "甲", "columns": [{"id": "b", "title": "乙", "type": "text"}]}
    )
    row = CatalogueRow({"b": said("b", "丙")}, PLACE)
    item = CatalogueItem("things", "1", "丁", {}, {"a": (row,)}, PLACE)

    assert row_business_item(Catalogues((), (), (), {}), item, table, row) is None


def test_sources_of_a_unit_that_has_left_have_no_page(small_result: CampaignResult) -> None:
    sources = {("small-2024", unit): UnitSources((version(),)) for unit in ("jia", "gone")}
    site = survey_site((small_result,), Chronicle((Chapter(EDITION),), sources))

    drawn = {page.address for page in pages(site, Handbook())}

    assert sources_address("small-2024", "jia") in drawn
    assert sources_address("small-2024", "gone") not in drawn


def test_a_year_in_which_nobody_is_ranked_has_no_mean(small_year: YearResult) -> None:
    nobody = replace(small_year, rows=small_year.rows[1:])

    page = year_page(survey_site((nobody,)), nobody, ())

    assert "由1次评估合成，1个单位中列入排名0个。" in page.summary
