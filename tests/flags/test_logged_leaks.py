"""A personal value in a row of a log is told as published where it would be, and only there."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from builder.pages.downloads import result_data
from builder.pipeline import find_problems
from builder.publication import check_pages
from builder.rubric.schema import Rubric
from tests.intake.conftest import RUBRIC
from tests.office.small_campaign import filing, make_desk

MOBILE = "199" + "0000" + "1234"
DAY, NAME = (
    "{id: date, title: 表彰日期, type: date}",
    "{id: name, title: 表彰名称, type: text}",
)
LEVEL = "{id: level, title: 级别, type: choice, choices: [省级]}"
COUNTED = "{kind: accrual, per: 1, count: {count: honours}}"
NAMED = "{kind: events, log: honours, levels: [{level: 省级, per: 1}]}"


def rubric(columns: tuple[str, ...], rule: str) -> Rubric:
    """The small rubric with these *columns* in the log of honours, and this *rule* on it."""
    before, _, after = RUBRIC.rpartition(DAY)
    listed = "\n                  - ".join(columns)
    text = before + listed + after.replace(f"\n                  - {NAME}", "")
    text = text.replace(COUNTED, rule)
    return Rubric.model_validate(YAML(typ="safe").load(text))


@pytest.mark.parametrize(
    ("columns", "rule", "code"),
    [
        # A row that is counted is told by its first cell.
        ((DAY, NAME, LEVEL), COUNTED, "E441"),
        ((NAME, DAY, LEVEL), COUNTED, "E440"),
        # An event with points is told by its name, whatever comes first.
        ((DAY, NAME, LEVEL), NAMED, "E440"),
    ],
)
def test_a_check_says_of_a_logs_cell_what_the_gate_does(
    columns: tuple[str, ...], rule: str, code: str, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path)
    desk.office.rubrics = {"county-departments": rubric(columns, rule)}
    heads = "| 表彰日期 | 表彰名称 | 级别 |"
    sheet = f"\n# 表彰记录\n{heads}\n| 2018-05-01 | 请致电{MOBILE} | 省级 |\n"
    desk.put("县水利局.xlsx", filing("water") + sheet)
    result = desk.result

    told = [
        (problem.kind.code, problem.unit, str(problem.place))
        for problem in find_problems(result)
        if problem.kind.code.startswith("E44")
    ]
    stopped = check_pages(result_data(result)).found

    assert told == [(code, "water", "县水利局.xlsx › 表彰记录 › B2")]
    assert bool(stopped) is (code == "E440")
