"""Rulings: where a rubric's chain of ties ends, a person decides, and says on what grounds.

The sources stop at 「需人工裁定」 (domain.md A.3): nothing here chooses for that person. A ruling
counts only where it names as many of the tied as there are places left; else the tie stays open.
"""

from collections.abc import Iterator, Sequence

from builder.intake.calendar import SETTINGS
from builder.intake.campaign import Ruling
from builder.model import rubric_problem_kinds as kinds
from builder.model.places import TextPlace
from builder.model.problems import Problem
from builder.model.standings import Scorecard
from builder.model.units import Unit
from builder.rubric.schema import Grade
from builder.scoring.results import CampaignResult


def find_ruling(
    grade: Grade, given: int, tied: Sequence[Scorecard], rulings: Sequence[Ruling]
) -> Ruling | None:
    """The one of *rulings* that decides for which of the *tied* the places of *grade* suffice.

    *given* of the places are taken already.
    """
    free = (grade.top or 0) - given
    for ruling in rulings:
        named = [card for card in tied if is_named(card.unit, ruling)]
        if ruling.title == grade.title and len(named) == len(ruling.winners) == free:
            return ruling
    return None


def is_named(unit: Unit, ruling: Ruling) -> bool:
    """Whether *unit* gets what the *ruling* is about."""
    return unit.id in ruling.winners or unit.name in ruling.winners


def find_idle_rulings(result: CampaignResult) -> Iterator[Problem]:
    """One problem a ruling that decided nothing: no such tie, other units, another number."""
    rows = (row for one in result.instruments for row in one.standings.rows)
    used = {words for row in rows for words in row.ruled}
    for number, ruling in enumerate(result.campaign.rulings):
        if ruling.words not in used:
            file = f"input/{result.campaign.id}/{SETTINGS}"
            place = TextPlace(file, path=f"rulings.{number}")
            named = "、".join(ruling.winners)
            yield kinds.IDLE_RULING.at(place, title=ruling.title, winners=named)
