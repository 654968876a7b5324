"""The campaigns of a year put together: the mean of a unit's totals (domain.md A.3 (h))."""

from collections.abc import Sequence
from decimal import Decimal

from builder.intake.campaign import Campaign
from builder.model.numbers import ZERO, plain, round_half_up
from builder.model.units import Unit
from builder.rubric.rules.rank import rank_values
from builder.rubric.schema import Annual, Rubric
from builder.scoring.results import CampaignResult, YearResult, YearStanding


def combine_year(
    campaign: Campaign, rubric: Rubric, annual: Annual, rounds: Sequence[CampaignResult]
) -> YearResult:
    """The year's standings under *rubric* from its *rounds*, in their order."""
    totals = [_totals(result, rubric.id) for result in rounds]
    titles = [result.campaign.menu_title for result in rounds]
    units = {unit.id: unit for result in rounds for unit in _expected(result, rubric.id)}
    means = {id_: _mean([t.get(id_) for t in totals], annual, rubric) for id_ in units}
    known = {id_: mean for id_, mean in means.items() if mean is not None}
    ranks = rank_values(known, most_first=True, ties=rubric.ties)
    rows = [
        YearStanding(
            unit=unit,
            rank=ranks.get(id_),
            total=means[id_],
            totals={
                result.campaign.id: found.get(id_)
                for result, found in zip(rounds, totals, strict=True)
            },
            trace=_trace(titles, [t.get(id_) for t in totals], means[id_]),
            unranked_reason=None if id_ in ranks else f"参评不足{annual.minimum}次",
        )
        for id_, unit in units.items()
    ]
    rows.sort(key=lambda row: (row.rank is None, row.rank or 0, row.unit.id))
    return YearResult(campaign, rubric, tuple(r.campaign for r in rounds), tuple(rows))


def _totals(result: CampaignResult, rubric: str) -> dict[str, Decimal]:
    return {
        row.unit.id: row.scorecard.total
        for instrument in result.instruments
        if instrument.rubric.id == rubric
        for row in instrument.standings.rows
        if row.scorecard is not None
    }


def _expected(result: CampaignResult, rubric: str) -> tuple[Unit, ...]:
    return tuple(
        unit
        for instrument in result.instruments
        if instrument.rubric.id == rubric
        for unit in instrument.standings.cohort.expected
    )


def _mean(totals: Sequence[Decimal | None], annual: Annual, rubric: Rubric) -> Decimal | None:
    known = [total for total in totals if total is not None]
    if len(known) < annual.minimum:
        return None
    return round_half_up(sum(known, ZERO) / len(known), rubric.rounding.totals)


def _trace(
    titles: Sequence[str], totals: Sequence[Decimal | None], mean: Decimal | None
) -> tuple[str, ...]:
    listed = [
        f"{title}：{'未参评' if total is None else f'{plain(total)}分'}"
        for title, total in zip(titles, totals, strict=True)
    ]
    known = [plain(total) for total in totals if total is not None]
    if mean is None:
        return ("；".join(listed), "参评次数不足，不计全年得分")
    return ("；".join(listed), f"（{' + '.join(known)}）÷ {len(known)} = {plain(mean)}分")
