"""A unit's page in a campaign: total, rank, arithmetic, and every mark down to its cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.model.marks import Mark
from builder.model.numbers import plain
from builder.model.standings import PartTally, Scorecard, SectionTally, Standing
from builder.model.units import UNIT_KIND_NAMES, Unit
from builder.pages import addresses
from builder.pages.conclusions import (
    conclusion_cell,
    count_conclusions,
    gap_cell,
    tell_conclusions,
    value_cell,
)
from builder.pages.departments import unit_services
from builder.pages.flags import DISCLAIMER, method_link, unit_flags
from builder.pages.mark_card import MarkCard, Steps, draw_mark, draw_veto
from builder.pages.overview import anchor_rubric, crumbs
from builder.pages.page import Cell, Fact, Link, Page, Table, columns
from builder.pages.rectification import RectificationView, unit_rectification
from builder.pages.rounds import FIRST_ROUND, FirstRound, first_round
from builder.pages.score_tables import (
    Losses,
    arithmetic,
    find_losses,
    section_table,
    section_words,
)
from builder.pages.standings_table import standing_notes
from builder.pages.words import campaign_facts, campaign_notices, number_cell, state_cell
from builder.rubric.schema import Rubric, SectionKind
from builder.scoring.conclusions import only_concludes
from builder.scoring.results import CampaignResult, InstrumentResult
from builder.wording import POINTS, fixed, signed


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with the cards of its marks."""

    anchor: str
    title: str
    tally: str
    cards: tuple[MarkCard, ...]


@dataclass(frozen=True, slots=True)
class ScoredView:
    """The marks of a unit that counts, and what they come to."""

    headline: tuple[Fact, ...]
    losses: Losses
    overview: Table
    #: None under a rubric that doesn't rank.
    sums: Table | None
    arithmetic: tuple[Steps, ...]
    vetoes: tuple[MarkCard, ...]
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
    #: Whom to turn to.
    authority: str
    notes: tuple[str, ...]
    #: None where the unit isn't counted; the notes then say why.
    scored: ScoredView | None


@dataclass(frozen=True, slots=True)
class UnitView:
    """What the unit page's template places."""

    scores: tuple[ScoreView, ...]
    #: None where the campaign has no register of rectification.
    rectification: RectificationView | None
    #: The public flags against it; None where there are none.
    flags: Table | None
    #: What they prove, and where their conditions are explained.
    flag_note: str
    flag_method: Link
    #: What it has to do with in the catalogues for citizens; None where it isn't named there.
    services: Table | None
    back: Link


@dataclass(frozen=True, slots=True)
class _Desk:
    """Which page is being drawn, for which cohort."""

    start: str
    result: CampaignResult
    instrument: InstrumentResult
    #: What anchors have to tell apart: the rubric's id where the page shows several.
    anchors: str
    #: Campaign id → title.
    titles: Mapping[str, str]
    #: What the first of two rounds gave; None in a campaign that is no second round.
    first: FirstRound | None

    @property
    def rubric(self) -> Rubric:
        """The rubric that the cohort is scored with."""
        return self.instrument.rubric

    def link(self, text: str, page: str, anchor: str = "") -> Link:
        """*text* that leads from the page being drawn to *page*."""
        return Link(text, addresses.link(self.start, page, anchor))


def unit_page(
    result: CampaignResult,
    unit: Unit,
    titles: Mapping[str, str],
    first: CampaignResult | None = None,
    guides: Sequence[CampaignResult] = (),
) -> Page:
    """The page of *unit* in one campaign, under every instrument that it is scored by.

    *titles* are those of all campaigns, by id; *first* is the first round of a second one;
    *guides* are the rounds whose catalogues may name the unit.
    """
    campaign = result.campaign
    start = addresses.unit_page(campaign.id, unit.id)
    index = addresses.campaign_index(campaign.id)
    own = [
        (instrument, row)
        for instrument in result.instruments
        for row in instrument.standings.rows
        if row.unit.id == unit.id
    ]
    names = "、".join(alias.name for alias in unit.aliases)
    also = f"（又称{names}）" if names else ""
    return Page(
        address=start,
        template="unit.md.j2",
        title=unit.name,
        summary=f"{unit.name}{also}，{campaign.menu_title}："
        + "；".join(_sentence(*pair) for pair in own)
        + "。",
        crumbs=crumbs(start, (campaign.menu_title, index), (unit.name, start)),
        notices=campaign_notices(campaign),
        facts=(Fact("单位类型", UNIT_KIND_NAMES[unit.kind]), *campaign_facts(campaign)),
        view=UnitView(
            tuple(_score(_desk(start, result, titles, first, *pair), pair[1]) for pair in own),
            unit_rectification(start, result, unit.id),
            unit_flags(start, result, unit),
            DISCLAIMER,
            method_link(start),
            unit_services(start, guides, unit),
            Link(f"返回{campaign.menu_title}", addresses.link(start, index)),
        ),
    )


