"""Rule kind 「分档」: a number falls into a band, and the band has its points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from builder.model.answers import show_value
from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import plain
from builder.rubric.readings import Reading
from builder.rubric.rules.base import BaseRule, Survey, not_applicable, scored, without_value
from builder.rubric.spans import Span, check_spans, find_span, span_words
from builder.rubric.terms import Measure


class Band(Span):
    """From where the band before ends up to its own end; the last band has no end."""

    points: Decimal


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
        check_spans(self.bands)
        return self

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """The points of the band that the value falls into (domain.md A.0 `band`)."""
        reading = self.value.read(evidence)
        if reading.zero_denominator:
            return not_applicable(f"{reading.text}，按不适用处理", reading.answers)
        if reading.value is None:
            return without_value(reading)
        place = find_span(self.bands, reading.value)
        points = self.bands[place].points
        measure = self._measure(reading)
        span = span_words(self.bands, place, lambda end: show_value(end, measure))
        return scored(
            points, [reading.text, f"属于{span}一档，记{plain(points)}分"], reading.answers
        )

    def _measure(self, reading: Reading) -> str:
        """The measure in which the bands' ends are told: that of the field, 「%」 for a share."""
        if self.value.over is not None:
            return "%" if self.value.is_share else ""
        return reading.answers[0].measure if self.value.field is not None else ""

    def terms(self) -> Iterator[Measure]:
        """The number that is banded."""
        yield self.value
