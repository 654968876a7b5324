"""Chance that depends on nothing but its key, so that one more field moves no other value."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

SEED = "gongshi-demo-1"

ChoiceT = TypeVar("ChoiceT")


def fraction(*key: object) -> Decimal:
    """A number from 0 to under 1, to four places, always the same for the same *key*."""
    text = "|".join(str(part) for part in (SEED, *key))
    return Decimal(int(hashlib.sha256(text.encode()).hexdigest()[:12], 16) % 10_000) / 10_000


def whole(low: int, high: int, *key: object) -> int:
    """A whole number from *low* to *high*, both included."""
    return low + int(fraction(*key) * (high - low + 1))


def pick(options: Sequence[ChoiceT], *key: object) -> ChoiceT:
    """One of *options*. Raises IndexError where there are none."""
    return options[whole(0, len(options) - 1, *key)]


def happens(likelihood: Decimal, *key: object) -> bool:
    """Whether something of that *likelihood* (0–1) comes about."""
    return fraction(*key) < likelihood
