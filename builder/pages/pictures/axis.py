"""From a number to where it stands in a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from builder.model.numbers import ZERO, plain, round_half_up

#: The width of every drawing in units of its view box: about the pixels that a phone has.
WIDTH = Decimal(360)
#: Room at both ends for marks that stand on the end itself.
_MARGIN = Decimal(6)

#: Round distances between bounds: 0.01, 0.02, 0.05, 0.1 … 50000.
ROUND_STEPS = tuple(Decimal(step).scaleb(power) for power in range(-2, 5) for step in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Axis:
    """The numbers from *low* to *high* along a stretch of the drawing."""

    low: Decimal
    high: Decimal
    start: Decimal = _MARGIN
    length: Decimal = WIDTH - 2 * _MARGIN

    def at(self, number: Decimal) -> str:
        """Where *number* stands; what lies beyond an end stands on it."""
        return length(self.start + self.span(self.low, number))

    def between(self, low: Decimal, high: Decimal) -> str:
        """How long the stretch from *low* to *high* is."""
        return length(self.span(self.low, high) - self.span(self.low, low))

    def span(self, low: Decimal, high: Decimal) -> Decimal:
        """The same for further arithmetic: never below zero nor beyond the axis."""
        share = (high - low) / (self.high - self.low)
        return self.length * min(Decimal(1), max(ZERO, share))


def round_axis(numbers: Sequence[Decimal], parts: int = 5) -> Axis:
    """An axis on round bounds around *numbers*, of which there has to be one, in about *parts*."""
    least, most = min(numbers), max(numbers)
    step = next(s for s in ROUND_STEPS if most - least <= s * parts)
    low = (least / step).to_integral_value(ROUND_FLOOR) * step
    high = (most / step).to_integral_value(ROUND_CEILING) * step
    return Axis(low, high if high > low else low + step)


def length(number: Decimal) -> str:
    """A length in the view box, to a tenth; never below zero."""
    return plain(round_half_up(max(ZERO, number), 1))
