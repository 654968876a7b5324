"""What keeps results that were declared final from being so: RF-50 (domain.md B), other flags 阻.

They are a draft then, and nobody has won a title yet.
"""

from collections.abc import Sequence
from dataclasses import replace

from builder.flags.context import look_into
from builder.flags.sighting import Sighting
from builder.flags.triggers.undecided import UndecidedTrigger
from builder.intake.campaign import Campaign
from builder.model import edition_problem_kinds as kinds
from builder.model.flags import Flag, FlagSeverity
from builder.model.places import CellPlace, TextPlace
from builder.model.problems import Problem
from builder.model.standings import Standings
from builder.scoring.campaigns import ScoredCampaign
from builder.scoring.results import InstrumentResult, YearResult

_OPEN = UndecidedTrigger(kind="undecided", severity=FlagSeverity.BLOCKING)


def hold(scored: ScoredCampaign) -> ScoredCampaign:
    """*scored*, its flags raised, as a draft where it was declared final and something is open.

    Otherwise the same object. Pure.
    """
    result = scored.result
    if result.campaign.status != "final" or not (matters := _open_matters(scored)):
        return scored
    instruments = tuple(replace(one, standings=without_titles(one)) for one in result.instruments)
    campaign = _as_draft(result.campaign)
    held = replace(result, campaign=campaign, instruments=instruments, held=matters)
    return replace(scored, result=held)


def hold_year(year: YearResult) -> YearResult:
    """*year* as a draft where it was declared final before all of its rounds are. Pure."""
    if year.campaign.status == "draft" or all(one.status == "final" for one in year.rounds):
        return year
    return replace(year, campaign=_as_draft(year.campaign), held=True)


def without_titles(instrument: InstrumentResult) -> Standings:
    """The standings of *instrument* before its titles are given."""
    given, standings = bool(instrument.rubric.grades), instrument.standings
    rows = tuple(
        replace(row, grades=(), titles_open=given and row.scorecard is not None)
        for row in standings.rows
    )
    return replace(standings, rows=rows)


def blocking(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """Those of *flags* that keep a campaign from being final."""
    return tuple(flag for flag in flags if flag.severity is FlagSeverity.BLOCKING)


def _as_draft(campaign: Campaign) -> Campaign:
    return campaign.model_copy(update={"status": "draft"})


def _open_matters(scored: ScoredCampaign) -> tuple[Problem, ...]:
    """Each matter once: ties, pending rows, appeals, and what else is flagged so."""
    campaign = scored.result.campaign
    told: dict[tuple[str, str], Problem] = {}
    open_: list[Sighting | Flag] = [*_OPEN.find(look_into(scored))]
    for one in (*open_, *blocking(scored.result.flags)):
        key = (one.unit.id if one.unit else "", one.value)
        told.setdefault(key, _problem(campaign, one))
    return tuple(told.values())


def _problem(campaign: Campaign, matter: Sighting | Flag) -> Problem:
    folder, first = f"input/{campaign.id}", next(iter(matter.places), None)
    place = (
        TextPlace(folder)
        if first is None
        else CellPlace(f"{folder}/{first.file}", first.sheet, first.cell)
    )
    who = f"{matter.unit.name}：" if matter.unit else ""
    return kinds.UNDECIDED.at(place, who=who, reason=matter.reason)
