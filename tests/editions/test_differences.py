"""Two results of one campaign against one another: what changed, and every cause of it."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from builder.editions.change import Cause, Change, Reason
from builder.editions.change_list import change_workbook, list_changes
from builder.editions.difference_table import describe_differences
from builder.editions.differences import (
    NO_ROW,
    compare_campaigns,
    compare_results,
    compare_snapshots,
    show_mark,
)
from builder.editions.differences_json import Compared
from builder.editions.mark_reasons import ABSENT
from builder.editions.snapshot import Snapshot
from builder.intake.campaign import Campaign
from builder.rubric.schema import Rubric

Json = dict[str, Any]


def source(field: str, value: str, origin: str = "U", file: str = "甲局.xlsx") -> Json:
    place = {"file": file, "sheet": "指标填报", "cell": "D5", "campaign": None}
    return place | {"field": field, "title": field, "value": value, "origin": origin}


def mark(indicator: str, points: str | None, trace: str, *sources: Json, **more: str) -> Json:
    state = "missing" if points is None else "scored"
    known = {"points": points, "state": state, "rule": "proportion", "trace": [trace]}
    return {"indicator": indicator, **known, "sources": list(sources), **more}


def line(unit: str, rank: int | None, total: str | None, reason: str | None = None) -> Json:
    name = {"A": "甲局", "B": "乙局", "C": "丙局"}[unit]
    known = {"unit": unit, "name": name, "rank": rank, "total": total}
    return {**known, "grade": None, "unranked_reason": reason}


def filed(file: str, sha256: str, unit: str | None, received: str | None = None) -> Json:
    return {"file": file, "sha256": sha256, "unit": unit, "kind": "填报表", "received": received}


#: 甲局 and 乙局 are counted: a row of their own (1.1), a row by rank (1.2). 丙局 hasn't filed.
OLD: Json = {
    "campaign": "round-1",
    "cutoff": "2024-04-12T18:00",
    "instruments": [
        {
            "id": "rubric-1",
            "rubric_sha256": "aa",
            "standings": [line("A", 1, "9"), line("B", 2, "8"), line("C", None, None, "未报")],
            "scorecards": [
                {
                    "unit": "A",
                    "marks": [
                        mark("1.1", "5", "37 ÷ 40", source("已进驻事项数", "37项")),
                        mark("1.2", "4", "第1名", source("办件量", "90件", "P"), rule="rank"),
                    ],
                },
                {
                    "unit": "B",
                    "marks": [
                        mark("1.1", "5", "40 ÷ 40", source("已进驻事项数", "40项")),
                        mark("1.2", "3", "第2名", source("办件量", "80件", "P"), rule="rank"),
                    ],
                },
            ],
        }
    ],
    "inputs": [
        filed("甲局.xlsx", "a1", "A", "2024-04-01T09:00"),
        filed("乙局.xlsx", "b1", "B", "2024-04-01T09:00"),
        filed("核定记录.xlsx", "k1", None),
    ],
}
ROW, RANK_ROW = 0, 1


@pytest.fixture
def new() -> Json:
    return copy.deepcopy(OLD)


def instrument(results: Json) -> Json:
    found: Json = results["instruments"][0]
    return found


def set_mark(results: Json, unit: int, row: int, **values: Any) -> None:
    instrument(results)["scorecards"][unit]["marks"][row].update(values)


def set_line(results: Json, number: int, **values: Any) -> None:
    instrument(results)["standings"][number].update(values)


def changed(old: Json, new: Json) -> dict[tuple[str, str], Change]:
    return {(c.unit, c.indicator): c for c in compare_results(old, new)}


def causes(change: Change) -> list[Cause]:
    return [reason.cause for reason in change.reasons]


def test_equal_results_have_no_difference(new: Json) -> None:
    assert compare_results(OLD, new) == ()


def test_a_changed_cell_is_data_named_with_its_old_and_new_value(new: Json) -> None:
    set_mark(new, 0, ROW, points="5.1", sources=[source("已进驻事项数", "38项")])
    set_line(new, 0, total="9.1")

    found = changed(OLD, new)

    row = found["A", "1.1"]
    assert (row.before, row.after, causes(row)) == ("5分", "5.1分", [Cause.DATA])
    assert row.why == "已进驻事项数：37项 → 38项（甲局.xlsx › 指标填报 › D5）"
    assert (causes(found["A", ""]), found["A", ""].why) == ([Cause.DATA], "指标1.1变动")


def test_a_value_that_nobody_had_reported_is_data_from_nothing(new: Json) -> None:
    values = [source("已进驻事项数", "37项"), source("应进驻事项数", "40项")]
    set_mark(new, 0, ROW, points="4", sources=values)

    assert changed(OLD, new)["A", "1.1"].why.startswith("应进驻事项数：无 → 40项")


def test_of_a_log_only_the_rows_that_differ_are_named(new: Json) -> None:
    """Of three rows with the values 1, 1, 2 the first went away: one 1 is left, and the 2."""
    old = copy.deepcopy(OLD)
    set_mark(old, 0, ROW, sources=[source("扣分", value) for value in ("1", "1", "2")])
    set_mark(new, 0, ROW, points="6", sources=[source("扣分", value) for value in ("1", "2")])

    found = changed(old, new)["A", "1.1"]

    assert found.why == "扣分：1 → 无（甲局.xlsx › 指标填报 › D5）"


def test_a_finding_that_changed_is_a_correction(new: Json) -> None:
    """The assessor's word takes the place of the unit's own."""
    verdict = source("已进驻事项数", "30项", "A", "核定记录.xlsx")
    set_mark(new, 0, ROW, points="4", sources=[verdict])

    assert causes(changed(OLD, new)["A", "1.1"]) == [Cause.CORRECTION]


def test_a_row_that_no_longer_waits_for_its_register_is_a_correction(new: Json) -> None:
    old = copy.deepcopy(OLD)
    set_mark(old, 0, ROW, points=None, state="pending", trace=["登记表未收到"], sources=[])
    set_mark(new, 0, ROW, sources=[], trace=["没有扣分"])

    found = changed(old, new)["A", "1.1"]

    assert (found.before, causes(found)) == ("待核定", [Cause.CORRECTION])
    assert found.why == "登记表未收到 → 没有扣分"


def test_an_upheld_appeal_is_named_with_the_finding_that_carries_it_out(new: Json) -> None:
    old = copy.deepcopy(OLD)
    set_mark(old, 0, ROW, sources=[source("扣分", "1", "A", "核定记录.xlsx")])
    set_mark(new, 0, ROW, points="6", sources=[source("扣分", "0", "A", "核定记录.xlsx")])
    new["appeals"] = [{"unit": "A", "indicator": "1.1", "decision": "采纳"}]

    found = changed(old, new)["A", "1.1"]

    assert causes(found) == [Cause.APPEAL]
    assert found.why == "采纳，扣分：1 → 0（核定记录.xlsx › 指标填报 › D5）"


def test_an_upheld_appeal_stands_beside_the_new_filing_that_carries_it_out(new: Json) -> None:
    new["inputs"].append(filed("甲局（补）.xlsx", "a2", "A", "2024-04-09T09:00"))
    values = [source("已进驻事项数", "38项", file="甲局（补）.xlsx")]
    set_mark(new, 0, ROW, points="5.1", sources=values)
    new["appeals"] = [{"unit": "A", "indicator": "1.1", "decision": "采纳"}]

    assert causes(changed(OLD, new)["A", "1.1"]) == [Cause.APPEAL, Cause.LATE]


def test_an_exclusion_looks_at_the_row_that_it_has_its_values_of(new: Json) -> None:
    """It is of 甲局's row 1.2, which 乙局's own value moved."""
    values = [source("办件量", "90件", "P")]
    set_mark(new, 1, RANK_ROW, points="4", sources=[source("办件量", "99件", "P")])
    mark_of = mark("X1", None, "末位", *values, rule="exclusion")
    instrument(new)["scorecards"][0]["vetoes"] = [mark_of]

    found = changed(OLD, new)["A", "X1"]

    assert (found.before, found.after) == ("未触发", "触发")
    assert Cause.OTHERS in causes(found)


@pytest.mark.parametrize(
    "appeal",
    [
        {"unit": "A", "indicator": "1.1", "decision": "不采纳"},
        {"unit": "B", "indicator": "1.1", "decision": "采纳"},
        {"unit": "A", "indicator": "1.2", "decision": "采纳"},
    ],
    ids=["rejected", "of another unit", "on another row"],
)
def test_an_appeal_that_was_not_upheld_here_changes_no_cause(new: Json, appeal: Json) -> None:
    verdict = source("已进驻事项数", "30项", "A", "核定记录.xlsx")
    set_mark(new, 0, ROW, points="4", sources=[verdict])
    new["appeals"] = [appeal]

    assert causes(changed(OLD, new)["A", "1.1"]) == [Cause.CORRECTION]


def test_an_appeal_that_had_been_upheld_before_is_not_named_again(new: Json) -> None:
    old = copy.deepcopy(OLD)
    old["appeals"] = new["appeals"] = [{"unit": "A", "indicator": "1.1", "decision": "采纳"}]
    set_mark(new, 0, ROW, points="4", sources=[source("已进驻事项数", "30项", "A")])

    assert causes(changed(old, new)["A", "1.1"]) == [Cause.CORRECTION]


def test_a_mark_that_moved_by_a_newer_filing_came_late(new: Json) -> None:
    """The filing has another name, and its bytes weren't there before."""
    new["inputs"].append(filed("甲局（补）.xlsx", "a2", "A", "2024-04-09T09:00"))
    values = [source("已进驻事项数", "38项", file="甲局（补）.xlsx")]
    set_mark(new, 0, ROW, points="5.1", sources=values)

    found = changed(OLD, new)["A", "1.1"]

    assert causes(found) == [Cause.LATE]
    assert "甲局（补）.xlsx › 指标填报 › D5" in found.why


