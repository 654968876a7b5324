"""From YAML to records: digits kept, lines known, faults as values that name their place."""

from decimal import Decimal
from pathlib import Path

import pytest

from builder.formats.yaml_text import YamlFaultError, read_yaml
from builder.rubric.load import load_record, nearest, show_path
from builder.rubric.record import Record
from builder.rubric.schema import Rubric

RIGHT = Path(__file__).parents[1] / "cases" / "wrong_rubrics" / "right.yml"


class Small(Record):
    """A record to load."""

    number: Decimal
    words: tuple[str, ...] = ()


def write(folder: Path, text: str) -> Path:
    path = folder / "small.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_decimals_keep_their_digits(tmp_path: Path) -> None:
    loaded, problems = load_record(write(tmp_path, "number: 2.50\n"), Small, "small.yml")

    assert problems == ()
    assert loaded is not None
    assert str(loaded.record.number) == "2.50"


def test_a_record_that_loads_is_without_problems_and_knows_its_lines() -> None:
    loaded, problems = load_record(RIGHT, Rubric, "right.yml")

    assert problems == ()
    assert loaded is not None
    place = loaded.place(("parts", 0, "sections", 0, "indicators", 1, "rule"))
    assert str(place) == "right.yml › 第43行 › parts[0].sections[0].indicators[1].rule"


def test_a_path_that_the_file_lacks_has_the_line_of_its_nearest_ancestor() -> None:
    loaded, _ = load_record(RIGHT, Rubric, "right.yml")

    assert loaded is not None
    assert str(loaded.place(("parts", 0, "floor"))) == "right.yml › 第6行 › parts[0].floor"


def test_a_file_that_is_not_utf_8_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "gbk.yml"
    path.write_bytes("title: 细则".encode("gbk"))

    loaded, problems = load_record(path, Small, "gbk.yml")

    assert loaded is None
    assert [problem.kind.code for problem in problems] == ["R501"]


def test_a_file_that_is_not_there_is_the_callers_fault(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_record(tmp_path / "none.yml", Small, "none.yml")


def test_a_key_given_twice_is_refused_on_its_line(tmp_path: Path) -> None:
    with pytest.raises(YamlFaultError) as caught:
        read_yaml(write(tmp_path, "number: 1\nwords: []\nnumber: 2\n"))

    assert caught.value.line == 3


def test_several_faults_are_told_together(tmp_path: Path) -> None:
    _, problems = load_record(write(tmp_path, "number: 一\nwords: 甲\n"), Small, "small.yml")

    places = [str(problem.place) for problem in problems]
    assert places == ["small.yml › 第1行 › number", "small.yml › 第2行 › words"]


def test_an_unknown_word_gets_the_nearest_known_one() -> None:
    assert nearest("denominatr", ["numerator", "denominator"]) == "是否想写「denominator」？"


def test_an_unknown_word_near_nothing_gets_the_whole_list() -> None:
    assert nearest("xyz", ["field", "count"]) == "可用的有：field、count"


def test_where_nothing_is_known_the_word_is_to_go() -> None:
    assert nearest("xyz", []) == "请删去"


def test_a_path_reads_as_a_person_writes_it() -> None:
    assert show_path(("parts", 0, "sections", 2, "title")) == "parts[0].sections[2].title"
    assert show_path(()) == ""
