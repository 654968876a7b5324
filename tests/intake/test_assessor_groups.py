"""Several groups of assessors on one field, as tests/cases/groups tells what they come to."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from builder.model.answers import AnswerState
from builder.rubric.schema import Rubric

if TYPE_CHECKING:
    from tests.intake.conftest import Office

PATH = Path(__file__).parents[1] / "cases" / "groups" / "pooled.yml"
CASES: list[dict[str, Any]] = YAML(typ="safe").load(PATH)
GROUPS = ("人大代表组", "政协委员组", "第三方机构组")
TITLES = {"decimal": "评分", "yes_no": "是否畅通", "choice": "等级", "date": "建成日期"}
HEADS = "# 核定\n| 单位 | 指标编号 | 填报项 | 核定值 | 理由 | 评估组 |\n"


def row(type_: str) -> dict[str, Any]:
    item: dict[str, Any] = {"id": type_, "title": TITLES[type_], "type": type_, "origin": ["A"]}
    return {**item, "choices": ["好", "中", "差"]} if type_ == "choice" else item


@pytest.fixture
def grouped(office: "Office") -> "Office":
    """The office's campaign under a rubric with one row that assessors answer for."""
    indicator = {
        "id": "1.1",
        "title": "评估",
        "wording": "评估",
        "clause": "一.1",
        "method": "现场",
        "points": 1,
        "fields": [row(type_) for type_ in TITLES],
        "rule": {"kind": "award", "when": {"field": "yes_no", "is": True}},
    }
    section = {"id": "1", "title": "一", "indicators": [indicator]}
    rubric = Rubric.model_validate(
        {
            "id": "county-departments",
            "title": "细则",
            "source": {"document": "示例文件"},
            "kinds": ["department"],
            "parts": [{"id": "all", "title": "全部", "points": 1, "sections": [section]}],
        }
    )
    return replace(office, rubrics={rubric.id: rubric})


def put(office: "Office", type_: str, said: list[tuple[str, str, str]]) -> None:
    """A sheet with what each group says, and why."""
    rows = (f"| 县民政局 | 1.1 | {TITLES[type_]} | {v} | {why} | {who} |" for who, v, why in said)
    office.put("核定.xlsx", HEADS + "\n".join(rows))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_groups_come_to_one_value(grouped: "Office", case: dict[str, Any]) -> None:
    put(grouped, case["type"], [(w, v, "") for w, v in zip(GROUPS, case["said"], strict=False)])

    answer = grouped.answer(case["type"])
    codes = [problem.kind.code for problem in grouped.collect().problems]

    assert answer.group == case["how"]
    assert codes == ([case["problem"]] if "problem" in case else [])
    assert answer.shown == case.get("value", "无法识别")


def test_no_case_is_lost() -> None:
    assert len(CASES) == 10


def test_the_reasons_of_all_groups_stand_together(grouped: "Office") -> None:
    put(grouped, "decimal", [("甲组", "1", "看过现场"), ("乙组", "3", ""), ("丙组", "2", "问过")])

    assert grouped.answer("decimal").reason == "丙组：问过；甲组：看过现场"


def test_a_mean_without_any_reason_has_none(grouped: "Office") -> None:
    """Where a rule asks for the assessor's reason, the arithmetic is no reason."""
    put(grouped, "decimal", [("甲组", "1", ""), ("乙组", "3", "")])

    assert grouped.answer("decimal").reason == ""


def test_a_group_that_contradicts_itself_settles_nothing(grouped: "Office") -> None:
    put(grouped, "decimal", [("甲组", "1", ""), ("甲组", "3", ""), ("乙组", "2", "")])

    assert grouped.answer("decimal").state is AnswerState.UNREADABLE
    (problem,) = grouped.problems("E415")
    assert ("D2填“1”" in problem.wrong, "D4" in problem.wrong) == (True, False)


def test_a_group_on_another_sheet_is_told_with_its_whole_place(grouped: "Office") -> None:
    for name, group, value in (("一.xlsx", "甲组", 1), ("二.xlsx", "乙组", 3)):
        row = f"| 县民政局 | 1.1 | 评分 | {value} | | {group} |"
        grouped.put(name, HEADS + row)

    said = grouped.answer("decimal").group

    assert said == "2个评估组的简单平均：乙组3（D2）、甲组1（一.xlsx › 核定 › D2）"


@pytest.mark.parametrize(
    "groups",
    [("甲组", "甲组"), ("", ""), ("甲组", "")],
    ids=["one group contradicts itself", "no group is named", "only one names its group"],
)
def test_values_that_are_not_of_several_groups_still_conflict(
    grouped: "Office", groups: tuple[str, str]
) -> None:
    put(grouped, "decimal", [(groups[0], "1", ""), (groups[1], "3", "")])

    assert grouped.answer("decimal").state is AnswerState.UNREADABLE
    assert [problem.kind.code for problem in grouped.collect().problems] == ["E415"]


def test_one_group_alone_is_named(grouped: "Office") -> None:
    put(grouped, "decimal", [("甲组", "1", "")])

    assert (grouped.answer("decimal").shown, grouped.answer("decimal").group) == ("1", "甲组")