def test_a_filing_of_the_same_name_is_a_newer_one_if_it_was_received_later(new: Json) -> None:
    new["inputs"][0] = filed("甲局.xlsx", "a2", "A", "2024-04-09T09:00")
    set_mark(new, 0, ROW, points="5.1", sources=[source("已进驻事项数", "38项")])

    assert causes(changed(OLD, new)["A", "1.1"]) == [Cause.LATE]


def test_a_cell_mended_in_the_same_filing_is_data(new: Json) -> None:
    """Other bytes, but the same name and the same time of receipt."""
    new["inputs"][0] = filed("甲局.xlsx", "a2", "A", "2024-04-01T09:00")
    set_mark(new, 0, ROW, points="5.1", sources=[source("已进驻事项数", "38项")])

    assert causes(changed(OLD, new)["A", "1.1"]) == [Cause.DATA]


def test_a_filing_that_was_there_before_and_counts_now_is_no_late_one(new: Json) -> None:
    old = copy.deepcopy(OLD)
    old["inputs"].append(filed("甲局（补）.xlsx", "a2", "A"))
    new["inputs"].append(filed("甲局（补）.xlsx", "a2", "A"))
    values = [source("已进驻事项数", "38项", file="甲局（补）.xlsx")]
    set_mark(new, 0, ROW, points="5.1", sources=values)

    assert causes(changed(old, new)["A", "1.1"]) == [Cause.DATA]


