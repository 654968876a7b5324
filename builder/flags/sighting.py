"""What a trigger found: one thing about one unit, before the condition gives it code and state."""

from dataclasses import dataclass

from builder.model.answers import Answer
from builder.model.flags import FlagSeverity
from builder.model.places import CellPlace
from builder.model.units import Unit


@dataclass(frozen=True, slots=True)
class Sighting:
    """One thing that meets a condition, in words that a reader understands."""

    severity: FlagSeverity
    #: What was found: 「8.1%」, 「3份指南」.
    value: str
    #: What it should be: 「不高于8%」.
    limit: str
    #: One sentence with the numbers that led to it.
    reason: str
    #: None where it concerns no single unit.
    unit: Unit | None = None
    #: Rubric id and row id; None where it comes from no row.
    instrument: str | None = None
    indicator: str | None = None
    #: What it is about where a unit has several: a guide, a month, a policy.
    subject: str = ""
    #: Where the source says so; that of the condition where empty.
    clause: str = ""
    places: tuple[CellPlace, ...] = ()
    #: The answers of units, assessors and platforms that it rests on, with where each stands.
    answers: tuple[Answer, ...] = ()
    #: False keeps it from the public whatever the condition says.
    public: bool = True
