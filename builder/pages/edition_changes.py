"""更正与变化: what an edition changed of what had been published, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from builder.editions.change import Cause, Change
from builder.editions.chronicle import Chapter
from builder.pages import addresses
from builder.pages.change_words import tell_reasons
from builder.pages.edition_words import (
    CAUSE_WORDS,
    count_changes,
    edition_day,
    edition_nature,
    edition_title,
    row_title,
)
from builder.pages.overview import Overview, crumbs
from builder.pages.page import Cell, Column, Fact, Link, Page, Table
from builder.rubric.schema import Rubric

TITLE, INDEX_TITLE = "更正与变化", "版次和更正"
#: More units under one cause are only counted.
_NAMED = 8


@dataclass(frozen=True, slots=True)
class CauseView:
    """One cause: what it means, how often it is named, and whom it concerns."""

    title: str
    meaning: str
    count: str
    units: str


@dataclass(frozen=True, slots=True)
class CampaignChanges:
    """What changed in one campaign: totals and ranks, then rows."""

    anchor: str
    title: Link
    told: str
    ranks: Table | None
    rows: Table | None


@dataclass(frozen=True, slots=True)
class EditionView:
    """What the template places."""

    #: 更正说明, a paragraph each.
    notice: tuple[str, ...]
    causes: tuple[CauseView, ...]
    #: Campaigns that weren't there before, and those that are there no more.
    added: tuple[Link, ...]
    removed: tuple[str, ...]
    #: Methods that were changed.
    methods: tuple[Link, ...]
    campaigns: tuple[CampaignChanges, ...]
    #: What has to be said of how the two were compared.
    notes: tuple[str, ...]
    download: Link
    back: Link


@dataclass(frozen=True)
class _Desk:
    """Which page is being drawn, of which edition."""

    site: Overview
    chapter: Chapter

    @cached_property
    def start(self) -> str:
        """The page's own address."""
        return addresses.edition_page(self.chapter.edition.id)

    def link(self, text: str, page: str, anchor: str = "") -> Link:
        """*text* that leads from the page being drawn to *page*."""
        return Link(text, addresses.link(self.start, page, anchor))

    @cached_property
    def rubrics(self) -> Mapping[str, Rubric]:
        """Rubric id → rubric, as it is now."""
        return {rubric.id: rubric for rubric in self.site.rubrics}

    @cached_property
    def units(self) -> frozenset[tuple[str, str]]:
        """(Campaign id, unit id) of every unit that has a page."""
        return frozenset(
            (one.campaign.id, unit.id) for one in self.site.outlines for unit in one.units
        )


def edition_page(site: Overview, chapter: Chapter) -> Page | None:
    """The page of what the edition of *chapter* changed; None of the first edition."""
    compared = chapter.compared
    if compared is None:
        return None
    desk, edition = _Desk(site, chapter), chapter.edition
    title = f"{edition_title(edition)}：{TITLE}"
    facts = (
        Fact("版次", edition_title(edition)),
        Fact("性质", edition_nature(edition)),
        Fact("发布日期", edition_day(edition)),
        Fact("相比的版次", compared.old),
        *((Fact("签发岗位", edition.signed_by),) if edition.signed_by else ()),
    )
    return Page(
        address=desk.start,
        template="edition.md.j2",
        title=title,
        summary=tell_chapter(chapter),
        crumbs=crumbs(desk.start, (INDEX_TITLE, addresses.EDITIONS), (title, desk.start)),
        notices=site.notices,
        facts=facts,
        view=_view(desk),
    )


def tell_chapter(chapter: Chapter) -> str:
    """What the edition changed, in a sentence or two."""
    compared = chapter.compared
    if compared is None:
        return "没有与前一版相比的清单。"
    units = {(change.campaign, change.unit) for change in chapter.changes}
    campaigns = {campaign for campaign, _ in units}
    if chapter.changes:
        whose = f"{len(campaigns)}项评估的{len(units)}个单位" if len(campaigns) > 1 else ""
        whose = whose or f"{len(units)}个单位"
        told = f"已经公布的结果中，{whose}有变动：{count_changes(chapter.changes)}"
    else:
        told = "已经公布的得分、总分和名次都没有变"
    fresh = len(set(map(_campaign, compared.added)))
    added = f"；新公布{fresh}项评估" if fresh else ""
    return f"与{compared.old}相比，{told}{added}。"


