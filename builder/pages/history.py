"""What a unit came to in the campaigns before, as far as the two may be compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import zip_longest

from builder.intake.campaign import Campaign, Period
from builder.model.standings import Standing
from builder.model.units import Unit
from builder.pages import addresses
from builder.pages.page import Cell, Table, columns
from builder.pages.pictures.course import Course, Stop, draw_course
from builder.pages.rounds import FIRST_ROUND
from builder.pages.words import number_cell
from builder.rubric.schema import Rubric
from builder.scoring.results import CampaignResult, InstrumentResult
from builder.wording import fixed

#: How many campaigns find room side by side.
_SHOWN = 6
#: Months of a period → the period of the same length just before it.
_BEFORE = {1: "上月", 3: "上季度", 12: "上年"}
_QUARTERS = "一二三四"


@dataclass(frozen=True, slots=True)
class Past:
    """One campaign of a course, with the unit's line in it."""

    campaign: Campaign
    instrument: InstrumentResult
    #: None where the unit wasn't expected.
    row: Standing | None

    @property
    def total(self) -> Decimal | None:
        """The total there; None where the unit wasn't ranked."""
        return self.row.total if self.row else None


@dataclass(frozen=True, slots=True)
class CourseView:
    """Rank and total over time, drawn and as a table."""

    picture: Course
    table: Table


def find_history(
    result: CampaignResult, campaigns: Sequence[CampaignResult]
) -> tuple[CampaignResult, ...]:
    """The campaigns before *result*, the latest first, as far as each names the one before."""
    known = {other.campaign.id: other for other in campaigns}
    found: list[CampaignResult] = []
    previous = known.get(result.campaign.previous or "")
    while previous is not None and previous not in found:
        found.append(previous)
        previous = known.get(previous.campaign.previous or "")
    return tuple(found)


def comparable_past(
    instrument: InstrumentResult, unit: Unit, history: Sequence[CampaignResult]
) -> tuple[Past, ...]:
    """*unit* in those campaigns of *history* whose totals compare, the latest first.

    Results compare under one rubric, and with the edition before where the rubric says so. The
    first campaign that doesn't compare ends the course. Nothing compares where nothing is ranked.
    """
    return tuple(
        Past(campaign, found, next((r for r in found.standings.rows if r.unit.id == unit.id), None))
        for campaign, found in comparable_rounds(instrument.rubric, history)
    )


def comparable_rounds(
    rubric: Rubric, history: Sequence[CampaignResult]
) -> Iterator[tuple[Campaign, InstrumentResult]]:
    """Those of *history* that results under *rubric* compare with, as `comparable_past` says."""
    if rubric.ranking == "none":
        return
    for result in history:
        found = next((i for i in result.instruments if _compares(rubric, i.rubric)), None)
        if found is None:
            return
        yield result.campaign, found
        rubric = found.rubric


def _compares(rubric: Rubric, before: Rubric) -> bool:
    if rubric.id == before.id:
        return True
    said = rubric.comparability
    return said is not None and said.comparable and said.before == before.id


def tell_change(
    now: Campaign, row: Standing, instrument: InstrumentResult, past: Sequence[Past]
) -> str:
    """How *row* moved since the campaign before: 比上季度升2位，总分高1.20分; often nothing."""
    if not past or row.rank is None or row.total is None:
        return ""
    latest, rubric = past[0], instrument.rubric
    word = name_before(now, latest.campaign)
    if latest.row is None or latest.row.rank is None or latest.total is None:
        return f"{word}未列入排名"
    change = row.total - latest.total
    size = f"{fixed(abs(change), rubric.rounding.totals)}{_measure(rubric)}"
    moved = f"{'高' if change > 0 else '低'}{size}" if change else "相同"
    return f"{_tell_rank(word, latest.row.rank - row.rank)}，{rubric.total_title}{moved}"


def name_before(now: Campaign, before: Campaign) -> str:
    """What the campaign *before* is called from *now*: 上季度, or its own title."""
    if now.rescores:
        return FIRST_ROUND
    months = _months(now.period)
    follows = before.period.end + timedelta(days=1) == now.period.start
    if follows and months == _months(before.period) and months in _BEFORE:
        return _BEFORE[months]
    return f"上次（{before.menu_title}）"


def course_view(start: str, now: Past, past: Sequence[Past]) -> CourseView | None:
    """Rank and total from the earliest of *past* to *now*; None where there is no course."""
    stops = (*reversed(past[: _SHOWN - 1]), now)
    rubric = now.instrument.rubric
    picture = draw_course(
        f"c-{rubric.id}",
        f"历次{rubric.total_title}和名次",
        [
            _stop(one, name_round(one.campaign, next_one.campaign if next_one else None))
            for one, next_one in zip_longest(stops, stops[1:])
        ],
    )
    if picture is None:
        return None
    heads = ("评估", _head(rubric), "名次")
    rows = tuple(_line(start, one) for one in stops)
    table = Table(
        f"历次{rubric.total_title}和名次", columns(*heads, numeric=heads[1:]), rows, sortable=False
    )
    return CourseView(picture, table)


def show_part(period: Period) -> str:
    """Which part of its year *period* is, in few words: 第一季度, 9月, 全年; else its last day."""
    months, first = _months(period), period.start.month
    if months == 12:  # noqa: PLR2004 - a year
        return "全年"
    if months == 1:
        return f"{first}月"
    if months == 3 and first % 3 == 1:  # noqa: PLR2004 - a quarter
        return f"{_QUARTERS[first // 3]}季度"
    return f"至{period.end.month}月{period.end.day}日"


def _tell_rank(word: str, risen: int) -> str:
    if not risen:
        return f"名次与{word}相同"
    return f"比{word}{'升' if risen > 0 else '降'}{abs(risen)}位"


def _measure(rubric: Rubric) -> str:
    """What a difference of totals is counted in; between percentages it is 百分点."""
    return "个百分点" if rubric.total_measure == "%" else rubric.total_measure


def _months(period: Period) -> int:
    """How many whole calendar months *period* is; 0 where it isn't any."""
    after = period.end + timedelta(days=1)
    if period.start.day != 1 or after.day != 1:
        return 0
    return (after.year - period.start.year) * 12 + after.month - period.start.month


def name_round(campaign: Campaign, after: Campaign | None) -> str:
    """The same, where two rounds assess one year; *after* is the campaign that follows."""
    if campaign.rescores:
        return "第二轮"
    if after is not None and after.rescores:
        return FIRST_ROUND
    return show_part(campaign.period)


def _stop(one: Past, part: str) -> Stop:
    row, places = one.row, one.instrument.rubric.rounding.totals
    ranked = row is not None and row.rank is not None
    return Stop(
        year=f"{one.campaign.period.end.year}年",
        part=part,
        total=one.total,
        shown=fixed(one.total, places) if one.total is not None else "未列入",
        rank=f"第{row.rank}名" if row is not None and ranked else "",
    )


def _line(start: str, one: Past) -> tuple[Cell, ...]:
    rubric, row = one.instrument.rubric, one.row
    rank = row.rank if row else None
    page = ""
    if row is not None:
        target = addresses.unit_page(one.campaign.id, row.unit.id)
        page = "" if target == start else addresses.link(start, target)
    return (
        Cell(one.campaign.menu_title, page),
        number_cell(one.total, rubric.rounding.totals),
        Cell(f"{rank}/{len(one.instrument.league(row))}" if row and rank else "未列入"),
    )


def _head(rubric: Rubric) -> str:
    return f"{rubric.total_title}（{rubric.total_measure}）"
