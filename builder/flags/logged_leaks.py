"""Personal cells in the rows of logs: which are published shows once the rows are scored."""

from collections.abc import Iterator

from builder.model import disclosure_problem_kinds as kinds
from builder.model.marks import Mark
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.scoring.results import CampaignResult


def find_logged_leaks(result: CampaignResult) -> Iterator[Problem]:
    """A problem a cell; what a mark draws on is published, and what its steps or a flag tell."""
    if not result.returns.personal:
        return
    units = {item.file: item.unit for item in result.returns.inputs}
    marks = tuple(_marks(result))
    places = _places(marks)
    said = _bare("\n".join((*_steps(marks), *_flagged(result))))
    for cell in result.returns.personal:
        shown = cell.place in places or _bare(cell.text) in said
        kind = kinds.PERSONAL_PUBLISHED if shown else kinds.PERSONAL_UNPUBLISHED
        yield kind.at(cell.place, unit=units.get(cell.place.file), kinds=cell.kinds)


def _marks(result: CampaignResult) -> Iterator[Mark]:
    rows = (row for instrument in result.instruments for row in instrument.standings.rows)
    for card in filter(None, (row.scorecard for row in rows)):
        yield from (*card.marks, *card.vetoes)


def _places(marks: tuple[Mark, ...]) -> frozenset[CellPlace | None]:
    shown = (answer for mark in marks for answer in mark.answers if not answer.withheld)
    return frozenset(answer.place for answer in shown)


def _steps(marks: tuple[Mark, ...]) -> Iterator[str]:
    for mark in marks:
        yield from (*mark.trace, *mark.figures)


def _flagged(result: CampaignResult) -> Iterator[str]:
    for flag in result.flags:
        yield from (flag.value, flag.reason)


def _bare(text: str) -> str:
    return "".join(text.split())
