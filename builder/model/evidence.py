"""All that is known of one unit under one instrument, as a rule asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from builder.model.answers import Answer, Event, Log
from builder.model.units import Unit


class Scope(Protocol):
    """What measures and conditions are evaluated against: a unit's evidence, or a log's row."""

    def answer(self, field: str) -> Answer:
        """The answer to *field*. Raises KeyError where the scope has no such field."""

    def events(self, log: str) -> tuple[Event, ...]:
        """The rows of *log*. Raises KeyError where the scope has no such log."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One unit's answers and logs; every field of the instrument is present, if only as blank."""

    unit: Unit
    answers: Mapping[str, Answer]
    logs: Mapping[str, Log]
    #: Last day of the campaign's period, from which 「十二个月内」 is counted.
    period_end: date
    #: What counted of the unit in the campaign before: to compare with, never to score.
    before: "Evidence | None" = None
    #: Why the unit isn't counted in the campaign; None where it is.
    excluded: str | None = None
    #: In a second round: fields and logs that stand as they did in the first.
    kept: frozenset[str] = frozenset()

    def answer(self, field: str) -> Answer:
        """The answer to *field*. Raises KeyError for a field that the instrument lacks."""
        return self.answers[field]

    def events(self, log: str) -> tuple[Event, ...]:
        """The rows of *log*. Raises KeyError for a log that the instrument lacks."""
        return self.logs[log].events
