"""What a person still has to decide, or to finish, before a campaign is published."""

from collections.abc import Iterator, Sequence

from builder.intake.campaign import Campaign
from builder.model import edition_problem_kinds as kinds
from builder.model.places import TextPlace
from builder.model.problems import Problem
from builder.pipeline import Evaluation
from builder.publishing.edition_files import EditionFile
from builder.rubric.load import Loaded
from builder.scoring.results import CampaignResult, YearResult


def open_decisions(evaluation: Evaluation) -> Iterator[Problem]:
    """What isn't decided in campaigns that are final: ties, pending rows, appeals, flags 阻."""
    for scored in evaluation.scored.values():
        yield from scored.result.held


def unfinished_campaigns(
    evaluation: Evaluation, edition: Loaded[EditionFile], file: str
) -> Iterator[Problem]:
    """Campaigns that aren't final and that the *edition* doesn't publish for comment by name.

    *file* is the edition's, as printed.
    """
    named = edition.record.drafts
    drafts = [
        one.campaign
        for one in evaluation.results
        if one.campaign.status == "draft" and not one.held
    ]
    for campaign in drafts:
        if campaign.id not in named:
            place = TextPlace(_settings(campaign), path="status")
            yield kinds.DRAFT_CAMPAIGN.at(place, title=campaign.menu_title, file=file)
    for name in named:
        if name not in {campaign.id for campaign in drafts}:
            yield kinds.UNKNOWN_DRAFT.at(edition.place(("drafts",)), name=name)


def years_of_drafts(results: Sequence[CampaignResult | YearResult]) -> Iterator[Problem]:
    """Years that are final though one of their rounds isn't."""
    held = {one.campaign.id for one in results if one.held}
    for year in results:
        if isinstance(year, YearResult) and year.held:
            own = (one for one in year.rounds if one.status == "draft" and one.id not in held)
            drafts = [one.menu_title for one in own]
            if drafts:
                place = TextPlace(_settings(year.campaign), path="status")
                told = {"title": year.campaign.menu_title, "rounds": "、".join(drafts)}
                yield kinds.YEAR_OF_DRAFTS.at(place, **told)


def _settings(campaign: Campaign) -> str:
    return f"input/{campaign.id}/campaign.yml"
