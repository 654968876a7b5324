"""What a whole site has to know of each campaign and year: everything but its figures."""

from dataclasses import dataclass

from builder.intake.campaign import Campaign
from builder.model.units import Unit
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.schema import Rubric
from builder.scoring.results import CampaignResult, YearResult

Result = CampaignResult | YearResult


@dataclass(frozen=True, slots=True)
class Outline:
    """A campaign or year without what anybody returned, or was given for it."""

    campaign: Campaign
    is_year: bool
    #: Those that it was scored or put together with.
    rubrics: tuple[Rubric, ...]
    #: Every unit that has a page in it, once.
    units: tuple[Unit, ...]
    #: The schemas of its catalogues, in the campaign's order.
    schemas: tuple[CatalogueSchema, ...] = ()
    #: Whether it has catalogues for citizens.
    guided: bool = False

    @property
    def key(self) -> str:
        """What tells it from all others: one year may be put together under several rubrics."""
        year = [rubric.id for rubric in self.rubrics] if self.is_year else []
        return " ".join((self.campaign.id, *year))


def outline(result: Result) -> Outline:
    """The outline of *result*."""
    if isinstance(result, YearResult):
        units = tuple(row.unit for row in result.rows)
        return Outline(result.campaign, is_year=True, rubrics=(result.rubric,), units=units)
    rows = (row for instrument in result.instruments for row in instrument.standings.rows)
    return Outline(
        result.campaign,
        is_year=False,
        rubrics=tuple(instrument.rubric for instrument in result.instruments),
        units=tuple({row.unit.id: row.unit for row in rows}.values()),
        schemas=result.schemas,
        guided=bool(result.returns.catalogues.catalogues),
    )
