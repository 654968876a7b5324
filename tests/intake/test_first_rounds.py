"""A second round needs a first one: whole, and under the same rubrics."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from builder.intake.calendar import read_calendar
from builder.rubric.schema import Rubric
from tests.intake.conftest import RUBRIC

SETTINGS = """
id: {id}
title: 示例
authority: 示例办
region: 示例县
period: {{start: 2021-01-01, end: 2021-08-16}}
instruments: [{rubric}]
{more}
"""
ONE = Rubric.model_validate(YAML(typ="safe").load(RUBRIC))
OTHER = ONE.model_copy(update={"id": "other"})


def codes(folder: Path, *campaigns: tuple[str, str, str]) -> list[str]:
    """The problems of campaigns (id, rubric, further settings) in *folder*."""
    for id_, rubric, more in campaigns:
        (folder / id_).mkdir()
        text = SETTINGS.format(id=id_, rubric=rubric, more=more)
        (folder / id_ / "campaign.yml").write_text(text, encoding="utf-8")
    _, problems = read_calendar(folder, {ONE.id: ONE, OTHER.id: OTHER}, {})
    return [problem.kind.code for problem in problems]


@pytest.mark.parametrize(
    ("rubric", "first", "expected"),
    [
        (ONE.id, "", []),
        (OTHER.id, "", ["R512"]),
        (ONE.id, "previous: zero\nrescores: true", ["R512"]),
    ],
    ids=["a first round", "a round under another rubric", "a second round"],
)
def test_what_a_second_round_may_follow(
    tmp_path: Path, rubric: str, first: str, expected: list[str]
) -> None:
    found = codes(
        tmp_path,
        ("zero", rubric, ""),
        ("one", rubric, first),
        ("two", ONE.id, "previous: one\nrescores: true"),
    )

    assert found == expected


PLAIN = SETTINGS.format(id="one", rubric=ONE.id, more="")
COMBINES = SETTINGS.replace("instruments: [{rubric}]", "combines: [{rubric}]")


@pytest.mark.parametrize(
    ("campaigns", "code"),
    [
        ({}, "R510"),
        (
            {
                "one": SETTINGS.format(id="one", rubric=ONE.id, more="previous: two"),
                "two": SETTINGS.format(id="two", rubric=ONE.id, more="previous: one"),
            },
            "R509",
        ),
        ({"one": SETTINGS.format(id="one", rubric="none", more="")}, "R505"),
        ({"one": SETTINGS.format(id="one", rubric=ONE.id, more="previous: none")}, "R505"),
        ({"one": COMBINES.format(id="one", rubric="none", more="")}, "R505"),
        ({"one": SETTINGS.format(id="two", rubric=ONE.id, more="")}, "R508"),
        ({"one": PLAIN.replace("-08-16", "-00-16")}, "R502"),
        ({"one": PLAIN.replace("2021-08", "2020-08")}, "R502"),
        ({"one": PLAIN + "phases: [{title: 自查, start: 2021-02-01, end: 2021-01-31}]"}, "R502"),
        ({"data": SETTINGS.format(id="data", rubric=ONE.id, more="")}, "R502"),
        ({"one": SETTINGS.format(id="one", rubric=ONE.id, more="combines: [two]")}, "R502"),
        (
            {
                "one": SETTINGS.format(id="one", rubric=ONE.id, more=""),
                "year": COMBINES.format(id="year", rubric="one", more=""),
            },
            "R511",
        ),
    ],
    ids=[
        "no campaign",
        "each after the other",
        "an unknown rubric",
        "after an unknown one",
        "of unknown ones",
        "in a folder of another name",
        "a day that there is not",
        "an end before its start",
        "a phase that ends before it starts",
        "in the site's own folder",
        "own rubrics and those of others",
        "a year of what has no year",
    ],
)
def test_settings_that_do_not_go_together_are_told(
    tmp_path: Path, campaigns: dict[str, str], code: str
) -> None:
    for folder, text in campaigns.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "campaign.yml").write_text(text, encoding="utf-8")

    _, problems = read_calendar(tmp_path, {ONE.id: ONE, OTHER.id: OTHER}, {})

    assert [problem.kind.code for problem in problems] == [code]


def test_a_second_round_of_nothing_is_told(tmp_path: Path) -> None:
    assert codes(tmp_path, ("two", ONE.id, "rescores: true")) == ["R502"]
