"""What a row came to before, of one unit and of all, and where that isn't told."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from builder.editions.chronicle import CampaignNews, Chapter
from builder.model.editions import Edition
from builder.model.marks import Mark
from builder.pages.history import comparable_past
from builder.pages.indicator import IndicatorView, indicator_page
from builder.pages.row_history import row_course, tell_before
from builder.pages.unit import UnitView, unit_page
from builder.rubric.schema import Rubric
from builder.scoring.results import CampaignResult
from tests.pages.conftest import JIA, RUBRIC, jia_card, scorecard

ROW = RUBRIC.indicators[0]
DRAFT = Edition("", "", None, "", None, "", "", "")


def before(result: CampaignResult, year: int, points: str, **row: object) -> CampaignResult:
    """*result* as if of *year*, with *points* of 甲乡 in 1.1; 乙镇 has none there."""
    campaign = result.campaign.model_copy(
        update={
            "id": f"small-{year}",
            "title": f"{year}年示例评估",
            "period": result.campaign.period.model_copy(
                update={
                    "start": result.campaign.period.start.replace(year=year),
                    "end": result.campaign.period.end.replace(year=year),
                }
            ),
        }
    )
    marks = jia_card().marks
    first = replace(marks[0], points=Decimal(points), **row)  # type: ignore[arg-type]
    card = scorecard(JIA, (first, marks[1], marks[2]))
    (instrument,) = result.instruments
    lines = instrument.standings.rows
    standings = replace(instrument.standings, rows=(replace(lines[0], scorecard=card), *lines[1:]))
    return replace(
        result, campaign=campaign, instruments=(replace(instrument, standings=standings),)
    )


def own_mark(result: CampaignResult) -> Mark:
    card = result.instruments[0].standings.rows[0].scorecard
    assert card is not None
    return card.marks[0]


def told(result: CampaignResult, *history: CampaignResult) -> str:
    past = comparable_past(result.instruments[0], JIA, history)
    return tell_before(result.campaign, own_mark(result), RUBRIC, past)


def test_what_came_before_is_told_the_earliest_first(small_result: CampaignResult) -> None:
    """2.25 now; the years are named, since the campaigns are of other years."""
    history = (before(small_result, 2023, "1.5"), before(small_result, 2022, "3"))

    assert told(small_result, *history) == "2022年全年3分、2023年全年1.5分"


def test_what_was_always_the_same_is_not_told(small_result: CampaignResult) -> None:
    assert told(small_result, before(small_result, 2023, "2.25")) == ""
    assert told(small_result) == ""


def test_a_row_with_other_full_points_is_not_compared(small_result: CampaignResult) -> None:
    assert told(small_result, before(small_result, 2023, "1.5", most=Decimal(4))) == ""


def test_the_mean_of_a_row_is_drawn_and_listed(small_result: CampaignResult) -> None:
    """Only 甲乡 has points in 1.1 each time, so that its points are the mean."""
    history = (before(small_result, 2023, "1.5"), before(small_result, 2022, "3"))
    start = "small-2024/indicators/small/1.1.md"

    view = row_course(start, small_result, small_result.instruments[0], ROW, history)

    assert view is not None
    assert [tuple(cell.text for cell in row) for row in view.table.rows] == [
        ("2022年示例评估", "3.00", "1"),
        ("2023年示例评估", "1.50", "1"),
        ("2024年示例评估", "2.25", "1"),
    ]
    assert [row[0].href for row in view.table.rows] == [
        *("../../../small-2022/indicators/small/1.1.html",),
        *("../../../small-2023/indicators/small/1.1.html", ""),
    ]
    assert len(view.picture.points) == 3


def test_a_course_ends_where_the_row_gave_other_points(small_result: CampaignResult) -> None:
    other = before(small_result, 2022, "3")
    (instrument,) = other.instruments
    written = json.loads(instrument.rubric.model_dump_json(by_alias=True, exclude_defaults=True))
    written["parts"][0]["sections"][0]["indicators"][0]["points"] = 4
    changed = Rubric.model_validate(written)
    history = (
        before(small_result, 2023, "1.5"),
        replace(other, instruments=(replace(instrument, rubric=changed),)),
    )

    view = row_course("x.md", small_result, small_result.instruments[0], ROW, history)

    assert view is not None
    assert [row[0].text for row in view.table.rows] == ["2023年示例评估", "2024年示例评估"]


def test_one_campaign_is_no_course(small_result: CampaignResult) -> None:
    instrument = small_result.instruments[0]

    assert row_course("x.md", small_result, instrument, ROW, ()) is None


@pytest.mark.parametrize(("ranking", "shown"), [("total", True), ("none", False)])
def test_nothing_compares_where_the_rubric_ranks_nobody(
    small_result: CampaignResult,
    ranking: str,
    shown: bool,  # noqa: FBT001 - a case
) -> None:
    instrument = small_result.instruments[0]
    rubric = instrument.rubric.model_copy(update={"ranking": ranking})
    history = (before(small_result, 2023, "1.5"),)

    view = row_course("x.md", small_result, replace(instrument, rubric=rubric), ROW, history)

    assert (view is not None) is shown


def test_pages_tell_it_only_where_there_are_editions(small_result: CampaignResult) -> None:
    history = (before(small_result, 2023, "1.5"),)
    news = CampaignNews("small-2024", Chapter(DRAFT), (), {})

    def told_on(news: CampaignNews | None) -> list[str]:
        view = unit_page(small_result, JIA, {}, history=history, news=news).view
        assert isinstance(view, UnitView)
        scored = view.scores[0].scored
        assert scored is not None
        return [card.before for section in scored.sections for card in section.cards]

    assert told_on(news) == ["2023年全年1.5分", "", ""]
    assert told_on(None) == ["", "", ""]


def test_an_indicators_page_shows_the_course_where_it_is_given_what_came_before(
    small_result: CampaignResult,
) -> None:
    instrument = small_result.instruments[0]
    history = (before(small_result, 2023, "1.5"),)

    views = [indicator_page(small_result, instrument, ROW, past).view for past in (history, ())]

    assert [isinstance(view, IndicatorView) and view.course is not None for view in views] == [
        *(True, False)
    ]
