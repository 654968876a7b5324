"""A campaign of as many units as are asked for, made of the small one's."""

import random
from dataclasses import replace

from builder.model.standings import Standing
from builder.model.units import Unit
from builder.scoring.results import CampaignResult

#: Names as different as those of a province, so that a page is packed no better than a real one.
_SIGNS = "东西南北上下大小新老石河山桥店集寺庄营屯岭沟湾坡塘口关城堡"


def many_units(result: CampaignResult, number: int) -> CampaignResult:
    """*result* with *number* units in the place of its own, which alone are counted."""
    (instrument,) = result.instruments
    chance = random.Random(number)  # noqa: S311 - the same names each time
    models = [row for row in instrument.standings.rows if row.scorecard is not None]
    rows = tuple(_row(chance, models[at % len(models)], at) for at in range(number))
    units = tuple(row.unit for row in rows)
    cohort = replace(
        instrument.standings.cohort, expected=units, counted=units, missing={}, late={}
    )
    standings = replace(instrument.standings, rows=rows, cohort=cohort)
    return replace(result, instruments=(replace(instrument, standings=standings),))


def _row(chance: random.Random, model: Standing, at: int) -> Standing:
    name = "".join(chance.choices(_SIGNS, k=4))
    unit = Unit(f"u{at:05}", f"{name}镇", model.unit.kind)
    card = model.scorecard
    return replace(
        *(model,), unit=unit, rank=at + 1, scorecard=replace(card, unit=unit) if card else None
    )
