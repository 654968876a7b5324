"""Checks over a whole rubric: declared sums, names that exist, defaults that point somewhere."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from builder.formats.yaml_text import KeyPath
from builder.model import rubric_problem_kinds as kinds
from builder.model.numbers import ONE, ZERO, combine, plain
from builder.model.problems import Problem
from builder.rubric.check_scales import check_exclusions, check_full_points, check_ratings
from builder.rubric.check_terms import check_level_points, check_uses
from builder.rubric.load import Loaded, nearest
from builder.rubric.record import Record
from builder.rubric.schema import Default, Indicator, Rubric, Section, SectionKind, TieKey, Veto
from builder.rubric.tree import all_rows_of, fields_of, holders_of, rows_of, sections_of

_Rubric = Loaded[Rubric]


def check_rubric(loaded: _Rubric) -> tuple[Problem, ...]:
    """Every fault of the rubric as a whole; none for one that may be scored with."""
    return tuple(problem for check in CHECKS for problem in check(loaded))


def check_section_sums(loaded: _Rubric) -> Iterator[Problem]:
    """The rows of a base section add up (or average) to its declared points."""
    for path, section in sections_of(loaded.record):
        if section.kind is SectionKind.BASE and section.points is not None:
            found = _row_points(section)
            yield from _sum_problem(
                loaded, path, f"「{section.title}」各行分值", found, section.points
            )


def check_part_sums(loaded: _Rubric) -> Iterator[Problem]:
    """The base sections of a part add up (or average) to its declared points."""
    for number, part in enumerate(loaded.record.parts):
        base = [s for s in part.sections if s.kind is SectionKind.BASE]
        weighed = [(section.weight, _row_points(section)) for section in base]
        found = combine(part.method, weighed)
        yield from _sum_problem(
            loaded, ("parts", number), f"「{part.title}」各板块分值", found, part.points
        )


def check_weights(loaded: _Rubric) -> Iterator[Problem]:
    """The weights of weighed parts add up to 1; parts that are summed have none."""
    weights = [part.weight for part in loaded.record.parts]
    found = sum(weights, ZERO)
    if loaded.record.composition == "sum":
        found = ONE if set(weights) == {ONE} else found
    if found != ONE:
        place = loaded.place(("parts",))
        yield kinds.WRONG_SUM.at(
            place, what="各部分权重（小数，如0.6）", found=plain(found), declared="1"
        )


def check_unique_ids(loaded: _Rubric) -> Iterator[Problem]:
    """No part, section, row or field has the id of another."""
    rubric = loaded.record
    groups: Sequence[tuple[str, list[tuple[KeyPath, str]]]] = (
        ("部分", [(("parts", n), part.id) for n, part in enumerate(rubric.parts)]),
        ("板块", [(path, section.id) for path, section in sections_of(rubric)]),
        ("指标", [(path, row.id) for path, row in all_rows_of(rubric)]),
        ("填报项", [(path, field.id) for path, field in fields_of(rubric)]),
    )
    for what, items in groups:
        seen: set[str] = set()
        for path, id_ in items:
            if id_ in seen:
                yield kinds.DUPLICATE_ID.at(loaded.place((*path, "id")), what=what, id=id_)
            seen.add(id_)


def check_names(loaded: _Rubric) -> Iterator[Problem]:
    """Rules, conditions and figures name only fields that the rubric has."""
    known = sorted(loaded.record.fields)
    for path, name in _named(loaded.record):
        if name not in known:
            yield _unknown(loaded, path, "填报项", name, known)


def check_grades(loaded: _Rubric) -> Iterator[Problem]:
    """Titles are won among those of an earlier one; ties go by parts and rows that there are."""
    titles: list[str] = []
    for n, grade in enumerate(loaded.record.grades):
        path: KeyPath = ("grades", n)
        if grade.among and grade.among not in titles:
            yield _unknown(loaded, (*path, "among"), "等次", grade.among, titles)
        titles.append(grade.title)
        for k, step in enumerate(grade.tie_chain):
            what, known = _tie_subjects(loaded.record, step)
            if known and step.id not in known:
                yield _unknown(loaded, (*path, "tie_chain", k), what, step.id, known)


def check_defaults(loaded: _Rubric) -> Iterator[Problem]:
    """The key of every default leads to a value where the default stands."""
    for path, holder, default in _defaults(loaded.record):
        if not _resolves(holder, default.key):
            yield kinds.DANGLING_DEFAULT.at(loaded.place((*path, "key")), key=default.key)


#: Every check, in the order in which their problems are told.
CHECKS = (
    check_section_sums,
    check_part_sums,
    check_weights,
    check_unique_ids,
    check_names,
    check_uses,
    check_level_points,
    check_full_points,
    check_ratings,
    check_exclusions,
    check_grades,
    check_defaults,
)


def _row_points(section: Section) -> Decimal:
    return combine(section.method, [(row.weight, row.points or ZERO) for row in section.indicators])


def _sum_problem(
    loaded: _Rubric, path: KeyPath, what: str, found: Decimal, declared: Decimal
) -> Iterator[Problem]:
    if found != declared:
        place = loaded.place((*path, "points"))
        yield kinds.WRONG_SUM.at(place, what=what, found=plain(found), declared=plain(declared))


def _unknown(loaded: _Rubric, path: KeyPath, what: str, name: str, known: Sequence[str]) -> Problem:
    advice = nearest(name, known)
    return kinds.UNKNOWN_NAME.at(loaded.place(path), what=what, name=name, advice=advice)


def _tie_subjects(rubric: Rubric, step: TieKey) -> tuple[str, list[str]]:
    match step.by:
        case "part":
            return "部分", [part.id for part in rubric.parts]
        case "indicator":
            return "指标", [row.id for row in rubric.indicators]
        case _:
            return "", []


def _named(rubric: Rubric) -> Iterator[tuple[KeyPath, str]]:
    for path, row in rows_of(rubric):
        for name in sorted(row.rule.names()):
            yield (*path, "rule"), name
        for name in row.applies.names() if row.applies else ():
            yield (*path, "applies"), name
        for n, figure in enumerate(row.shown):
            yield from (((*path, "shown", n), name) for name in figure.names())
        if row.sampling:
            yield (*path, "sampling", "of"), row.sampling.of
    for n, veto in enumerate(rubric.vetoes):
        yield from ((("vetoes", n, "when"), name) for name in veto.when.names())


def _defaults(rubric: Rubric) -> Iterator[tuple[KeyPath, Record, Default]]:
    holders: list[tuple[KeyPath, Rubric | Section | Indicator | Veto]] = [((), rubric)]
    holders += [*sections_of(rubric), *holders_of(rubric)]
    for path, holder in holders:
        for n, default in enumerate(holder.defaults):
            yield (*path, "defaults", n), holder, default


def _resolves(holder: object, key: str) -> bool:
    """Whether *key* (``rule.bands[1].points``) leads to an attribute of *holder*."""
    value = holder
    for step in key.replace("[", ".[").split("."):
        try:
            value = _descend(value, step)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            return False
    return True


def _descend(value: object, step: str) -> object:
    if step.startswith("["):
        items: Sequence[object] = value if isinstance(value, tuple) else ()
        return items[int(step[1:-1])]
    if isinstance(value, dict):
        return value[step]
    fields = getattr(type(value), "model_fields", {})
    names = {field.alias or name: name for name, field in fields.items()}
    return getattr(value, names[step])
