"""A campaign's page: cohort, deadlines, standings, distribution, and the way to all else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.editions.chronicle import CampaignNews
from builder.intake.campaign import Campaign
from builder.model.marks import Mark, MarkState
from builder.model.numbers import ZERO
from builder.model.rectification import tally_clearance
from builder.model.standings import Cohort
from builder.pages import addresses
from builder.pages.appeals import AppealsView, campaign_appeals
from builder.pages.campaign_sentence import tell_instrument
from builder.pages.compare import compare_link
from builder.pages.conclusions import tell_conclusions
from builder.pages.distribution import Histogram, draw_histogram
from builder.pages.dossier import count_dossiers, dossier_table
from builder.pages.edition_changes import TITLE as CHANGES
from builder.pages.edition_words import count_changes
from builder.pages.flags import flags_link
from builder.pages.overview import crumbs, section_of
from builder.pages.page import Cell, Fact, Link, LinkGroup, Page, Table, columns
from builder.pages.pictures.heat_table import HeatTable, draw_heat_table
from builder.pages.rectification import show_counts
from builder.pages.rounds import FIRST_ROUND, group_rule, phase_table
from builder.pages.service_frame import services_title
from builder.pages.standings_pages import first_standings
from builder.pages.unit_sentence import kind_noun
from builder.pages.words import campaign_facts, campaign_notices, number_cell
from builder.rubric.schema import Indicator, Rubric
from builder.scoring.conclusions import conclusion, list_conclusions, only_concludes
from builder.scoring.leagues import league_name, leagues
from builder.scoring.results import CampaignResult, InstrumentResult
from builder.wording import signed


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """One cohort on the campaign's page."""

    id: str
    title: str
    method: Link
    #: Its units side by side; None where there are no two.
    compare: Link | None
    counts: tuple[Fact, ...]
    standings: Table
    #: One for each league of which there is something to see.
    histograms: tuple[Histogram, ...]
    #: What the fold above the indicators says.
    question: str
    indicators: Table
    #: One for each league: units × indicators.
    heats: tuple[HeatTable, ...]


@dataclass(frozen=True, slots=True)
class RectificationSummary:
    """How many problems are struck off, and the way to all of them."""

    counts: tuple[Fact, ...]
    link: Link


@dataclass(frozen=True, slots=True)
class CampaignView:
    """What the campaign page's template places."""

    instruments: tuple[InstrumentView, ...]
    #: Who compiled which evidence; None where the campaign asks for none.
    dossiers: Table | None
    #: The first of two rounds; None where this is no second one.
    first: Link | None
    #: How much of what had to be put right is; None where there is no register of it.
    rectification: RectificationSummary | None
    #: What units objected to, counted; None where nobody said anything.
    appeals: AppealsView | None
    #: How many flags may be shown; None where there are none.
    flags: Link | None
    #: Its catalogues for citizens; None where it has none.
    services: Link | None
    #: What the site's edition changed here; None where it changed nothing.
    changes: Link | None
    #: The dated steps of the process; None where none are set.
    phases: Table | None
    #: What holds for the whole campaign and the source doesn't state.
    notes: tuple[str, ...]
    downloads: tuple[LinkGroup, ...]
    dictionary: Link


def campaign_page(
    result: CampaignResult,
    downloads: tuple[LinkGroup, ...],
    news: CampaignNews | None = None,
) -> Page:
    """The page of one campaign; *downloads* lead to its data files.

    *news* is what editions changed in it.
    """
    campaign = result.campaign
    start = addresses.campaign_index(campaign.id)
    view = CampaignView(
        tuple(_instrument(start, result, instrument) for instrument in result.instruments),
        dossier_table(result),
        _first_link(start, campaign),
        _rectification(start, result),
        campaign_appeals(start, result),
        flags_link(start, result),
        _services(start, result),
        _changes(start, news),
        phase_table(campaign),
        group_rule(result),
        downloads,
        Link("数据说明", addresses.link(start, addresses.DATA_INDEX)),
    )
    return Page(
        address=start,
        template="campaign.md.j2",
        title=campaign.title,
        summary=_tell(result) + count_dossiers(result),
        crumbs=crumbs(start, (campaign.menu_title, start)),
        notices=campaign_notices(result),
        facts=(Fact("地区", campaign.region), *campaign_facts(campaign)),
        view=view,
    )


def _first_link(start: str, campaign: Campaign) -> Link | None:
    if not campaign.rescores or campaign.previous is None:
        return None
    page = addresses.campaign_index(campaign.previous)
    return Link(f"{FIRST_ROUND}结果", addresses.link(start, page))


def _changes(start: str, news: CampaignNews | None) -> Link | None:
    if news is None or not news.changes:
        return None
    page = addresses.edition_page(news.chapter.edition.id)
    told = f"{CHANGES}：{count_changes(news.changes)}"
    return Link(told, addresses.link(start, page, addresses.campaign_anchor(news.campaign)))


def _services(start: str, result: CampaignResult) -> Link | None:
    if not result.returns.catalogues.catalogues:
        return None
    page = addresses.services_index(result.campaign.id)
    return Link(services_title(result), addresses.link(start, page))


def _rectification(start: str, result: CampaignResult) -> RectificationSummary | None:
    rows = result.returns.rectifications
    if not rows:
        return None
    page = addresses.rectification_page(result.campaign.id)
    counts = show_counts(tally_clearance(rows, result.campaign.last_day))
    return RectificationSummary(counts, Link("问题清单和整改台账", addresses.link(start, page)))