def test_a_unit_that_filed_since_joins_by_a_late_filing(new: Json) -> None:
    set_line(new, 2, rank=3, total="7", unranked_reason=None)
    instrument(new)["scorecards"].append({"unit": "C", "marks": [mark("1.1", "7", "x")]})
    new["inputs"].append(filed("丙局.xlsx", "c1", "C", "2024-04-11T10:30"))

    found = changed(OLD, new)

    assert list(found) == [("C", "")]
    assert (found["C", ""].before, found["C", ""].after) == ("未参评", "7分，第3名")
    assert causes(found["C", ""]) == [Cause.LATE]
    assert found["C", ""].why == "原未报，现有丙局.xlsx（2024-04-11 10:30收到）"


def test_a_unit_that_joins_because_the_cutoff_moved_did_not_file_late(new: Json) -> None:
    old = copy.deepcopy(OLD)
    for side in (old, new):
        side["inputs"].append(filed("丙局.xlsx", "c1", "C", "2024-04-13T10:30"))
    set_line(old, 2, unranked_reason="截止后报送")
    set_line(new, 2, rank=3, total="7", unranked_reason=None)
    instrument(new)["scorecards"].append({"unit": "C", "marks": []})
    new["cutoff"] = "2024-04-15T18:00"

    found = changed(old, new)["C", ""]

    assert causes(found) == [Cause.SETTINGS]
    assert found.why == "原截止后报送；cutoff：2024-04-12T18:00 → 2024-04-15T18:00"


