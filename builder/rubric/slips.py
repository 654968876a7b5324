"""Slips that a writer of rubrics makes although each value by itself is allowed.

A sound rubric comes in; warnings go out: a percent compared with 90 in place of 0.9, a judgement
that the unit itself may fill in, a mean that leaves out every score, titles whose ranges overlap.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from builder.formats.yaml_text import KeyPath
from builder.model import rubric_problem_kinds as kinds
from builder.model.answers import Origin
from builder.model.numbers import plain
from builder.model.problems import Problem
from builder.rubric.fields import Column, FieldType
from builder.rubric.load import Loaded
from builder.rubric.rules import Rule
from builder.rubric.rules.accrual import Accrual
from builder.rubric.rules.bands import Bands
from builder.rubric.rules.imported import Imported
from builder.rubric.rules.judgement import Judgement
from builder.rubric.rules.normalised import Normalised
from builder.rubric.rules.target import Target
from builder.rubric.schema import Grade, Rubric
from builder.rubric.terms import Condition, Measure
from builder.rubric.tree import rows_of

#: A share from which on it was surely meant as a number of per cent.
_NO_SHARE = Decimal(2)

#: A measure and a number that it is compared with.
_Limit = tuple[Measure, Decimal]


def find_slips(loaded: Loaded[Rubric]) -> Iterator[Problem]:
    """Every slip in the rubric."""
    for path, row in rows_of(loaded.record):
        yield from _own_judgement(loaded, path, row.rule)
        yield from _mean_of_nothing(loaded, path, row.rule)
        limits = [*_limits(row.rule), *_compared(row.rule.terms())]
        limits += _compared([row.applies] if row.applies else [])
        yield from _percents(loaded, (*path, "rule"), limits)
    for n, veto in enumerate(loaded.record.vetoes):
        yield from _percents(loaded, ("vetoes", n, "when"), [*_compared([veto.when])])
    yield from _overlapping_grades(loaded)


def _own_judgement(loaded: Loaded[Rubric], path: KeyPath, rule: Rule) -> Iterator[Problem]:
    if isinstance(rule, Judgement):
        field = loaded.record.fields[rule.field]
        if set(field.origin) != {Origin.ASSESSOR}:
            yield kinds.JUDGED_BY_OTHERS.at(loaded.place((*path, "rule", "field")), field=field.id)


def _mean_of_nothing(loaded: Loaded[Rubric], path: KeyPath, rule: Rule) -> Iterator[Problem]:
    if isinstance(rule, Imported) and rule.drop and len(rule.fields) <= 2 * rule.drop:
        place, count = loaded.place((*path, "rule", "drop")), len(rule.fields)
        yield kinds.NOTHING_LEFT.at(place, count=count, drop=rule.drop)


def _percents(loaded: Loaded[Rubric], path: KeyPath, limits: Sequence[_Limit]) -> Iterator[Problem]:
    columns = _columns(loaded.record)
    for measure, limit in limits:
        column = columns.get(measure.field or "")
        of_percent = column is not None and column.type is FieldType.PERCENT
        share = measure.is_share if measure.over is not None else of_percent
        if share and limit >= _NO_SHARE:
            words = {"limit": limit, "percent": limit * 100, "share": limit / 100}
            told = {word: plain(number) for word, number in words.items()}
            yield kinds.PERCENT_AS_NUMBER.at(loaded.place(path), **told)


def _columns(rubric: Rubric) -> Mapping[str, Column]:
    """Fields, and the columns of logs, by id; a field stands before a column of the same id."""
    columns = {column.id: column for field in rubric.fields.values() for column in field.columns}
    return {**columns, **rubric.fields}


def _limits(rule: Rule) -> Iterator[_Limit]:
    """The numbers that *rule* itself compares its measure with."""
    match rule:
        case Accrual():
            yield from _given(rule.count, rule.above, rule.below)
        case Bands():
            yield from _given(rule.value, *(band.end for band in rule.bands))
        case Normalised():
            yield from _given(rule.value, rule.best, rule.worst)
        case Target():
            yield from _given(rule.value, *(goal.value for goal in rule.targets))


def _compared(terms: Iterator[Measure | Condition] | Sequence[Condition]) -> Iterator[_Limit]:
    """The numbers in the conditions among *terms*, and in those within."""
    for term in terms:
        if isinstance(term, Measure):
            yield from _compared([term.where] if term.where else [])
            continue
        yield from _compared([*(term.all or ()), *(term.any or ())])
        measure = term.measure or (Measure(field=term.field) if term.field else None)
        if measure is not None:
            yield from _given(measure, term.at_least, term.at_most, term.above, term.below)


def _given(measure: Measure, *limits: Decimal | None) -> Iterator[_Limit]:
    yield from ((measure, limit) for limit in limits if limit is not None)


def _overlapping_grades(loaded: Loaded[Rubric]) -> Iterator[Problem]:
    """Titles for ranges of totals, of which one total would get two."""
    ranged = [(n, g) for n, g in enumerate(loaded.record.grades) if g.top is None and not g.among]
    for place, (number, grade) in enumerate(ranged):
        for _, other in ranged[:place]:
            if _overlap(grade, other):
                where = loaded.place(("grades", number))
                yield kinds.GRADES_OVERLAP.at(where, title=grade.title, other=other.title)


def _overlap(one: Grade, other: Grade) -> bool:
    return _reaches(one, other) and _reaches(other, one)


def _reaches(one: Grade, other: Grade) -> bool:
    """Whether *one* goes on above the least total of *other*."""
    return one.below is None or other.at_least is None or one.below > other.at_least
