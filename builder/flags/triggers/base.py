"""What every trigger kind is: parameters from a condition's file, and sightings from a campaign."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.flags.context import FlagContext, distinct, places_of
from builder.flags.sighting import Sighting
from builder.model.answers import Answer
from builder.model.flags import FlagSeverity
from builder.rubric.record import Record
from builder.rubric.schema import Rubric


class Binding(Record):
    """Where a condition looks: a row of an instrument, or of all its profiles."""

    instrument: str
    """Id of the rubric, or what the ids of its profiles begin with."""
    indicator: str
    """Id of the row (or veto) that the flag belongs to."""
    clause: str = ""
    """Where the demand stands, if not in the row's own clause."""

    def fits(self, rubric: Rubric) -> bool:
        """Whether it is bound to *rubric*."""
        return fits(self.instrument, rubric)

    def names(self) -> Iterator[str]:
        """The fields and logs that it draws on."""
        yield from ()

    def place(self, found: Sighting, answers: Sequence[Answer]) -> Sighting:
        """What was *found* with the cells of *answers*, and the clause of the demand."""
        clause = self.clause or found.clause
        return replace(found, places=places_of(answers), answers=distinct(answers), clause=clause)


class BaseTrigger(Record):
    """A trigger: frozen parameters, with `find` as the only thing that it does."""

    public: bool = True
    """False keeps what it finds from the public, whatever the condition says."""

    @abstractmethod
    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """Everything in the campaign that meets the trigger, in the order of the register.

        Total: never raises for anything that came in. What is blank, unreadable or not
        applicable meets no limit; units that aren't counted are only looked at for their filing.
        """

    @property
    @abstractmethod
    def severities(self) -> tuple[FlagSeverity, ...]:
        """The severities that it can give, the gravest first."""

    @property
    def bindings_of(self) -> Sequence[Binding]:
        """Its bindings to instruments; none for a trigger that looks at no fields."""
        return ()

    @property
    def looks_at_flags(self) -> bool:
        """Whether it has to wait until every other flag is raised."""
        return False


def fits(instrument: str, rubric: Rubric) -> bool:
    """Whether *rubric* is *instrument*, or a profile of it."""
    return rubric.id == instrument or rubric.id.startswith(f"{instrument}-")
