"""Checks of what rules are written in: columns that logs have, types that fit, choices covered."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from builder.formats.yaml_text import KeyPath
from builder.model import rubric_problem_kinds as kinds
from builder.model.problems import Problem
from builder.rubric.fields import TYPE_NAMES, Column, FieldType
from builder.rubric.load import Loaded, nearest
from builder.rubric.rules import Rule
from builder.rubric.rules.events import Events
from builder.rubric.rules.levels import Levels
from builder.rubric.rules.status import Status
from builder.rubric.schema import Rubric
from builder.rubric.terms import Condition, Measure
from builder.rubric.tree import rows_of

NUMBERS = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.PERCENT})
WORDS = frozenset({FieldType.CHOICE, FieldType.TEXT})
LOGS = frozenset({FieldType.LOG})
ANY = frozenset(FieldType) - LOGS


@dataclass(frozen=True, slots=True)
class Use:
    """One field, or column of a *log*, that a term draws on, with the types that it can take."""

    name: str
    types: frozenset[FieldType]
    log: str | None
    #: Words that it is compared with; for a choice they must be among its choices.
    words: tuple[str, ...] = ()
    #: Whether it is enough to know that there is a value.
    only_given: bool = False


def check_uses(loaded: Loaded[Rubric]) -> Iterator[Problem]:
    """Logs have the columns that are asked of them, and every field used has a type that fits."""
    for path, use in _uses_in(loaded.record):
        known = _known(loaded.record, use.log)
        if use.name in known:
            yield from _misfits(loaded, path, use, known[use.name])
            if known[use.name].private and not use.only_given:
                yield kinds.PRIVATE_DRAWN_ON.at(loaded.place(path), name=known[use.name].title)
        elif use.log is not None and known:
            advice = nearest(use.name, sorted(known))
            yield kinds.UNKNOWN_NAME.at(loaded.place(path), what="列", name=use.name, advice=advice)


def check_level_points(loaded: Loaded[Rubric]) -> Iterator[Problem]:
    """A rule that goes by a choice has a worth for every choice of its field."""
    for path, row in rows_of(loaded.record):
        for key, name, worths in _graded(row.rule):
            field = loaded.record.fields.get(name)
            if field is None:
                continue
            place = loaded.place((*path, "rule", key))
            for choice in (choice for choice in field.choices if choice not in worths):
                yield kinds.CHOICE_WITHOUT_POINTS.at(place, field=field.title, choice=choice)


def _graded(rule: Rule) -> Iterator[tuple[str, str, Collection[str]]]:
    """The key, the field and the choices of what *rule* says of choices."""
    match rule:
        case Levels():
            yield from (("points", name, rule.points) for name in (rule.field, *rule.also))
        case Status(field=str(name)):
            yield "words", name, rule.words


def _misfits(loaded: Loaded[Rubric], path: KeyPath, use: Use, column: Column) -> Iterator[Problem]:
    if column.type not in use.types:
        yield kinds.WRONG_TYPE.at(
            loaded.place(path),
            name=use.name,
            found=TYPE_NAMES[column.type],
            wanted="、".join(TYPE_NAMES[kind] for kind in FieldType if kind in use.types),
        )
    elif column.type is FieldType.CHOICE:
        for word in (word for word in use.words if word not in column.choices):
            advice = nearest(word, column.choices)
            yield kinds.UNKNOWN_NAME.at(loaded.place(path), what="选项", name=word, advice=advice)


def _known(rubric: Rubric, log: str | None) -> Mapping[str, Column]:
    """The fields, or the columns of *log*, by id; none for a log that there isn't."""
    if log is None:
        return rubric.fields
    return (
        {column.id: column for column in rubric.fields[log].columns} if log in rubric.fields else {}
    )


def _uses_in(rubric: Rubric) -> Iterator[tuple[KeyPath, Use]]:
    for path, row in rows_of(rubric):
        yield from (((*path, "rule"), use) for use in _rule_uses(row.rule))
        if row.applies is not None:
            yield from (((*path, "applies"), use) for use in _uses(row.applies, None))
        for n, figure in enumerate(row.shown):
            yield from (((*path, "shown", n), use) for use in _uses(figure, None))
    for n, veto in enumerate(rubric.vetoes):
        yield from ((("vetoes", n, "when"), use) for use in _uses(veto.when, None))


def _rule_uses(rule: Rule) -> Iterator[Use]:
    match rule:
        case Levels() | Status(field=str()):
            for _, name, worths in _graded(rule):
                yield Use(name, frozenset({FieldType.CHOICE}), None, tuple(worths))
        case Events():
            yield from _event_uses(rule)
        case _:
            for term in rule.terms():
                yield from _uses(term, None)


def _event_uses(rule: Events) -> Iterator[Use]:
    levels = tuple(terms.level for terms in rule.levels)
    yield Use(rule.log, LOGS, None)
    yield Use(rule.level_column, WORDS, rule.log, levels)
    for name in (rule.name_column, rule.matter_column, rule.reason_column):
        if name is not None:
            yield Use(name, ANY, rule.log)
    for name in (rule.points_column, rule.extra.column if rule.extra else None):
        if name is not None:
            yield Use(name, NUMBERS, rule.log)
    if rule.counts_if is not None:
        yield from _uses(rule.counts_if, rule.log)


def _uses(term: Measure | Condition, log: str | None) -> Iterator[Use]:
    """What *term* draws on, where a bare name is a column of *log*, or a field without one."""
    if isinstance(term, Condition):
        yield from _condition_uses(term, log)
        return
    if term.field is not None:
        yield Use(term.field, NUMBERS, log)
    if term.log is not None:
        yield Use(term.log, LOGS, None)
        if term.column is not None:
            yield Use(term.column, NUMBERS, term.log)
        if term.where is not None:
            yield from _uses(term.where, term.log)
    for part in (term.plus, term.less, term.over):
        if part is not None:
            yield from _uses(part, log)


def _condition_uses(condition: Condition, log: str | None) -> Iterator[Use]:
    for part in (*(condition.all or ()), *(condition.any or ())):
        yield from _uses(part, log)
    if condition.measure is not None:
        yield from _uses(condition.measure, log)
    if condition.field is not None:
        words = (condition.is_,) if isinstance(condition.is_, str) else ()
        only_given = condition.given is not None
        yield Use(condition.field, _wanted(condition), log, words, only_given)
    if condition.differs_from is not None:
        yield Use(condition.differs_from, ANY, log)


def _wanted(condition: Condition) -> frozenset[FieldType]:
    """The types of field that *condition* can be tested on."""
    if condition.is_numeric:
        return NUMBERS
    if condition.each_at_least is not None:
        return frozenset({FieldType.INTEGERS})
    if condition.within_months is not None or condition.on_or_before is not None:
        return frozenset({FieldType.DATE})
    if condition.says_more_than is not None:
        return frozenset({FieldType.TEXT})
    if isinstance(condition.is_, bool):
        return frozenset({FieldType.YES_NO})
    return WORDS if condition.is_ is not None else ANY
