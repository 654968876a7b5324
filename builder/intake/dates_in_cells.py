"""Dates in the spellings of offices: 2022.3.5, 2022年3月, 44625, 3月底前; and times of receipt."""

import calendar
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from builder.formats.sheets import CellContent
from builder.intake.campaign import Period
from builder.intake.readings import CellReading, Fault, given, unreadable
from builder.intake.wording import match_key, quote, spaced_key
from builder.model import problem_kinds as kinds
from builder.model.numbers import ONE

_DAY = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_MONTH = re.compile(r"(?:(\d{4})(?:年|[-./]))?(\d{1,2})月?(?:份|底|末)?")
_MONTH_WORD = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:份|底|末)?")
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_TIME = re.compile(
    r"(.+?)(?: |t|(?<=日))(上午|下午)?(\d{1,2})[:时点](?:(\d{1,2})分?)?(?::(\d{2})(?:\.0+)?)?"
)
#: Day 0 of Excel's calendar, from March 1900 on.
_EPOCH = date(1899, 12, 30)
#: Serial numbers from 1955 to 2119; others are hardly dates.
_SERIALS = range(20_090, 80_001)
_YEARS = range(1950, 2120)
#: Beyond any day written as a number: 20220331.
_TOO_GREAT = Decimal(10) ** 8
_OCTOBER_OR_JANUARY = Decimal("0.1")


def read_date(content: CellContent, period: Period) -> CellReading:
    """A date; what only names a month is its last day, with a notice."""
    if isinstance(content, datetime):
        return given(content.date())
    if isinstance(content, date):
        return given(content)
    if isinstance(content, Decimal):
        return _from_number(content, period)
    if isinstance(content, str):
        return _from_text(content, period)
    return _refused(content, period)


def read_time(content: CellContent) -> datetime | None:
    """A time of receipt (local); a day without a time is its midnight. None where it is none."""
    if isinstance(content, datetime):
        return content
    if isinstance(content, date):
        return datetime.combine(content, time())
    if isinstance(content, Decimal) and int(content) in _SERIALS:
        moment = datetime.combine(_EPOCH, time()) + timedelta(days=float(content))
        return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)
    return _time_from_text(spaced_key(content)) if isinstance(content, str) else None


def _time_from_text(text: str) -> datetime | None:
    match = _TIME.fullmatch(text)
    day = _whole_day(match_key(match[1] if match else text))
    if day is None or match is None:
        return datetime.combine(day, time()) if day else None
    hour, minute, second = (int(part or 0) for part in match.groups()[2:])
    hour += 12 if match[2] == "下午" and hour < 12 else 0  # noqa: PLR2004 - noon
    if hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 - a clock's limits
        return None
    return datetime.combine(day, time(hour, minute, second))


def _from_number(content: Decimal, period: Period) -> CellReading:
    if abs(content) >= _TOO_GREAT:
        return _refused(content, period)
    if content % ONE == 0 and int(content) in _SERIALS:
        return _derived(content, _EPOCH + timedelta(days=int(content)))
    compact = _COMPACT.fullmatch(str(content))
    if compact and (day := _day(*compact.groups())):
        return given(day)
    if int(content) in _YEARS and content % ONE not in {0, _OCTOBER_OR_JANUARY}:
        # 2022.1 may be October; 2022.3 can't be anything but March.
        return _from_text(str(content), period)
    return _refused(content, period)


def _from_text(content: str, period: Period) -> CellReading:
    text = match_key(content)
    clock = _TIME.fullmatch(spaced_key(content))
    if clock and (day := _whole_day(match_key(clock[1]))):
        return given(day)
    before = text.endswith(("前", "之前", "以前"))
    text = re.sub(r"(之|以)?前$", "", text)
    if day := _whole_day(text):
        return _derived(content, day) if before else given(day)
    if (match := _MONTH_DAY.fullmatch(text)) and (day := _in_period(period, match[1], match[2])):
        return _derived(content, day)
    match = _MONTH_WORD.fullmatch(text) or _MONTH.fullmatch(text)
    if match is None:
        return _refused(content, period)
    if match[1]:
        month_end = _day(match[1], match[2])
    else:
        month_end = _in_period(period, match[2]) if "月" in text else None
    return _derived(content, month_end) if month_end else _refused(content, period)


def _whole_day(text: str) -> date | None:
    match = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    return _day(*match.groups()) if match else None


def _day(year: str, month: str, day: str | None = None) -> date | None:
    """The day, or the month's last day where none is named; None where there is no such day."""
    if int(year) not in _YEARS or not 1 <= int(month) <= 12:  # noqa: PLR2004 - months of a year
        return None
    last = calendar.monthrange(int(year), int(month))[1]
    number = int(day) if day else last
    return date(int(year), int(month), number) if 1 <= number <= last else None


def _in_period(period: Period, month: str, day: str | None = None) -> date | None:
    """The one such day within the *period*; None where there are several, or none."""
    years = range(period.start.year, period.end.year + 1)
    days = [found for year in years if (found := _day(str(year), month, day))]
    inside = [found for found in days if period.start <= found <= period.end]
    return inside[0] if len(inside) == 1 else None


def _derived(content: CellContent, day: date) -> CellReading:
    tokens = {"shown": quote(content), "read": day.isoformat()}
    return given(day, Fault(kinds.DERIVED_DATE, tokens))


def _refused(content: CellContent, period: Period) -> CellReading:
    example = period.start.isoformat()
    return unreadable(kinds.NOT_A_DATE, shown=quote(content), example=example)
