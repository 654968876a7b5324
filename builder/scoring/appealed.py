"""What an objection is about: the row of the unit's own rubric, and the mark that it came to."""

from collections.abc import Iterable, Mapping

from builder.model.appeals import Appeal
from builder.model.marks import Mark
from builder.rubric.schema import Indicator, Rubric, Veto
from builder.scoring.results import CampaignResult


def appealed_mark(result: CampaignResult, appeal: Appeal) -> tuple[Rubric, Mark] | None:
    """The mark that *appeal* is about, as it is now; None where the row has none."""
    for instrument in result.instruments:
        for row in instrument.standings.rows:
            if row.scorecard is None or row.unit.id != appeal.unit:
                continue
            for mark in row.scorecard.marks:
                if mark.indicator == appeal.indicator.shown:
                    return instrument.rubric, mark
    return None


def appealed_row(result: CampaignResult, appeal: Appeal) -> tuple[Rubric, Indicator | Veto] | None:
    """The row or veto that *appeal* is about; None where the unit's rubrics have none so numbered.

    Rubrics of one campaign may number different rows alike.
    """
    for instrument in result.instruments:
        if any(row.unit.id == appeal.unit for row in instrument.standings.rows):
            rubric = instrument.rubric
            rows: tuple[Indicator | Veto, ...] = (*rubric.indicators, *rubric.vetoes)
            for row in rows:
                if row.id == appeal.indicator.shown:
                    return rubric, row
    return None


def by_row(
    result: CampaignResult, appeals: Iterable[Appeal]
) -> Mapping[tuple[str, str], list[Appeal]]:
    """*appeals* by rubric (empty where the row is in none) and number of the row, as they come."""
    found: dict[tuple[str, str], list[Appeal]] = {}
    for appeal in appeals:
        about = appealed_row(result, appeal)
        key = (about[0].id if about else "", appeal.indicator.shown)
        found.setdefault(key, []).append(appeal)
    return found
