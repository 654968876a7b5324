"""What changed in a method between two editions, in the words of the method's own page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.editions.chronicle import Chapter
from builder.editions.method_change import MethodChange
from builder.editions.rule_changes import NONE, compare_rubrics
from builder.pages import addresses
from builder.pages.edition_words import edition_title
from builder.pages.method_policies import composition_words, grade_words, ranking_words
from builder.pages.method_rows import RowView, draw_section, draw_veto_row
from builder.pages.overview import Overview, crumbs
from builder.pages.page import Cell, Column, Link, Page, Table
from builder.pages.term_words import Names
from builder.pages.year import annual_policy
from builder.rubric.schema import Rubric

TITLE = "评分办法的修改"
SCORED, WORDS = "影响计分", "只改文字"

#: Statements of a row that no points hang on.
_WORDS_ONLY = frozenset({"名称", "原文", "更正", "依据条款", "考核方式", "责任单位", "佐证材料"})


@dataclass(frozen=True, slots=True)
class EditionMethod:
    """What one edition changed in a method."""

    anchor: str
    title: str
    table: Table


@dataclass(frozen=True, slots=True)
class MethodChangesView:
    """What the template places."""

    editions: tuple[EditionMethod, ...]
    method: Link


def compare_methods(old: Rubric, new: Rubric) -> tuple[MethodChange, ...]:
    """Every statement that the method pages of *old* and *new* make differently, in their order."""
    scoring = compare_rubrics(old, new)
    changes = [*_compare_wholes(old, new, scored=bool(scoring.whole))]
    before, after = _rows(old), _rows(new)
    for id_ in dict.fromkeys((*after, *before)):
        sides = (_statements(rows.get(id_)) for rows in (before, after))
        about = (after.get(id_) or before[id_]).title
        for name, was, is_ in _differences(*sides):
            scored = id_ in scoring.rows and name not in _WORDS_ONLY
            changes.append(MethodChange(new.id, new.title, id_, about, name, was, is_, scored))
    return tuple(changes)


def method_changes_page(site: Overview, rubric: Rubric) -> Page | None:
    """The page of what editions changed in *rubric*; None where none did."""
    start = addresses.method_changes_page(rubric.id)
    chapters = site.chronicle.changing(rubric.id)
    if not chapters:
        return None
    method = addresses.method_page(rubric.id)
    editions = "、".join(edition_title(chapter.edition) for chapter in chapters)
    count = sum(len(chapter.methods_of(rubric.id)) for chapter in chapters)
    view = MethodChangesView(
        tuple(_edition(chapter, rubric) for chapter in chapters),
        Link("现行的评分办法", addresses.link(start, method)),
    )
    return Page(
        address=start,
        template="method_changes.md.j2",
        title=f"{rubric.title}：{TITLE}",
        summary=f"{editions}修改过本办法，共{count}处。"
        f"每处列出原来怎么写、现在怎么写，以及是否{SCORED}。",
        crumbs=crumbs(start, (rubric.title, method), (TITLE, start)),
        notices=site.notices,
        facts=(site.authorities,),
        view=view,
    )


def _edition(chapter: Chapter, rubric: Rubric) -> EditionMethod:
    edition = chapter.edition
    before = chapter.compared.old if chapter.compared is not None else ""
    title = f"{edition_title(edition)}（与{before}相比）"
    heads = (
        *(Column("在哪里", filtered=True), Column("哪一点"), Column("原来"), Column("现在")),
        Column("影响", filtered=True),
    )
    rows = tuple(
        (
            *(Cell(change.about), Cell(change.name), Cell(change.before), Cell(change.after)),
            Cell(SCORED if change.scored else WORDS),
        )
        for change in chapter.methods_of(rubric.id)
    )
    table = Table("修改之处", heads, rows, sortable=False, narrow="cards", label=title)
    return EditionMethod(f"e-{addresses.file_name(edition.id) or 'draft'}", title, table)


def _compare_wholes(old: Rubric, new: Rubric, *, scored: bool) -> Iterator[MethodChange]:
    """What holds for all rows, sentence by sentence, then the points of the sections."""
    about = (new.id, new.title, "", "全部指标")
    parts = (
        ("总分怎么得出", composition_words, True),
        ("名次", ranking_words, True),
        ("等次", grade_words, True),
        ("年度结果", annual_policy, True),
        ("需要说明之处", lambda rubric: rubric.notes, False),
    )
    for name, words, counts in parts:
        was, is_ = words(old), words(new)
        if was != is_:
            gone = "".join(text for text in was if text not in is_)
            come = "".join(text for text in is_ if text not in was)
            yield MethodChange(*about, name, gone or NONE, come or NONE, scored and counts)
    before, after = (_sections(rubric) for rubric in (old, new))
    for title, was_, now in _differences(before, after):
        yield MethodChange(*about, title, was_, now, scored)


def _sections(rubric: Rubric) -> Mapping[str, str]:
    names = Names(rubric.fields, {})
    return {one.title: one.heading for one in (draw_section(s, names) for s in rubric.sections)}


def _rows(rubric: Rubric) -> Mapping[str, RowView]:
    """Row or veto id → the row as the method page has it."""
    names = Names(rubric.fields, {})
    drawn = [(s, draw_section(s, names)) for s in rubric.sections]
    rows = {
        row.id: view
        for section, one in drawn
        for row, view in zip(section.all_indicators, one.rows, strict=True)
    }
    return rows | {veto.id: draw_veto_row(veto, names) for veto in rubric.vetoes}


def _statements(row: RowView | None) -> Mapping[str, str]:
    """Name → statement, in the order of the page; a row that isn't there makes none."""
    if row is None:
        return {}
    grounds = {fact.label: fact.text for fact in row.grounds}
    parameters = {item.name: "；".join(item.lines) for item in row.parameters}
    fields = row.fields.rows if row.fields is not None else ()
    asked = {f"填报项「{cells[0].text}」": _asked(cells) for cells in fields}
    told = {
        "名称": row.title,
        "分值": row.points,
        "原文": row.wording,
        "更正": row.correction,
        "计分规则": row.rule,
        **parameters,
        **grounds,
        **asked,
        "本系统采用": "；".join(row.defaults),
    }
    return {name: text for name, text in told.items() if text}


def _asked(cells: Sequence[Cell]) -> str:
    return "，".join(cell.text for cell in cells[1:] if cell.text != "—")


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Name, before and after of what differs; of a whole row that came or went, only the name."""
    if not old or not new:
        side = new or old
        name = next(iter(side.values()))
        points = side.get("分值", "")
        whole = f"{name}（{points}）" if points else name
        yield ("新增指标", NONE, whole) if new else ("取消指标", whole, NONE)
        return
    for name in dict.fromkeys((*new, *old)):
        if old.get(name) != new.get(name):
            yield name, old.get(name, NONE), new.get(name, NONE)
