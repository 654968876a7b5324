"""What a rubric rewards, read off its rules: so that a good unit's answers can be good ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builder.rubric.rules.accrual import Accrual
from builder.rubric.rules.award import Award
from builder.rubric.rules.base import BaseRule
from builder.rubric.rules.checklist import Checklist
from builder.rubric.rules.deduction import Deduction
from builder.rubric.rules.events import Events
from builder.rubric.rules.levels import Levels
from builder.rubric.schema import Rubric, SectionKind
from builder.rubric.terms import Condition, Measure


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is good for a unit to answer, by field id."""

    #: 是/否 or choice that brings points.
    answers: Mapping[str, bool | str] = field(default_factory=dict)
    #: Choices of a graded field, the best first.
    ladders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Part → whole: the field on the left can't be more than that on the right.
    wholes: Mapping[str, str] = field(default_factory=dict)
    #: Logs that cost points by the row.
    faults: frozenset[str] = frozenset()


def read_wishes(rubric: Rubric) -> Wishes:
    """The wishes of *rubric*."""
    answers: dict[str, bool | str] = {}
    ladders: dict[str, tuple[str, ...]] = {}
    wholes: dict[str, str] = {}
    for row in rubric.indicators:
        for condition in _wished(row.rule):
            answers |= {c.field: c.is_ for c in _leaves(condition) if c.field and c.is_ is not None}
        if isinstance(row.rule, Levels):
            points = row.rule.points
            ladders[row.rule.field] = tuple(sorted(points, key=lambda c: points[c], reverse=True))
        for term in row.rule.terms():
            wholes |= {part: whole for part, whole in _pairs(term) if part != whole}
    return Wishes(answers, ladders, wholes, frozenset(_faults(rubric)))


def _wished(rule: BaseRule) -> Iterator[Condition]:
    match rule:
        case Award():
            yield rule.when
        case Checklist():
            yield from rule.elements
        case Deduction():
            yield from (charge.unless for charge in rule.charges if charge.unless is not None)
            if rule.requires is not None:
                yield rule.requires
        case Accrual() if rule.base_if is not None:
            yield rule.base_if
        case _:
            return


def _leaves(condition: Condition) -> Iterator[Condition]:
    parts = (*(condition.all or ()), *(condition.any or ()))
    for part in parts:
        yield from _leaves(part)
    if not parts:
        yield condition


def _pairs(term: Measure | Condition) -> Iterator[tuple[str, str]]:
    if isinstance(term, Condition):
        for leaf in _leaves(term):
            if leaf.measure is not None:
                yield from _pairs(leaf.measure)
        return
    if term.field and term.over is not None and term.over.field and term.times is None:
        yield term.field, term.over.field
    if term.field and term.less is not None and term.less.field:
        yield term.less.field, term.field


def _faults(rubric: Rubric) -> Iterator[str]:
    for section in rubric.sections:
        for row in section.indicators:
            if isinstance(row.rule, Events) and section.kind is SectionKind.PENALTY:
                yield row.rule.log
            if isinstance(row.rule, Deduction):
                yield from (
                    charge.count.count
                    for charge in row.rule.charges
                    if charge.count is not None and charge.count.count is not None
                )
            if isinstance(row.rule, Accrual) and section.kind is SectionKind.PENALTY:
                yield from (name for name in row.rule.count.names())
