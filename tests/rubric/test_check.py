"""Checks over whole rubrics: those that we publish with pass every one."""

from pathlib import Path

import pytest

from builder.rubric.check import CHECKS, check_rubric
from builder.rubric.fields import TYPE_NAMES, FieldType
from builder.rubric.load import Loaded
from builder.rubric.profiles import read_rubrics
from builder.rubric.schema import Rubric

RUBRICS = Path(__file__).parents[2] / "rubrics"
READ = {path.stem: read_rubrics(path, path.name) for path in sorted(RUBRICS.glob("*.yml"))}
LOADED = [(file, one) for file, (found, _) in READ.items() for one in found]
each = pytest.mark.parametrize("loaded", [pytest.param(one, id=one.record.id) for _, one in LOADED])


@pytest.mark.parametrize("file", READ)
def test_every_file_loads(file: str) -> None:
    found, problems = READ[file]

    assert [f"{problem.place} {problem.wrong}" for problem in problems] == []
    assert found


@each
def test_every_rubric_passes_every_check(loaded: Loaded[Rubric]) -> None:
    problems = check_rubric(loaded)

    assert [f"{problem.place} {problem.wrong}" for problem in problems] == []


@pytest.mark.parametrize("file", READ)
def test_every_rubric_is_named_after_its_file(file: str) -> None:
    found, _ = READ[file]
    ids = [one.record.id for one in found]

    assert ids == [file] or all(id_.startswith(f"{file}-") for id_ in ids)


@each
def test_every_row_quotes_its_source_and_names_its_clause(loaded: Loaded[Rubric]) -> None:
    for row in loaded.record.indicators:
        assert row.wording
        assert row.clause
        assert row.method


@each
def test_defaults_read_on_from_the_words_that_the_page_puts_before_them(
    loaded: Loaded[Rubric],
) -> None:
    rubric = loaded.record
    defaults = [
        *rubric.defaults,
        *(default for section in rubric.sections for default in section.defaults),
        *(default for row in rubric.indicators for default in row.defaults),
    ]

    assert defaults
    for default in defaults:
        assert not default.text.startswith("源文件未明确")
        assert not default.text.endswith("。")


def test_there_is_a_check_of_each_kind_only_once() -> None:
    assert len(CHECKS) == len(set(CHECKS))


def test_every_type_of_field_has_a_chinese_name() -> None:
    assert set(TYPE_NAMES) == set(FieldType)
