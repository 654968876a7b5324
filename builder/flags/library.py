"""Every condition of a folder, loaded and checked against the rubrics that it is bound to."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from builder.flags.condition import FlagCondition
from builder.flags.context import find_row
from builder.flags.triggers.base import Binding
from builder.formats.yaml_text import KeyPath
from builder.model import rubric_problem_kinds as kinds
from builder.model.problems import Problem
from builder.rubric.load import Loaded, load_record, nearest
from builder.rubric.schema import Rubric


def read_conditions(
    folder: Path, rubrics: Mapping[str, Rubric]
) -> tuple[tuple[FlagCondition, ...], tuple[Problem, ...]]:
    """The sound conditions in *folder* by code, and the problems of the others.

    *rubrics* holds every rubric by id; what is bound to a rubric that isn't there looks at
    nothing, so that an office may leave out rubrics that it has no use for. Raises OSError where
    a file can't be read.
    """
    found: dict[str, FlagCondition] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yml")):
        loaded, faults = load_record(path, FlagCondition, f"{folder.name}/{path.name}")
        problems += faults
        if loaded is None:
            continue
        wrong = [*_check_code(loaded, path, found), *_check_bindings(loaded, rubrics)]
        problems += wrong
        if not wrong:
            found[loaded.record.code] = loaded.record
    return tuple(found[code] for code in sorted(found)), tuple(problems)


def _check_code(
    loaded: Loaded[FlagCondition], path: Path, found: Mapping[str, FlagCondition]
) -> Iterator[Problem]:
    code = loaded.record.code
    if code in found:
        yield kinds.FLAG_CODE_TWICE.at(loaded.place(("code",)), code=code)
    if not path.stem.startswith(code):
        yield kinds.FLAG_FILE_NAME.at(loaded.place(("code",)), code=code)


def _check_bindings(
    loaded: Loaded[FlagCondition], rubrics: Mapping[str, Rubric]
) -> Iterator[Problem]:
    for number, trigger in enumerate(loaded.record.triggers):
        for place, binding in enumerate(trigger.bindings_of):
            path: KeyPath = ("triggers", number, "bindings", place)
            yield from _check_binding(loaded, binding, path, rubrics)
    for number, one in enumerate(loaded.record.unbound):
        path = ("unbound", number)
        wanted = Binding(instrument=one.instrument, indicator=one.indicator)
        yield from _check_binding(loaded, wanted, path, rubrics)


def _check_binding(
    loaded: Loaded[FlagCondition], binding: Binding, path: KeyPath, rubrics: Mapping[str, Rubric]
) -> Iterator[Problem]:
    for rubric in filter(binding.fits, rubrics.values()):
        if find_row(rubric, binding.indicator) is None:
            place, row = loaded.place((*path, "indicator")), binding.indicator
            yield kinds.FLAG_INDICATOR.at(place, instrument=rubric.id, indicator=row)
        for name in sorted({*binding.names()} - {*rubric.fields}):
            advice = nearest(name, sorted(rubric.fields))
            place = loaded.place(path)
            yield kinds.FLAG_FIELD.at(place, instrument=rubric.id, field=name, advice=advice)
        for name in sorted({*binding.names()} & {*rubric.fields}):
            if rubric.fields[name].private:
                yield kinds.PRIVATE_DRAWN_ON.at(loaded.place(path), name=rubric.fields[name].title)
