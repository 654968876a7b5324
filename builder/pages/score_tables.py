"""From a unit's rows to its total: section sums, the arithmetic, and where most was lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import is_

from builder.model.marks import Mark
from builder.model.numbers import ZERO, plain
from builder.model.standings import Scorecard, SectionTally
from builder.pages import addresses
from builder.pages.mark_card import Steps
from builder.pages.page import Cell, Table, columns
from builder.pages.pictures.spread import Spread, find_spread
from builder.pages.row_shares import card_shares, cost_in_total, is_weighed, show_cost
from builder.rubric.schema import Rubric, SectionKind
from builder.scoring.conclusions import only_concludes, short_marks
from builder.wording import POINTS, fixed, show_points, tell_absence

#: How many rows are named at the head of a page.
_NAMED = 3
#: What stands before the points of a section that are added or taken off.
_SIGNS = {SectionKind.BONUS: "加", SectionKind.PENALTY: "扣"}


@dataclass(frozen=True, slots=True)
class Losses:
    """The rows that cost a unit most."""

    title: str
    #: 「2.3 并联审批（−9.6）」.
    rows: tuple[str, ...]
    #: Whether the title counts others too.
    more: bool
    #: Whether the rows cost points; under rates the words that they come to say more.
    counts_points: bool


def find_losses(card: Scorecard, rubric: Rubric) -> Losses:
    """Where *card* lost most of its total, or what it fell short of where rows have words."""
    short = short_marks(card)
    if only_concludes(rubric):
        return _shortfalls(short)
    lost = sorted(lost_rows(card, rubric), key=lambda pair: -pair[1])
    if short and rubric.total_measure != POINTS:
        costs = {mark.indicator: cost for mark, cost in lost}
        return _shortfalls(sorted(short, key=lambda mark: -costs.get(mark.indicator, ZERO)))
    title = "按总分计，失分主要在" if is_weighed(rubric) else "失分主要在"
    rows = (
        f"{_row(mark)}（{show_points(-show_cost(cost, rubric))}）" for mark, cost in lost[:_NAMED]
    )
    return Losses(title, tuple(rows), more=False, counts_points=True)


def section_table(
    card: Scorecard, rubric: Rubric, anchors: str, cohort: Sequence[Scorecard] = ()
) -> Table:
    """What every section came to, beside what it came to for all of the *cohort*.

    *anchors* is the rubric's id where the page shows several; of a cohort of one there is nothing
    to compare.
    """
    compared = ("中位数", "最低～最高") if len(cohort) > 1 else ()
    draw = _point_cells if rubric.total_measure == POINTS else _rate_cells
    rows = tuple(
        (
            Cell(section.title, f"#{addresses.section_anchor(section.section, anchors)}"),
            *draw(section, rubric),
            *(_spread_cells(section, rubric, cohort) if compared else ()),
        )
        for section in sections_of(card)
    )
    if rubric.total_measure == POINTS:
        numeric = ("得分", "满分", *compared)
        heads = columns("板块", *numeric, numeric=numeric)
        return Table("各板块得分", heads, rows, sortable=False, narrow="lines")
    numeric = (f"{rubric.total_title}（{rubric.total_measure}）", *compared)
    heads = columns("板块", *numeric, numeric=numeric)
    return Table(f"各板块{rubric.total_title}", heads, rows, sortable=False, narrow="lines")


def section_spread(section: str, cohort: Sequence[Scorecard]) -> Spread | None:
    """How the points of *section* lie over those of the *cohort* in which anything applied."""
    return _find_section_spread(section, _SameCards(tuple(cohort)))


@dataclass(frozen=True, slots=True, eq=False)
class _SameCards:
    """A cohort that is itself and no other: to compare cards would be to look at every mark."""

    cards: tuple[Scorecard, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameCards) and all(map(is_, self.cards, other.cards))

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.cards)))


@lru_cache(maxsize=128)  # Every page of a cohort asks for the same few.
def _find_section_spread(section: str, cohort: _SameCards) -> Spread | None:
    parts = (part for card in cohort.cards for part in card.parts)
    tallies = (tally for part in parts for tally in part.sections if tally.section == section)
    return find_spread([tally.points for tally in tallies if tell_absence(tally) is None])


def section_words(section: SectionTally, rubric: Rubric) -> str:
    """What a section came to, in a sentence."""
    if (absent := tell_absence(section)) is not None:
        return f"本板块{absent}"
    if rubric.total_measure != POINTS:
        return f"本板块{rubric.total_title}{plain(section.points)}{rubric.total_measure}"
    word = "扣" if section.kind == SectionKind.PENALTY else "得"
    limit = "满分" if section.kind == SectionKind.BASE else "上限"
    most = f"，{limit}{show_points(section.most)}分" if section.most is not None else ""
    return f"本板块{word}{plain(section.points)}分{most}"


def arithmetic(card: Scorecard, rubric: Rubric) -> tuple[Steps, ...]:
    """From the rows to the total, a group of steps for each part and one for the whole."""
    means = {section.id for section in rubric.sections if section.method == "mean"}
    groups = []
    for part in card.parts:
        steps = [
            step
            for section in part.sections
            for step in _section_steps(section, mean=section.section in means)
        ]
        # Nothing follows from sections of which nothing is known yet.
        sums = () if part.is_open else part.trace
        groups.append(Steps(part.title, (*steps, *sums)))
    return (*groups, Steps(rubric.total_title, card.trace))


def sections_of(card: Scorecard) -> tuple[SectionTally, ...]:
    """Every section of *card*, in the order of the rubric."""
    return tuple(section for part in card.parts for section in part.sections)


def lost_rows(card: Scorecard, rubric: Rubric) -> Iterator[tuple[Mark, Decimal]]:
    """Rows that gave less than full points or took some off, with what that cost in the total."""
    shares = card_shares(rubric, card)
    for section in sections_of(card):
        for mark in section.marks:
            cost = cost_in_total(mark, SectionKind(section.kind), shares)
            if cost > ZERO:
                yield mark, cost


def _shortfalls(short: Sequence[Mark]) -> Losses:
    named = tuple(_row(mark) for mark in short[:_NAMED])
    title, more = f"没有完全达到的有{len(short)}项", len(short) > _NAMED
    return Losses(title, named, more, counts_points=False)


def _row(mark: Mark) -> str:
    return f"{mark.indicator} {mark.title}"


def _point_cells(section: SectionTally, rubric: Rubric) -> tuple[Cell, ...]:
    kind = SectionKind(section.kind)
    own = _rate_cells(section, rubric)
    if kind is not SectionKind.BASE and not section.is_open:
        own = (Cell(f"{_SIGNS[kind]}{own[0].text}"),)
    limit = "" if kind is SectionKind.BASE or section.most is None else "至多"
    return (*own, Cell(f"{limit}{show_points(section.most)}"))


def _rate_cells(section: SectionTally, rubric: Rubric) -> tuple[Cell, ...]:
    if (absent := tell_absence(section)) is not None:
        return (Cell(absent),)
    return (Cell(fixed(section.points, rubric.rounding.totals)),)


def _spread_cells(
    section: SectionTally, rubric: Rubric, cohort: Sequence[Scorecard]
) -> tuple[Cell, ...]:
    """Middle and range of *section* over the *cohort*."""
    spread = section_spread(section.section, cohort)
    if spread is None:
        return (Cell("—"), Cell("—"))
    places = rubric.rounding.totals
    ends = f"{show_points(spread.least)}～{show_points(spread.most)}"
    return (Cell(fixed(spread.middle, places)), Cell(ends))


def _section_steps(section: SectionTally, *, mean: bool) -> tuple[str, ...]:
    """How a section's points follow from its rows; of a mean the tally itself tells."""
    if (absent := tell_absence(section)) is not None:
        return (f"{section.title}：{absent}",)
    if mean:
        return (f"{section.title}：{'；'.join(section.trace)}",)
    points_of_rows = [mark.points for mark in section.marks if mark.points is not None]
    listed = " + ".join(plain(number) for number in points_of_rows) or "无"
    total = plain(sum(points_of_rows, ZERO))
    return (f"{section.title}：{listed} = {total}分", *section.trace)
