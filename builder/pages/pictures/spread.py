"""How the numbers of a cohort lie: the least, the one in the middle, the greatest."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Spread:
    """The ends and the middle of some numbers."""

    least: Decimal
    #: The median; of an even number of numbers, the mean of the two in the middle.
    middle: Decimal
    most: Decimal


def find_spread(numbers: Sequence[Decimal]) -> Spread | None:
    """The spread of *numbers*; None of none."""
    if not numbers:
        return None
    ordered = sorted(numbers)
    half = len(ordered) // 2
    middle = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return Spread(ordered[0], middle, ordered[-1])
