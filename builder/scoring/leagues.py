"""The lines of the standings that are ranked among themselves, and what they are called."""

from collections.abc import Sequence

from builder.model.standings import Standing
from builder.model.units import UNIT_KIND_NAMES
from builder.rubric.schema import Rubric
from builder.scoring.results import InstrumentResult


def leagues(instrument: InstrumentResult) -> tuple[tuple[Standing, ...], ...]:
    """The lines of the standings, those together that are ranked among themselves."""
    groups: dict[tuple[bool, ...], list[Standing]] = {}
    for row in instrument.standings.rows:
        groups.setdefault(instrument.rubric.league(row.unit.kind), []).append(row)
    return tuple(map(tuple, groups.values()))


def league_name(rubric: Rubric, league: Sequence[Standing]) -> str:
    """The kinds of unit in *league*; nothing where all units are ranked together."""
    if rubric.leagues == "one":
        return ""
    kinds = {row.unit.kind for row in league}
    return "、".join(UNIT_KIND_NAMES[kind] for kind in rubric.kinds if kind in kinds)


def leaders(league: Sequence[Standing]) -> tuple[Standing, ...]:
    """The first of a league, or several where they share the rank."""
    return tuple(row for row in league if row.rank == 1)
