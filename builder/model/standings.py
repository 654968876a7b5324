"""A unit's marks added up, and the units of a cohort in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from builder.model.marks import Mark, MarkState
from builder.model.units import Unit


@dataclass(frozen=True, slots=True)
class SectionTally:
    """One section's printed sum; of a penalty section the points are what is taken off."""

    section: str
    title: str
    #: ``base``, ``bonus`` or ``penalty``.
    kind: str
    points: Decimal
    #: Sum of the full points of its applicable rows, or its cap; None without either.
    most: Decimal | None
    marks: tuple[Mark, ...]
    #: Sentences on a cap that bit; usually empty.
    trace: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether no row that applies is known yet: then its points are no zero."""
        return _are_open(self.marks)


@dataclass(frozen=True, slots=True)
class PartTally:
    """One weighted part of a total (日常评估 70%), with the arithmetic from its sections."""

    part: str
    title: str
    weight: Decimal
    base: Decimal
    bonus: Decimal
    penalty: Decimal
    points: Decimal
    sections: tuple[SectionTally, ...]
    trace: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether no row that applies is known yet."""
        return _are_open([mark for section in self.sections for mark in section.marks])


@dataclass(frozen=True, slots=True)
class RatingMark:
    """A label that a unit's points fall under, such as 优秀."""

    rating: str
    title: str
    #: What was rated: printed points, or the mean of other ratings.
    value: Decimal
    label: str
    trace: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All marks of one unit under one instrument, and what they come to."""

    unit: Unit
    parts: tuple[PartTally, ...]
    total: Decimal
    #: From the parts to the total, a sentence a step.
    trace: tuple[str, ...]
    #: Reasons why the unit may not be honoured (一票否决); empty for most.
    vetoes: tuple[Mark, ...] = ()
    ratings: tuple[RatingMark, ...] = ()
    #: Titles of the vetoes of which nobody can tell, because their register never came.
    open_vetoes: tuple[str, ...] = ()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every mark, in the order of the rubric."""
        return tuple(
            mark for part in self.parts for section in part.sections for mark in section.marks
        )

    def summed(self, kind: str) -> Decimal | None:
        """Base, bonus or penalty over all parts, before weighting; None while nothing is known."""
        own = [tally for part in self.parts for tally in part.sections if tally.kind == kind]
        if own and all(tally.is_open for tally in own):
            return None
        points = {
            "base": [part.base for part in self.parts],
            "bonus": [part.bonus for part in self.parts],
            "penalty": [part.penalty for part in self.parts],
        }
        return sum(points[kind], Decimal(0))

    @property
    def eligible(self) -> bool:
        """Whether no veto stands against the unit."""
        return not self.vetoes


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's line in the standings."""

    unit: Unit
    #: None where the unit isn't ranked; then *unranked_reason* says why.
    rank: int | None
    scorecard: Scorecard | None
    #: Titles won, in the order of the rubric (好, 担当作为流动红旗).
    grades: tuple[str, ...] = ()
    unranked_reason: str | None = None
    #: Whether titles are given only once everything in the cohort is decided.
    titles_open: bool = False
    #: What a person has to decide about this line (「好」等次需人工裁定); usually empty.
    undecided: tuple[str, ...] = ()
    #: What a person has decided about it and its equals, in words; usually empty.
    ruled: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal | None:
        """The total to be published; None for a unit that isn't ranked."""
        return self.scorecard.total if self.scorecard and self.rank is not None else None


@dataclass(frozen=True, slots=True)
class Cohort:
    """Who was expected, who counts, who doesn't; frozen before anything is scored."""

    expected: tuple[Unit, ...]
    counted: tuple[Unit, ...]
    #: Unit id → why it isn't counted (未报, 截止后报送, 填报表无法读取).
    missing: Mapping[str, str]
    #: Unit id → how late it came, for those that count all the same.
    late: Mapping[str, str]
    deadline: datetime | None
    cutoff: datetime | None


def _are_open(marks: Sequence[Mark]) -> bool:
    states = {mark.state for mark in marks}
    return MarkState.PENDING in states and states <= {MarkState.PENDING, MarkState.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class Standings:
    """A cohort in order under one instrument."""

    cohort: Cohort
    #: Ranked units first, then the unranked in the order of the register.
    rows: tuple[Standing, ...]