def test_a_late_filing_that_only_a_later_cutoff_lets_in_has_both_causes(new: Json) -> None:
    set_line(new, 2, rank=3, total="7", unranked_reason=None)
    instrument(new)["scorecards"].append({"unit": "C", "marks": []})
    new["inputs"].append(filed("丙局.xlsx", "c1", "C", "2024-04-13T10:30"))
    new["cutoff"] = "2024-04-15T18:00"

    assert causes(changed(OLD, new)["C", ""]) == [Cause.LATE, Cause.SETTINGS]


def test_a_later_cutoff_is_no_cause_for_a_filing_within_the_old_one(new: Json) -> None:
    set_line(new, 2, rank=3, total="7", unranked_reason=None)
    instrument(new)["scorecards"].append({"unit": "C", "marks": []})
    new["inputs"].append(filed("丙局.xlsx", "c1", "C", "2024-04-11T10:30"))
    new["cutoff"] = "2024-04-15T18:00"

    assert causes(changed(OLD, new)["C", ""]) == [Cause.LATE]


def test_a_unit_that_joins_without_a_new_workbook_is_a_change_of_the_cohort(new: Json) -> None:
    """Its two filings were there before; the register of receipts now tells which counts."""
    old = copy.deepcopy(OLD)
    for side in (old, new):
        side["inputs"] += [filed("丙局1.xlsx", "c1", "C"), filed("丙局2.xlsx", "c2", "C")]
    set_line(old, 2, unranked_reason="有多份填报表，无法确定以哪份为准")
    set_line(new, 2, rank=3, total="7", unranked_reason=None)
    instrument(new)["scorecards"].append({"unit": "C", "marks": []})

    assert causes(changed(old, new)["C", ""]) == [Cause.COHORT]


def test_a_rubric_that_the_campaign_got_or_lost_is_a_setting(new: Json) -> None:
    other = copy.deepcopy(instrument(new)) | {"id": "rubric-2"}
    new["instruments"].append(other)

    got = {(c.instrument, c.unit): c for c in compare_results(OLD, new)}
    lost = {(c.instrument, c.unit): c for c in compare_results(new, OLD)}

    assert causes(got["rubric-2", "A"]) == causes(lost["rubric-2", "A"]) == [Cause.SETTINGS]
    assert got["rubric-2", "A"].why == "原不在参评单位中；instruments：无 → rubric-2"
    assert (lost["rubric-2", "A"].before, lost["rubric-2", "A"].after) == (
        *("9分，第1名", "未参评"),
    )


def test_a_unit_that_left_is_told_with_the_reason(new: Json) -> None:
    set_line(new, 1, rank=None, total=None, unranked_reason="有多份填报表，无法确定以哪份为准")
    instrument(new)["scorecards"].pop()

    found = changed(OLD, new)["B", ""]

    assert (found.after, causes(found)) == ("未参评", [Cause.COHORT])
    assert found.why == "有多份填报表，无法确定以哪份为准"


def test_a_ranked_row_moves_with_the_unit_whose_value_changed(new: Json) -> None:
    set_mark(new, 1, RANK_ROW, points="4", sources=[source("办件量", "99件", "P")])
    set_mark(new, 0, RANK_ROW, points="3", trace=["第2名"])

    found = changed(OLD, new)

    assert causes(found["B", "1.2"]) == [Cause.DATA]
    assert causes(found["A", "1.2"]) == [Cause.OTHERS]
    assert found["A", "1.2"].why == "乙局变动，第1名 → 第2名"
    assert found["A", "1.2"].reasons[0].units == ("B",)


def test_a_ranked_row_moves_with_a_unit_that_joined(new: Json) -> None:
    instrument(new)["scorecards"].append({"unit": "C", "marks": []})
    set_mark(new, 1, RANK_ROW, points="2", trace=["第3名"])

    found = changed(OLD, new)["B", "1.2"]

    assert (causes(found), found.reasons[0].units) == ([Cause.OTHERS], ("C",))


def test_own_data_and_another_unit_in_a_ranked_row_are_both_named_data_first(new: Json) -> None:
    set_mark(new, 0, RANK_ROW, points="3", sources=[source("办件量", "85件", "P")])
    set_mark(new, 1, RANK_ROW, points="4", sources=[source("办件量", "99件", "P")])

    found = changed(OLD, new)

    assert causes(found["A", "1.2"]) == [Cause.DATA, Cause.OTHERS]
    assert causes(found["B", "1.2"]) == [Cause.DATA, Cause.OTHERS]


