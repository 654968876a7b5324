"""What the files of a county's site tell: the part of the contract that a portal reads.

Whatever else stands in the files is left alone, so that a site of a later program is read too as
long as it keeps the contract (design.md §5).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter
from pydantic import Field as Key

from builder.model.units import UnitKind

CampaignId = Annotated[str, Key(pattern=r"^[a-z0-9][a-z0-9-]*$")]
#: A file beside the one that names it, and nowhere else.
FileName = Annotated[str, Key(pattern=r"^[^/\\]+$")]


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Standing(_Told):
    """One unit's line."""

    unit: str
    name: str
    kind: UnitKind
    total: Decimal | None = None


class Instrument(_Told):
    """The standings under one rubric."""

    id: str
    title: str
    rubric_sha256: str
    ranking: Literal["total", "none"]
    total_title: str
    total_measure: str
    standings: tuple[Standing, ...]


class Cohort(_Told):
    """How many should have returned something, and how many are counted."""

    expected: int
    counted: int


class Round(_Told):
    """`gongshi-results/1`."""

    schema_: Literal["gongshi-results/1"] = Key(alias="schema")
    campaign: str
    title: str
    status: Literal["draft", "final"]
    demo: bool = False
    cohort: Cohort
    instruments: tuple[Instrument, ...]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """The lines under all its rubrics."""
        return tuple(row for one in self.instruments for row in one.standings)


class Year(_Told):
    """`gongshi-year/1`."""

    schema_: Literal["gongshi-year/1"] = Key(alias="schema")
    campaign: str
    title: str
    status: Literal["draft", "final"]
    demo: bool = False
    standings: tuple[Standing, ...]


Results = Round | Year
RESULTS: TypeAdapter[Results] = TypeAdapter(Annotated[Results, Key(discriminator="schema_")])


class Resource(_Told):
    """A file of a package."""

    path: FileName
    hash: Annotated[str, Key(pattern="^sha256:[0-9a-f]{64}$")] | None = None


def _without_status(version: object) -> str:
    return str(version).partition("-")[2]


class Package(_Told):
    """`datapackage.json` of one campaign."""

    last_day: Annotated[date, BeforeValidator(_without_status)] = Key(alias="version")
    """The last day that the data looks at; `version` is ``final-2022-04-12``."""
    resources: tuple[Resource, ...]


class Listed(_Told):
    """A campaign in the package of packages."""

    name: CampaignId


class Packages(_Told):
    """`data/datapackage.json`: every campaign, the latest first."""

    resources: tuple[Listed, ...]
