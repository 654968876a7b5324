"""Units side by side: a page for each instrument of a campaign, with all that its script needs.

The page itself is a table of every unit and section. Under it, not shown, stand the indicators and
what each unit got for them, so that two to four units can be compared without asking for a file:
a page opened from disk may not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.marks import Mark
from builder.model.numbers import plain, round_half_up
from builder.model.standings import Scorecard, SectionTally, Standing
from builder.model.units import UnitKind
from builder.pages import addresses
from builder.pages.overview import crumbs, section_of
from builder.pages.page import MOST_ROWS, Cell, Column, Link, Page, Table, columns
from builder.pages.row_shares import is_weighed, kind_shares
from builder.pages.standings_table import marks_file, standings_table
from builder.pages.words import campaign_facts, campaign_notices, number_cell, word_cell
from builder.rubric.schema import Indicator, Rubric, SectionKind
from builder.scoring.conclusions import conclusion, only_concludes
from builder.scoring.leagues import league_name, leagues
from builder.scoring.results import CampaignResult, InstrumentResult
from builder.wording import fixed, show_points, signed, tell_absence

#: Stands between the values of a unit; in no value.
_BETWEEN = "¦"
#: Enough for the hundredth of a total out of rows of a thousand points.
_SHARE_PLACES = 6


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One indicator."""

    link: Link
    #: Full points, or a dash.
    most: str


@dataclass(frozen=True, slots=True)
class ComparedUnit:
    """One unit that counts."""

    #: What stands in the address when it alone is chosen.
    anchor: str
    #: Its name, and the way to its page.
    link: Link
    #: Its values in the order of the indicators.
    values: str


@dataclass(frozen=True, slots=True)
class ComparedLeague:
    """Units that are ranked among themselves."""

    #: Their kinds; empty where all units are one league.
    name: str
    #: What one point of each row is in their totals; empty where it is one for all.
    shares: str
    units: tuple[ComparedUnit, ...]


@dataclass(frozen=True, slots=True)
class CompareView:
    """What the template places."""

    rows: tuple[ComparedRow, ...]
    leagues: tuple[ComparedLeague, ...]
    #: Every unit with its total and sections, or how many rows come to each word.
    table: Table
    #: What points are counted in; empty where there are only words.
    measure: str
    #: What the total is called; empty where differences are told in points of rows alone.
    total: str
    back: Link


@dataclass(frozen=True, slots=True)
class _Desk:
    """Which page is being drawn, of which cohort."""

    start: str
    campaign: str
    instrument: InstrumentResult

    @property
    def rubric(self) -> Rubric:
        """The rubric that the cohort is scored with."""
        return self.instrument.rubric

    def link(self, page: str) -> str:
        """The address of *page* from the page being drawn."""
        return addresses.link(self.start, page)

    def unit_link(self, row: Standing) -> str:
        """Where the unit's own page is."""
        return self.link(addresses.unit_page(self.campaign, row.unit.id))


def compare_page(result: CampaignResult, instrument: InstrumentResult) -> Page | None:
    """The page that compares the units of one *instrument*; None of one alone, or of too many."""
    if not _faced(instrument):
        return None
    campaign, rubric = result.campaign, instrument.rubric
    start = addresses.compare_page(campaign.id, rubric.id)
    index = addresses.campaign_index(campaign.id)
    return Page(
        address=start,
        template="compare.md.j2",
        title=f"单位比较：{rubric.title}",
        summary=f"{campaign.menu_title}：选两到四个单位，逐项并排比较，看差在哪里。",
        crumbs=crumbs(start, (campaign.menu_title, index), ("单位比较", start)),
        notices=campaign_notices(result),
        facts=campaign_facts(campaign),
        view=_view(_Desk(start, campaign.id, instrument), campaign.menu_title),
    )


def compare_link(
    start: str, result: CampaignResult, instrument: InstrumentResult, unit: str = ""
) -> Link | None:
    """The way from page *start* to the comparison, *unit* chosen; None where it has none to face.

    The page's script writes the chosen units into the address in the same way.
    """
    faced = _faced(instrument)
    named = {row.unit.id for league in faced for row, _ in _counted(league)}
    if not faced or (unit and unit not in named):
        return None
    page = addresses.compare_page(result.campaign.id, instrument.rubric.id)
    chosen = _anchor(unit) if unit else ""
    return Link("与其他单位比较" if unit else "单位比较", addresses.link(start, page, chosen))


