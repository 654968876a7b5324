"""Records that contradict themselves are refused, with the reason in the office's words."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from builder.model.marks import Mark, MarkState
from builder.rubric.catalogue_columns import CatalogueColumn
from builder.rubric.examples import Example
from builder.rubric.fields import Column, Field
from builder.rubric.rules import Rule

RULE: TypeAdapter[Rule] = TypeAdapter(Rule)
YES = {"field": "yes", "is": True}
COUNT = {"count": {"field": "a"}, "per": 1}
LEVEL = {"level": "高", "per": 1}
#: A condition that looks back from the end of the period, which a log's row doesn't know.
RECENT = {"field": "day", "within_months": 12}
TEXT = {"id": "a", "title": "说明", "type": "text"}
COLUMN = {"id": "a", "title": "级别"}


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"kind": "accrual", **COUNT, "above": 1, "below": 9}, "above、below 只写一个"),
        ({"kind": "deduction", "charges": [{"per": 1}]}, "须且只须写 count、unless 之一"),
        ({"kind": "deduction", "charges": [{**COUNT, "unless": YES}]}, "须且只须写 count、unless"),
        (
            {"kind": "events", "log": "log", "levels": [LEVEL], "counts_if": RECENT},
            "within_months 不能写在 counts_if 里",
        ),
        ({"kind": "status"}, "须且只须写 met、field 之一"),
        ({"kind": "status", "field": "a"}, "写 field 的须写 words"),
        ({"kind": "status", "met": YES, "words": {"是": "met"}}, "写 met 的不写 words"),
        (
            {"kind": "status", "field": "a", "words": {"是": "met"}, "partly": YES},
            "partly 须与 met 同写",
        ),
        (
            {
                "kind": "bands",
                "value": {"field": "a"},
                "bands": [{"below": 5, "at_most": 6, "points": 1}, {"points": 2}],
            },
            "一档只写 below、at_most 之一",
        ),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)
def test_a_rule_that_contradicts_itself_is_refused(keys: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        RULE.validate_python(keys)


@pytest.mark.parametrize(
    ("record", "keys", "says"),
    [
        (
            Column,
            {**TEXT, "type": "choice", "choices": ["甲"], "synonyms": {"一": "乙"}},
            "synonyms 指向不存在的选项：乙",
        ),
        (
            Field,
            {**TEXT, "type": "log", "origin": ["A"], "columns": [TEXT, TEXT]},
            "同一记录表的列标识重复",
        ),
        (CatalogueColumn, {**COLUMN, "type": "choice"}, "choice 须写 choices"),
        (CatalogueColumn, {**COLUMN, "type": "text", "choices": ["甲"]}, "只有 choice、words 写"),
        (
            CatalogueColumn,
            {**COLUMN, "type": "choice", "choices": ["甲"], "synonyms": {"一": "乙"}},
            "synonyms 指向不存在的选项：乙",
        ),
    ],
)
def test_a_column_that_contradicts_itself_is_refused(
    record: type[Column | CatalogueColumn], keys: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValidationError, match=says):
        record.model_validate(keys)


def example(field: dict[str, Any], answers: dict[str, Any], rule: str = "a") -> dict[str, Any]:
    """A worked example of one unit with one field."""
    return {
        "title": "一件一分",
        "rule": {"kind": "accrual", "per": 1, "count": {"field": rule}},
        "points": 10,
        "fields": [{"id": "a", "title": "件数", "origin": ["U"], **field}],
        "units": [{"name": "甲镇", "answers": answers}],
    }


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        (example({"type": "integer"}, {"b": 1}), "没有这样的填报项：b"),
        (example({"type": "integer"}, {"a": 1}, rule="b"), "rule 用到没有列出的填报项：b"),
        (example({"type": "integer"}, {"a": "多"}), "「件数」的值不合类型：多"),
        (example({"type": "date"}, {"a": "三月"}), "「件数」的值不合类型：三月"),
        (example({"type": "yes_no"}, {"a": "是"}), "「件数」的值不合类型：是"),
    ],
)
def test_an_example_that_does_not_fit_its_fields_is_refused(
    keys: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValidationError, match=says):
        Example.model_validate(keys)


def test_a_mark_that_nobody_could_explain_cannot_be_made() -> None:
    with pytest.raises(ValueError, match=r"^mark of 1\.1 has no trace$"):
        Mark("1.1", "进驻", Decimal(1), Decimal(1), MarkState.SCORED, (), (), "award", "一.1")
