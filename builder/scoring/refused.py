"""Values that an assessor gave and that a rule couldn't take, each told at its cell."""

from collections.abc import Iterator
from string import ascii_uppercase

from builder.model import problem_kinds as kinds
from builder.model.answers import Origin
from builder.model.marks import MARK_STATE_NAMES, Mark, MarkState
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.rubric.readings import LACKING
from builder.scoring.results import CampaignResult

#: The word in the step of a trace that says why a row waits.
_WAITS = MARK_STATE_NAMES[MarkState.PENDING]


def find_refused(result: CampaignResult) -> Iterator[Problem]:
    """One problem a row that is undecided though an assessor decided it, at the cell that says so.

    The row waits where nothing else does (domain.md A.0 `judgement`, `bonus`): what was given has
    no reason, or is out of range.
    """
    for instrument in result.instruments:
        for row in instrument.standings.rows:
            marks = () if row.scorecard is None else row.scorecard.marks
            yield from (_told(mark, row.unit.id) for mark in marks if _is_refused(mark))


def _told(mark: Mark, unit: str) -> Problem:
    """The problem at the cell, or on the register where the mark stands on several of its rows."""
    first, *others = dict.fromkeys(_places(mark))
    several = any(_row(place) != _row(first) for place in others)
    place = CellPlace(first.file, first.sheet) if several else first
    why = next(step for step in mark.trace if _WAITS in step)
    return kinds.VERDICT_REFUSED.at(place, unit=unit, row=f"{mark.indicator}{mark.title}", why=why)


def _is_refused(mark: Mark) -> bool:
    waits = mark.state is MarkState.PENDING and any(_places(mark))
    return waits and not any(answer.state in LACKING for answer in mark.answers)


def _row(place: CellPlace) -> tuple[str, str, str]:
    """The row of the register that *place* stands in."""
    return place.file, place.sheet, place.cell.lstrip(ascii_uppercase)


def _places(mark: Mark) -> Iterator[CellPlace]:
    """Where assessors gave what the row stands on."""
    for answer in mark.answers:
        if answer.origin is Origin.ASSESSOR and answer.given and answer.place is not None:
            yield answer.place