def _view(desk: _Desk, menu_title: str) -> CompareView:
    index = addresses.campaign_index(desk.campaign)
    concluded = only_concludes(desk.rubric)
    return CompareView(
        rows=tuple(_row(desk, row) for row in desk.rubric.indicators),
        leagues=tuple(_leagues(desk)),
        table=standings_table(desk.start, desk.campaign, desk.instrument)
        if concluded
        else _table(desk),
        measure="" if concluded else desk.rubric.total_measure,
        total=desk.rubric.total_title if _is_converted(desk.rubric) else "",
        back=Link(f"返回{menu_title}", desk.link(index)),
    )


def _anchor(unit: str) -> str:
    return f"units={addresses.file_name(unit)}"


def _faced(instrument: InstrumentResult) -> list[Sequence[Standing]]:
    """The leagues with two units or more; none where the page would be too heavy for a phone."""
    if len(instrument.standings.rows) > MOST_ROWS:
        return []
    return [league for league in leagues(instrument) if len(_counted(league)) > 1]


def _counted(league: Sequence[Standing]) -> list[tuple[Standing, Scorecard]]:
    return [(row, row.scorecard) for row in league if row.scorecard is not None]


def _row(desk: _Desk, row: Indicator) -> ComparedRow:
    page = addresses.indicator_page(desk.campaign, desk.rubric.id, row.id)
    return ComparedRow(Link(f"{row.id} {row.title}", desk.link(page)), show_points(row.points))


def _leagues(desk: _Desk) -> Iterator[ComparedLeague]:
    for league in leagues(desk.instrument):
        counted = _counted(league)
        if len(counted) > 1:
            name = league_name(desk.rubric, league)
            units = tuple(_unit(desk, *pair) for pair in counted)
            yield ComparedLeague(name, _shares(desk.rubric, league[0].unit.kind), units)


def _is_converted(rubric: Rubric) -> bool:
    """Whether points of rows have to be turned into those of the total to be compared."""
    return is_weighed(rubric) and not only_concludes(rubric)


def _shares(rubric: Rubric, kind: UnitKind) -> str:
    """What one point of each row is in the total, in the order of the rows."""
    if not _is_converted(rubric):
        return ""
    shares = kind_shares(rubric, kind)
    return _BETWEEN.join(plain(round_half_up(share, _SHARE_PLACES)) for share in shares.values())


def _unit(desk: _Desk, row: Standing, card: Scorecard) -> ComparedUnit:
    marks = {mark.indicator: mark for mark in card.marks}
    values = (_value(desk.rubric, one, marks.get(one.id)) for one in desk.rubric.indicators)
    return ComparedUnit(
        anchor=_anchor(row.unit.id),
        link=Link(row.unit.name, desk.unit_link(row)),
        values=_BETWEEN.join(value.replace(_BETWEEN, "|") for value in values),
    )


def _value(rubric: Rubric, row: Indicator, mark: Mark | None) -> str:
    """Points as they change the total, or the word that stands in their place."""
    if mark is None:
        return "不考核"
    points = signed(mark.points, section_of(rubric, row.id).kind)
    return conclusion(mark) if points is None else fixed(points, rubric.rounding.rows)


def _table(desk: _Desk) -> Table:
    """Every unit that counts with its rank, its total and its sections."""
    rubric = desk.rubric
    numeric = (f"{rubric.total_title}（{rubric.total_measure}）", *_sections(rubric))
    rows = tuple(
        _line(desk, *pair) for league in leagues(desk.instrument) for pair in _counted(league)
    )
    heads = (Column("名次", numeric=True), *columns("单位", *numeric, numeric=numeric))
    file = marks_file(desk.start, desk.campaign)
    return Table(f"{rubric.title}：各单位、各板块", heads, rows, head=1, download=file)


def _sections(rubric: Rubric) -> tuple[str, ...]:
    return tuple(section.title for section in rubric.sections)


def _line(desk: _Desk, row: Standing, card: Scorecard) -> tuple[Cell, ...]:
    tallies = {section.section: section for part in card.parts for section in part.sections}
    places = desk.rubric.rounding.totals
    return (
        Cell(str(row.rank), sort=str(row.rank)) if row.rank else Cell("—", sort="Infinity"),
        Cell(row.unit.name, desk.unit_link(row)),
        number_cell(row.total, places),
        *(_points_cell(tallies.get(one.id), places) for one in desk.rubric.sections),
    )


def _points_cell(section: SectionTally | None, places: int) -> Cell:
    """What a section adds to the total, or why it adds nothing."""
    if section is None:
        return number_cell(None)
    if (absent := tell_absence(section)) is not None:
        return word_cell(absent)
    return number_cell(signed(section.points, SectionKind(section.kind)), places)
