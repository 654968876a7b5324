"""What an indicator came to over all units, in a sentence: the mean, who is best, who is last."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from builder.model.marks import Mark
from builder.model.numbers import ZERO
from builder.model.standings import Standing
from builder.pages.conclusions import tell_conclusions
from builder.pages.overview import section_of
from builder.pages.pictures.gap_lanes import find_gap
from builder.rubric.rules.target import Target
from builder.rubric.schema import Indicator, Rubric
from builder.scoring.conclusions import only_concludes
from builder.wording import fixed, show_points, signed

#: More units than these are only counted.
_NAMED = 3

#: A counted unit with its mark.
Line = tuple[Standing, Mark]


def tell_row(rubric: Rubric, row: Indicator, lines: Sequence[Line], day: date) -> str:
    """What *row* came to in the *lines* of the counted units, without a full stop.

    *day* is the one whose goal holds, where the row has goals.
    """
    if not lines:
        return "没有参评的单位"
    if only_concludes(rubric):
        told = f"{len(lines)}个单位中{tell_conclusions([mark for _, mark in lines], '个')}"
        return f"{told}{_tell_best_value(row, lines, day)}"
    kind = section_of(rubric, row.id).kind
    points = [
        (standing.unit.name, shown)
        for standing, mark in lines
        if (shown := signed(mark.points, kind)) is not None
    ]
    return _tell_points(points, row, rubric.rounding.rows)


def name_units(names: Sequence[str]) -> str:
    """The *names*, or the first three and how many there are."""
    more = f"等{len(names)}个单位" if len(names) > _NAMED else ""
    return f"{'、'.join(names[:_NAMED])}{more}"


def _tell_points(points: Sequence[tuple[str, Decimal]], row: Indicator, places: int) -> str:
    if not points:
        return "还没有单位得分"
    numbers = [number for _, number in points]
    full = f"（满分{show_points(row.points)}分）" if row.points is not None else ""
    best, worst = max(numbers), min(numbers)
    if best == worst:
        return f"{len(points)}个单位都是{show_points(best)}分{full}"
    mean = sum(numbers, ZERO) / len(numbers)
    return (
        f"{len(points)}个单位平均{fixed(mean, places)}分{full}；"
        f"最高{show_points(best)}分：{_named_with(points, best)}；"
        f"最低{show_points(worst)}分：{_named_with(points, worst)}"
    )


def _named_with(points: Sequence[tuple[str, Decimal]], number: Decimal) -> str:
    return name_units([name for name, own in points if own == number])


def _tell_best_value(row: Indicator, lines: Sequence[Line], day: date) -> str:
    """Whose number is the best, where the row compares numbers with a goal."""
    found = [(standing.unit.name, find_gap(mark, row, day)) for standing, mark in lines]
    gaps = [(name, gap) for name, gap in found if gap is not None]
    if not gaps or not isinstance(row.rule, Target):
        return ""
    choose = max if row.rule.better == "more" else min
    best = choose(gap.value for _, gap in gaps)
    names = [name for name, gap in gaps if gap.value == best]
    return f"；数值最好的是{name_units(names)}（{gaps[0][1].tell(best)}）"
