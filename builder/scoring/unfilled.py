"""Cells that a unit left blank and lost points by, so that a 0 is written where it is meant."""

from collections.abc import Iterator

from builder.model import problem_kinds as kinds
from builder.model.answers import Answer, AnswerState, Origin
from builder.model.marks import Mark, MarkState
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.model.standings import Scorecard
from builder.rubric.schema import SectionKind
from builder.scoring.results import CampaignResult


def find_unfilled(result: CampaignResult) -> Iterator[Problem]:
    """One problem a blank cell that cost its unit points, with the rows that it cost."""
    for instrument in result.instruments:
        for row in instrument.standings.rows:
            if row.scorecard is not None:
                yield from find_in_card(row.scorecard)


def find_in_card(card: Scorecard) -> Iterator[Problem]:
    """The same for one unit's *card*."""
    cells: dict[CellPlace, list[tuple[str, str]]] = {}
    for section in (section for part in card.parts for section in part.sections):
        for mark in (mark for mark in section.marks if _lost(mark, section.kind)):
            for answer, place in _blank(mark):
                cells.setdefault(place, []).append((answer.title, mark.indicator))
    for place, found in cells.items():
        rows = "、".join(dict.fromkeys(indicator for _, indicator in found))
        yield kinds.LEFT_BLANK.at(place, unit=card.unit.id, title=found[0][0], rows=rows)


def _blank(mark: Mark) -> Iterator[tuple[Answer, CellPlace]]:
    for answer in mark.answers:
        blank = answer.state is AnswerState.BLANK and answer.origin is Origin.UNIT
        if blank and answer.place is not None and not answer.carried_from:
            yield answer, answer.place


def _lost(mark: Mark, kind: str) -> bool:
    """Whether the row, of a section of *kind*, got less than it could have, or took points off.

    One that doesn't apply loses nothing.
    """
    if kind == SectionKind.PENALTY:
        return bool(mark.points)
    if mark.state is MarkState.MISSING:
        return True
    known = mark.points is not None and mark.most is not None
    return mark.state is MarkState.SCORED and known and mark.points != mark.most
