"""A unit's total and sections beside those of all that it is ranked among."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

from builder.model.numbers import HUNDRED, ZERO, plain
from builder.model.standings import Scorecard, SectionTally, Standing
from builder.pages.pictures.axis import Axis, round_axis
from builder.pages.pictures.lanes import Compared, Lanes, draw_lanes
from builder.pages.pictures.spread import Spread, find_spread
from builder.pages.score_tables import section_spread, sections_of
from builder.rubric.schema import Rubric, SectionKind
from builder.wording import POINTS, fixed, show_points, tell_absence

#: Full points or a cap, as titles of sections name them: 「（30分）」.
_LIMIT = re.compile(r"[（(]\d+(?:\.\d+)?分[）)]")


def draw_section_lanes(rubric: Rubric, row: Standing, league: Sequence[Standing]) -> Lanes | None:
    """The total and the sections of *row* in its *league*; None with nobody to compare with."""
    cards = [other.scorecard for other in league if other.scorecard is not None]
    totals = [other.total for other in league if other.total is not None]
    if row.scorecard is None or row.total is None or len(totals) < 2:  # noqa: PLR2004 - oneself
        return None
    total = _total(rubric, row.total, totals)
    sections = [_section(rubric, tally, cards) for tally in sections_of(row.scorecard)]
    told = f"{rubric.total_title}{total.shown}，{_tell_spread(rubric, totals)}"
    return draw_lanes(
        f"l-{rubric.id}",
        f"{rubric.total_title}和各板块在{len(totals)}个参评单位中的位置",
        f"{told}。各板块的数见下表。",
        (total, *(lane for lane in sections if lane is not None)),
        "本单位",
    )


def _total(rubric: Rubric, own: Decimal, totals: Sequence[Decimal]) -> Compared:
    axis, measure = round_axis(totals), rubric.total_measure
    return Compared(
        title=rubric.total_title,
        shown=f"{fixed(own, rubric.rounding.totals)}{measure}",
        own=own,
        # Totals lie far from zero: a bar from there would tell nothing.
        axis=axis,
        spread=find_spread(totals),
        all=tuple(totals),
        ends=(f"{plain(axis.low)}{measure}", f"{plain(axis.high)}{measure}"),
    )


def _section(rubric: Rubric, tally: SectionTally, cards: Sequence[Scorecard]) -> Compared | None:
    """None where nobody has anything to show in it, such as points taken off."""
    spread, missing = section_spread(tally.section, cards), tell_absence(tally)
    if spread is None:
        return None
    full = tally.most if rubric.total_measure == POINTS else HUNDRED
    high = max(full or ZERO, spread.most) if tally.kind == SectionKind.BASE else spread.most
    if high <= ZERO:
        return None
    lane = Compared(
        title=_LIMIT.sub("", tally.title),
        shown=_shown(rubric, tally),
        own=tally.points,
        axis=Axis(ZERO, high),
        spread=spread,
    )
    return lane if missing is None else replace(lane, own=None, shown=missing)


def _shown(rubric: Rubric, tally: SectionTally) -> str:
    if rubric.total_measure != POINTS:
        return f"{fixed(tally.points, rubric.rounding.totals)}{rubric.total_measure}"
    if tally.kind == SectionKind.PENALTY:
        return f"扣{plain(tally.points)}"
    if tally.kind == SectionKind.BONUS:
        return f"加{plain(tally.points)}"
    return f"{plain(tally.points)} / {show_points(tally.most)}"


def _tell_spread(rubric: Rubric, totals: Sequence[Decimal]) -> str:
    spread, places = cast("Spread", find_spread(totals)), rubric.rounding.totals
    ends = f"最低{fixed(spread.least, places)}，最高{fixed(spread.most, places)}"
    return f"{len(totals)}个参评单位{ends}，中位数{fixed(spread.middle, places)}"