def test_a_row_that_looks_at_no_other_unit_is_never_moved_by_one(new: Json) -> None:
    """乙局's value in 1.1 changed; 甲局's mark there changed too, and nothing tells why."""
    set_mark(new, 1, ROW, points="4", sources=[source("已进驻事项数", "32项")])
    set_mark(new, 0, ROW, points="4")

    assert causes(changed(OLD, new)["A", "1.1"]) == [Cause.UNTOLD]


def test_a_finding_a_platform_value_and_a_newer_filing_in_one_row_are_told_in_order(
    new: Json,
) -> None:
    old = copy.deepcopy(OLD)
    before = [("扣分", "1", "A"), ("办件量", "90件", "P"), ("已进驻事项数", "37项", "U")]
    set_mark(old, 0, ROW, sources=[source(*value) for value in before])
    new["inputs"].append(filed("甲局（补）.xlsx", "a2", "A"))
    after = [("扣分", "2", "A"), ("办件量", "91件", "P")]
    fresh = source("已进驻事项数", "38项", "U", "甲局（补）.xlsx")
    set_mark(new, 0, ROW, points="3", sources=[*(source(*value) for value in after), fresh])

    found = changed(old, new)["A", "1.1"]

    assert causes(found) == [Cause.LATE, Cause.CORRECTION, Cause.DATA]
    assert found.causes == "补报、换报、核定更正、数据变动"


def test_a_changed_fingerprint_is_the_cause_only_where_nothing_else_is(new: Json) -> None:
    """Without the old rubric's text nobody can say which row it changed."""
    instrument(new)["rubric_sha256"] = "bb"
    set_mark(new, 0, ROW, points="5.1", sources=[source("已进驻事项数", "38项")])
    new["inputs"][0]["sha256"] = "a2"
    set_mark(new, 1, ROW, points="4", trace=["新办法"])

    found = changed(OLD, new)

    assert causes(found["A", "1.1"]) == [Cause.DATA]
    assert causes(found["B", "1.1"]) == [Cause.RULE]


def test_a_rank_that_moved_alone_names_who_passed(new: Json) -> None:
    set_line(new, 0, rank=2)
    set_line(new, 1, rank=1, total="10")

    found = changed(OLD, new)["A", ""]

    assert (found.before, found.after) == ("9分，第1名", "9分，第2名")
    assert (causes(found), found.reasons[0].units) == ([Cause.OTHERS], ("B",))


def test_own_rows_and_another_units_total_that_moved_a_rank_are_both_named(new: Json) -> None:
    """甲局 falls from 9 to 8.5 by its data, 乙局 rises from 8 to 10."""
    set_mark(new, 0, ROW, points="4.5", sources=[source("已进驻事项数", "33项")])
    set_line(new, 0, rank=2, total="8.5")
    set_line(new, 1, rank=1, total="10")

    assert causes(changed(OLD, new)["A", ""]) == [Cause.DATA, Cause.OTHERS]


def test_a_rank_that_moved_by_ones_own_total_names_nobody_else(new: Json) -> None:
    """甲局 falls below 乙局, whose total stays."""
    set_mark(new, 0, ROW, points="3", sources=[source("已进驻事项数", "22项")])
    set_line(new, 0, rank=2, total="7")
    set_line(new, 1, rank=1)

    found = changed(OLD, new)

    assert causes(found["A", ""]) == [Cause.DATA]
    assert causes(found["B", ""]) == [Cause.OTHERS]


def test_a_missing_answer_reads_as_missing_and_not_as_zero(new: Json) -> None:
    instrument(new)["scorecards"][1]["marks"][ROW] = mark("1.1", None, "未填")

    assert changed(OLD, new)["B", "1.1"].after == "未填"


def test_a_veto_that_now_stands_is_told(new: Json) -> None:
    veto = mark("V1", None, "有一起", source("事件", "是", "A", "核定记录.xlsx"), rule="veto")
    instrument(new)["scorecards"][0]["vetoes"] = [veto | {"state": "scored"}]
    new["inputs"][2]["sha256"] = "k2"

    found = changed(OLD, new)["A", "V1"]

    assert (found.before, found.after, causes(found)) == ("未触发", "触发", [Cause.CORRECTION])


FIELDS = [{"id": "desk", "title": "窗口", "type": "yes_no", "origin": ["U"]}]
CHECKED: Json = {"kind": "checklist", "per": "1", "elements": [{"field": "desk", "is": True}]}
SHARED = [{"id": "posts", "title": "岗位数", "type": "integer", "origin": ["U"]}]


