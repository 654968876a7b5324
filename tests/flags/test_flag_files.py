"""A faulty condition is refused with the file, the line and the path of its fault."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.flags.library import read_conditions
from builder.model.problems import Problem
from builder.rubric.library import Instrument

SOUND = (Path(__file__).parents[2] / "rubrics" / "flags" / "RF-05.yml").read_text(encoding="utf-8")


@pytest.fixture
def problems_of(tmp_path: Path, library: Mapping[str, Instrument]) -> object:
    """The problems of RF-05 with one text in it replaced."""
    rubrics = {id_: one.rubric for id_, one in library.items()}

    def read(old: str, new: str, name: str = "RF-05.yml") -> tuple[Problem, ...]:
        assert old in SOUND
        folder = tmp_path / "flags"
        folder.mkdir()
        (folder / name).write_text(SOUND.replace(old, new), encoding="utf-8")
        return read_conditions(folder, rubrics)[1]

    return read


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("title: 红牌率超标", "titel: 红牌率超标", "R503", "titel"),
        ("public: 公", "public: 公开", "R502", "public"),
        ("kind: measure", "kind: mesure", "R502", "triggers[0]"),
        ("severity: 红, a", "severity: 橙, a", "R502", "triggers[0].levels[0].severity"),
        ("severity: 红, above: 0.08}", "severity: 红}", "R502", "triggers[0].levels[0]"),
        ('indicator: "23"\n  ', 'indicator: "99"\n  ', "R562", "triggers[0].bindings[0].indicator"),
        ("field: red_cases, over", "field: red_case, over", "R563", "triggers[0].bindings[0]"),
        ("    gives: [{severity: 红", "    # [{severity: 红", "R502", "example"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_and_path(
    problems_of: object, old: str, new: str, code: str, path: str
) -> None:
    problems = problems_of(old, new)  # type: ignore[operator]

    found = {(problem.kind.code, getattr(problem.place, "path", "")) for problem in problems}
    assert (code, path) in found
    assert all(problem.place.file == "flags/RF-05.yml" for problem in problems)
    assert all(problem.place.line > 0 for problem in problems)


def test_a_file_is_called_as_its_condition(problems_of: object) -> None:
    (problem,) = problems_of("code: RF-05", "code: RF-05", "红牌率.yml")  # type: ignore[operator]

    assert problem.kind.code == "R561"


def test_two_files_of_one_code_are_refused(
    tmp_path: Path, library: Mapping[str, Instrument]
) -> None:
    for name in ("RF-05.yml", "RF-05-b.yml"):
        (tmp_path / name).write_text(SOUND, encoding="utf-8")

    _, problems = read_conditions(tmp_path, {i: one.rubric for i, one in library.items()})

    assert [problem.kind.code for problem in problems] == ["R560"]


def test_an_instrument_that_an_office_has_left_out_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "RF-05.yml").write_text(SOUND, encoding="utf-8")

    conditions, problems = read_conditions(tmp_path, {})

    assert [condition.code for condition in conditions] == ["RF-05"]
    assert problems == ()
