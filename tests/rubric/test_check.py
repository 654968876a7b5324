"""Checks over whole rubrics: those that we publish with pass every one."""

from pathlib import Path

import pytest

from builder.rubric.check import CHECKS, check_rubric
from builder.rubric.check_terms import TYPE_NAMES
from builder.rubric.fields import FieldType
from builder.rubric.load import Loaded, load_record
from builder.rubric.schema import Rubric

RUBRICS = Path(__file__).parents[2] / "rubrics"
PATHS = sorted(RUBRICS.glob("*.yml"))


def load(path: Path) -> Loaded[Rubric]:
    loaded, problems = load_record(path, Rubric, path.name)
    assert loaded is not None, [str(problem.place) + problem.wrong for problem in problems]
    return loaded


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_rubric_passes_every_check(path: Path) -> None:
    problems = check_rubric(load(path))

    assert [f"{problem.place} {problem.wrong}" for problem in problems] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_rubric_is_named_after_its_file(path: Path) -> None:
    assert load(path).record.id == path.stem


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_row_quotes_its_source_and_names_its_clause(path: Path) -> None:
    for row in load(path).record.indicators:
        assert row.wording
        assert row.clause
        assert row.method


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_defaults_read_on_from_the_words_that_the_page_puts_before_them(path: Path) -> None:
    rubric = load(path).record
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
