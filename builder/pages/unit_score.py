"""A unit's result under one instrument: what it came to, and every mark down to its cells."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from builder.editions.chronicle import CampaignNews
from builder.model.marks import Mark
from builder.model.standings import Scorecard, SectionTally, Standing
from builder.pages import addresses
from builder.pages.compare import compare_link
from builder.pages.history import CourseView, Past, comparable_past, course_view
from builder.pages.mark_card import (
    MarkCard,
    Steps,
    WaivedRows,
    compared_campaign,
    draw_mark,
    draw_veto,
    tell_apart,
)
from builder.pages.mark_tables import conclusion_table, fulfilled_rows, name_dearest, points_table
from builder.pages.overview import anchor_rubric
from builder.pages.page import Fact, Link, LinkGroup, Table
from builder.pages.pictures.gap_lanes import draw_unit_gaps
from builder.pages.pictures.lanes import Lanes
from builder.pages.pictures.section_lanes import draw_section_lanes
from builder.pages.rounds import FIRST_ROUND, FirstRound, first_round
from builder.pages.row_history import tell_before
from builder.pages.score_tables import (
    arithmetic,
    section_table,
    section_words,
    sections_of,
)
from builder.pages.standings_table import standing_notes
from builder.pages.unit_headline import show_total, tell_headline
from builder.pages.unit_sentence import list_name
from builder.rubric.schema import Rubric
from builder.scoring.conclusions import only_concludes
from builder.scoring.results import CampaignResult, InstrumentResult
from builder.wording import POINTS

#: So many rows quote what is asked of them; of the others their own page says it.
_QUOTED = 8


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with the cards of its marks."""

    anchor: str
    #: Empty where the rows have no points to be added up.
    title: str
    tally: str
    cards: tuple[MarkCard, ...]
    waived: tuple[WaivedRows, ...]


@dataclass(frozen=True, slots=True)
class ScoredView:
    """The marks of a unit that counts, and what they come to."""

    headline: tuple[Fact, ...]
    #: Total and sections beside the others', or the gaps to the goals; None with neither.
    picture: Lanes | None
    #: Rank and total over time; None where nothing compares.
    course: CourseView | None
    #: The rows that cost points or fall short; None where there are none.
    lacking: Table | None
    #: The others, by what they come to.
    fulfilled: tuple[LinkGroup, ...]
    #: None under a rubric that doesn't rank.
    sums: Table | None
    arithmetic: tuple[Steps, ...]
    vetoes: tuple[MarkCard, ...]
    #: What stands above the cards of all rows.
    cards_title: str
    sections: tuple[SectionView, ...]


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A unit's result under one instrument, or why it has none."""

    anchor: str
    #: 「得分」 or 「达标情况」, or the instrument's title where there are several.
    heading: str
    #: What a unit that isn't counted isn't listed in: 排名, 通报.
    listed_in: str
    title: str
    total_title: str
    method: Link
    #: The unit beside others; None where it has none to face.
    compare: Link | None
    #: Whom to turn to.
    authority: str
    notes: tuple[str, ...]
    #: None where the unit isn't counted; the notes then say why.
    scored: ScoredView | None


@dataclass(frozen=True, slots=True)
class Desk:
    """Which page is being drawn, for which cohort."""

    start: str
    #: The unit's id.
    unit: str
    result: CampaignResult
    instrument: InstrumentResult
    #: What anchors have to tell apart: the rubric's id where the page shows several.
    anchors: str
    #: Campaign id → title.
    titles: Mapping[str, str]
    #: What the first of two rounds gave; None in a campaign that is no second round.
    first: FirstRound | None
    #: The campaigns before that it may be compared with, the latest first.
    past: tuple[Past, ...]
    #: All campaigns before, the latest first.
    history: Sequence[CampaignResult]
    #: Whether rows are told with what they came to before.
    trends: bool

    @property
    def rubric(self) -> Rubric:
        """The rubric that the cohort is scored with."""
        return self.instrument.rubric

    def link(self, text: str, page: str, anchor: str = "") -> Link:
        """*text* that leads from the page being drawn to *page*."""
        return Link(text, addresses.link(self.start, page, anchor))


def desk_for(  # noqa: PLR0913, PLR0917 - the page, the campaigns, and the line that is drawn
    start: str,
    result: CampaignResult,
    titles: Mapping[str, str],
    first: CampaignResult | None,
    history: Sequence[CampaignResult],
    news: CampaignNews | None,
    instrument: InstrumentResult,
    row: Standing,
) -> Desk:
    """The desk on which the page at *start* is drawn for the cohort of *row*.

    The others as `unit_page` is given them.
    """
    rubric, unit = instrument.rubric.id, row.unit.id
    return Desk(
        start,
        unit,
        result,
        instrument,
        anchor_rubric(result, unit, rubric),
        titles,
        first_round(first, rubric, unit, start),
        comparable_past(instrument, row.unit, history),
        history,
        trends=news is not None,
    )


