"""What a person still has to decide, or to finish, before a campaign is published."""

from collections.abc import Iterator, Mapping, Sequence

from builder.flags.context import look_into
from builder.flags.raising import blocking
from builder.flags.sighting import Sighting
from builder.flags.triggers.undecided import UndecidedTrigger
from builder.intake.campaign import Campaign
from builder.model import edition_problem_kinds as kinds
from builder.model.flags import Flag, FlagSeverity
from builder.model.places import CellPlace, TextPlace
from builder.model.problems import Problem
from builder.model.units import Unit
from builder.pipeline import Evaluation
from builder.publishing.edition_files import EditionFile
from builder.rubric.load import Loaded
from builder.scoring.campaigns import ScoredCampaign
from builder.scoring.results import CampaignResult, YearResult

_OPEN = UndecidedTrigger(kind="undecided", severity=FlagSeverity.BLOCKING)


def open_decisions(evaluation: Evaluation) -> Iterator[Problem]:
    """What isn't decided in campaigns that are final: ties, pending rows, appeals, flags 阻."""
    for scored in evaluation.scored.values():
        if scored.result.campaign.status == "final":
            yield from _matters(scored)


def unfinished_campaigns(
    evaluation: Evaluation, edition: Loaded[EditionFile], file: str
) -> Iterator[Problem]:
    """Campaigns that aren't final and that the *edition* doesn't publish for comment by name.

    *file* is the edition's, as printed.
    """
    named = edition.record.drafts
    drafts = [one.campaign for one in evaluation.results if one.campaign.status == "draft"]
    for campaign in drafts:
        if campaign.id not in named:
            place = TextPlace(_settings(campaign), path="status")
            yield kinds.DRAFT_CAMPAIGN.at(place, title=campaign.menu_title, file=file)
    for name in named:
        if name not in {campaign.id for campaign in drafts}:
            yield kinds.UNKNOWN_DRAFT.at(edition.place(("drafts",)), name=name)


def years_of_drafts(results: Sequence[CampaignResult | YearResult]) -> Iterator[Problem]:
    """Years that are final though one of their rounds isn't."""
    for year in results:
        if isinstance(year, YearResult) and year.campaign.status == "final":
            drafts = [one.menu_title for one in year.rounds if one.status == "draft"]
            if drafts:
                place = TextPlace(_settings(year.campaign), path="status")
                told = {"title": year.campaign.menu_title, "rounds": "、".join(drafts)}
                yield kinds.YEAR_OF_DRAFTS.at(place, **told)


def _matters(scored: ScoredCampaign) -> Iterator[Problem]:
    """Each matter once: the undecided, and what else is flagged as standing in the way."""
    campaign = scored.result.campaign
    told: dict[tuple[str, str], Problem] = {}
    open_: list[Sighting | Flag] = [*_OPEN.find(look_into(scored))]
    for one in (*open_, *blocking(scored.result.flags)):
        key = (one.unit.id if one.unit else "", one.value)
        told.setdefault(key, _matter(campaign, one.unit, one.reason, one.places))
    yield from told.values()


def _matter(
    campaign: Campaign, unit: Unit | None, reason: str, places: Sequence[CellPlace]
) -> Problem:
    folder = f"input/{campaign.id}"
    place = (
        CellPlace(f"{folder}/{places[0].file}", places[0].sheet, places[0].cell)
        if places
        else TextPlace(folder)
    )
    named: Mapping[str, str] = {"who": f"{unit.name}：" if unit else "", "reason": reason}
    return kinds.UNDECIDED.at(place, **named)


def _settings(campaign: Campaign) -> str:
    return f"input/{campaign.id}/campaign.yml"
