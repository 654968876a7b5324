"""Two rounds side by side, the register of rectification, the dated steps, groups of assessors."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from builder.model.answers import Answer, AnswerState, Origin, Value
from builder.model.places import CellPlace
from builder.model.rectification import Rectification
from builder.model.returns import UnitReturns
from builder.pages.campaign import CampaignView, campaign_page
from builder.pages.mark_card import group_sources
from builder.pages.rounds import GROUPS_RULE, find_first
from builder.pages.site import render_site
from builder.pages.unit import UnitView, unit_page
from builder.scoring.results import CampaignResult

COLUMNS = ("number", "indicator", "problem", "evidence", "office", "due", "measures", "finished")


def said(column: str, value: Value | None, row: int) -> Answer:
    state = AnswerState.BLANK if value is None else AnswerState.GIVEN
    letter = "ACDEFGHIJ"[(*COLUMNS, "conclusion").index(column)]
    place = CellPlace("整改台账.xlsx", "台账", f"{letter}{row}")
    return Answer(column, column, state, Origin.ASSESSOR, value, place=place)


def problem(row: int, unit: str, *values: Value | None) -> Rectification:
    named = zip((*COLUMNS, "conclusion"), values, strict=True)
    return Rectification(unit, **{column: said(column, value, row) for column, value in named})


PROBLEMS = (
    problem(
        *(2, "jia", "1", "1.1", "有3项没有进驻", "清单", "办公室", date(2025, 1, 10)),
        *("进驻<大厅>", date(2025, 1, 9), "已销号"),
    ),
    problem(
        3, "yi", "2", "1.2", "制度没有上墙", None, None, date(2025, 1, 15), None, None, "整改中"
    ),
    problem(4, "yi", "3", "J1", "没有材料", None, None, date(2025, 1, 20), None, None, "未整改"),
)


@pytest.fixture
def second(small_result: CampaignResult) -> CampaignResult:
    """The small campaign again, as the second round of itself; its cutoff is 20 January 2025."""
    keys = small_result.campaign.model_dump(exclude_defaults=True)
    phases = [
        {"title": "第一轮", "start": "2024-12-01", "end": "2024-12-31"},
        {"title": "下发清单", "start": "2025-01-01", "end": "2025-01-01", "note": "当天放假"},
    ]
    campaign = type(small_result.campaign).model_validate(
        keys
        | {"id": "small-2024b", "previous": "small-2024", "rescores": True, "phases": phases}
        | {"title": "2024年示例评估（第二轮）"}
    )
    grouped = Answer(
        *("total", "事项总数", AnswerState.GIVEN, Origin.ASSESSOR, Decimal(60), "项"),
        group="2个评估组一致：甲组60项（D3）、乙组60项（D4）",
    )
    returns = replace(
        small_result.returns,
        rectifications=PROBLEMS,
        returns=(UnitReturns(small_result.returns.units[0], "small", (grouped,)),),
    )
    return replace(small_result, campaign=campaign, returns=returns)


def test_the_page_of_rectification_is_as_it_was_read(
    small_result: CampaignResult,
    second: CampaignResult,
    templates: Path,
    compare_golden: Callable[[str, Mapping[str, bytes]], None],
) -> None:
    """One of three is struck off; of the two others, one was due on the 15th, one on the 20th."""
    files = render_site((small_result, second), templates)
    path = "small-2024b/rectification.md"

    compare_golden("rectification", {path: files[path]})


def test_a_campaign_without_a_register_has_no_such_page(
    small_result: CampaignResult, templates: Path
) -> None:
    files = render_site((small_result,), templates)

    assert not [path for path in files if "rectification" in path]
    assert b"id=rectification" not in files["small-2024/index.md"]
    assert "第一轮" not in files["small-2024/units/jia.md"].decode()


def test_the_second_round_shows_the_points_of_the_first(
    small_result: CampaignResult, second: CampaignResult
) -> None:
    unit = second.instruments[0].standings.rows[0].unit
    view = unit_page(second, unit, {}, small_result).view
    assert isinstance(view, UnitView)
    scored = view.scores[0].scored
    assert scored is not None
    card = scored.sections[0].cards[0]

    assert [fact.text for fact in scored.headline if fact.label == "第一轮总分"] == ["4.75分"]
    assert card.first is not None
    assert (card.first.text, card.first.href) == (
        "第一轮：2.25分，已核定",
        "../../small-2024/units/jia.html#i-1.1",
    )


def test_who_was_not_counted_in_the_first_round_has_no_points_there(
    small_result: CampaignResult, second: CampaignResult
) -> None:
    jia, yi, bing = small_result.instruments[0].standings.rows
    standings = replace(
        small_result.instruments[0].standings, rows=(replace(jia, scorecard=None), yi, bing)
    )
    first = replace(
        small_result, instruments=(replace(small_result.instruments[0], standings=standings),)
    )
    view = unit_page(second, jia.unit, {}, first).view
    assert isinstance(view, UnitView)
    scored = view.scores[0].scored
    assert scored is not None

    assert scored.sections[0].cards[0].first is not None
    assert scored.sections[0].cards[0].first.text == "第一轮：未列入"


def test_only_a_second_round_has_a_first(
    small_result: CampaignResult, second: CampaignResult
) -> None:
    both = (small_result, second)

    assert find_first(second, both) is small_result
    assert find_first(small_result, both) is None


def test_a_unit_sees_its_own_problems_and_the_way_to_all(
    small_result: CampaignResult, second: CampaignResult
) -> None:
    view = unit_page(second, second.instruments[0].standings.rows[1].unit, {}, small_result).view
    assert isinstance(view, UnitView)
    assert view.rectification is not None

    assert [row[0].text for row in view.rectification.problems.rows] == ["2", "3"]
    assert [row[8].text for row in view.rectification.problems.rows] == ["整改中（逾期）", "未整改"]
    assert view.rectification.link.href == "../rectification.html"


def test_the_campaign_page_has_rates_steps_and_how_groups_become_one(
    second: CampaignResult,
) -> None:
    view = campaign_page(second, ()).view
    assert isinstance(view, CampaignView)
    assert view.rectification is not None
    assert view.phases is not None
    assert view.first is not None

    assert [fact.text for fact in view.rectification.counts] == [
        *("3个", "1个", "1个", "1个", "1个", "≈33.33%")
    ]
    assert [[cell.text for cell in row] for row in view.phases.rows] == [
        ["第一轮", "2024年12月1日至2024年12月31日", ""],
        ["下发清单", "2025年1月1日", "当天放假"],
    ]
    assert view.notes == (GROUPS_RULE,)
    assert view.first.href == "../small-2024/index.html"


def test_the_groups_stand_beside_the_source_of_a_value(second: CampaignResult) -> None:
    (group,) = group_sources(second.returns.returns[0].answers, {})

    assert group.origin == "核定记录（2个评估组一致：甲组60项（D3）、乙组60项（D4））"
