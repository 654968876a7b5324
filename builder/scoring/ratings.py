"""Labels by bands of points (优秀, A, 7), worked out from printed points."""

from collections.abc import Sequence
from decimal import Decimal

from builder.model.numbers import ZERO, brief
from builder.model.standings import PartTally, RatingMark
from builder.rubric.ratings import Rating, is_number
from builder.rubric.spans import find_span, span_words


def rate(
    ratings: Sequence[Rating], parts: Sequence[PartTally], total: Decimal
) -> tuple[RatingMark, ...]:
    """Every one of *ratings* for a unit with these *parts* and this *total*, in order."""
    known = {f"part {part.part}": (part.title, part.points) for part in parts}
    for part in parts:
        known |= {f"section {item.section}": (item.title, item.points) for item in part.sections}
    found: list[RatingMark] = []
    for rating in ratings:
        subjects = [known[f"{rating.by} {name}"] for name in rating.of] or [("总分", total)]
        mark = _rate(rating, subjects)
        found.append(mark)
        if is_number(mark.label):
            known[f"rating {rating.id}"] = (rating.title, Decimal(mark.label))
    return tuple(found)


def _rate(rating: Rating, subjects: Sequence[tuple[str, Decimal]]) -> RatingMark:
    value = sum((points for _, points in subjects), ZERO) / len(subjects)
    listed = " + ".join(f"{title}{brief(points)}" for title, points in subjects)
    if len(subjects) > 1:
        listed = f"（{listed}）÷ {len(subjects)} = {brief(value)}"
    place = find_span(rating.bands, value)
    label = rating.bands[place].label
    step = f"{listed}，属于{span_words(rating.bands, place, brief)}一档：{label}"
    return RatingMark(rating.id, rating.title, value, label, (step,))
