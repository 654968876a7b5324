"""Spans of numbers that lie end to end: no overlap and no gap, by construction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from builder.rubric.record import Record


class Span(Record):
    """From where the span before ends up to its own end; the last span has no end."""

    below: Decimal | None = None
    """Its end, not included."""
    at_most: Decimal | None = None
    """Its end, included."""

    @property
    def end(self) -> Decimal | None:
        """Where it ends, or None for no end."""
        return self.below if self.below is not None else self.at_most

    def holds(self, value: Decimal) -> bool:
        """Whether *value* is not past its end."""
        if self.at_most is not None:
            return value <= self.at_most
        return self.below is None or value < self.below


def check_spans(spans: Sequence[Span]) -> None:
    """Raises ValueError, in Chinese, unless *spans* rise and only the last has no end."""
    ends = [span.end for span in spans]
    if not ends or ends[-1] is not None or None in ends[:-1]:
        message = "除最后一档外，每档须写 below 或 at_most；最后一档都不写"
        raise ValueError(message)
    if any(span.below is not None and span.at_most is not None for span in spans):
        message = "一档只写 below、at_most 之一"
        raise ValueError(message)
    known = [end for end in ends if end is not None]
    if any(low >= high for low, high in pairwise(known)):
        message = "各档上限须由小到大"
        raise ValueError(message)


def find_span(spans: Sequence[Span], value: Decimal) -> int:
    """The position of the first of *spans* that *value* is not past; the last holds any."""
    return next(place for place, span in enumerate(spans) if span.holds(value))


def span_words(spans: Sequence[Span], place: int, show: Callable[[Decimal], str]) -> str:
    """The span at *place* in Chinese: 「60以上、不足80」."""
    span, before = spans[place], spans[place - 1] if place else None
    words = []
    if before is not None and before.end is not None:
        words.append(f"{show(before.end)}{'以上' if before.below is not None else '以上（不含）'}")
    if span.end is not None:
        words.append(f"不足{show(span.end)}" if span.below is not None else f"{show(span.end)}以内")
    return f"「{'、'.join(words) or '任何数值'}」"
