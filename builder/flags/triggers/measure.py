"""Trigger kind 「数值界限」: a number on the wrong side of a limit."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.flags.context import BoundRow, FlagContext
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger, Binding
from builder.model.flags import FlagSeverity
from builder.model.numbers import HUNDRED, ONE, brief, percent, round_half_up
from builder.rubric.record import Record
from builder.rubric.terms import Condition, Measure, sum_of_given

#: Decimals beyond which nobody tells two numbers apart.
_MOST_PLACES = 8


class Level(Record):
    """One limit, and how grave it is to pass it: exactly one comparison."""

    severity: FlagSeverity
    above: Decimal | None = None
    """Raised by more than this; exactly this passes."""
    at_least: Decimal | None = None
    """Raised by this or more."""
    below: Decimal | None = None
    """Raised by less than this; exactly this passes."""
    at_most: Decimal | None = None
    """Raised by this or less."""
    since: date | None = None
    """The first day on which it holds, compared with the last day of the period."""
    limit: str = ""
    """What the number should be, in words, where the comparison doesn't say it well."""

    @model_validator(mode="after")
    def _has_one_limit(self) -> Self:
        if sum_of_given((self.above, self.at_least, self.below, self.at_most)) != 1:
            message = "须且只须写 above、at_least、below、at_most 之一"
            raise ValueError(message)
        return self

    def passed_by(self, value: Decimal, day: date) -> bool:
        """Whether *value* passes the limit, which holds on *day*."""
        _, limit, passes = self._comparison()
        return (self.since is None or self.since <= day) and passes(value, limit)

    def tell(self, measure: str) -> str:
        """What the number should be; *measure* is its unit, 「%」 for a share."""
        word, limit, _ = self._comparison()
        shown = percent(limit) if measure == "%" else f"{brief(limit)}{measure}"
        return self.limit or f"{word}{shown}"

    def show(self, value: Decimal, measure: str) -> str:
        """*value* with so many decimals that it doesn't look like the limit unless it is."""
        scale, places = (HUNDRED, 2) if measure == "%" else (ONE, 4)
        limit = self._comparison()[1]
        while (
            value != limit
            and places < _MOST_PLACES
            and round_half_up(value * scale, places) == round_half_up(limit * scale, places)
        ):
            places += 2
        return f"{brief(value * scale, places)}{measure}"

    def _comparison(self) -> tuple[str, Decimal, Callable[[Decimal, Decimal], bool]]:
        if self.above is not None:
            return "不高于", self.above, operator.gt
        if self.at_least is not None:
            return "低于", self.at_least, operator.ge
        if self.below is not None:
            return "不低于", self.below, operator.lt
        return "高于", self.at_most or Decimal(0), operator.le


class MeasureBinding(Binding):
    """The number of one instrument that the limits are for."""

    value: Measure
    """What is measured."""
    counted_in: str = ""
    """What a count is told in (次), where the number has no unit of its own."""
    when: Condition | None = None
    """When it is looked at; always, where it is left out."""
    levels: tuple[Level, ...] = ()
    """This instrument's own limits, in place of the trigger's."""

    def names(self) -> Iterator[str]:
        """The fields and logs of value and condition."""
        yield from self.value.names()
        if self.when is not None:
            yield from self.when.names()


class MeasureTrigger(BaseTrigger):
    """数值界限：数值越过界限的列入；按由重到轻的次序取第一个越过的界限。

    没有填、无法识别、不适用，或分母为0的，没有数值，不列入。界限当日起生效，与评估期末比。
    """

    kind: Literal["measure"]
    levels: tuple[Level, ...] = ()
    """The limits, the gravest first."""
    shows: str = "{value}"
    """How the number is told: 「多{value}」."""
    all_units: bool = False
    """Whether the number is looked at even where the row doesn't apply (its denominator is 0)."""
    bindings: tuple[MeasureBinding, ...] = Key(min_length=1)

    @model_validator(mode="after")
    def _has_levels(self) -> Self:
        if not self.levels and not all(binding.levels for binding in self.bindings):
            message = "levels 须写在这里，或写在每个 bindings 里"
            raise ValueError(message)
        return self

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Those of all its limits."""
        every = (*self.levels, *(level for one in self.bindings for level in one.levels))
        return tuple(dict.fromkeys(level.severity for level in every))

    @property
    def bindings_of(self) -> Sequence[Binding]:
        """One an instrument."""
        return self.bindings

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a unit whose number passes a limit."""
        for binding in self.bindings:
            levels = binding.levels or self.levels
            for rubric in filter(binding.fits, context.rubrics):
                for bound in context.rows(rubric, binding.indicator, all_units=self.all_units):
                    yield from self._look(bound, binding, levels)

    def _look(
        self, bound: BoundRow, binding: MeasureBinding, levels: Sequence[Level]
    ) -> Iterator[Sighting]:
        evidence = bound.evidence
        if binding.when is not None and not binding.when.test(evidence).holds:
            return
        reading = binding.value.read(evidence)
        if reading.value is None:
            return
        measure = binding.value.told_in(reading) or binding.counted_in
        for level in levels:
            if level.passed_by(reading.value, evidence.period_end):
                shown = self.shows.replace("{value}", level.show(reading.value, measure))
                limit = level.tell(measure)
                found = bound.sighting(level.severity, shown, limit, f"{reading.text}，要求{limit}")
                yield binding.place(found, reading.answers)
                return
