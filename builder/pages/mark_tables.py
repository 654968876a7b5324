"""All marks of one unit at a glance: what costs points as a table, the rest as links."""

from collections.abc import Iterator
from decimal import Decimal

from builder.model.marks import Mark, MarkState
from builder.model.numbers import ZERO
from builder.model.standings import Scorecard
from builder.pages import addresses
from builder.pages.conclusions import conclusion_cell, gap_cell, value_cell
from builder.pages.page import Cell, Link, LinkGroup, Table, columns
from builder.pages.rounds import FIRST_ROUND, FirstRound
from builder.pages.row_shares import card_shares, cost_in_total, is_weighed
from builder.pages.score_tables import sections_of
from builder.pages.words import number_cell, show_state
from builder.rubric.schema import Rubric, SectionKind
from builder.scoring.conclusions import conclusion, list_conclusions, only_concludes, tone_of
from builder.scoring.losses import lost_points
from builder.wording import POINTS, fixed, show_points, signed

#: What rows are called together that cost nothing, by what they are.
_KINDS = {
    SectionKind.BASE: "得满分",
    SectionKind.BONUS: "属于加分",
    SectionKind.PENALTY: "没有扣分",
}


def points_table(
    card: Scorecard, rubric: Rubric, anchors: str, first: FirstRound | None
) -> Table | None:
    """The rows that cost points or have none yet, the dearest first; None where there are none.

    *anchors* is the rubric's id where the page shows several; *first* the first of two rounds.
    """
    lines = [line for line in _lines(card) if _is_lacking(*line)]
    if not lines:
        return None
    shares = card_shares(rubric, card)
    costs = {mark.indicator: cost_in_total(mark, kind, shares) for mark, kind in lines}
    lines.sort(key=lambda line: -costs[line[0].indicator])
    rows = tuple(
        (
            _name(mark, anchors),
            *_cost_cells(costs[mark.indicator], rubric),
            *_point_cells(mark, kind, rubric, first),
        )
        for mark, kind in lines
    )
    earlier = (FIRST_ROUND,) if first is not None else ()
    numeric = (*_cost_heads(rubric), "得分", *earlier, "满分")
    heads = columns("指标", *numeric, "结论", numeric=numeric)
    order = f"少计{rubric.total_title}多的" if is_weighed(rubric) else "失分多的"
    return Table(f"没有得满分的{len(rows)}项（{order}在前）", heads, rows, narrow="lines")


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
    heads = columns("指标", "结论", "数值", "差距和升降", wide=("数值", "差距和升降"))
    return Table(f"没有完全达到的{len(rows)}项", heads, rows, narrow="lines")


def name_dearest(card: Scorecard, rubric: Rubric, count: int) -> frozenset[str]:
    """The ids of the *count* rows that cost most or fall furthest short, or are waited for."""
    if only_concludes(rubric):
        marks = sorted(card.marks, key=lambda mark: -_judged(mark))
    else:
        shares = card_shares(rubric, card)
        lines = sorted(_lines(card), key=lambda line: -cost_in_total(line[0], line[1], shares))
        marks = [mark for mark, kind in lines if _is_lacking(mark, kind)]
    return frozenset(mark.indicator for mark in marks[:count])


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
        link = Link(mark.indicator, _anchor(mark, anchors))
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


def _cost_heads(rubric: Rubric) -> tuple[str, ...]:
    """What rows cost in the total where they are weighed, since points of two aren't alike."""
    if is_weighed(rubric):
        measure = "" if rubric.total_measure == POINTS else f"（{rubric.total_measure}）"
        return (f"少计{rubric.total_title}{measure}",)
    return ("失分",) if rubric.total_measure == POINTS else ()


def _cost_cells(cost: Decimal, rubric: Rubric) -> tuple[Cell, ...]:
    places = rubric.rounding.totals if is_weighed(rubric) else rubric.rounding.rows
    shown = Cell(fixed(cost, places)) if cost > ZERO else number_cell(None)
    return (shown,) * len(_cost_heads(rubric))


def _point_cells(
    mark: Mark, kind: SectionKind, rubric: Rubric, first: FirstRound | None
) -> tuple[Cell, ...]:
    places = rubric.rounding.rows
    return (
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
    """What the answers come to in a word, or the state: that a mark is given needs no colour."""
    state = show_state(mark.state)
    if mark.state is MarkState.SCORED:
        return Cell(mark.label, tone=tone_of(mark.label)) if mark.label else Cell(state.name)
    return Cell(state.text, tone=state.key)


def _name(mark: Mark, anchors: str) -> Cell:
    return Cell(f"{mark.indicator} {mark.title}", _anchor(mark, anchors))


def _anchor(mark: Mark, anchors: str) -> str:
    return f"#{addresses.indicator_anchor(mark.indicator, anchors)}"
