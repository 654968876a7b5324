"""Which units are told of together, and what stands beside each of them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from builder.model.marks import MarkState
from builder.model.standings import SectionTally
from builder.office.cohorts import list_groups, part_head, remarks, section_head, section_value
from builder.rubric.schema import Part, Rubric, Section
from tests.office.circular_campaign import make_result
from tests.pages.conftest import RUBRIC, jia_card

BASE = jia_card().parts[0].sections[0]


def tally(state: MarkState, kind: str = "base") -> SectionTally:
    """A section of which nothing counts, all its rows in *state*."""
    marks = tuple(replace(mark, points=None, state=state) for mark in BASE.marks)
    return replace(BASE, kind=kind, points=Decimal(0), most=Decimal(0), marks=marks)


def section_of(title: str, points: int) -> Section:
    keys = {"id": "1", "title": title, "points": points, "indicators": []}
    return Section.model_validate(keys)


def rubric(**keys: object) -> Rubric:
    known = RUBRIC.model_dump(by_alias=True, exclude_defaults=True)
    return Rubric.model_validate(known | keys)


def test_a_section_that_does_not_apply_has_no_points_and_not_0() -> None:
    assert section_value(tally(MarkState.NOT_APPLICABLE)) == "不适用"
    assert section_value(tally(MarkState.SCORED)) == "不记分"
    assert section_value(tally(MarkState.SCORED, kind="bonus")) == Decimal(0)
    assert section_value(BASE) == Decimal("4.25")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("事项进驻", "事项进驻（满分5）"),
        ("一、事项进驻（5分）", "一、事项进驻（5分）"),
        ("一、事项进驻(5分)", "一、事项进驻(5分)"),
    ],
)
def test_a_head_names_full_points_once(title: str, expected: str) -> None:
    assert section_head(section_of(title, 5), RUBRIC) == expected


def test_a_section_of_a_rate_has_no_full_points() -> None:
    assert section_head(section_of("事项进驻", 100), rubric(total_measure="%")) == "事项进驻"


def test_a_part_tells_its_share() -> None:
    part = Part(
        id="daily", title="日常评估", weight=Decimal("0.7"), points=Decimal(90), sections=()
    )

    assert part_head(part, RUBRIC) == "日常评估小计（占70%）"
    assert part_head(part, rubric(composition="sum")) == "日常评估小计"


def test_a_group_is_called_after_the_kinds_of_its_units() -> None:
    (group,) = list_groups(make_result())

    assert group.name == "乡镇、街道"
    assert [row.unit.id for row in group.counted] == ["jia", "yi"]
    assert [row.unit.id for row in group.absent] == ["bing"]


def test_leagues_are_groups_with_the_rows_that_they_answer_for() -> None:
    """丙街道 answers for nothing of the bonus section, so that its group hasn't the column."""
    known = RUBRIC.model_dump(by_alias=True, exclude_defaults=True)
    known["parts"][0]["sections"][1]["indicators"][0]["kinds"] = ["township"]
    apart = Rubric.model_validate(known | {"leagues": "same_rows"})
    result = make_result()
    instrument = replace(result.instruments[0], rubric=apart)

    towns, streets = list_groups(replace(result, instruments=(instrument,)))

    assert (towns.name, streets.name) == ("乡镇", "街道")
    assert [section.id for section in towns.sections] == ["1", "J"]
    assert [section.id for section in streets.sections] == ["1"]
    assert [row.id for row in streets.indicators] == ["1.1", "1.2"]


def test_remarks_say_why_a_unit_is_not_counted() -> None:
    (group,) = list_groups(make_result())

    assert [remarks(group, row) for row in group.rows] == [
        "",
        "一票否决：泄露信息，取消评优资格；逾期2天；指标J1待核定",
        "未报",
    ]
