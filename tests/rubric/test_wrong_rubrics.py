"""Wrong rubrics, each with what must be said of it: `tests/cases/wrong_rubrics/<case>.expected`.

A line is 「code | line | path | word」; the word, usually the nearest known one, stands in what is
said. `right.yml` is the rubric that all of them spoil, and nothing is said of it.
"""

from pathlib import Path

import pytest

from builder.model.places import TextPlace
from builder.model.problems import Problem
from builder.rubric.check import check_rubric
from builder.rubric.load import load_record
from builder.rubric.schema import Rubric

CASES = Path(__file__).parents[1] / "cases" / "wrong_rubrics"
NAMES = sorted(path.stem for path in CASES.glob("*.yml"))

#: How many there are, so that none is skipped unseen.
COUNT = 57


def problems_of(name: str) -> list[Problem]:
    loaded, problems = load_record(CASES / f"{name}.yml", Rubric, f"{name}.yml")
    found = check_rubric(loaded) if loaded is not None else problems
    return sorted(found, key=lambda problem: problem.order)


def expected_of(name: str) -> list[list[str]]:
    lines = (CASES / f"{name}.expected").read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split("|")] for line in lines]


def where(problem: Problem) -> list[str]:
    assert isinstance(problem.place, TextPlace)
    return [problem.kind.code, str(problem.place.line), problem.place.path]


@pytest.mark.parametrize("name", NAMES)
def test_wrong_rubric_is_told_of_by_code_line_and_path(name: str) -> None:
    problems = problems_of(name)

    assert [line[:3] for line in expected_of(name)] == [where(problem) for problem in problems]
    for problem, (*_, word) in zip(problems, expected_of(name), strict=True):
        assert word in problem.wrong + problem.remedy


@pytest.mark.parametrize("name", NAMES)
def test_every_place_names_the_file(name: str) -> None:
    assert {problem.place.file for problem in problems_of(name)} <= {f"{name}.yml"}


def test_nothing_is_said_of_the_right_one() -> None:
    assert problems_of("right") == []


def test_every_wrong_rubric_has_its_expectation() -> None:
    assert sorted(path.stem for path in CASES.glob("*.expected")) == NAMES
    assert len(NAMES) == COUNT
