"""What a writer of rubrics should look at though nothing in it is wrong, and what it asks of units.

A rubric and the rows that have cases come in; problems (warnings and notices) and figures go out.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from builder.model import rubric_problem_kinds as kinds
from builder.model.answers import Origin
from builder.model.numbers import ZERO, combine, plain
from builder.model.problems import Problem
from builder.model.units import UNIT_KIND_NAMES
from builder.rubric.fields import FieldType
from builder.rubric.load import Loaded
from builder.rubric.rules import Rule
from builder.rubric.rules.bands import Bands
from builder.rubric.rules.judgement import Judgement
from builder.rubric.rules.levels import Levels
from builder.rubric.rules.status import Status
from builder.rubric.schema import Indicator, Rubric, Veto
from builder.rubric.slips import find_slips
from builder.rubric.tree import fields_of, rows_of


@dataclass(frozen=True, slots=True)
class Burden:
    """What one section asks of a unit that fills in its return."""

    title: str
    #: Rows of the rubric.
    rows: int
    #: Points declared for the section; None where it declares none.
    declared: Decimal | None
    #: Points that its rows come to.
    points: Decimal
    #: Single cells to fill.
    fields: int
    #: Columns of the logs to fill, each of them once; a log may have any number of rows.
    columns: int

    @property
    def cells(self) -> int:
        """The burden figure: cells to fill, counting one row of each log."""
        return self.fields + self.columns


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is worth a look in one rubric, and what it asks."""

    problems: tuple[Problem, ...]
    burdens: tuple[Burden, ...]
    #: Kinds of unit in words → cells that one of them has to fill; those with the same rows once.
    asked: Mapping[str, int]

    @property
    def cells(self) -> int:
        """Cells of the whole form, whichever kind of unit fills them."""
        return sum(burden.cells for burden in self.burdens)


def analyse_rubric(loaded: Loaded[Rubric], tested: Collection[str] | None) -> Analysis:
    """The analysis of a sound rubric.

    *tested* are the ids of the rows that have cases; None where there is no file of cases, so
    that nothing can be said of them.
    """
    problems = [
        *_falling_bands(loaded),
        *_unreachable_points(loaded),
        *_unused_fields(loaded),
        *_unfed_rules(loaded),
        *_untested_defaults(loaded, tested),
        *find_slips(loaded),
    ]
    ordered = sorted(problems, key=lambda problem: problem.order)
    rubric = loaded.record
    return Analysis(tuple(ordered), tuple(_burdens(rubric)), dict(_asked(rubric)))


def greatest_points(rule: Rule, most: Decimal) -> Decimal:
    """The most that *rule* can give in a row of *most* points, whatever is answered."""
    match rule:
        case Bands():
            return max(max(band.points, band.to or band.points) for band in rule.bands)
        case Levels():
            return max(rule.points.values(), default=ZERO)
        case Status():
            return most * max(rule.values.met, rule.values.partly, rule.values.unmet)
        case Judgement(prefill=None, deducts=False):
            return rule.high
        case Judgement(prefill=None):
            return most if rule.or_zero else most - rule.low
        case _:
            return most


def _falling_bands(loaded: Loaded[Rubric]) -> Iterator[Problem]:
    """Bands that give fewer points for a greater number."""
    for path, row in rows_of(loaded.record):
        if isinstance(row.rule, Bands):
            points = [band.points for band in row.rule.bands]
            falls = [n for n, (low, high) in enumerate(pairwise(points), 1) if high < low]
            mixed = any(low < high for low, high in pairwise(points))
            kind = kinds.BANDS_RISE_AND_FALL if mixed else kinds.BANDS_FALL
            if falls:
                place = loaded.place((*path, "rule", "bands", falls[0]))
                listed = "、".join(plain(number) for number in points)
                yield kind.at(place, row=_name(row), points=listed)


def _unreachable_points(loaded: Loaded[Rubric]) -> Iterator[Problem]:
    """Rows whose rule can give less than their points, or more."""
    for path, row in rows_of(loaded.record):
        if row.points is None:
            continue
        greatest = greatest_points(row.rule, row.points)
        tokens = {"row": _name(row), "found": plain(greatest), "declared": plain(row.points)}
        if greatest < row.points:
            yield kinds.POINTS_OUT_OF_REACH.at(loaded.place((*path, "rule")), **tokens)
        elif greatest > row.points:
            yield kinds.POINTS_BEYOND_FULL.at(loaded.place((*path, "rule")), **tokens)


def _unused_fields(loaded: Loaded[Rubric]) -> Iterator[Problem]:
    """Fields that no rule, condition, shown figure or sample draws on."""
    used = frozenset(_names_used(loaded.record))
    for path, field in fields_of(loaded.record):
        if field.id not in used:
            yield kinds.UNUSED_FIELD.at(loaded.place(path), field=f"{field.title}（{field.id}）")


def _unfed_rules(loaded: Loaded[Rubric]) -> Iterator[Problem]:
    """Rules that draw on no field, so that every unit gets the same."""
    for path, row in rows_of(loaded.record):
        if not row.rule.names():
            yield kinds.UNFED_RULE.at(loaded.place((*path, "rule")), row=_name(row))


def _untested_defaults(loaded: Loaded[Rubric], tested: Collection[str] | None) -> Iterator[Problem]:
    """Rows with defaults that no case puts to the test."""
    if tested is None:
        return
    for path, row in rows_of(loaded.record):
        if row.defaults and row.id not in tested:
            place = loaded.place((*path, "defaults"))
            yield kinds.UNTESTED_DEFAULTS.at(place, row=_name(row), count=len(row.defaults))


def _names_used(rubric: Rubric) -> Iterator[str]:
    for row in rubric.indicators:
        yield from row.rule.names()
        yield from row.applies.names() if row.applies else ()
        yield from (name for figure in row.shown for name in figure.names())
        if row.sampling is not None:
            yield row.sampling.of
    for veto in rubric.vetoes:
        yield from veto.when.names()


def _burdens(rubric: Rubric) -> Iterator[Burden]:
    for section in rubric.sections:
        points = [(row.weight, row.points or ZERO) for row in section.indicators]
        found = combine(section.method, points)
        yield _burden(section.title, section.indicators, section.points, found)
    if rubric.vetoes:
        yield _burden("一票否决", rubric.vetoes, None, ZERO)


def _asked(rubric: Rubric) -> Iterator[tuple[str, int]]:
    groups: dict[tuple[str, ...], list[str]] = {}
    for kind in rubric.kinds:
        own = tuple(row.id for row in rubric.indicators if rubric.asks(row, kind))
        groups.setdefault(own, []).append(UNIT_KIND_NAMES[kind])
    for own, names in groups.items():
        rows = [row for row in rubric.indicators if row.id in own]
        yield "、".join(names), _burden("", (*rows, *rubric.vetoes), None, ZERO).cells


def _burden(
    title: str,
    holders: Sequence[Indicator | Veto],
    declared: Decimal | None,
    points: Decimal,
) -> Burden:
    asked = [field for holder in holders for field in holder.fields if Origin.UNIT in field.origin]
    logs = [field for field in asked if field.type is FieldType.LOG]
    columns = sum(len(field.columns) for field in logs)
    return Burden(title, len(holders), declared, points, len(asked) - len(logs), columns)


def _name(row: Indicator) -> str:
    return f"{row.id} {row.title}"
