"""Two results of one campaign against one another: what changed, and why."""

import copy
from typing import Any

from builder.editions.change_list import change_workbook, list_changes
from builder.editions.differences import Cause, Change, compare_results


def source(title: str, value: str) -> dict[str, Any]:
    return {"file": "甲局.xlsx", "sheet": "指标填报", "cell": "D5", "title": title, "value": value}


def mark(indicator: str, points: str | None, trace: str, *sources: Any) -> dict[str, Any]:
    state = "missing" if points is None else "scored"
    return {
        "indicator": indicator,
        "points": points,
        "state": state,
        "trace": [trace],
        "sources": list(sources),
    }


def line(unit: str, name: str, rank: int | None, total: str | None) -> dict[str, Any]:
    reason = None if rank else "未报"
    return {"unit": unit, "name": name, "rank": rank, "total": total, "unranked_reason": reason}


OLD: dict[str, Any] = {
    "campaign": "round-1",
    "instruments": [
        {
            "id": "rubric-1",
            "rubric_sha256": "aa",
            "standings": [line("A", "甲局", 1, "9"), line("B", "乙局", 2, "8")],
            "scorecards": [
                {
                    "unit": "A",
                    "marks": [
                        mark("1.1", "5", "37 ÷ 40", source("已进驻事项数", "37项")),
                        mark("1.2", "4", "第1名"),
                    ],
                },
                {"unit": "B", "marks": [mark("1.1", "5", "是"), mark("1.2", "3", "第2名")]},
            ],
        }
    ],
}


def changed(old: dict[str, Any], new: dict[str, Any]) -> dict[tuple[str, str], Change]:
    return {(c.unit, c.indicator): c for c in compare_results(old, new)}


def test_equal_results_have_no_difference() -> None:
    assert compare_results(OLD, copy.deepcopy(OLD)) == ()


def test_a_changed_cell_is_named_with_its_old_and_new_value() -> None:
    new = copy.deepcopy(OLD)
    card = new["instruments"][0]["scorecards"][0]
    card["marks"][0] = mark("1.1", "5.1", "38 ÷ 40", source("已进驻事项数", "38项"))
    new["instruments"][0]["standings"][0]["total"] = "9.1"

    found = changed(OLD, new)

    row = found["A", "1.1"]
    assert (row.before, row.after, row.cause) == ("5分", "5.1分", Cause.DATA)
    assert row.why == "已进驻事项数：37项 → 38项（甲局.xlsx › 指标填报 › D5）"
    assert found["A", ""].why == "指标1.1变动"


def test_a_mark_that_moved_without_its_values_moved_because_of_others() -> None:
    new = copy.deepcopy(OLD)
    new["instruments"][0]["scorecards"][1]["marks"][1] = mark("1.2", "2", "第3名")

    row = changed(OLD, new)["B", "1.2"]

    assert (row.cause, row.why) == (Cause.OTHERS, "第3名")


def test_a_mark_that_moved_with_the_rubric_moved_because_of_the_rule() -> None:
    new = copy.deepcopy(OLD)
    new["instruments"][0]["rubric_sha256"] = "bb"
    new["instruments"][0]["scorecards"][1]["marks"][1] = mark("1.2", "2", "新办法")

    assert changed(OLD, new)["B", "1.2"].cause is Cause.RULE


def test_a_rank_that_moved_alone_moved_because_of_others() -> None:
    new = copy.deepcopy(OLD)
    new["instruments"][0]["standings"][1]["rank"] = 3

    row = changed(OLD, new)["B", ""]

    assert (row.before, row.after, row.cause) == ("8分，第2名", "8分，第3名", Cause.OTHERS)


def test_a_unit_that_left_the_cohort_is_told_with_the_reason() -> None:
    new = copy.deepcopy(OLD)
    new["instruments"][0]["standings"][1] = line("B", "乙局", None, None)
    new["instruments"][0]["scorecards"].pop()

    row = changed(OLD, new)["B", ""]

    assert (row.after, row.cause, row.why) == ("未参评", Cause.COHORT, "未报")


def test_a_missing_answer_reads_as_missing_and_not_as_zero() -> None:
    new = copy.deepcopy(OLD)
    new["instruments"][0]["scorecards"][1]["marks"][0] = mark("1.1", None, "未填")

    assert changed(OLD, new)["B", "1.1"].after == "未填"


def test_only_campaigns_that_were_published_before_are_compared() -> None:
    assert list_changes({}, {"data/round-1/results.json": "{}"}) == ()
    assert list_changes({"gone": OLD}, {}) == ()


def test_the_workbook_of_changes_is_the_same_bytes_each_time() -> None:
    new = copy.deepcopy(OLD)
    new["instruments"][0]["standings"][1]["rank"] = 3
    changes = compare_results(OLD, new)

    assert change_workbook(changes) == change_workbook(changes)
