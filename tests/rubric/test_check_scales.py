"""What points and labels are measured on has to be there: full points, rated parts, rows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from builder.formats.yaml_text import read_yaml
from builder.formats.yaml_writing import write_yaml
from builder.model.problems import Problem
from builder.rubric.check import check_rubric
from builder.rubric.load import load_record
from builder.rubric.schema import Rubric

RIGHT = Path(__file__).parents[1] / "cases" / "every-policy.yml"
RATING = {"id": "again", "title": "再评", "bands": [{"below": 2, "label": "甲"}, {"label": "乙"}]}


def problems_of(document: Mapping[str, Any], folder: Path) -> list[Problem]:
    path = folder / "spoilt.yml"
    path.write_text(write_yaml(document), encoding="utf-8")
    loaded, problems = load_record(path, Rubric, path.name)
    return list(check_rubric(loaded) if loaded is not None else problems)


def right() -> dict[str, Any]:
    document = read_yaml(RIGHT).value
    assert isinstance(document, dict)
    return document


def daily_row(document: dict[str, Any], number: int) -> dict[str, Any]:
    row: dict[str, Any] = document["parts"][0]["sections"][0]["indicators"][number]
    return row


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.kind.code, str(problem.place).rpartition(" › ")[2]) for problem in problems]


def test_nothing_is_said_of_the_right_one(tmp_path: Path) -> None:
    assert problems_of(right(), tmp_path) == []


def test_a_rule_by_full_points_needs_them(tmp_path: Path) -> None:
    document = right()
    bonus = document["parts"][0]["sections"][2]["indicators"][0]
    bonus["rule"] = {"kind": "proportion", "numerator": {"field": "honours"}}

    assert told(problems_of(document, tmp_path)) == [("R523", "parts[0].sections[2].indicators[0]")]


def test_base_points_have_a_most(tmp_path: Path) -> None:
    document = right()
    row = daily_row(document, 0)
    row["rule"] = {"kind": "accrual", "per": 1, "count": {"field": "done"}}
    del row["points"]

    assert ("R525", "parts[0].sections[0].indicators[0]") in told(problems_of(document, tmp_path))


@pytest.mark.parametrize(
    ("rating", "code"),
    [
        ({"by": "part", "of": ["dayly"]}, "R505"),
        ({"by": "section", "of": ["9"]}, "R505"),
        ({"by": "rating", "of": ["later"]}, "R505"),
        ({"by": "rating", "of": ["level"]}, "R524"),
    ],
    ids=["no such part", "no such section", "no such rating before", "labels that are no numbers"],
)
def test_a_rating_rests_on_what_there_is(rating: dict[str, Any], code: str, tmp_path: Path) -> None:
    document = right()
    document["ratings"].append({**RATING, **rating})

    assert told(problems_of(document, tmp_path)) == [(code, "ratings[1].of")]


def test_an_exclusion_looks_at_a_row_that_there_is(tmp_path: Path) -> None:
    document = right()
    document["exclusions"][0]["indicator"] = "shares"

    (problem,) = problems_of(document, tmp_path)

    assert problem.kind.code == "R505"
    assert "share" in problem.remedy


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda d: d["parts"][0]["sections"][0].update(gate={"base_at_least": 5}), "加分板块"),
        (lambda d: d["grades"].append({"title": "优"}), "at_least"),
        (lambda d: d["ratings"][0].update(of=["daily"]), "不写 of"),
        (lambda d: d["ratings"][0].update(bands=[{"below": 60, "label": "低"}]), "最后一档"),
        (lambda d: d.update(comparability={"before": "old", "comparable": False}), "reason"),
        (lambda d: daily_row(d, 1)["rule"]["bands"][0].update(to=5), "不写 to"),
        (lambda d: daily_row(d, 2)["rule"].update(field="cases"), "met、field 之一"),
        (
            lambda d: daily_row(d, 3)["rule"]["targets"].append(
                {"since": "2018-01-01", "value": 1}
            ),
            "由早到晚",
        ),
        (lambda d: daily_row(d, 4)["rule"].update(weights=[1, 2]), "一一对应"),
        (lambda d: daily_row(d, 4)["rule"].update(lowest=40), "小于 scale"),
    ],
    ids=[
        "a gate before base points",
        "a grade without a limit",
        "a rating of the total and of a part",
        "bands without a last one",
        "not comparable, and no reason",
        "a line in a band without a beginning",
        "a status by condition and by choice",
        "two targets from one day",
        "weights that match no fields",
        "a scale that begins where it ends",
    ],
)
def test_options_that_contradict_each_other_are_refused(
    spoil: Any, words: str, tmp_path: Path
) -> None:
    document = right()
    spoil(document)

    assert words in "；".join(problem.wrong for problem in problems_of(document, tmp_path))
