"""The page that sets units side by side carries every value, and is complete without a script."""

import json
from dataclasses import replace
from pathlib import Path

from builder.pages.compare import CompareView, compare_link, compare_page
from builder.pages.page import Link
from builder.pages.site import render_site
from builder.rubric.schema import Rubric
from builder.scoring.results import CampaignResult
from tests.pages.weighed_rubric import weighed


def view_of(result: CampaignResult) -> CompareView:
    page = compare_page(result, result.instruments[0])
    assert page is not None
    assert isinstance(page.view, CompareView)
    return page.view


def test_every_unit_that_counts_has_its_values_in_the_order_of_the_indicators(
    small_result: CampaignResult,
) -> None:
    """甲乡: 2.25, 2 and 0.5 points; 乙镇: 1.1 未填, 0 points, J1 待核定. 丙街道 isn't counted."""
    view = view_of(small_result)

    assert [row.link.text[:3].strip() for row in view.rows] == ["1.1", "1.2", "J1"]
    assert [row.most for row in view.rows] == ["3", "2", "—"]
    assert [(unit.link.text, unit.values) for league in view.leagues for unit in league.units] == [
        ("甲乡", "2.25¦2.00¦0.50"),
        ("乙镇", "未填¦0.00¦待核定"),
    ]


def test_the_table_without_a_script_shows_rank_total_and_sections(
    small_result: CampaignResult,
) -> None:
    """4.75 = 4.25 + 0.5; 乙镇 has 0, and of its bonus nothing is known."""
    table = view_of(small_result).table

    assert [cell.text for cell in table.rows[0]] == ["1", "甲乡", "4.75", "4.25", "0.50"]
    assert [cell.text for cell in table.rows[1]] == ["2", "乙镇", "0.00", "0.00", "待核定"]


def test_where_rows_have_weights_it_says_what_a_point_is_in_the_total(
    small_result: CampaignResult,
) -> None:
    """1.1 a fifth, 1.2 four fifths, the bonus as it is; nothing where all are alike."""
    instrument = small_result.instruments[0]
    apart = replace(instrument, rubric=weighed(instrument.rubric))
    changed = replace(small_result, instruments=(apart,))

    assert [league.shares for league in view_of(changed).leagues] == ["0.2¦0.8¦1"]
    assert [league.shares for league in view_of(small_result).leagues] == [""]


def test_the_link_from_a_unit_chooses_it(small_result: CampaignResult) -> None:
    start, instrument = "small-2024/units/jia.md", small_result.instruments[0]

    assert compare_link(start, small_result, instrument, "jia") == Link(
        "与其他单位比较", "../compare/small.html#units=jia"
    )
    assert compare_link(start, small_result, instrument, "bing") is None


def test_a_unit_alone_is_compared_with_nobody(small_result: CampaignResult) -> None:
    instrument = small_result.instruments[0]
    rows = instrument.standings.rows
    standings = replace(instrument.standings, rows=(rows[0], rows[2]))
    alone = replace(instrument, standings=standings)

    assert compare_page(small_result, alone) is None
    assert compare_link("index.md", small_result, alone) is None


def test_the_campaign_and_its_units_lead_to_the_page(
    small_result: CampaignResult, templates: Path
) -> None:
    files = render_site((small_result,), templates)

    assert 'href="compare/small.html"' in files["small-2024/index.md"].decode()
    assert "#units=jia" in files["small-2024/units/jia.md"].decode()
    assert "与其他单位比较" not in files["small-2024/units/bing.md"].decode()


def test_a_unit_alone_in_its_league_is_not_offered(small_result: CampaignResult) -> None:
    """丙街道 counts now, in a league of its own; the two others are compared."""
    (instrument,) = small_result.instruments
    first, second, third = instrument.standings.rows
    counted = replace(third, rank=1, scorecard=first.scorecard, unranked_reason=None)
    standings = replace(instrument.standings, rows=(first, second, counted))
    written = json.loads(instrument.rubric.model_dump_json(by_alias=True, exclude_defaults=True))
    written["parts"][0]["sections"][0]["indicators"][1]["kinds"] = ["township"]
    apart = Rubric.model_validate(written | {"leagues": "same_rows"})
    result = replace(
        small_result,
        instruments=(replace(instrument, rubric=apart, standings=standings),),
    )

    leagues = view_of(result).leagues

    assert [[unit.link.text for unit in league.units] for league in leagues] == [["甲乡", "乙镇"]]