def row(id_: str, rule: Json, fields: list[Json], **more: Any) -> Json:
    words = {"title": "事项进驻", "wording": "缺一项扣一分", "clause": "一", "method": "查"}
    return {"id": id_, **words, "points": "5", "fields": fields, "rule": rule, **more}


def rubric(*rows: Json, weight: str = "1") -> Rubric:
    """A rubric of *rows*, each of five points; of one row, 1.1, where none are given."""
    rows = rows or (row("1.1", CHECKED, FIELDS),)
    points = str(5 * len(rows))
    section = {"id": "1", "title": "一", "points": points, "indicators": rows}
    part = {"id": "p", "title": "总", "points": points, "weight": weight, "sections": [section]}
    known = {"id": "rubric-1", "title": "细则", "source": {"document": "办法"}}
    return Rubric.model_validate({**known, "kinds": ["department"], "parts": [part]})


HALF = rubric(row("1.1", CHECKED | {"per": "0.5"}, FIELDS))


def with_rubrics(old: Rubric, new: Rubric, results: Json) -> dict[tuple[str, str], Change]:
    before, after = Snapshot(OLD, {"rubric-1": old}), Snapshot(results, {"rubric-1": new})
    return {(c.unit, c.indicator): c for c in compare_campaigns(before, after)}


def test_a_changed_key_of_the_row_is_the_rule_with_its_path(new: Json) -> None:
    instrument(new)["rubric_sha256"] = "bb"
    set_mark(new, 0, ROW, points="4", trace=["新办法"])

    found = with_rubrics(rubric(), HALF, new)["A", "1.1"]

    assert (causes(found), found.why) == ([Cause.RULE], "rule.per：1 → 0.5")


def test_a_changed_key_and_a_changed_cell_are_both_named_data_first(new: Json) -> None:
    instrument(new)["rubric_sha256"] = "bb"
    new["inputs"][0]["sha256"] = "a2"
    set_mark(new, 0, ROW, points="4", sources=[source("已进驻事项数", "38项")])

    found = with_rubrics(rubric(), HALF, new)["A", "1.1"]

    assert causes(found) == [Cause.DATA, Cause.RULE]


def test_a_cell_of_the_same_bytes_that_is_read_otherwise_is_the_rule_alone(new: Json) -> None:
    """The rubric counts in 件 now; 甲局.xlsx is byte for byte what it was."""
    instrument(new)["rubric_sha256"] = "bb"
    set_mark(new, 0, ROW, points="4", sources=[source("已进驻事项数", "37件")])

    assert causes(with_rubrics(rubric(), HALF, new)["A", "1.1"]) == [Cause.RULE]


def test_another_wording_is_no_cause(new: Json) -> None:
    reworded = rubric(row("1.1", CHECKED, FIELDS, wording="另一种说法", title="进驻"))
    instrument(new)["rubric_sha256"] = "bb"
    set_mark(new, 0, ROW, points="4")

    found = with_rubrics(rubric(), reworded, new)["A", "1.1"]

    assert causes(found) == [Cause.UNTOLD]


def test_a_weight_outside_the_rows_moves_totals_and_no_row(new: Json) -> None:
    instrument(new)["rubric_sha256"] = "bb"
    set_line(new, 0, total="8.1")

    found = with_rubrics(rubric(), rubric(weight="0.9"), new)

    assert list(found) == [("A", "")]
    assert (causes(found["A", ""]), found["A", ""].why) == (
        *([Cause.RULE], "parts.p.weight：1 → 0.9"),
    )


def test_a_field_that_another_row_asks_for_belongs_to_every_rule_that_draws_on_it(
    new: Json,
) -> None:
    """Row 1.1 counts by 岗位数, which row 1.2 asks for and which is now read as a percentage."""
    ratio = {"kind": "proportion", "numerator": {"field": "desks", "over": {"field": "posts"}}}
    desks = [{"id": "desks", "title": "窗口数", "type": "integer", "origin": ["U"]}]
    percent = [SHARED[0] | {"type": "percent"}]
    elsewhere = CHECKED | {"elements": [{"measure": {"field": "posts"}, "at_least": 1}]}
    old, later = (
        rubric(row("1.1", ratio, desks), row("1.2", elsewhere, asked))
        for asked in (SHARED, percent)
    )
    instrument(new)["rubric_sha256"] = "bb"
    set_mark(new, 0, ROW, points="4")

    found = with_rubrics(old, later, new)["A", "1.1"]

    assert causes(found) == [Cause.RULE]
    assert "fields.posts.type：integer → percent" in found.why


