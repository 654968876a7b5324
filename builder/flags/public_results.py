"""What of a result may be published: vetoes only once it is signed off (domain.md B, RF-01/02)."""

from collections.abc import Sequence
from dataclasses import replace

from builder.flags.condition import Publicity
from builder.flags.holding import without_titles
from builder.intake.campaign import Ruling
from builder.model.marks import Mark
from builder.model.standings import Scorecard
from builder.rubric.schema import Rubric
from builder.scoring.ratings import rate
from builder.scoring.results import CampaignResult, InstrumentResult
from builder.scoring.scorecards import add_parts
from builder.scoring.standings import stand


def published(result: CampaignResult) -> CampaignResult:
    """*result* as the site may show it; the same object where all of it may be shown. Pure.

    Before it is signed off, units stand as if there were no vetoes: a title that is missing, or a
    total that a veto fixes, would tell of one as surely as its name.
    """
    if Publicity.WHEN_FINAL.allows(result.campaign):
        return result
    rulings = result.campaign.rulings
    shown = tuple(_without_vetoes(one, rulings) for one in result.instruments)
    if result.held:
        shown = tuple(replace(one, standings=without_titles(one)) for one in shown)
    return replace(result, instruments=shown)


def _without_vetoes(instrument: InstrumentResult, rulings: Sequence[Ruling]) -> InstrumentResult:
    rubric, standings = instrument.rubric, instrument.standings
    cards = [row.scorecard for row in standings.rows if row.scorecard is not None]
    if not any(map(_is_veto, (mark for card in cards for mark in card.vetoes))):
        return instrument
    struck = [_strike(rubric, card) for card in cards]
    return replace(instrument, standings=stand(rubric, standings.cohort, struck, rulings))


def _strike(rubric: Rubric, card: Scorecard) -> Scorecard:
    """*card* without its vetoes; the last of a row still stand in it, for anybody can see them."""
    kept = tuple(mark for mark in card.vetoes if not _is_veto(mark))
    if kept == card.vetoes:
        return card
    total, trace = add_parts(rubric, card.parts)
    ratings = rate(rubric.ratings, card.parts, total)
    return replace(card, total=total, trace=trace, vetoes=kept, ratings=ratings)


def _is_veto(mark: Mark) -> bool:
    return mark.rule == "veto"
