"""All marks of one unit at a glance: what costs points as a table, the rest as links."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from builder.model.marks import Mark, MarkState
from builder.model.numbers import ZERO
from builder.model.standings import Scorecard
from builder.pages import addresses
from builder.pages.conclusions import conclusion_cell, gap_cell, value_cell
from builder.pages.page import Cell, Link, Table, columns
from builder.pages.rounds import FIRST_ROUND, FirstRound
from builder.pages.score_tables import sections_of
from builder.pages.words import number_cell, show_state
from builder.rubric.schema import Rubric, SectionKind
from builder.scoring.conclusions import conclusion, list_conclusions, only_concludes, tone_of
from builder.scoring.losses import lost_points
from builder.wording import fixed, show_points, signed

#: What rows are called together that cost nothing, by what they are.
_KINDS = {
    SectionKind.BASE: "得满分",
    SectionKind.BONUS: "属于加分",
    SectionKind.PENALTY: "没有扣分",
}


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Rows that come to the same, each leading to its place on the page."""

    title: str
    rows: tuple[Link, ...]


def points_table(
    card: Scorecard, rubric: Rubric, anchors: str, first: FirstRound | None
) -> Table | None:
    """The rows that cost points or have none yet, the dearest first; None where there are none.

    *anchors* is the rubric's id where the page shows several; *first* the first of two rounds.
    """
    lines = [line for line in _lines(card) if _is_lacking(*line)]
    if not lines:
        return None
    lines.sort(key=lambda line: -lost_points(*line))
    rows = tuple(
        (_name(mark, anchors), *_point_cells(mark, kind, rubric, first)) for mark, kind in lines
    )
    earlier = (FIRST_ROUND,) if first is not None else ()
    numeric = ("失分", "得分", *earlier, "满分")
    heads = columns("指标", *numeric, "状态", numeric=numeric)
    return Table(f"没有得满分的{len(rows)}项（失分多的在前）", heads, rows)


def conclusion_table(card: Scorecard, anchors: str) -> Table | None:
    """The rows that fall short under a rubric without points, the worst first; None of none."""
    short = [mark for mark in card.marks if _judged(mark) or mark.state is MarkState.MISSING]
    if not short:
        return None
    short.sort(key=lambda mark: -_judged(mark))
    rows = tuple(
        (_name(mark, anchors), conclusion_cell(mark), value_cell(mark), gap_cell(mark))
        for mark in short
    )
    heads = columns("指标", "结论", "数值", "差距和升降")
    return Table(f"没有完全达到的{len(rows)}项", heads, rows)


def fulfilled_rows(card: Scorecard, rubric: Rubric, anchors: str) -> tuple[LinkGroup, ...]:
    """The rows that neither of the tables above lists, by what they come to."""
    groups: dict[str, list[Link]] = {}
    if only_concludes(rubric):
        rest = [m for m in card.marks if not _judged(m) and m.state is not MarkState.MISSING]
        words = {mark.indicator: conclusion(mark) for mark in rest}
        groups = {word: [] for word in list_conclusions(rest)}
    else:
        lines = [line for line in _lines(card) if not _is_lacking(*line)]
        rest = [mark for mark, _ in lines]
        words = {mark.indicator: _word(mark, kind) for mark, kind in lines}
    for mark in rest:
        link = Link(f"{mark.indicator} {mark.title}", _anchor(mark, anchors))
        groups.setdefault(words[mark.indicator], []).append(link)
    return tuple(LinkGroup(f"{word}的{len(rows)}项", tuple(rows)) for word, rows in groups.items())


def _word(mark: Mark, kind: SectionKind) -> str:
    return "不适用" if mark.state is MarkState.NOT_APPLICABLE else _KINDS[kind]


def _lines(card: Scorecard) -> Iterator[tuple[Mark, SectionKind]]:
    for section in sections_of(card):
        for mark in section.marks:
            yield mark, SectionKind(section.kind)


def _is_lacking(mark: Mark, kind: SectionKind) -> bool:
    waits = mark.state in {MarkState.MISSING, MarkState.PENDING}
    return waits or lost_points(mark, kind) > ZERO


def _judged(mark: Mark) -> int:
    """How bad the word of *mark* is; 0 where it is good or doesn't judge."""
    return {"short": 2, "near": 1}.get(tone_of(conclusion(mark)), 0)


def _point_cells(
    mark: Mark, kind: SectionKind, rubric: Rubric, first: FirstRound | None
) -> tuple[Cell, ...]:
    places = rubric.rounding.rows
    lost = lost_points(mark, kind)
    return (
        Cell(fixed(lost, places)) if lost > ZERO else number_cell(None),
        _number(signed(mark.points, kind), places),
        *((first.cell(mark.indicator, kind, places),) if first is not None else ()),
        Cell(show_points(mark.most)) if mark.most is not None else number_cell(None),
        _state(mark),
    )


def _number(points: Decimal | None, places: int) -> Cell:
    """Sorted by its text where that is a number to a program too."""
    if points is None or points < ZERO:
        return number_cell(points, places)
    return Cell(fixed(points, places))


def _state(mark: Mark) -> Cell:
    state = show_state(mark.state)
    words = f"：{mark.label}" if mark.label else ""
    return Cell(f"{state.text}{words}", tone=state.key)


def _name(mark: Mark, anchors: str) -> Cell:
    return Cell(f"{mark.indicator} {mark.title}", _anchor(mark, anchors))


def _anchor(mark: Mark, anchors: str) -> str:
    return f"#{addresses.indicator_anchor(mark.indicator, anchors)}"
