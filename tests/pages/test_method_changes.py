"""What changed in a method, statement by statement, as its page makes them."""

from collections.abc import Callable
from typing import Any

from builder.editions.method_change import MethodChange
from builder.pages.method_changes import compare_methods
from builder.rubric.schema import Rubric
from tests.pages.conftest import RUBRIC

Json = dict[str, Any]


def changed(edit: Callable[[Json], None]) -> tuple[MethodChange, ...]:
    """What the small rubric differs in from itself after *edit*."""
    value = RUBRIC.model_dump(mode="json", by_alias=True)
    edit(value)
    return compare_methods(RUBRIC, Rubric.model_validate(value))


def row(value: Json, number: int) -> Json:
    """The indicator *number* of the first section."""
    found: Json = value["parts"][0]["sections"][0]["indicators"][number]
    return found


def told(changes: tuple[MethodChange, ...]) -> list[tuple[str, str, str, str, bool]]:
    return [(c.row, c.name, c.before, c.after, c.scored) for c in changes]


def test_a_rubric_differs_in_nothing_from_itself() -> None:
    assert compare_methods(RUBRIC, RUBRIC) == ()


def test_a_parameter_of_a_rule_is_told_by_its_name_and_counts() -> None:
    """1.1 divides by 事项总数; now by 100."""

    def edit(value: Json) -> None:
        row(value, 0)["rule"]["denominator"] = {"number": 100}

    assert told(changed(edit)) == [("1.1", "分母", "「事项总数」", "100", True)]


def test_full_points_move_the_row_and_the_sums_above_it() -> None:
    """1.2 gives 3 points instead of 2: the section has 6, the part, which is the total, too."""

    def edit(value: Json) -> None:
        row(value, 1)["points"] = 3
        value["parts"][0]["sections"][0]["points"] = 6
        value["parts"][0]["points"] = 6

    found = told(changed(edit))

    assert ("1.2", "分值", "满分2分", "满分3分", True) in found
    assert ("", "一、事项进驻（5分）", "基础分，5分", "基础分，6分", True) in found
    assert [name for _, name, *_ in found] == ["总分怎么得出", "一、事项进驻（5分）", "分值"]


def test_words_alone_are_told_as_such() -> None:
    def edit(value: Json) -> None:
        row(value, 1)["wording"] = "制度上墙的得2分。"

    assert told(changed(edit)) == [("1.2", "原文", "制度上墙的记2分。", "制度上墙的得2分。", False)]


def test_a_row_that_came_and_one_that_went_are_told_as_wholes() -> None:
    def edit(value: Json) -> None:
        row(value, 1)["id"] = "1.3"

    assert told(changed(edit)) == [
        ("1.3", "新增指标", "无", "1.3 制度上墙（满分2分）", True),
        ("1.2", "取消指标", "1.2 制度上墙（满分2分）", "无", True),
    ]


def test_ties_and_grades_hold_for_all_rows() -> None:
    def edit(value: Json) -> None:
        value["ties"] = "dense"
        value["grades"][0]["top"] = 2

    first, second = changed(edit)

    assert (first.about, first.name, first.scored) == ("全部指标", "名次", True)
    assert first.after == "总分相同的名次相同，其后的名次不顺延（1、2、2、3）。"
    assert (second.name, "取前2名" in second.after) == ("等次", True)