def row_marks(instrument: InstrumentResult, indicator: str) -> tuple[Mark, ...]:
    """The marks of all counted units for one indicator, in the order of the standings."""
    return tuple(
        mark
        for row in instrument.standings.rows
        if row.scorecard is not None
        for mark in row.scorecard.marks
        if mark.indicator == indicator
    )


def mean(numbers: list[Decimal]) -> Decimal | None:
    """The mean of *numbers*; None of none."""
    return sum(numbers, ZERO) / len(numbers) if numbers else None


def _tell(result: CampaignResult) -> str:
    """What happened, a sentence an instrument; by name where the units alone don't tell which."""
    nouns = {kind_noun(one.standings.rows) for one in result.instruments}
    several = len(nouns) < len(result.instruments)
    return "".join(
        f"{f'{one.rubric.title}：' if several else ''}{tell_instrument(one)}"
        for one in result.instruments
    )


def _instrument(start: str, result: CampaignResult, instrument: InstrumentResult) -> InstrumentView:
    campaign, rubric = result.campaign.id, instrument.rubric
    cohort = instrument.standings.cohort
    anchor = f"s-{rubric.id}"
    return InstrumentView(
        id=anchor,
        title=rubric.title,
        method=Link("评分办法", addresses.link(start, addresses.method_page(rubric.id))),
        compare=compare_link(start, result, instrument),
        counts=_counts(cohort),
        standings=first_standings(start, campaign, instrument),
        histograms=tuple(_histograms(instrument)),
        question="各项指标：达标情况" if only_concludes(rubric) else "各项指标：谁得了多少分",
        indicators=_indicator_table(start, campaign, instrument),
        heats=tuple(_heats(start, campaign, instrument)),
    )


def _heats(start: str, campaign: str, instrument: InstrumentResult) -> Iterator[HeatTable]:
    """Leagues apart, since they may answer for other rows."""
    for league in leagues(instrument):
        drawn = draw_heat_table(start, campaign, instrument.rubric, league)
        if drawn is not None:
            yield drawn


def _histograms(instrument: InstrumentResult) -> Iterator[Histogram]:
    """The totals of every league by themselves, since they aren't compared."""
    rubric = instrument.rubric
    for number, league in enumerate(leagues(instrument), start=1):
        totals = [row.total for row in league if row.total is not None]
        name = league_name(rubric, league)
        drawn = draw_histogram(
            f"h-{rubric.id}-{number}",
            f"{rubric.total_title}分布{f'（{name}）' if name else ''}",
            totals,
            rubric.total_measure,
            sum((part.weight * part.points for part in rubric.parts), ZERO),
        )
        if drawn is not None:
            yield drawn


def _counts(cohort: Cohort) -> tuple[Fact, ...]:
    return (
        Fact("应报", f"{len(cohort.expected)}个"),
        Fact("参评", f"{len(cohort.counted)}个"),
        Fact("未列入", f"{len(cohort.missing)}个"),
        Fact("逾期", f"{len(cohort.late)}个"),
    )


def _indicator_table(start: str, campaign: str, instrument: InstrumentResult) -> Table:
    rubric = instrument.rubric
    rows = [(row, row_marks(instrument, row.id)) for row in rubric.indicators]
    words = list_conclusions(mark for _, marks in rows for mark in marks)
    if only_concludes(rubric):
        heads = columns("指标", *words, numeric=words)
        cells = [_word_cells(marks, words) for _, marks in rows]
    else:
        numbers = ("满分", "平均", "最高", "最低")
        heads = columns("指标", *numbers, "结论", numeric=numbers, wide=("结论",))
        cells = [_number_cells(rubric, row, marks) for row, marks in rows]
    lines = (
        (_name(start, campaign, rubric, row), *own)
        for (row, _), own in zip(rows, cells, strict=True)
    )
    label = f"{rubric.title}：各项指标"
    return Table("各项指标", heads, tuple(lines), narrow="lines", label=label)


def _name(start: str, campaign: str, rubric: Rubric, row: Indicator) -> Cell:
    page = addresses.indicator_page(campaign, rubric.id, row.id)
    order = rubric.indicators.index(row)
    return Cell(f"{row.id} {row.title}", addresses.link(start, page), sort=f"{order:04d}")


def _word_cells(marks: Sequence[Mark], words: Sequence[str]) -> tuple[Cell, ...]:
    """How many of a row's *marks* come to each of *words*."""
    found = [conclusion(mark) for mark in marks]
    return tuple(Cell(str(found.count(word))) for word in words)


def _number_cells(rubric: Rubric, row: Indicator, marks: tuple[Mark, ...]) -> tuple[Cell, ...]:
    kind, places = section_of(rubric, row.id).kind, rubric.rounding.rows
    signed_points = (signed(mark.points, kind) for mark in marks)
    points = [number for number in signed_points if number is not None]
    return (
        number_cell(row.points),
        number_cell(mean(points), places),
        number_cell(max(points, default=None), places),
        number_cell(min(points, default=None), places),
        Cell(tell_conclusions(marks, "个") if any(map(_tells, marks)) else ""),
    )


def _tells(mark: Mark) -> bool:
    """Whether more is to be said of *mark* than that it has points."""
    return bool(mark.label) or mark.state is not MarkState.SCORED
