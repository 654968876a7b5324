"""What a campaign came to, ready to be shown: the end of scoring, the beginning of pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from builder.intake.campaign import Campaign
from builder.model.flags import Flag
from builder.model.problems import Problem
from builder.model.returns import CampaignReturns
from builder.model.standings import Standing, Standings
from builder.model.units import Unit, UnitKind
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.schema import Rubric


@dataclass(frozen=True, slots=True)
class InstrumentResult:
    """One cohort's standings under one rubric."""

    rubric: Rubric
    rubric_sha256: str
    standings: Standings

    def league(self, row: Standing) -> tuple[Standing, ...]:
        """The lines of the counted units that *row* is ranked among, itself included."""
        own = self.rubric.league(row.unit.kind)
        kinds = {kind for kind in UnitKind if self.rubric.league(kind) == own}
        counted = (other for other in self.standings.rows if other.scorecard is not None)
        return tuple(other for other in counted if other.unit.kind in kinds)


@dataclass(frozen=True, slots=True)
class CampaignResult:
    """One round of evaluation, scored."""

    campaign: Campaign
    returns: CampaignReturns
    instruments: tuple[InstrumentResult, ...]
    #: Gravest first, then by unit and row.
    flags: tuple[Flag, ...] = ()
    #: What keeps it from being final, as it was declared; it is a draft then. Usually empty.
    held: tuple[Problem, ...] = ()
    #: The schemas of its catalogues, in the campaign's order.
    schemas: tuple[CatalogueSchema, ...] = ()

    def schema(self, id_: str) -> CatalogueSchema:
        """The schema of one of its catalogues. Raises StopIteration where it has none such."""
        return next(schema for schema in self.schemas if schema.id == id_)


@dataclass(frozen=True, slots=True)
class YearStanding:
    """One unit's line over a year."""

    unit: Unit
    rank: int | None
    #: None where there are too few campaigns.
    total: Decimal | None
    #: Campaign id → the total there; None where the unit wasn't counted.
    totals: Mapping[str, Decimal | None]
    trace: tuple[str, ...]
    unranked_reason: str | None = None


@dataclass(frozen=True, slots=True)
class YearResult:
    """Several campaigns under one rubric, put together."""

    campaign: Campaign
    rubric: Rubric
    rounds: tuple[Campaign, ...]
    rows: tuple[YearStanding, ...]
    #: Whether it was declared final before all of its rounds are; it is a draft then.
    held: bool = False
