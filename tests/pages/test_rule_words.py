"""Rules in Chinese: no key of the YAML and no English word is left on a method page."""

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from builder.pages.rule_words import (
    key_name,
    rule_manual,
    rule_name,
    rule_parameters,
)
from builder.pages.term_words import Names, condition_words, measure_words
from builder.rubric.fields import Field
from builder.rubric.profiles import read_rubrics
from builder.rubric.rules import Rule
from builder.rubric.rules.base import BaseRule
from builder.rubric.terms import Condition, Measure

RUBRICS = Path(__file__).parent.parent.parent / "rubrics"

KINDS: tuple[type[BaseRule], ...] = get_args(get_args(Rule)[0])

NAMES = Names(
    {
        str(field["id"]): Field.model_validate({"origin": ["U"], **field})
        for field in (
            {"id": "done", "title": "已办数", "type": "integer"},
            {"id": "all", "title": "总数", "type": "integer"},
            {"id": "rate", "title": "网办率", "type": "percent"},
            {"id": "plan", "title": "有方案", "type": "yes_no"},
            {"id": "score", "title": "核定扣分", "type": "decimal"},
            {"id": "kind", "title": "类型", "type": "choice", "choices": ["标准", "基础"]},
            {
                "id": "visits",
                "title": "巡查记录",
                "type": "log",
                "columns": [
                    {"id": "true", "title": "属实", "type": "yes_no"},
                    {"id": "rows", "title": "件数", "type": "integer"},
                    {"id": "level", "title": "级别", "type": "choice", "choices": ["省级"]},
                    {"id": "name", "title": "名称", "type": "text"},
                ],
            },
        )
    },
    {},
)


def parse(rule: dict[str, Any]) -> Rule:
    parsed: Rule = TypeAdapter(Rule).validate_python(rule)
    return parsed


def words(rule: dict[str, Any]) -> list[str]:
    return [f"{item.name}：{'｜'.join(item.lines)}" for item in rule_parameters(parse(rule), NAMES)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_key_of_every_kind_has_a_chinese_name(kind: type[BaseRule]) -> None:
    for key in set(kind.model_fields) - {"kind"}:
        assert re.search(r"[\u4e00-\u9fff]", key_name(kind, key))


@pytest.mark.parametrize("path", sorted(RUBRICS.glob("*.yml")), ids=lambda path: path.stem)
def test_the_manual_of_every_row_is_chinese_throughout(path: Path) -> None:
    loaded, problems = read_rubrics(path, path.name)
    assert problems == ()
    for row in (row for one in loaded for row in one.record.indicators):
        text = rule_name(row.rule) + rule_manual(row.rule)

        assert re.findall(r"[A-Za-z]{2,}|`", text) == [], row.id


def test_a_manual_leaves_out_what_the_rule_does_not_use() -> None:
    """An accrual with a base, but without threshold and without a condition for the base."""
    plain = parse({"kind": "accrual", "per": "1", "count": {"field": "done"}})

    assert rule_manual(plain) == (
        "基础分 + 每个加分 × 个数，加满为止。用在减分板块时，所得就是扣掉的分数。"
    )


def test_a_manual_calls_the_keys_that_the_rule_uses_by_their_names() -> None:
    stepped = parse({"kind": "rank", "basis": {"field": "done"}, "step": "0.5"})
    curved = parse({"kind": "rank", "basis": {"field": "done"}, "curve": "linear"})

    assert "每递减一个名次扣「每递减一名扣分」分" in rule_manual(stepped)
    assert "「折算曲线」为「线性折算」" in rule_manual(curved)
    assert "「每递减一名扣分」" not in rule_manual(curved)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ({"field": "done"}, "「已办数」"),
        ({"number": "4", "title": "应开会次数"}, "应开会次数4"),
        ({"field": "done", "over": {"field": "all"}}, "「已办数」 ÷ 「总数」"),
        ({"field": "all", "less": {"field": "done"}}, "（「总数」 − 「已办数」）"),
        (
            {"field": "done", "plus": {"field": "all"}, "over": {"number": 2}},
            "（「已办数」 + 「总数」） ÷ 2",
        ),
        (
            {"field": "done", "times": "1000", "over": {"field": "all"}},
            "「已办数」 × 1000 ÷ 「总数」",
        ),
        ({"count": "visits"}, "「巡查记录」的记录数"),
        (
            {"count": "visits", "where": {"field": "true", "is": True}, "title": "属实投诉"},
            "属实投诉（「巡查记录」中「属实」为是的记录数）",
        ),
        ({"sum": "visits", "column": "rows"}, "「巡查记录」的「件数」合计"),
        ({"mean": "visits", "column": "rows"}, "「巡查记录」的「件数」平均值"),
    ],
)
def test_a_measure_is_worded(measure: dict[str, Any], expected: str) -> None:
    assert measure_words(Measure.model_validate(measure), NAMES) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"field": "plan", "is": True}, "「有方案」为是"),
        ({"field": "plan", "is": False}, "「有方案」为否"),
        ({"field": "kind", "is": "标准"}, "「类型」为「标准」"),
        ({"field": "plan", "given": True}, "「有方案」已填"),
        ({"field": "plan", "given": False}, "「有方案」未填"),
        ({"field": "done", "at_least": "5"}, "「已办数」不低于5"),
        ({"field": "done", "at_most": "5"}, "「已办数」不高于5"),
        ({"field": "done", "above": "5"}, "「已办数」高于5"),
        ({"field": "rate", "below": "0.6"}, "「网办率」低于60%"),
        (
            {"measure": {"field": "done", "over": {"field": "all"}}, "at_least": "0.9"},
            "「已办数」 ÷ 「总数」不低于90%",
        ),
        ({"field": "plan", "within_months": 12}, "「有方案」在评估期末之前12个月内"),
        ({"field": "done", "differs_from": "all"}, "「已办数」不同于「总数」"),
        (
            {"field": "kind", "says_more_than": ["正在推进", "已安排"]},
            "「类型」不只是「正在推进」「已安排」这样的话",
        ),
        (
            {
                "all": [
                    {"field": "plan", "is": True},
                    {"any": [{"field": "done", "given": True}, {"field": "all", "given": True}]},
                ]
            },
            "「有方案」为是，且（「已办数」已填，或「总数」已填）",
        ),
    ],
)
def test_a_condition_is_worded(condition: dict[str, Any], expected: str) -> None:
    assert condition_words(Condition.model_validate(condition), NAMES) == expected


