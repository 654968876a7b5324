"""The rubrics of this repository: sound, adding up as declared, and true to their source."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from builder.model.answers import Origin
from builder.rubric.check import check_rubric
from builder.rubric.fields import Column, Field, FieldType
from builder.rubric.profiles import read_rubrics
from builder.rubric.rules.levels import Levels
from builder.rubric.schema import Rubric, SectionKind

ROOT = Path(__file__).parents[2]
FILES = sorted(path.stem for path in (ROOT / "rubrics").glob("*.yml"))
LOADED = {
    loaded.record.id: loaded
    for file in FILES
    for loaded in read_rubrics(ROOT / "rubrics" / f"{file}.yml", f"{file}.yml")[0]
}
RUBRICS = sorted(LOADED)

TAIQIAN = ("taiqian-2018-departments", "taiqian-2018-townships")
SOURCE = ROOT.parent / "shared" / "sources" / "taiqian-2018-assessment.txt"

#: Section → kind and declared points, as printed in the source.
SECTIONS = {
    "taiqian-2018-departments": [
        *(("1", "base", 30), ("2", "base", 50), ("3", "base", 10), ("4", "base", 10)),
        *(("5", "bonus", 10), ("6", "penalty", 10)),
    ],
    "taiqian-2018-townships": [
        *(("1", "base", 10), ("2", "base", 15), ("3", "base", 45), ("4", "base", 18)),
        *(("5-penalty", "penalty", None), ("5", "base", 12)),
    ],
}

#: Every row, in the order of the source.
ROWS = {
    "taiqian-2018-departments": (
        "1.1 1.2 1.3a 1.3b 1.4a 1.4b 1.4c 1.4d 1.5a 1.5b 2.1 2.2a 2.2b 2.2c 2.3a 2.3b 2.3c"
        " 3.1a 3.1b 3.2a 3.2b 3.2c 4.1 4.2 5.1 5.2 6.1 6.2"
    ),
    "taiqian-2018-townships": (
        "1.1 1.2 1.3 1.4 1.5 2.1 2.2a 2.2b 2.2c 2.2d 3.1a 3.1b 3.1c 3.1d 3.1e 3.2a 3.2b 3.2c 3.3"
        " 4.1a 4.1b 4.2a 4.2b 5.1 5.2 5.3 5.4"
    ),
}


def rubric_of(rubric_id: str) -> Rubric:
    return LOADED[rubric_id].record


def fields_of(rubric: Rubric) -> Iterator[tuple[str, Field]]:
    for row in rubric.indicators:
        yield from ((row.id, field) for field in row.fields)
    for veto in rubric.vetoes:
        yield from ((veto.id, field) for field in veto.fields)


@pytest.mark.parametrize("file", FILES)
def test_rubric_has_no_problem(file: str) -> None:
    loaded, problems = read_rubrics(ROOT / "rubrics" / f"{file}.yml", f"{file}.yml")

    assert problems == ()
    assert loaded
    for one in loaded:
        assert check_rubric(one) == ()
        assert one.record.id.startswith(file)


@pytest.mark.parametrize("rubric_id", TAIQIAN)
def test_sections_declare_the_points_of_the_source(rubric_id: str) -> None:
    sections = [(s.id, s.kind.value, s.points) for s in rubric_of(rubric_id).sections]

    assert SECTIONS[rubric_id] == sections


@pytest.mark.parametrize("rubric_id", TAIQIAN)
def test_base_rows_add_up_to_a_hundred(rubric_id: str) -> None:
    base = [s for s in rubric_of(rubric_id).sections if s.kind is SectionKind.BASE]
    found = sum((row.points or Decimal(0) for s in base for row in s.indicators), Decimal(0))

    assert found == 100


@pytest.mark.parametrize("rubric_id", TAIQIAN)
def test_every_row_of_the_source_is_there_in_its_order(rubric_id: str) -> None:
    assert [row.id for row in rubric_of(rubric_id).indicators] == ROWS[rubric_id].split()


@pytest.mark.parametrize("rubric_id", TAIQIAN)
def test_wording_is_quoted_from_the_source(rubric_id: str) -> None:
    if not SOURCE.exists():
        pytest.skip(f"the source document {SOURCE.name} isn't here")
    lines = [line.strip() for line in SOURCE.read_text(encoding="utf-8").splitlines()]
    rubric = rubric_of(rubric_id)
    wordings = [row.wording for row in rubric.indicators]
    wordings += [veto.wording for veto in rubric.vetoes]
    quoted = [line for wording in wordings for line in wording.split("\n")]

    assert [line for line in quoted if not any(line in printed for printed in lines)] == []


@pytest.mark.parametrize("rubric_id", TAIQIAN)
def test_correction_stands_only_where_it_differs_from_the_wording(rubric_id: str) -> None:
    corrected = [row for row in rubric_of(rubric_id).indicators if row.correction]

    assert corrected
    for row in corrected:
        assert row.correction != row.wording, row.id


@pytest.mark.parametrize("rubric_id", TAIQIAN)
def test_every_log_has_a_date_and_an_assessors_log_a_reason(rubric_id: str) -> None:
    for row, field in fields_of(rubric_of(rubric_id)):
        if field.type is FieldType.LOG:
            columns = {column.id: column.type for column in field.columns}
            assert columns.get("date") is FieldType.DATE, (row, field.id)
            if Origin.ASSESSOR in field.origin:
                assert "reason" in columns, (row, field.id)


@pytest.mark.parametrize("rubric_id", RUBRICS)
def test_titles_tell_the_fields_of_a_row_apart(rubric_id: str) -> None:
    titles = [(row, field.title) for row, field in fields_of(rubric_of(rubric_id))]

    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("rubric_id", TAIQIAN)
def test_percentages_are_measured_in_percent_from_zero_to_one(rubric_id: str) -> None:
    columns: list[Column] = []
    for _, field in fields_of(rubric_of(rubric_id)):
        columns += [field, *field.columns]
    shares = [column for column in columns if column.type is FieldType.PERCENT]

    assert shares
    for column in shares:
        assert column.measure == "%", column.id
        assert (column.least, column.greatest) == (Decimal(0), Decimal(1)), column.id


@pytest.mark.parametrize("rubric_id", TAIQIAN)
def test_no_count_falls_below_zero(rubric_id: str) -> None:
    counts = {FieldType.INTEGER, FieldType.DECIMAL, FieldType.INTEGERS}
    for row, field in fields_of(rubric_of(rubric_id)):
        for column in (field, *field.columns):
            if column.type in counts:
                assert column.least == 0, (row, column.id)


@pytest.mark.parametrize("rubric_id", RUBRICS)
def test_every_choice_that_is_graded_has_its_points(rubric_id: str) -> None:
    rubric = rubric_of(rubric_id)
    for row in rubric.indicators:
        if isinstance(row.rule, Levels):
            choices = set(rubric.fields[row.rule.field].choices)
            assert choices == set(row.rule.points), row.id


@pytest.mark.parametrize("rubric_id", TAIQIAN)
def test_every_row_says_what_it_decided_where_the_source_is_silent(rubric_id: str) -> None:
    silent = [row.id for row in rubric_of(rubric_id).indicators if not row.defaults]

    assert silent == []