def score_view(desk: Desk, row: Standing) -> ScoreView:
    """What *row*'s unit came to under the desk's instrument, as its page shows it."""
    rubric, card = desk.rubric, row.scorecard
    return ScoreView(
        anchor=f"score-{rubric.id}",
        heading=rubric.title if desk.anchors else _heading(rubric),
        listed_in=list_name(rubric),
        title=rubric.title,
        total_title=rubric.total_title,
        method=desk.link("评分办法", addresses.method_page(rubric.id)),
        compare=compare_link(desk.start, desk.result, desk.instrument, row.unit.id),
        authority=desk.result.campaign.authority,
        notes=standing_notes(row, desk.instrument.standings.cohort.late.get(row.unit.id)),
        scored=None if card is None else _scored(desk, row, card),
    )


def _heading(rubric: Rubric) -> str:
    if only_concludes(rubric):
        return "达标情况"
    return "得分" if rubric.total_measure == POINTS else rubric.total_title


def _scored(desk: Desk, row: Standing, card: Scorecard) -> ScoredView:
    rubric, ranked = desk.rubric, not only_concludes(desk.rubric)
    league = desk.instrument.league(row)
    cohort = [other.scorecard for other in league if other.scorecard is not None]
    day = desk.result.campaign.period.end
    quoted = name_dearest(card, rubric, _QUOTED)
    return ScoredView(
        headline=(*tell_headline(row, card, desk.instrument), *_first_total(desk)),
        picture=draw_section_lanes(rubric, row, league)
        if ranked
        else draw_unit_gaps(card, rubric, day),
        course=course_view(desk.start, Past(desk.result.campaign, desk.instrument, row), desk.past),
        lacking=points_table(card, rubric, desk.anchors, desk.first)
        if ranked
        else conclusion_table(card, desk.anchors),
        fulfilled=fulfilled_rows(card, rubric, desk.anchors),
        sums=section_table(card, rubric, desk.anchors, cohort) if ranked else None,
        arithmetic=arithmetic(card, rubric) if ranked else (),
        vetoes=tuple(draw_veto(veto, rubric, desk.titles) for veto in card.vetoes),
        cards_title=_cards_title(desk),
        sections=tuple(_section(desk, section, quoted) for section in sections_of(card)),
    )


def _cards_title(desk: Desk) -> str:
    title = "逐项结论和依据" if only_concludes(desk.rubric) else "逐项得分和依据"
    return f"{title}：{desk.rubric.title}" if desk.anchors else title


def _first_total(desk: Desk) -> tuple[Fact, ...]:
    """What the first of two rounds came to."""
    rubric, first = desk.rubric, desk.first
    if first is None or first.total is None:
        return ()
    return (Fact(f"{FIRST_ROUND}{rubric.total_title}", show_total(first.total, rubric)),)


def _section(desk: Desk, section: SectionTally, quoted: Collection[str]) -> SectionView:
    cards, waived = tell_apart(
        [_card(desk, mark, quoted=mark.indicator in quoted) for mark in section.marks]
    )
    return SectionView(
        anchor=addresses.section_anchor(section.section, desk.anchors),
        title="" if only_concludes(desk.rubric) else section.title,
        tally=section_words(section, desk.rubric),
        cards=cards,
        waived=waived,
    )


def _card(desk: Desk, mark: Mark, *, quoted: bool) -> MarkCard:
    rubric = desk.rubric
    page = addresses.indicator_page(desk.result.campaign.id, rubric.id, mark.indicator)
    others = "各单位情况" if only_concludes(rubric) else "各单位得分"
    anchor = addresses.indicator_anchor(mark.indicator, desk.anchors)
    before = compared_campaign(mark)
    earlier = _earlier_card(desk, before, mark) if before else ()
    return draw_mark(
        mark,
        rubric,
        desk.titles,
        anchor=anchor,
        links=(
            desk.link(f"要求和{others}", page),
            *earlier,
        ),
        quoted=quoted,
        inline=bool(before) and not earlier,
        first=desk.first.note(mark.indicator) if desk.first is not None else None,
        before=tell_before(desk.result.campaign, mark, rubric, desk.past) if desk.trends else "",
    )


def _earlier_card(desk: Desk, campaign: str, mark: Mark) -> tuple[Link, ...]:
    """The link to the same row in the *campaign* before; none where the unit didn't count there."""
    for result in desk.history:
        if result.campaign.id == campaign and _is_marked(result, desk, mark):
            page = addresses.unit_page(campaign, desk.unit)
            anchors = anchor_rubric(result, desk.unit, desk.rubric.id)
            anchor = addresses.indicator_anchor(mark.indicator, anchors)
            return (desk.link("上期的数值和出处", page, anchor),)
    return ()


def _is_marked(result: CampaignResult, desk: Desk, mark: Mark) -> bool:
    """Whether *result* has the desk's unit marked in the row of *mark*."""
    return any(
        one.indicator == mark.indicator
        for instrument in result.instruments
        if instrument.rubric.id == desk.rubric.id
        for row in instrument.standings.rows
        if row.unit.id == desk.unit and row.scorecard is not None
        for one in row.scorecard.marks
    )
