"""What an objection is about: the mark that the row came to, and under which rubric."""

from builder.model.appeals import Appeal
from builder.model.marks import Mark
from builder.rubric.schema import Rubric
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
