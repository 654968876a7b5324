"""What a cell comes to as a field's value: a state, a value, and what was wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from builder.model.answers import WITHHELD, AnswerState, Value
from builder.model.places import CellPlace
from builder.model.problems import Problem, ProblemKind


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem that doesn't know its place yet."""

    kind: ProblemKind
    tokens: Mapping[str, object] = field(default_factory=dict)

    @property
    def unquoted(self) -> "Fault":
        """The same without what stands in the cell."""
        return replace(self, tokens={**self.tokens, "shown": WITHHELD, "advice": ""})

    def at(self, place: CellPlace, unit: str | None) -> Problem:
        """The problem of *unit*'s return at *place*."""
        return self.kind.at(place, unit=unit, **self.tokens)


@dataclass(frozen=True, slots=True)
class CellReading:
    """A cell read as a value of some type."""

    state: AnswerState
    value: Value | None = None
    faults: tuple[Fault, ...] = ()


BLANK = CellReading(AnswerState.BLANK)
NOT_APPLICABLE = CellReading(AnswerState.NOT_APPLICABLE)


def blank(kind: ProblemKind, **tokens: object) -> CellReading:
    """A cell with words that say that there is nothing yet."""
    return CellReading(AnswerState.BLANK, faults=(Fault(kind, tokens),))


def given(value: Value, *faults: Fault) -> CellReading:
    """A readable cell, with what there is to tell about how it was read."""
    return CellReading(AnswerState.GIVEN, value, faults)


def unreadable(kind: ProblemKind, **tokens: object) -> CellReading:
    """A cell that can't be read as its field's type."""
    return CellReading(AnswerState.UNREADABLE, faults=(Fault(kind, tokens),))