@pytest.mark.parametrize(
    ("ends", "expected"),
    [({}, [Cause.OTHERS]), ({"best": "100", "worst": "0"}, [Cause.UNTOLD])],
    ids=["of the cohort", "both written down"],
)
def test_a_normalised_row_hangs_on_others_unless_both_ends_are_written_down(
    new: Json, ends: Json, expected: list[Cause]
) -> None:
    rule = {"kind": "normalised", "value": {"field": "posts"}, **ends}
    same = rubric(row("1.1", rule, SHARED))
    set_mark(new, 1, ROW, points="4", sources=[source("已进驻事项数", "32项")])
    set_mark(new, 0, ROW, points="4", rule="normalised")

    assert causes(with_rubrics(same, same, new)["A", "1.1"]) == expected


@pytest.mark.parametrize(
    ("policy", "expected"), [("group_mean", [Cause.OTHERS]), ("full", [Cause.UNTOLD])]
)
def test_a_row_that_does_not_apply_hangs_on_others_only_as_their_mean(
    new: Json, policy: str, expected: list[Cause]
) -> None:
    same = rubric(row("1.1", CHECKED, FIELDS, not_applicable=policy))
    old = copy.deepcopy(OLD)
    set_mark(old, 0, ROW, state="not_applicable")
    set_mark(new, 0, ROW, state="not_applicable", points="4")
    set_mark(new, 1, ROW, points="4", sources=[source("已进驻事项数", "32项")])

    sides = (Snapshot(side, {"rubric-1": same}) for side in (old, new))
    found = {(c.unit, c.indicator): c for c in compare_campaigns(*sides)}

    assert causes(found["A", "1.1"]) == expected


def campaign(end: str) -> Campaign:
    return Campaign.model_validate(
        {"id": "round-1", "title": "第一轮", "authority": "甲", "region": "县"}
        | {"period": {"start": "2024-01-01", "end": end}, "instruments": ["rubric-1"]}
    )


def test_another_period_is_the_cause_where_no_value_and_no_rule_changed(new: Json) -> None:
    set_mark(new, 0, ROW, points="4", trace=["满十二个月"])
    rubrics = {"rubric-1": rubric()}
    before = Snapshot(OLD, rubrics, campaign("2024-03-31"))

    found = next(compare_campaigns(before, Snapshot(new, rubrics, campaign("2024-06-30"))))

    assert causes(found) == [Cause.SETTINGS]
    assert found.why == "period.end：2024-03-31 → 2024-06-30"


def test_a_rubric_that_is_not_at_hand_any_more_is_told_as_changed(new: Json) -> None:
    instrument(new)["rubric_sha256"] = "bb"
    set_line(new, 0, total="9.5")

    found = changed(OLD, new)["A", ""]

    assert causes(found) == [Cause.RULE]
    assert "旧细则不在手边" in found.why


def test_a_total_that_moved_with_a_setting_alone_moved_by_it(new: Json) -> None:
    set_line(new, 0, total="9.5")
    rubrics = {"rubric-1": rubric()}
    before = Snapshot(OLD, rubrics, campaign("2024-03-31"))

    (found,) = compare_campaigns(before, Snapshot(new, rubrics, campaign("2024-06-30")))

    assert causes(found) == [Cause.SETTINGS]


def test_yes_no_and_lists_are_told_as_the_file_has_them(new: Json) -> None:
    desks = [{**FIELDS[0], "not_applicable": True}]
    levels = [{"id": "posts", "title": "等级", "type": "choice", "origin": ["U"]}]
    drawn = {"elements": [{"field": "desk", "is": True}, {"field": "posts", "is": "甲"}]}
    old, later = (
        rubric(row("1.1", CHECKED | drawn, [*asked, levels[0] | {"choices": choices}]))
        for asked, choices in ((FIELDS, ["甲"]), (desks, ["甲", "乙"]))
    )
    instrument(new)["rubric_sha256"] = "bb"
    set_mark(new, 0, ROW, points="4")

    why = with_rubrics(old, later, new)["A", "1.1"].why

    assert "not_applicable：false → true" in why
    assert "choices：甲 → 甲、乙" in why


def test_a_mark_that_there_is_not_is_shown_as_none() -> None:
    assert show_mark(ABSENT) == NO_ROW == "无此项"


