"""Checks of what points and labels are measured on: full points, rated parts, rows looked at."""

from collections.abc import Iterator, Mapping

from builder.model import rubric_problem_kinds as kinds
from builder.model.problems import Problem
from builder.rubric.load import Loaded, nearest
from builder.rubric.ratings import Rating
from builder.rubric.rules.target import Target
from builder.rubric.schema import Rubric, SectionKind
from builder.rubric.tree import rows_of

_SUBJECTS: Mapping[str, str] = {"part": "部分", "section": "板块", "rating": "评级"}


def check_full_points(loaded: Loaded[Rubric]) -> Iterator[Problem]:
    """A row whose rule takes a share of full points, or takes off from them, has some.

    So has every row of base points that scores at all: what has no full points is no part of
    the sum of a base.
    """
    base = {
        row.id
        for section in loaded.record.sections
        if section.kind is SectionKind.BASE
        for row in section.indicators
    }
    for path, row in rows_of(loaded.record):
        if row.points is not None:
            continue
        if row.rule.needs_points:
            yield kinds.NO_FULL_POINTS.at(loaded.place(path), indicator=row.id, rule=row.rule.kind)
        elif row.id in base and not isinstance(row.rule, Target):
            yield kinds.NO_BASE_POINTS.at(loaded.place(path), indicator=row.id)


def check_ratings(loaded: Loaded[Rubric]) -> Iterator[Problem]:
    """A rating names parts, sections or earlier ratings that there are, and whose labels count."""
    rubric = loaded.record
    known: dict[str, list[str]] = {
        "part": [part.id for part in rubric.parts],
        "section": [section.id for section in rubric.sections],
        "rating": [],
    }
    labels: dict[str, Rating] = {}
    for number, rating in enumerate(rubric.ratings):
        for name in rating.of:
            place = loaded.place(("ratings", number, "of"))
            if name not in known[rating.by]:
                what, advice = _SUBJECTS[rating.by], nearest(name, known[rating.by])
                yield kinds.UNKNOWN_NAME.at(place, what=what, name=name, advice=advice)
            elif rating.by == "rating" and not labels[name].numeric:
                yield kinds.LABELS_NOT_NUMBERS.at(place, rating=labels[name].title)
        known["rating"].append(rating.id)
        labels[rating.id] = rating


def check_exclusions(loaded: Loaded[Rubric]) -> Iterator[Problem]:
    """An exclusion looks at a row that there is."""
    rows = [row.id for row in loaded.record.indicators]
    for number, exclusion in enumerate(loaded.record.exclusions):
        if exclusion.indicator not in rows:
            place = loaded.place(("exclusions", number, "indicator"))
            advice = nearest(exclusion.indicator, rows)
            name = exclusion.indicator
            yield kinds.UNKNOWN_NAME.at(place, what="指标", name=name, advice=advice)