def show_rank(row: Standing, instrument: InstrumentResult) -> str:
    """A rank, and that it is shared where it is."""
    ranks = [other.rank for other in instrument.league(row)]
    shared = "并列" if ranks.count(row.rank) > 1 else ""
    return f"{shared}第{row.rank}名" if row.rank else "未列入排名"


def _sentence(instrument: InstrumentResult, row: Standing) -> str:
    rubric, counted = instrument.rubric, len(instrument.league(row))
    if row.scorecard is not None and only_concludes(rubric):
        return f"{tell_conclusions(row.scorecard.marks, '项')}（不计分、不排名）"
    if row.total is None:
        return f"未列入{_list_name(rubric)}，原因：{row.unranked_reason}"
    whole = f"{rubric.total_title}{_show_total(row.total, rubric)}"
    return f"{whole}，{show_rank(row, instrument)}（共{counted}个参评单位）"


def _list_name(rubric: Rubric) -> str:
    """What a unit that isn't counted isn't listed in."""
    return "通报" if only_concludes(rubric) else "排名"


def _show_total(total: Decimal, rubric: Rubric) -> str:
    return f"{fixed(total, rubric.rounding.totals)}{rubric.total_measure}"


def _desk(  # noqa: PLR0913, PLR0917 - the page, the campaigns, and the line that is drawn
    start: str,
    result: CampaignResult,
    titles: Mapping[str, str],
    first: CampaignResult | None,
    instrument: InstrumentResult,
    row: Standing,
) -> _Desk:
    rubric, unit = instrument.rubric.id, row.unit.id
    anchors = anchor_rubric(result, unit, rubric)
    earlier = first_round(first, rubric, unit, start)
    return _Desk(start, result, instrument, anchors, titles, earlier)


def _score(desk: _Desk, row: Standing) -> ScoreView:
    rubric, card = desk.rubric, row.scorecard
    return ScoreView(
        anchor=f"score-{rubric.id}",
        heading=rubric.title if desk.anchors else _heading(rubric),
        listed_in=_list_name(rubric),
        title=rubric.title,
        total_title=rubric.total_title,
        method=desk.link("评分办法", addresses.method_page(rubric.id)),
        authority=desk.result.campaign.authority,
        notes=standing_notes(row, desk.instrument.standings.cohort.late.get(row.unit.id)),
        scored=None if card is None else _scored(desk, row, card),
    )


def _heading(rubric: Rubric) -> str:
    if only_concludes(rubric):
        return "达标情况"
    return "得分" if rubric.total_measure == POINTS else rubric.total_title


def _scored(desk: _Desk, row: Standing, card: Scorecard) -> ScoredView:
    rubric, ranked = desk.rubric, not only_concludes(desk.rubric)
    return ScoredView(
        headline=(*_headline(row, card, desk.instrument), *_first_total(desk)),
        losses=find_losses(card, rubric, desk.anchors),
        overview=_overview(card, desk) if ranked else _conclusions(card, desk),
        sums=section_table(card, rubric, desk.anchors) if ranked else None,
        arithmetic=arithmetic(card, rubric) if ranked else (),
        vetoes=tuple(draw_veto(veto, rubric, desk.titles) for veto in card.vetoes),
        sections=tuple(_section(desk, section) for part in card.parts for section in part.sections),
    )


