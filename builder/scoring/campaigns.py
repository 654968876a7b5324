"""A campaign from its returns to its results: the cohort frozen, then scored and put in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from builder.intake.assembly import NOT_FILED
from builder.intake.campaign import Campaign
from builder.model.answers import Answer
from builder.model.evidence import Evidence
from builder.model.marks import Mark
from builder.model.returns import CampaignReturns, UnitReturns
from builder.model.standings import Cohort, Scorecard
from builder.model.units import Unit
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.library import Instrument
from builder.rubric.schema import Rubric
from builder.scoring.evidence import (
    View,
    carry_forward,
    earlier_evidence,
    gather_evidence,
    look_back,
    rescore,
)
from builder.scoring.results import CampaignResult, InstrumentResult
from builder.scoring.scorecards import score_cohort
from builder.scoring.standings import stand

#: Rubric id → unit id → what counted of it.
EvidenceByRubric = Mapping[str, Mapping[str, Evidence]]


@dataclass(frozen=True, slots=True)
class ScoreComparison:
    """自评分, 测算分 and 核定分 of one row of one unit; for the office, never published."""

    unit: Unit
    indicator: str
    title: str
    most: Decimal | None
    self_score: Decimal | None
    computed: Decimal | None
    verified: Decimal | None


@dataclass(frozen=True, slots=True)
class ScoredCampaign:
    """A campaign's public result, and what only the office or the next campaign needs."""

    result: CampaignResult
    evidence: EvidenceByRubric
    comparisons: tuple[ScoreComparison, ...]


def score_campaign(
    campaign: Campaign,
    returns: CampaignReturns,
    instruments: Sequence[Instrument],
    earlier: EvidenceByRubric,
    schemas: Sequence[CatalogueSchema] = (),
) -> ScoredCampaign:
    """Everything that a campaign came to.

    *earlier* is the evidence of the one before it, *schemas* are those of its catalogues.
    """
    results, evidence, comparisons = [], {}, []
    for instrument in instruments:
        rubric = instrument.rubric
        before = earlier.get(rubric.id, {})
        own = tuple(item for item in returns.returns if item.instrument == rubric.id)
        if campaign.rescores:
            own = readmit(own, before)
        cohort = freeze_cohort(campaign, own)
        source = _Source(campaign, returns, rubric, before)
        verified = [source.gather(item, View.VERIFIED) for item in own]
        cards = _score(rubric, cohort, verified)
        reported = [source.gather(item, View.REPORTED) for item in own]
        comparisons += compare_scores(own, cards, _score(rubric, cohort, reported))
        standings = stand(rubric, cohort, cards, campaign.rulings)
        results.append(InstrumentResult(rubric, instrument.sha256, standings))
        evidence[rubric.id] = earlier_evidence(verified)
    result = CampaignResult(campaign, returns, tuple(results), schemas=tuple(schemas))
    return ScoredCampaign(result, evidence, tuple(comparisons))


def readmit(
    returns: Sequence[UnitReturns], before: Mapping[str, Evidence]
) -> tuple[UnitReturns, ...]:
    """*returns* of a second round, in which who counted in the first need not file again."""
    counted = {id_ for id_, evidence in before.items() if evidence.excluded is None}
    return tuple(
        replace(item, excluded=None)
        if item.excluded == NOT_FILED and item.unit.id in counted
        else item
        for item in returns
    )


def freeze_cohort(campaign: Campaign, returns: Sequence[UnitReturns]) -> Cohort:
    """Who was expected, who counts and who doesn't, before anything is scored."""
    return Cohort(
        expected=tuple(item.unit for item in returns),
        counted=tuple(item.unit for item in returns if item.excluded is None),
        missing={item.unit.id: item.excluded for item in returns if item.excluded},
        late={item.unit.id: item.late for item in returns if item.late and not item.excluded},
        deadline=campaign.deadline,
        cutoff=campaign.cutoff,
    )


def compare_scores(
    returns: Sequence[UnitReturns],
    verified: Sequence[Scorecard],
    computed: Sequence[Scorecard],
) -> list[ScoreComparison]:
    """The three scores of every row, side by side; the cards are of the same units in order."""
    own = {item.unit.id: item.self_scores or {} for item in returns}
    return [
        _comparison(card.unit, own[card.unit.id], mark, reported)
        for card, other in zip(verified, computed, strict=True)
        for mark, reported in zip(card.marks, other.marks, strict=True)
    ]


def _comparison(
    unit: Unit, self_scores: Mapping[str, Answer], mark: Mark, reported: Mark
) -> ScoreComparison:
    own = self_scores.get(mark.indicator)
    return ScoreComparison(
        unit=unit,
        indicator=mark.indicator,
        title=mark.title,
        most=mark.most,
        self_score=own.number if own is not None and own.given else None,
        computed=reported.points,
        verified=mark.points,
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the evidence under one rubric comes from: this campaign, then the one before."""

    campaign: Campaign
    returns: CampaignReturns
    rubric: Rubric
    before: Mapping[str, Evidence]

    def gather(self, item: UnitReturns, view: View) -> Evidence:
        """One unit's evidence in *view*."""
        period_end, logs = self.campaign.period.end, self.returns.logs_received
        evidence = gather_evidence(item, self.rubric, view, period_end, logs)
        earlier, campaign = self.before.get(item.unit.id), self.campaign.previous or ""
        carry = rescore if self.campaign.rescores else carry_forward
        return look_back(carry(evidence, self.rubric, earlier, campaign), earlier, campaign)


def _score(rubric: Rubric, cohort: Cohort, evidence: Sequence[Evidence]) -> tuple[Scorecard, ...]:
    counted = {unit.id for unit in cohort.counted}
    return score_cohort(rubric, [item for item in evidence if item.unit.id in counted])
