"""What may be compared among counties: the same rubric, to the byte, in their latest campaigns.

Counties are never ranked: each decides for itself what it asks for and when, and a county's mean
hangs on who takes part. What stands side by side has the same rubric, and says which campaign it
is of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.model.numbers import ZERO
from builder.portal.county_site import CountyCampaign, CountySite
from builder.portal.told import Instrument


@dataclass(frozen=True, slots=True)
class Achieved:
    """What the units of one county came to under a rubric, in its latest campaign."""

    site: CountySite
    campaign: CountyCampaign
    #: How many have a total.
    counted: int
    best: Decimal
    mean: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """Counties under the same rubric."""

    rubric: Instrument
    rows: tuple[Achieved, ...]


def compare_counties(sites: Sequence[CountySite]) -> tuple[Comparison, ...]:
    """Every rubric that two counties or more used last, with what they came to, in their order."""
    groups: dict[tuple[str, str], list[tuple[Instrument, Achieved]]] = {}
    for site in sites:
        campaign, results = site.latest or (None, None)
        for one in results.instruments if results else ():
            achieved = campaign and _achieved(site, campaign, one)
            if achieved:
                groups.setdefault((one.id, one.rubric_sha256), []).append((one, achieved))
    return tuple(
        Comparison(group[0][0], tuple(achieved for _, achieved in group))
        for group in groups.values()
        if len(group) > 1
    )


def _achieved(site: CountySite, campaign: CountyCampaign, one: Instrument) -> Achieved | None:
    """None where nothing is ranked or nobody has a total."""
    totals = [row.total for row in one.standings if row.total is not None]
    if one.ranking == "none" or not totals:
        return None
    return Achieved(site, campaign, len(totals), max(totals), sum(totals, ZERO) / len(totals))
