"""Rule kind 「分档」: a number falls into a band, and the band has its points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Literal, Self

from pydantic import model_validator

from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import brief, percent, plain
from builder.rubric.record import Record
from builder.rubric.rules.base import BaseRule, Survey, not_applicable, scored, without_value
from builder.rubric.terms import Measure


class Band(Record):
    """From where the band before ends up to its own end; the last band has no end."""

    points: Decimal
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


class Bands(BaseRule):
    """分档：数值落在哪一档，就记哪一档的分。

    各档首尾相接，由小到大，写上限即可：`below` 不含上限，`at_most` 含上限，最后一档不写上限。
    """

    kind: Literal["bands"]
    value: Measure
    """The number that is banded."""
    bands: tuple[Band, ...]
    """The bands, from the lowest; none overlaps and none leaves a gap, by construction."""

    @model_validator(mode="after")
    def _ends_rise(self) -> Self:
        ends = [band.end for band in self.bands]
        if not ends or ends[-1] is not None or None in ends[:-1]:
            message = "除最后一档外，每档须写 below 或 at_most；最后一档都不写"
            raise ValueError(message)
        if any(band.below is not None and band.at_most is not None for band in self.bands):
            message = "一档只写 below、at_most 之一"
            raise ValueError(message)
        if any(low >= high for low, high in pairwise(ends[:-1]) if low is not None and high):
            message = "各档上限须由小到大"
            raise ValueError(message)
        return self

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """The points of the band that the value falls into (domain.md A.0 `band`)."""
        reading = self.value.read(evidence)
        if reading.zero_denominator:
            return not_applicable(f"{reading.text}，按不适用处理", reading.answers)
        if reading.value is None:
            return without_value(reading)
        place = next(i for i, band in enumerate(self.bands) if band.holds(reading.value))
        points = self.bands[place].points
        as_percent = bool(reading.answers) and self._is_share(reading.answers[0].measure)
        span = self._span(place, as_percent=as_percent)
        return scored(points, [reading.text, f"属于{span}，记{plain(points)}分"], reading.answers)

    def _is_share(self, measure: str) -> bool:
        return measure == "%" or (self.value.over is not None and self.value.times is None)

    def _span(self, place: int, *, as_percent: bool) -> str:
        show = percent if as_percent else brief
        band, before = self.bands[place], self.bands[place - 1] if place else None
        words = []
        if before is not None and before.end is not None:
            words.append(
                f"{show(before.end)}{'以上' if before.below is not None else '以上（不含）'}"
            )
        if band.end is not None:
            words.append(
                f"不足{show(band.end)}" if band.below is not None else f"{show(band.end)}以内"
            )
        return f"「{'、'.join(words) or '任何数值'}」一档"

    def terms(self) -> Iterator[Measure]:
        """The number that is banded."""
        yield self.value
