"""What a row cost a unit, in points."""

from decimal import Decimal

from builder.model.marks import Mark, MarkState
from builder.model.numbers import ZERO
from builder.rubric.schema import SectionKind


def lost_points(mark: Mark, kind: SectionKind) -> Decimal:
    """How far *mark*, of a section of *kind*, stays below full points, or how much it takes off.

    A row that waits or doesn't apply costs nothing, and so does a bonus that wasn't won.
    """
    if kind is SectionKind.PENALTY:
        return mark.points or ZERO
    counts = mark.state in {MarkState.SCORED, MarkState.MISSING}
    if kind is SectionKind.BONUS or mark.most is None or not counts:
        return ZERO
    return mark.most - (mark.points or ZERO)
