"""Decimal arithmetic as an office prints it: half-up rounding and plain digits."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)


def round_half_up(number: Decimal, places: int) -> Decimal:
    """*number* rounded to *places* decimals, a five going up (domain.md A.0)."""
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def plain(number: Decimal) -> str:
    """*number* in plain digits without trailing zeros: 2.50 → 2.5, 1E+2 → 100."""
    text = format(number, "f")
    trimmed = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if trimmed in {"-0", ""} else trimmed


def brief(number: Decimal, places: int = 4) -> str:
    """*number* in plain digits, at most *places* decimals, with 「≈」 where that cut it."""
    rounded = round_half_up(number, places)
    return plain(rounded) if rounded == number else f"≈{plain(rounded)}"


def percent(ratio: Decimal) -> str:
    """*ratio* (0–1) as a percentage: 0.9375 → 93.75%."""
    return f"{brief(ratio * HUNDRED, 2)}%"


def equals(shown: str) -> str:
    """*shown*, of `brief` or `percent`, behind its sign: 「= 2.5」, 「≈ 93.33%」."""
    return f"≈ {shown[1:]}" if shown.startswith("≈") else f"= {shown}"


def combine(method: Literal["sum", "mean"], weighed: Sequence[tuple[Decimal, Decimal]]) -> Decimal:
    """The sum of the values of *weighed* (weight, value) pairs, or their weighted mean.

    Nothing at all comes to zero.
    """
    if method == "sum" or not weighed:
        return sum((value for _, value in weighed), ZERO)
    total = sum((weight * value for weight, value in weighed), ZERO)
    return total / sum((weight for weight, _ in weighed), ZERO)