def _headline(row: Standing, card: Scorecard, instrument: InstrumentResult) -> tuple[Fact, ...]:
    rubric, total = instrument.rubric, row.total
    parts = card.parts if len(card.parts) > 1 else ()
    ranked = len(instrument.league(row))
    rank = Fact(f"名次（共{ranked}个参评单位）", show_rank(row, instrument))
    whole = (
        f"{rubric.total_title}（{rubric.total_note}）" if rubric.total_note else rubric.total_title
    )
    return (
        *((Fact(whole, _show_total(total, rubric)), rank) if total is not None else ()),
        *(count_conclusions(card.marks, "项") if only_concludes(rubric) else ()),
        *((Fact("等次", "、".join(row.grades) or "—"),) if rubric.grades else ()),
        *(Fact(rating.title, rating.label) for rating in card.ratings),
        *(
            Fact(_part_title(part, rubric), f"{plain(part.points)}{rubric.total_measure}")
            for part in parts
        ),
    )


def _part_title(part: PartTally, rubric: Rubric) -> str:
    if rubric.composition == "sum":
        return part.title
    return f"{part.title}（占{plain(part.weight * 100)}%）"


def _first_total(desk: _Desk) -> tuple[Fact, ...]:
    """What the first of two rounds came to."""
    rubric, first = desk.rubric, desk.first
    if first is None or first.total is None:
        return ()
    return (Fact(f"{FIRST_ROUND}{rubric.total_title}", _show_total(first.total, rubric)),)


def _overview(card: Scorecard, desk: _Desk) -> Table:
    marks = [
        (mark, SectionKind(section.kind))
        for part in card.parts
        for section in part.sections
        for mark in section.marks
    ]
    rows = tuple(_overview_row(desk, order, *pair) for order, pair in enumerate(marks))
    earlier = (FIRST_ROUND,) if desk.first is not None else ()
    numeric = ("得分", *earlier, "满分")
    heads = columns("指标", *numeric, "状态", numeric=numeric)
    return Table("各项指标得分一览", heads, rows)


def _overview_row(desk: _Desk, order: int, mark: Mark, kind: SectionKind) -> tuple[Cell, ...]:
    places, first = desk.rubric.rounding.rows, desk.first
    return (
        Cell(
            f"{mark.indicator} {mark.title}",
            f"#{addresses.indicator_anchor(mark.indicator, desk.anchors)}",
            sort=f"{order:04d}",
        ),
        number_cell(signed(mark.points, kind), places),
        *((first.cell(mark.indicator, kind, places),) if first is not None else ()),
        number_cell(mark.most),
        state_cell(mark),
    )


def _conclusions(card: Scorecard, desk: _Desk) -> Table:
    """The rows of a rubric that gives no points: what each comes to, and why."""
    rows = tuple(
        (
            Cell(
                f"{mark.indicator} {mark.title}",
                f"#{addresses.indicator_anchor(mark.indicator, desk.anchors)}",
                sort=f"{order:04d}",
            ),
            *(conclusion_cell(mark), value_cell(mark), gap_cell(mark)),
        )
        for order, mark in enumerate(card.marks)
    )
    return Table("各项指标一览", columns("指标", "结论", "数值", "差距和升降"), rows)


def _section(desk: _Desk, section: SectionTally) -> SectionView:
    return SectionView(
        anchor=addresses.section_anchor(section.section, desk.anchors),
        title=section.title,
        tally=section_words(section, desk.rubric),
        cards=tuple(_card(desk, mark) for mark in section.marks),
    )


def _card(desk: _Desk, mark: Mark) -> MarkCard:
    rubric = desk.rubric
    page = addresses.indicator_page(desk.result.campaign.id, rubric.id, mark.indicator)
    row = addresses.indicator_anchor(mark.indicator)
    return draw_mark(
        mark,
        rubric,
        desk.titles,
        anchor=addresses.indicator_anchor(mark.indicator, desk.anchors),
        links=(
            desk.link("各单位本项情况" if only_concludes(rubric) else "各单位本项得分", page),
            desk.link("本项评分办法", addresses.method_page(rubric.id), row),
        ),
        first=desk.first.note(mark.indicator) if desk.first is not None else None,
    )