def test_bands_of_a_share_are_percentages_and_say_which_end_is_included() -> None:
    rule = {
        "kind": "bands",
        "value": {"field": "rate"},
        "bands": [
            {"below": "0.6", "points": 0},
            {"at_most": "0.9", "points": 2},
            {"points": 4},
        ],
    }

    assert words(rule) == [
        "分档的数值：「网办率」",
        "各档：「不足60%」：0分｜「60%以上、90%以内」：2分｜「90%以上（不含）」：4分",
    ]


def test_points_that_run_in_a_line_within_a_band_say_so() -> None:
    bands = [{"below": "0.6", "points": 0}, {"below": "0.9", "points": 1, "to": 3}, {"points": 4}]

    assert words({"kind": "bands", "value": {"field": "rate"}, "bands": bands})[1] == (
        "各档：「不足60%」：0分｜「60%以上、不足90%」：由1分直线变化到3分｜「90%以上」：4分"
    )


def test_charges_are_worded_one_a_line() -> None:
    rule = {
        "kind": "deduction",
        "charges": [
            {"per": "0.5", "title": "现场", "count": {"count": "visits"}},
            {"per": "1", "unless": {"field": "plan", "is": True}},
        ],
    }

    charges, floor = words(rule)

    assert charges.removeprefix("扣分项：").split("｜") == [
        "每次扣分：0.5分；扣分事由：现场；次数：「巡查记录」的记录数",
        "每次扣分：1分；不扣的条件：「有方案」为是",
    ]
    assert floor == "最低分：0分"


def test_levels_of_events_are_named_by_their_columns() -> None:
    rule = {"kind": "events", "log": "visits", "levels": [{"level": "省级", "per": "2"}]}

    assert words(rule) == [
        "登记表：「巡查记录」",
        "级别所在列：「级别」",
        "名称所在列：「名称」",
        "各级别：级别：省级；每次分值：2分",
    ]


def test_a_judged_deduction_says_that_it_deducts() -> None:
    rule = {"kind": "judgement", "field": "score", "low": "2", "high": "4", "deducts": True}

    assert words(rule) == [
        *("填报项：「核定扣分」", "最低：2分", "最高：4分", "分档：0.5分", "从满分中扣：是"),
    ]
