"""Rows of a log whose day is outside the period: told at their cell, and not taken.

The campaign's period is 2018; the rubric is that of `conftest.py`, its logs dated.
"""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML

from builder.office.templates.records import record_sheet
from builder.rubric.fields import Field
from builder.rubric.schema import Rubric
from tests.intake.conftest import FILING, RUBRIC

if TYPE_CHECKING:
    from tests.intake.conftest import Office

HEADS = "# 巡查\n| 单位 | 指标编号 | 填报项 | 投诉日期 | 是否属实 |\n"
DATE = {"id": "date", "title": "日期", "type": "date"}
NAME = {"id": "name", "title": "事由", "type": "text"}


@pytest.fixture
def dated(office: "Office") -> "Office":
    """The office under a rubric whose logs take days of the period alone."""
    text = RUBRIC.replace("type: log\n", "type: log\n                dated_by: date\n")
    rubric = Rubric.model_validate(YAML(typ="safe").load(text))
    return replace(office, rubrics={rubric.id: rubric})


@pytest.mark.parametrize(
    ("day", "taken"),
    [
        ("2017-12-31", 0),
        ("2018-01-01", 1),
        ("2018年12月31日", 1),
        ("2019-01-01", 0),
        ("", 1),
    ],
)
def test_a_registered_event_counts_on_the_days_of_the_period(
    dated: "Office", day: str, taken: int
) -> None:
    """The first and the last among them; one without a day isn't known to be outside."""
    dated.put("巡查.xlsx", f"{HEADS}| 县民政局 | 2.1 | 投诉记录 | {day} | 是 |")

    assert len(dated.returns_of("civil").events) == taken


def test_one_of_another_year_is_told_at_its_day(dated: "Office") -> None:
    dated.put("巡查.xlsx", f"{HEADS}| 县民政局 | 2.1 | 投诉记录 | 2019年3月5日 | 是 |")

    (problem,) = dated.collect().problems

    assert (problem.kind.code, str(problem.place), problem.unit) == (
        *("E425", "巡查.xlsx › 巡查 › D2", "civil"),
    )
    assert problem.wrong == "“2019-03-05”不在考核期间（2018-01-01至2018-12-31），这一行没有采用"


def test_a_unit_is_told_of_its_own_and_keeps_the_others(dated: "Office") -> None:
    sheet = "\n# 表彰记录\n| 表彰日期 | 表彰名称 |\n| 2016-05-04 | 先进 |\n| 2018-05-04 | 优秀 |"
    dated.put("a.xlsx", FILING.rstrip() + sheet)

    assert [str(one.place) for one in dated.problems("E425")] == ["a.xlsx › 表彰记录 › A2"]
    assert [e.answer("name").value for e in dated.returns_of("civil").events] == ["优秀"]


def test_a_log_without_the_key_takes_every_day(office: "Office") -> None:
    office.put("巡查.xlsx", f"{HEADS}| 县民政局 | 2.1 | 投诉记录 | 2019-03-05 | 是 |")

    assert len(office.returns_of("civil").events) == 1
    assert office.collect().problems == ()


@pytest.mark.parametrize(
    "keys",
    [
        {"type": "log", "columns": [DATE, NAME], "dated_by": "name"},
        {"type": "log", "columns": [NAME], "dated_by": "date"},
        {"type": "text", "dated_by": "date"},
    ],
    ids=["no date", "no such column", "no log"],
)
def test_the_key_names_a_column_of_days(keys: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="dated_by 须是记录表的一个日期列"):
        Field.model_validate({"id": "log", "title": "记录", "origin": ["U"], **keys})


@pytest.mark.parametrize("dated_by", ["date", None])
def test_the_template_says_which_days_count(dated_by: str | None) -> None:
    keys = {"id": "log", "title": "记录", "type": "log", "origin": ["U"], "columns": [DATE, NAME]}
    log = Field.model_validate({**keys, "dated_by": dated_by})

    told = "".join(record_sheet("1.1", log, (), date(2018, 1, 1)).instructions)

    assert ("期间以外的不采用" in told) is (dated_by is not None)
