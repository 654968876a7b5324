"""What every rule kind is: parameters from the rubric, and points from the evidence."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from builder.model.answers import Answer, AnswerState, Origin
from builder.model.evidence import Evidence
from builder.model.marks import MarkState, Outcome
from builder.rubric.readings import LACKING, Reading
from builder.rubric.record import Record

if TYPE_CHECKING:
    from builder.rubric.terms import Condition, Measure


@dataclass(frozen=True, slots=True)
class Survey:
    """What a rule learnt of the whole cohort before it scores one unit."""

    #: Unit id → its rank, from 1; units without a number have none.
    ranks: Mapping[str, int]
    #: Unit id → its number.
    values: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def ranked(self) -> int:
        """How many units have a rank."""
        return len(self.ranks)


NO_SURVEY = Survey({})


class BaseRule(Record):
    """A rule: frozen parameters, with `score` as the only thing that it does."""

    @abstractmethod
    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:
        """The outcome for one unit: exact points up to *most*, with every step in words.

        *survey* is what `survey` gave for the cohort. Total: never raises for any answers that
        the instrument's field types allow.
        """

    def survey(self, cohort: Sequence[Evidence]) -> Survey:  # noqa: ARG002 - only rank looks
        """What `score` has to know of the *cohort*; nothing, for most kinds."""
        return NO_SURVEY

    @property
    def needs_points(self) -> bool:
        """Whether it can't be applied in a row without full points."""
        return True

    @abstractmethod
    def terms(self) -> Iterator[Measure | Condition]:
        """The measures and conditions that it is written in."""

    def names(self) -> frozenset[str]:
        """The fields and logs that it draws on."""
        return frozenset(name for term in self.terms() for name in term.names())


def scored(
    points: Decimal | None, steps: Sequence[str], answers: Sequence[Answer], label: str = ""
) -> Outcome:
    """The outcome of a rule that could be applied; without *points* it only shows."""
    return Outcome(MarkState.SCORED, points, tuple(steps), unique(answers), label)


def not_applicable(step: str, answers: Sequence[Answer]) -> Outcome:
    """The outcome where the row doesn't apply to the unit."""
    return Outcome(MarkState.NOT_APPLICABLE, None, (step,), unique(answers))


def unanswered(answers: Sequence[Answer]) -> Outcome:
    """The outcome for want of *answers*: missing where a unit owed one, else pending."""
    lacking = [answer for answer in answers if answer.state in LACKING] or list(answers)
    owed = any(answer.origin is Origin.UNIT for answer in lacking)
    state = MarkState.MISSING if owed else MarkState.PENDING
    words = "、".join(f"「{answer.title}」{answer.shown}" for answer in unique(lacking))
    step = f"{words}，不记分" if owed else f"{words}，待核定"
    return Outcome(state, None, (step,), unique(answers))


def without_value(reading: Reading) -> Outcome:
    """The outcome where a measure has no value: not applicable, or for want of an answer.

    A denominator of zero leaves nothing to measure, so the row doesn't apply.
    """
    if reading.zero_denominator:
        return not_applicable(f"{reading.text}，按不适用处理", reading.answers)
    if reading.not_applicable:
        return not_applicable(f"{reading.text}，本项不适用", reading.answers)
    return unanswered(reading.answers)


def unique(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """*answers* in order, each campaign, place and field once."""
    found = {(answer.carried_from, answer.field, answer.place): answer for answer in answers}
    return tuple(found.values())


def all_not_applicable(answers: Sequence[Answer]) -> bool:
    """Whether there are *answers* and every one says 不适用."""
    return bool(answers) and all(a.state is AnswerState.NOT_APPLICABLE for a in answers)