def year(rank: int, total: str, quarter: str) -> Json:
    row = {
        "unit": "A",
        "name": "甲局",
        "rank": rank,
        "total": total,
        "totals": {"round-1": quarter},
    }
    known = {"campaign": "year", "rubric": "rubric-1", "rounds": ["round-1"]}
    return known | {"standings": [row]}


def test_a_years_total_moves_for_the_causes_in_its_rounds(new: Json) -> None:
    set_mark(new, 0, ROW, points="5.1", sources=[source("已进驻事项数", "38项")])
    set_line(new, 0, total="9.1")
    sides = ((OLD, year(1, "9", "9")), (new, year(1, "9.1", "9.1")))
    old_side, new_side = (
        {"round-1": Snapshot(round_), "year": Snapshot(whole)} for round_, whole in sides
    )

    found = compare_snapshots(old_side, new_side)[-1]

    assert (found.campaign, found.before, found.after) == ("year", "9分，第1名", "9.1分，第1名")
    assert (causes(found), found.why) == ([Cause.DATA], "round-1的成绩变动")


def test_a_years_rank_that_moved_alone_moved_by_others() -> None:
    sides = ({"year": Snapshot(year(rank, "9", "9"))} for rank in (1, 2))

    assert [causes(change) for change in compare_snapshots(*sides)] == [[Cause.OTHERS]]


def test_a_years_total_that_moved_without_its_rounds_moved_by_a_setting() -> None:
    sides = ({"year": Snapshot(year(1, total, "9"))} for total in ("9", "9.5"))

    assert [causes(change) for change in compare_snapshots(*sides)] == [[Cause.SETTINGS]]


def test_a_rank_in_a_round_moves_no_total_of_the_year(new: Json) -> None:
    """甲局's total of the round moved, and its rank by 乙局: the year names the first alone."""
    set_mark(new, 0, ROW, points="4", sources=[source("已进驻事项数", "30项")])
    set_line(new, 0, total="8", rank=2)
    set_line(new, 1, total="8.5", rank=1)
    set_mark(new, 1, ROW, points="5.5", sources=[source("已进驻事项数", "41项")])
    sides = ((OLD, year(1, "9", "9")), (new, year(2, "8", "8")))
    old_side, new_side = (
        {"round-1": Snapshot(round_), "year": Snapshot(whole)} for round_, whole in sides
    )

    found = compare_snapshots(old_side, new_side)

    assert Cause.OTHERS in causes(next(c for c in found if (c.unit, c.indicator) == ("A", "")))
    assert causes(found[-1]) == [Cause.DATA]


@pytest.mark.parametrize(("whole", "more"), [(False, True), (True, False)])
def test_the_screen_shows_the_first_rows_unless_all_are_asked_for(
    *, whole: bool, more: bool
) -> None:
    reason = (Reason(Cause.DATA, "5 → 6"),)
    rows = [Change("q1", "r", "A", "甲局", str(n), "5分", "6分", reason) for n in range(13)]

    said = "\n".join(describe_differences(Compared("旧", "新", tuple(rows)), whole=whole))

    assert "总分和名次变动0个单位，得分变动13处" in said
    assert ("另有1处，见 比对.xlsx，或者加 --all" in said) is more


def write_results(site: Path, results: Json, campaign: str = "round-1") -> Path:
    """Leaves *results* in *site* as a build does; gives *site*."""
    path = site / "data" / campaign / "results.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(results), encoding="utf-8")
    return site


def test_only_campaigns_that_were_published_before_are_compared(tmp_path: Path) -> None:
    before = write_results(tmp_path / "before", OLD)

    assert list_changes(before, write_results(tmp_path / "after", OLD, "round-2")) == ()
    assert list_changes(tmp_path / "never built", before) == ()


def test_a_build_is_compared_with_what_the_build_before_wrote(tmp_path: Path, new: Json) -> None:
    before = write_results(tmp_path / "before", OLD)
    set_line(new, 1, rank=3)

    assert list_changes(before, write_results(tmp_path / "same", OLD)) == ()
    found = list_changes(before, write_results(tmp_path / "changed", new))
    assert found == compare_results(OLD, new) != ()


def test_the_workbook_of_changes_is_the_same_bytes_each_time(new: Json) -> None:
    set_line(new, 1, rank=3)
    changes = compare_results(OLD, new)

    assert changes
    assert change_workbook(changes) == change_workbook(changes)
