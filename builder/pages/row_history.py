"""What a row came to in the campaigns before, of one unit and of all, where they compare."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from builder.intake.campaign import Campaign
from builder.model.marks import Mark
from builder.pages import addresses
from builder.pages.history import CourseView, Past, comparable_rounds, name_round
from builder.pages.overview import section_of
from builder.pages.page import Cell, Table, columns
from builder.pages.pictures.course import Stop, draw_course
from builder.pages.words import in_points, number_cell
from builder.rubric.schema import Indicator, Rubric
from builder.scoring.results import CampaignResult, InstrumentResult
from builder.wording import fixed, show_outcome, signed

TITLE = "历次平均得分"
#: So many campaigns before are told beside a mark, and so many find room in a picture.
_TOLD, _SHOWN = 3, 6


@dataclass(frozen=True, slots=True)
class _Round:
    """A campaign with a row's points of all units that got any."""

    campaign: Campaign
    #: Id of the rubric there.
    rubric: str
    points: tuple[Decimal, ...]

    @property
    def mean(self) -> Decimal:
        """The mean of the points. Raises ZeroDivisionError without any."""
        return sum(self.points, Decimal(0)) / len(self.points)


def tell_before(now: Campaign, mark: Mark, rubric: Rubric, past: Sequence[Past]) -> str:
    """What the unit's row came to in *past*, the earliest first; empty where it never differed."""
    told = list(_before(mark, past[:_TOLD]))
    kind = section_of(rubric, mark.indicator).kind
    if all(words == show_outcome(mark, kind) for _, words in told):
        return ""
    told.reverse()
    after = [*(campaign for campaign, _ in told[1:]), now]
    return "、".join(
        f"{_name(campaign, then, now)}{in_points(words)}"
        for (campaign, words), then in zip(told, after, strict=True)
    )


def row_course(
    start: str,
    result: CampaignResult,
    instrument: InstrumentResult,
    row: Indicator,
    history: Sequence[CampaignResult],
) -> CourseView | None:
    """The mean of *row* over *history* up to now; None where there is nothing to compare."""
    own = _round(result.campaign, instrument, row)
    rounds = [one for one in (own, *_rounds(instrument.rubric, row, history)) if one.points]
    rounds = rounds[_SHOWN - 1 :: -1]
    places = instrument.rubric.rounding.rows
    stops = [_stop(*pair, places) for pair in zip_longest(rounds, rounds[1:])]
    picture = draw_course("c-row", TITLE, stops)
    if picture is None:
        return None
    heads = columns("评估", "平均分", "有得分的单位", numeric=("平均分", "有得分的单位"))
    lines = tuple(_line(start, row, one, places) for one in rounds)
    return CourseView(picture, Table(TITLE, heads, lines, sortable=False))


def _before(mark: Mark, past: Sequence[Past]) -> Iterator[tuple[Campaign, str]]:
    """Campaign and outcome of the same row with the same full points, the latest first."""
    for one in past:
        card = one.row.scorecard if one.row is not None else None
        marks = card.marks if card is not None else ()
        found = next((other for other in marks if other.indicator == mark.indicator), None)
        if found is None or found.most != mark.most:
            continue
        kind = section_of(one.instrument.rubric, found.indicator).kind
        yield one.campaign, show_outcome(found, kind)


def _name(campaign: Campaign, after: Campaign | None, now: Campaign) -> str:
    year = f"{campaign.period.end.year}年"
    same = campaign.period.end.year == now.period.end.year
    return f"{'' if same else year}{name_round(campaign, after)}"


def _rounds(rubric: Rubric, row: Indicator, history: Sequence[CampaignResult]) -> Iterator[_Round]:
    """The rounds before in which the row gave as many points, up to the first that differs."""
    for campaign, instrument in comparable_rounds(rubric, history):
        same = next((one for one in instrument.rubric.indicators if one.id == row.id), None)
        if same is None or same.points != row.points:
            return
        yield _round(campaign, instrument, row)


def _round(campaign: Campaign, instrument: InstrumentResult, row: Indicator) -> _Round:
    kind = section_of(instrument.rubric, row.id).kind
    cards = (line.scorecard for line in instrument.standings.rows if line.scorecard is not None)
    marks = (mark for card in cards for mark in card.marks if mark.indicator == row.id)
    points = (signed(mark.points, kind) for mark in marks)
    given = tuple(one for one in points if one is not None)
    return _Round(campaign, instrument.rubric.id, given)


def _stop(one: _Round, after: _Round | None, places: int) -> Stop:
    part = name_round(one.campaign, after.campaign if after is not None else None)
    year = f"{one.campaign.period.end.year}年"
    return Stop(year, part, one.mean, fixed(one.mean, places), "")


def _line(start: str, row: Indicator, one: _Round, places: int) -> tuple[Cell, ...]:
    page = addresses.indicator_page(one.campaign.id, one.rubric, row.id)
    link = "" if page == start else addresses.link(start, page)
    return (
        Cell(one.campaign.menu_title, link),
        number_cell(one.mean, places),
        Cell(str(len(one.points))),
    )
