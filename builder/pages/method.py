"""A method page, generated from a rubric: every row, every rule, every default that is ours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.marks import MARK_STATE_NAMES
from builder.model.units import UNIT_KIND_NAMES
from builder.pages import addresses
from builder.pages.edition_words import edition_title
from builder.pages.method_policies import composition_words, grade_words, ranking_words
from builder.pages.method_rows import (
    RowView,
    SectionRows,
    draw_section,
    draw_veto_row,
    section_most,
)
from builder.pages.overview import Overview, crumbs
from builder.pages.page import Cell, Fact, Link, Page, Table, columns
from builder.pages.term_words import Names
from builder.pages.words import STATE_MEANINGS, STATE_SIGNS
from builder.pages.year import annual_policy
from builder.rubric.schema import Default, Rubric
from builder.wording import SECTION_KIND_NAMES

#: Title and meaning; the whole reason why a published number isn't what a unit wrote.
THREE_SCORES = (
    Fact("自评分", "单位自己打的分，只供核对，不公布。"),
    Fact("测算分", "只按单位所报数据算出的分，供内部比对，不公布。"),
    Fact(
        "核定分", "按核定记录、平台数据、满意度测评优先于单位填报的次序取值算出的分；只公布核定分。"
    ),
)


@dataclass(frozen=True, slots=True)
class DefaultsView:
    """The choices of ours in one place, which is spelt out there."""

    where: Link
    count: str


@dataclass(frozen=True, slots=True)
class MethodView:
    """What the method page's template places."""

    #: Those that hold for every row.
    general: tuple[str, ...]
    #: Those of sections, rows and vetoes, by where they stand.
    defaults: tuple[DefaultsView, ...]
    structure: Table
    composition: tuple[str, ...]
    ranking: tuple[str, ...]
    grades: tuple[str, ...]
    annual: tuple[str, ...]
    states: Table
    scores: tuple[Fact, ...]
    sections: tuple[SectionRows, ...]
    vetoes: tuple[RowView, ...]
    notes: tuple[str, ...]
    uses: tuple[Link, ...]
    #: What editions changed in it; None where none did.
    changes: Link | None


def method_page(site: Overview, rubric: Rubric) -> Page:
    """The page that explains *rubric*."""
    start, source = addresses.method_page(rubric.id), rubric.source
    kinds = "、".join(UNIT_KIND_NAMES[kind] for kind in rubric.kinds)
    facts = (
        ("来源文件", source.document),
        ("文号", source.number),
        ("发文机关", source.issuer),
        ("发文时间", source.issued),
        ("所在附件", source.attachment),
        ("适用单位", kinds),
    )
    return Page(
        address=start,
        template="method.md.j2",
        title=rubric.title,
        summary=f"评分办法：共{len(rubric.sections)}个板块、{len(rubric.indicators)}项指标，"
        f"适用于{kinds}。",
        crumbs=crumbs(start, ("评分办法", start)),
        notices=site.notices,
        facts=tuple(Fact(label, text) for label, text in facts if text),
        view=_view(site, start, rubric),
    )


def _view(site: Overview, start: str, rubric: Rubric) -> MethodView:
    names = Names(rubric.fields, {})
    return MethodView(
        general=tuple(default.text for default in rubric.defaults),
        defaults=tuple(_defaults(rubric)),
        structure=_structure(rubric),
        composition=composition_words(rubric),
        ranking=ranking_words(rubric),
        grades=grade_words(rubric),
        annual=annual_policy(rubric),
        states=_states(),
        scores=THREE_SCORES,
        sections=tuple(draw_section(section, names) for section in rubric.sections),
        vetoes=tuple(draw_veto_row(veto, names) for veto in rubric.vetoes),
        notes=rubric.notes,
        uses=tuple(
            Link(item.title, addresses.link(start, addresses.campaign_index(item.id)))
            for item in site.uses(rubric)
        ),
        changes=_changes(site, start, rubric),
    )


def _changes(site: Overview, start: str, rubric: Rubric) -> Link | None:
    chapters = site.chronicle.changing(rubric.id)
    if not chapters:
        return None
    page = addresses.method_changes_page(rubric.id)
    editions = "、".join(edition_title(chapter.edition) for chapter in chapters)
    return Link(f"本办法的修改（{editions}）", addresses.link(start, page))


def _defaults(rubric: Rubric) -> Iterator[DefaultsView]:
    for section in rubric.sections:
        yield from _counted(section.title, addresses.section_anchor(section.id), section.defaults)
        for row in section.indicators:
            yield from _counted(
                f"{row.id} {row.title}", addresses.indicator_anchor(row.id), row.defaults
            )
    for veto in rubric.vetoes:
        yield from _counted(
            f"{veto.id} {veto.title}", addresses.indicator_anchor(veto.id), veto.defaults
        )


def _counted(title: str, anchor: str, defaults: Sequence[Default]) -> Iterator[DefaultsView]:
    if defaults:
        yield DefaultsView(Link(title, f"#{anchor}"), f"{len(defaults)}条")


def _structure(rubric: Rubric) -> Table:
    rows = tuple(
        (
            Cell(section.title, f"#{addresses.section_anchor(section.id)}"),
            Cell(part.title),
            Cell(SECTION_KIND_NAMES[section.kind]),
            Cell(str(len(section.indicators))),
            Cell(section_most(section)),
        )
        for part in rubric.parts
        for section in part.sections
    )
    heads = columns(
        *("板块", "所属部分", "性质", "指标数", "满分（上限）"), numeric=("指标数", "满分（上限）")
    )
    return Table("板块和分值", heads, rows, sortable=False, narrow="lines")


def _states() -> Table:
    rows = tuple(
        (
            Cell(f"{STATE_SIGNS[state]} {name}", tone=state.value),
            Cell(STATE_MEANINGS[state]),
        )
        for state, name in MARK_STATE_NAMES.items()
    )
    return Table("四种状态", columns("状态", "含义"), rows, sortable=False)
