"""Rule kind 「分档」: a number falls into a band, and the band has its points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from builder.model.answers import show_value
from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import brief, equals, plain
from builder.rubric.rules.base import BaseRule, Survey, scored, without_value
from builder.rubric.spans import Span, check_spans, find_span, span_words
from builder.rubric.terms import Measure


class Band(Span):
    """From where the band before ends up to its own end; the last band has no end."""

    points: Decimal
    """The points of the band; with `to`, those at its beginning."""
    to: Decimal | None = None
    """The points at its end, towards which they go in a straight line."""


class Bands(BaseRule):
    """分档：数值落在哪一档，就记哪一档的分。

    各档首尾相接，由小到大，写上限即可：`below` 不含上限，`at_most` 含上限，最后一档不写上限。
    写了 `to` 的一档，由 `points` 到 `to` 按数值在档内的位置线性计算；第一档、最后一档不能这样写。
    """

    kind: Literal["bands"]
    value: Measure
    """The number that is banded."""
    bands: tuple[Band, ...]
    """The bands, from the lowest; none overlaps and none leaves a gap, by construction."""

    @model_validator(mode="after")
    def _ends_rise(self) -> Self:
        check_spans(self.bands)
        if any(band.to is not None for band in (self.bands[0], self.bands[-1])):
            message = "第一档、最后一档没有起点或终点，不写 to"
            raise ValueError(message)
        return self

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """The points of the band that the value falls into (domain.md A.0 `band`)."""
        reading = self.value.read(evidence)
        if reading.value is None:
            return without_value(reading)
        place = find_span(self.bands, reading.value)
        points, arithmetic = self._points(place, reading.value)
        measure = self.value.told_in(reading)
        span = span_words(self.bands, place, lambda end: show_value(end, measure))
        return scored(points, [reading.text, f"属于{span}一档，{arithmetic}"], reading.answers)

    def _points(self, place: int, value: Decimal) -> tuple[Decimal, str]:
        band, start = self.bands[place], self.bands[place - 1].end
        if band.to is None or band.end is None or start is None:
            return band.points, f"记{plain(band.points)}分"
        share = (value - start) / (band.end - start)
        points = band.points + (band.to - band.points) * share
        words = (
            f"{plain(band.points)} +（{plain(band.to)} − {plain(band.points)}）×"
            f"（{brief(value)} − {brief(start)}）÷（{brief(band.end)} − {brief(start)}）"
        )
        return points, f"{words} {equals(brief(points))}分"

    @property
    def needs_points(self) -> bool:
        """No: its points are stated one by one."""
        return False

    def terms(self) -> Iterator[Measure]:
        """The number that is banded."""
        yield self.value
