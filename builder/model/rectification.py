"""The register of rectification (整改台账): one problem a row, with what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from builder.model.answers import Answer

CLEARED, UNDER_WAY, UNTOUCHED = "已销号", "整改中", "未整改"


@dataclass(frozen=True, slots=True)
class Rectification:
    """One problem of one unit; every value knows its cell."""

    #: Unit id.
    unit: str
    number: Answer
    #: Id of the row that the problem is about, as written.
    indicator: Answer
    problem: Answer
    evidence: Answer
    office: Answer
    due: Answer
    measures: Answer
    finished: Answer
    conclusion: Answer
    #: 备注; None where nobody read it.
    note: Answer | None = None

    @property
    def cleared(self) -> bool:
        """Whether the problem is struck off."""
        return self.conclusion.value == CLEARED

    def overdue(self, day: date) -> bool:
        """Whether *day* is past the deadline and the problem isn't struck off."""
        due = self.due.value
        return not self.cleared and isinstance(due, date) and due < day


@dataclass(frozen=True, slots=True)
class ClearanceTally:
    """How many problems there were, and how many of them are struck off."""

    due: int
    cleared: int
    under_way: int
    untouched: int
    overdue: int

    @property
    def rate(self) -> Decimal | None:
        """销号 ÷ 应销号, from 0 to 1; None where there was nothing to strike off."""
        return Decimal(self.cleared) / self.due if self.due else None


def tally_clearance(rows: Sequence[Rectification], day: date) -> ClearanceTally:
    """The tally of *rows* as of *day*; a row without a conclusion counts as untouched."""
    said = [row.conclusion.value for row in rows]
    cleared, under_way = said.count(CLEARED), said.count(UNDER_WAY)
    return ClearanceTally(
        due=len(rows),
        cleared=cleared,
        under_way=under_way,
        untouched=len(rows) - cleared - under_way,
        overdue=sum(row.overdue(day) for row in rows),
    )
