"""The stretch of time that a campaign assesses, as offices write it; days counted by hand."""

from datetime import date, datetime

import pytest

from builder.intake.campaign import Campaign, Period
from builder.office.newcomer import spans
from builder.office.newcomer.campaign_file import campaign_text

YEAR = 2026
moment = datetime.fromisoformat


def period(*days: int) -> Period:
    """From month and day to month and day of 2026."""
    first, last = days[:2], days[2:]
    return Period(start=date(YEAR, *first), end=date(YEAR, *last))


@pytest.mark.parametrize(
    ("written", "expected", "words", "id_"),
    [
        ("2026q3", period(7, 1, 9, 30), "2026年第三季度", "2026q3"),
        ("2026年第一季度", period(1, 1, 3, 31), "2026年第一季度", "2026q1"),
        ("2026年2季度", period(4, 1, 6, 30), "2026年第二季度", "2026q2"),
        ("２０２６年四季度", period(10, 1, 12, 31), "2026年第四季度", "2026q4"),
        ("2026上半年", period(1, 1, 6, 30), "2026年上半年", "2026h1"),
        ("2026h2", period(7, 1, 12, 31), "2026年下半年", "2026h2"),
        ("2026年2月", period(2, 1, 2, 28), "2026年2月", "2026m02"),
        ("2026-09", period(9, 1, 9, 30), "2026年9月", "2026m09"),
        ("2026年度", period(1, 1, 12, 31), "2026年度", "2026"),
        ("2026-07-01至2026-09-30", period(7, 1, 9, 30), "2026年第三季度", "2026q3"),
        ("2026.7.5到2026.8.9", period(7, 5, 8, 9), "2026.07.05至2026.08.09", "20260705"),
    ],
)
def test_a_span_is_read_as_it_is_written(
    written: str, expected: Period, words: str, id_: str
) -> None:
    assert spans.read_span(written) == spans.Span(expected, words, id_)


@pytest.mark.parametrize(
    "written", ["", "2026q5", "2026年13月", "三季度", "2026-09-30至2026-07-01"]
)
def test_what_means_no_span_is_none(written: str) -> None:
    assert spans.read_span(written) is None


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2026, 1, 5), "2025q4"), (date(2026, 11, 23), "2026q3")]
)
def test_the_likely_first_span_is_the_last_quarter_that_is_over(day: date, expected: str) -> None:
    assert spans.quarter_before(day).id == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (period(7, 1, 9, 30), "2026q4"),
        (period(10, 1, 12, 31), "2027q1"),
        (period(1, 1, 12, 31), "2027"),
        (period(7, 1, 12, 31), "2027h1"),
        (period(12, 1, 12, 31), "2027m01"),
    ],
)
def test_the_span_after_a_round_is_of_the_same_sort(before: Period, expected: str) -> None:
    assert spans.span_after(before).id == expected


def test_after_an_odd_span_comes_one_of_the_same_length() -> None:
    """5 July to 14 July is ten days, and so is 15 July to 24 July."""
    assert spans.span_after(period(7, 5, 7, 14)).period == period(7, 15, 7, 24)


def test_the_deadline_is_ten_weekdays_on_and_the_cutoff_three_more() -> None:
    """30 September 2026 is a Wednesday: 1, 2, 5 to 9, 12, 13, 14 October; then 15, 16, 19."""
    deadline = spans.deadline_after(date(2026, 9, 30))

    assert deadline == moment("2026-10-14 18:00")
    assert spans.cutoff_after(deadline) == moment("2026-10-19 18:00")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026.10.20", moment("2026-10-20 18:00")),
        ("2026年10月20日 17:30", moment("2026-10-20 17:30")),
        ("下周五", None),
    ],
)
def test_a_day_without_a_time_ends_at_six(written: str, expected: datetime | None) -> None:
    assert spans.read_moment(written) == expected


def test_a_campaign_without_deadlines_says_nothing_of_them() -> None:
    due = Campaign(
        id="2026q3",
        title="第三季度",
        authority="示例办",
        region="示例县",
        period=period(7, 1, 9, 30),
        deadline=moment("2026-10-14 18:00"),
        instruments=("small",),
    )

    text = campaign_text(due)

    assert "deadline: 2026-10-14 18:00:00" in text
    assert "cutoff:" not in text
