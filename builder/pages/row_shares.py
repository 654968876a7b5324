"""What one point of a row is in the total, where parts, sections or rows have weights."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.model.marks import Mark
from builder.model.numbers import ONE, ZERO, combine, round_half_up
from builder.model.standings import Scorecard
from builder.model.units import UnitKind
from builder.rubric.schema import Indicator, NotApplicable, Part, Rubric, Section, SectionKind
from builder.scoring.losses import lost_points
from builder.scoring.marks import leaves_sum


def is_weighed(rubric: Rubric) -> bool:
    """Whether a point of one row may be more in the total of *rubric* than one of another."""
    methods = {one.method for one in rubric.parts} | {one.method for one in rubric.sections}
    weights = {part.weight for part in rubric.parts}
    return "mean" in methods or (len(rubric.parts) > 1 and weights != {ONE})


def cost_in_total(mark: Mark, kind: SectionKind, shares: Mapping[str, Decimal]) -> Decimal:
    """What *mark*, of a section of *kind*, cost its unit in the total, by the *shares* of rows."""
    return lost_points(mark, kind) * shares[mark.indicator]


def show_cost(cost: Decimal, rubric: Rubric) -> Decimal:
    """*cost* as it is printed: as it is, or where it was weighed with the places of totals."""
    return round_half_up(cost, rubric.rounding.totals) if is_weighed(rubric) else cost


def card_shares(rubric: Rubric, card: Scorecard) -> Mapping[str, Decimal]:
    """What one point of each row is in the total of *card*, by the row's id.

    One for each where nothing has a weight. Limits of sections and parts that cut points off are
    left out of account: which row they cut can't be told.
    """
    marks = {mark.indicator: mark for mark in card.marks}
    return _shares(rubric, lambda row: row.id in marks and not leaves_sum(row, marks[row.id]))


def kind_shares(rubric: Rubric, kind: UnitKind) -> Mapping[str, Decimal]:
    """The same for a unit of *kind* to which every row applies that its kind answers for."""
    return _shares(rubric, lambda row: rubric.asks(row, kind))


@dataclass(frozen=True, slots=True)
class _Counted:
    """A base section with those of its rows that count, which have points."""

    section: Section
    rows: tuple[Indicator, ...]

    @property
    def own_points(self) -> Decimal:
        """What the rows come to by themselves."""
        return combine(self.section.method, [(row.weight, row.points or ZERO) for row in self.rows])

    @property
    def points(self) -> Decimal:
        """The same with the points of other rows that are spread over them."""
        own = self.own_points
        if self.section.method == "mean" or not own:
            return own
        others = (row for row in self.section.indicators if row not in self.rows)
        spread = (row for row in others if row.not_applicable is NotApplicable.SPREAD)
        return own + sum((row.points or ZERO for row in spread), ZERO)

    def share(self, row: Indicator) -> Decimal:
        """What one point of *row* is in the section."""
        if self.section.method == "mean":
            return row.weight / sum((one.weight for one in self.rows), ZERO)
        return self.points / self.own_points


def _shares(rubric: Rubric, counts: Callable[[Indicator], bool]) -> Mapping[str, Decimal]:
    if not is_weighed(rubric):
        return dict.fromkeys((row.id for row in rubric.indicators), ONE)
    found: dict[str, Decimal] = {}
    for part in rubric.parts:
        weight = part.weight if len(rubric.parts) > 1 else ONE
        own = _part_shares(part, counts)
        found |= {row: weight * share for row, share in own.items()}
    return found


def _part_shares(part: Part, counts: Callable[[Indicator], bool]) -> Mapping[str, Decimal]:
    """What one point of each row is in *part*: bonus and penalty count as they are."""
    found = {row.id: ONE for section in part.sections for row in section.indicators}
    base = [
        _Counted(section, tuple(row for row in section.indicators if counts(row)))
        for section in part.sections
        if section.kind is SectionKind.BASE
    ]
    base = [one for one in base if one.points]
    whole = _whole(part, base)
    for one in base:
        weight = one.section.weight if part.method == "mean" else part.points
        found |= {row.id: weight * one.share(row) / whole for row in one.rows}
    return found


def _whole(part: Part, base: Sequence[_Counted]) -> Decimal:
    """What the sections of *part* weigh together, or the full points that they come to."""
    if part.method == "mean":
        return sum((one.section.weight for one in base), ZERO)
    return sum((one.points for one in base), ZERO)
