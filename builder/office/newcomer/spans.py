"""The stretch of time that a campaign assesses, from the few words that an office writes."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from builder.intake.campaign import Period
from builder.intake.dates_in_cells import read_time
from builder.intake.wording import match_key

#: What a span may be written like, as told to whoever wrote something else.
SPELLINGS = "2026q3、2026年第三季度、2026上半年、2026年9月、2026，或 2026-07-01至2026-09-30"

#: Working days from a period's end to the deadline, and from there to the cutoff.
DAYS_TO_FILE, DAYS_TO_FREEZE = 10, 3
_CLOSING = time(18)
_SATURDAY = 5

_QUARTERS, _HALVES = "一二三四", "上下"
_MONTHS_OF_QUARTER, _MONTHS_OF_HALF = 3, 6
_DECEMBER = 12
_QUARTER = re.compile(r"(\d{4})年?(?:q|第)?([1-4一二三四])(?:季度?)?")
_HALF = re.compile(r"(\d{4})年?(?:h([12])|([上下])半年)")
_MONTH = re.compile(r"(\d{4})(?:年|[-./m])(\d{1,2})月?")
_YEAR = re.compile(r"(\d{4})年?(?:度|全年)?")
_DAYS = re.compile(r"(\d{4}.\d{1,2}.\d{1,2}日?)(?:至|到|~|—|-)+(\d{4}.\d{1,2}.\d{1,2}日?)")


@dataclass(frozen=True, slots=True)
class Span:
    """A period with what it is called: in titles, and as the folder of a campaign."""

    period: Period
    words: str
    #: The suggested id: 2026q3, 2026h1, 2026m09, 2026.
    id: str


def read_span(text: str) -> Span | None:
    """The span that *text* means; None where it means none."""
    key = match_key(text)
    if match := _QUARTER.fullmatch(key):
        number = int(match[2]) if match[2].isdigit() else _QUARTERS.index(match[2]) + 1
        return quarter(int(match[1]), number)
    if match := _HALF.fullmatch(key):
        return half(int(match[1]), int(match[2]) if match[2] else _HALVES.index(match[3]) + 1)
    if (match := _MONTH.fullmatch(key)) and 1 <= int(match[2]) <= _DECEMBER:
        return month(int(match[1]), int(match[2]))
    if match := _YEAR.fullmatch(key):
        return year(int(match[1]))
    match = _DAYS.fullmatch(key)
    first, last = (read_time(part) for part in match.groups()) if match else (None, None)
    return days(first.date(), last.date()) if first and last and first <= last else None


def quarter(number_of_year: int, number: int) -> Span:
    """The *number*th quarter."""
    period = _months(number_of_year, number * _MONTHS_OF_QUARTER, _MONTHS_OF_QUARTER)
    words = f"{number_of_year}年第{_QUARTERS[number - 1]}季度"
    return Span(period, words, f"{number_of_year}q{number}")


def half(number_of_year: int, number: int) -> Span:
    """The first or second half of a year."""
    period = _months(number_of_year, number * _MONTHS_OF_HALF, _MONTHS_OF_HALF)
    words = f"{number_of_year}年{_HALVES[number - 1]}半年"
    return Span(period, words, f"{number_of_year}h{number}")


def month(number_of_year: int, number: int) -> Span:
    """One month."""
    words = f"{number_of_year}年{number}月"
    return Span(_months(number_of_year, number, 1), words, f"{number_of_year}m{number:02d}")


def year(number: int) -> Span:
    """A whole year."""
    period = Period(start=date(number, 1, 1), end=date(number, 12, 31))
    return Span(period, f"{number}年度", str(number))


def days(first: date, last: date) -> Span:
    """From *first* to *last*, both included; a quarter, half or year is called by its name."""
    period = Period(start=first, end=last)
    return next(
        (span for span in _named_in(first.year) if span.period == period),
        Span(period, f"{first:%Y.%m.%d}至{last:%Y.%m.%d}", f"{first:%Y%m%d}"),
    )


def quarter_before(day: date) -> Span:
    """The last quarter that was over on *day*."""
    number = (day.month - 1) // _MONTHS_OF_QUARTER
    return quarter(day.year, number) if number else quarter(day.year - 1, len(_QUARTERS))


def span_after(period: Period) -> Span:
    """The stretch of the same length that follows *period*."""
    begin = period.end + timedelta(days=1)
    following = [span for span in _named_in(begin.year) if span.period.start == begin]
    sorts = {_sort(span) for span in _named_in(period.start.year) if span.period == period}
    same = (span for span in following if _sort(span) in sorts)
    return next(same, days(begin, begin + (period.end - period.start)))


def deadline_after(day: date) -> datetime:
    """When filings are due for a period that ends on *day*: ten weekdays on, at six."""
    return datetime.combine(weekdays_after(day, DAYS_TO_FILE), _CLOSING)


def cutoff_after(deadline: datetime) -> datetime:
    """When the cohort is frozen: three weekdays after the *deadline*, at six."""
    return datetime.combine(weekdays_after(deadline.date(), DAYS_TO_FREEZE), _CLOSING)


def read_moment(text: str) -> datetime | None:
    """A day, with or without a time; a day alone means six in the evening. None for others."""
    moment = read_time(text)
    if moment is not None and moment.time() == time():
        return datetime.combine(moment.date(), _CLOSING)
    return moment


def weekdays_after(day: date, count: int) -> date:
    """The *count*th day after *day* that is no Saturday or Sunday; holidays aren't known."""
    for _ in range(count):
        day += timedelta(days=1)
        while day.weekday() >= _SATURDAY:
            day += timedelta(days=1)
    return day


def _months(number_of_year: int, last: int, count: int) -> Period:
    """*count* months, of which *last* is the last."""
    end = date(number_of_year, last, calendar.monthrange(number_of_year, last)[1])
    return Period(start=date(number_of_year, last - count + 1, 1), end=end)


def _named_in(number: int) -> tuple[Span, ...]:
    """Every span with a name of its own in a year."""
    quarters = (quarter(number, one) for one in range(1, 5))
    halves = (half(number, one) for one in (1, 2))
    months = (month(number, one) for one in range(1, 13))
    return (*quarters, *halves, *months, year(number))


def _sort(span: Span) -> str:
    """The letter that a span's id has between its numbers: q, h, m or none."""
    return span.id.strip("0123456789")
