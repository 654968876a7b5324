"""Units × indicators at a glance: points in cells, tinted by their share of the full points."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.model.marks import Mark, MarkState
from builder.model.numbers import ZERO
from builder.model.standings import Scorecard, Standing
from builder.pages import addresses
from builder.pages.overview import section_of
from builder.pages.page import Link
from builder.pages.words import STATE_SIGNS
from builder.rubric.schema import Indicator, Rubric, SectionKind
from builder.scoring.conclusions import only_concludes, tone_of
from builder.scoring.leagues import league_name
from builder.wording import show_points, signed

#: With more units the table is no glance any more, and the page too heavy.
MOST_UNITS = 60
#: Shares of the full points from which the next lighter tint holds; full points have none.
_SHARES = (Decimal("0.4"), Decimal("0.6"), Decimal("0.8"), Decimal(1))
#: What conclusions are called in a cell: the sign that shows, and the tint.
_SIGNS = {"good": ("✓", ""), "near": ("△", "2"), "short": ("✕", "0")}


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One mark: what is shown, and a tint from ``0`` (least) to ``3``; none for full points."""

    text: str
    tint: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One unit."""

    unit: Link
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """One indicator: its number, leading to its page, and its name."""

    number: Link
    name: str


@dataclass(frozen=True, slots=True)
class HeatTable:
    """All marks of one cohort."""

    caption: str
    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]
    #: What signs and tints stand for.
    legend: str


def draw_heat_table(
    start: str, campaign: str, rubric: Rubric, rows: Sequence[Standing]
) -> HeatTable | None:
    """The marks of the counted units of *rows* for page *start*.

    None where there are fewer than two, or too many to be seen at a glance.
    """
    counted = [(row, row.scorecard) for row in rows if row.scorecard is not None]
    if not 1 < len(counted) <= MOST_UNITS:
        return None
    kinds = {row.unit.kind for row, _ in counted}
    asked = [row for row in rubric.indicators if any(rubric.asks(row, kind) for kind in kinds)]
    columns = tuple(
        HeatColumn(Link(row.id, addresses.link(start, _page(campaign, rubric, row.id))), row.title)
        for row in asked
    )
    lines = tuple(
        HeatRow(_unit(start, campaign, row), _cells(card, rubric, asked)) for row, card in counted
    )
    name = league_name(rubric, rows)
    caption = f"{rubric.title}{f'（{name}）' if name else ''}：单位和指标对照"
    return HeatTable(caption, columns, lines, _legend(rubric))


def heat_cell(mark: Mark, rubric: Rubric) -> HeatCell:
    """*mark* as it stands in the table."""
    if only_concludes(rubric):
        unjudged = "·" if mark.state is MarkState.SCORED else STATE_SIGNS[mark.state]
        return HeatCell(*_SIGNS.get(tone_of(mark.label), (unjudged, "")))
    if mark.points is None:
        return HeatCell(STATE_SIGNS[mark.state])
    kind = section_of(rubric, mark.indicator).kind
    return HeatCell(show_points(signed(mark.points, kind)), _tint(mark, kind))


def _tint(mark: Mark, kind: SectionKind) -> str:
    points = mark.points or ZERO
    if kind is SectionKind.PENALTY:
        return "0" if points else ""
    if kind is SectionKind.BONUS or not mark.most:
        return ""
    reached = sum(points / mark.most >= bound for bound in _SHARES)
    return str(reached) if reached < len(_SHARES) else ""


def _cells(card: Scorecard, rubric: Rubric, asked: Sequence[Indicator]) -> tuple[HeatCell, ...]:
    marks = {mark.indicator: mark for mark in card.marks}
    blank = HeatCell(STATE_SIGNS[MarkState.NOT_APPLICABLE])
    return tuple(heat_cell(marks[row.id], rubric) if row.id in marks else blank for row in asked)


def _legend(rubric: Rubric) -> str:
    states = "○ 未填，… 待核定，— 不适用"
    if only_concludes(rubric):
        words = "✓ 达到，△ 接近或部分达到，✕ 未达到，· 不作评价"
        return f"{words}；{states}。点指标编号看各单位情况。"
    words = "数字是得分，底色越深，得分占满分的比例越低；得满分的和加分项不着色"
    return f"{words}；{states}。点指标编号看各单位得分。"


def _page(campaign: str, rubric: Rubric, indicator: str) -> str:
    return addresses.indicator_page(campaign, rubric.id, indicator)


def _unit(start: str, campaign: str, row: Standing) -> Link:
    page = addresses.unit_page(campaign, row.unit.id)
    return Link(row.unit.name, addresses.link(start, page))