def _view(desk: _Desk) -> EditionView:
    chapter, compared = desk.chapter, desk.chapter.compared
    added = compared.added if compared is not None else ()
    removed = compared.removed if compared is not None else ()
    titles = desk.site.titles
    return EditionView(
        notice=tuple(filter(None, chapter.edition.notice.splitlines())),
        causes=tuple(_causes(chapter.changes)),
        added=tuple(_campaign_link(desk, id_) for id_ in dict.fromkeys(map(_campaign, added))),
        removed=tuple(dict.fromkeys(titles.get(_campaign(id_), id_) for id_ in removed)),
        methods=tuple(
            _method_link(desk, id_) for id_ in dict.fromkeys(m.rubric for m in chapter.methods)
        ),
        campaigns=tuple(
            _campaign_changes(desk, id_, tuple(own))
            for id_, own in groupby(chapter.changes, key=lambda change: change.campaign)
        ),
        notes=compared.notes if compared is not None else (),
        download=desk.link(
            "下载全部变动和原因（JSON）", addresses.edition_data(chapter.edition.id)
        ),
        back=desk.link("全部版次", addresses.EDITIONS),
    )


def _campaign(state: str) -> str:
    """The campaign that a state's id names; that of a year also names the rubric."""
    return state.partition("/")[0]


def _campaign_link(desk: _Desk, campaign: str) -> Link:
    title = desk.site.titles.get(campaign)
    if title is None:
        return Link(campaign)
    return desk.link(title, addresses.campaign_index(campaign))


def _method_link(desk: _Desk, rubric: str) -> Link:
    count = len(desk.chapter.methods_of(rubric))
    known = desk.rubrics.get(rubric)
    if known is None:
        return Link(f"{rubric}（{count}处）")
    return desk.link(f"{known.title}（{count}处）", addresses.method_changes_page(rubric))


def _causes(changes: Sequence[Change]) -> Iterator[CauseView]:
    """Every cause that is named, in the order of their list, with rows and lines counted."""
    for cause in Cause:
        own = [c for c in changes if any(reason.cause is cause for reason in c.reasons)]
        if own:
            names = list(dict.fromkeys(change.name for change in own))
            more = f"等{len(names)}个单位" if len(names) > _NAMED else ""
            whose = "、".join(names[:_NAMED]) + more
            yield CauseView(cause.value, CAUSE_WORDS[cause], f"{len(own)}处", whose)


def _campaign_changes(desk: _Desk, campaign: str, changes: tuple[Change, ...]) -> CampaignChanges:
    lines = [change for change in changes if not change.indicator]
    rows = [change for change in changes if change.indicator]
    title = _campaign_link(desk, campaign)
    return CampaignChanges(
        anchor=addresses.campaign_anchor(campaign),
        title=title,
        told=f"{count_changes(changes)}。",
        ranks=_ranks(desk, lines, title.text) if lines else None,
        rows=_rows(desk, rows, title.text) if rows else None,
    )


def _ranks(desk: _Desk, lines: Sequence[Change], name: str) -> Table:
    heads = (
        *(Column("单位"), Column("原来"), Column("现在"), Column("原因", filtered=True)),
        Column("说明"),
    )
    rows = tuple((_unit(desk, change), *_told(desk, change)) for change in lines)
    return Table("总分和名次", heads, rows, narrow="cards", label=f"{name}：总分和名次的变动")


def _rows(desk: _Desk, changes: Sequence[Change], name: str) -> Table:
    heads = (
        *(Column("单位", filtered=True), Column("指标", filtered=True), Column("原来")),
        *(Column("现在"), Column("原因", filtered=True), Column("说明")),
    )
    rows = tuple(
        (
            _unit(desk, change),
            Cell(row_title(change, desk.rubrics.get(change.instrument))),
            *_told(desk, change),
        )
        for change in changes
    )
    return Table("各项得分", heads, rows, narrow="cards", label=f"{name}：各项得分的变动")


def _unit(desk: _Desk, change: Change) -> Cell:
    page = addresses.unit_page(change.campaign, change.unit)
    known = (change.campaign, change.unit) in desk.units
    return Cell(change.name, addresses.link(desk.start, page) if known else "")


def _told(desk: _Desk, change: Change) -> tuple[Cell, ...]:
    why = tell_reasons(change, desk.chapter.methods)
    # The filter parts its words at 「、」.
    causes = "、".join(reason.cause.replace("、", "或") for reason in change.reasons)
    cause = Cell(change.causes, filter=causes)
    return (Cell(change.before), Cell(change.after), cause, Cell(why))
