"""Empty phrases, due dates, sums and differences below zero in measures and conditions."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from builder.model.answers import Origin
from builder.rubric.fields import Field, FieldType
from builder.rubric.phrases import says_more
from builder.rubric.terms import Condition, Measure

EMPTY = ("正在推进", "积极落实", "已部署")

FIELDS = tuple(
    Field(id=id_, title=title, type=kind, origin=(Origin.UNIT,))
    for id_, title, kind in (
        ("done_on", "完成日期", FieldType.DATE),
        ("note", "说明", FieldType.TEXT),
        ("this_month", "本月末", FieldType.INTEGER),
        ("last_month", "上月末", FieldType.INTEGER),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        *("正在推进", "正在推进。", "正在推进，积极落实", " 正在 推进；已部署！", "（积极落实）……"),
        *("正在\u200b推进", "正在推进积极落实正在推进", "。", ""),
    ],
)
def test_nothing_but_the_phrases_says_nothing(text: str) -> None:
    assert not says_more(text, EMPTY)


@pytest.mark.parametrize(
    "text", ["正在推进，已到货2台", "正在推进中", "部署", "推进", "正在积极推进", "2", "已部署ok"]
)
def test_anything_else_says_more(text: str) -> None:
    assert says_more(text, EMPTY)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("正在推进", (False, "说明：正在推进，只有“正在推进、积极落实、已部署”一类的空话")),
        ("正在推进，已到货2台", (True, "说明：正在推进，已到货2台")),
        ("blank", (False, "说明：未填")),
    ],
)
def test_the_condition_says_what_it_saw(
    evidence_of: Any, note: str, expected: tuple[bool, str]
) -> None:
    condition = Condition(field="note", says_more_than=EMPTY)

    verdict = condition.test(evidence_of(FIELDS, {"note": note}))

    assert expected == (verdict.holds, verdict.text)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-03-31", (True, "完成日期2021年3月31日，要求不晚于2021年3月31日，符合")),
        ("2021-04-01", (False, "完成日期2021年4月1日，要求不晚于2021年3月31日，不符合")),
        ("blank", (False, "完成日期未填，要求不晚于2021年3月31日，不符合")),
    ],
)
def test_a_due_date_includes_its_day(
    evidence_of: Any, day: str, expected: tuple[bool, str]
) -> None:
    condition = Condition.model_validate({"field": "done_on", "on_or_before": "2021-03-31"})

    verdict = condition.test(evidence_of(FIELDS, {"done_on": day}))

    assert expected == (verdict.holds, verdict.text)


def test_a_list_of_no_phrases_is_refused() -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate({"field": "note", "says_more_than": []})


@pytest.mark.parametrize(
    ("keys", "value", "words"),
    [
        (
            {"field": "this_month", "less": {"field": "last_month"}, "signed": True},
            -5,
            "（本月末10 − 上月末15 = -5）",
        ),
        (
            {"field": "this_month", "less": {"field": "last_month"}},
            0,
            "（本月末10 − 上月末15 = 0）",
        ),
        (
            {"field": "this_month", "plus": {"field": "last_month"}},
            25,
            "（本月末10 + 上月末15 = 25）",
        ),
    ],
)
def test_a_difference_falls_below_zero_only_where_it_is_signed(
    evidence_of: Any, keys: dict[str, object], value: int, words: str
) -> None:
    evidence = evidence_of(FIELDS, {"this_month": 10, "last_month": 15})

    reading = Measure.model_validate(keys).read(evidence)

    assert (reading.value, reading.text) == (Decimal(value), words)


def test_a_sum_wants_both(evidence_of: Any) -> None:
    measure = Measure.model_validate({"field": "this_month", "plus": {"field": "last_month"}})

    assert measure.read(evidence_of(FIELDS, {"this_month": 10})).value is None


def test_only_a_difference_is_signed() -> None:
    with pytest.raises(ValidationError, match="signed"):
        Measure.model_validate({"field": "this_month", "signed": True})


def test_of_alternatives_only_those_that_hold_are_told(evidence_of: Any) -> None:
    condition = Condition.model_validate(
        {"any": [{"field": "done_on", "given": True}, {"field": "note", "given": True}]}
    )

    assert condition.test(evidence_of(FIELDS, {"note": "已到货"})).text == "说明：已到货"
    assert condition.test(evidence_of(FIELDS)).text == "完成日期：未填；说明：未填"
