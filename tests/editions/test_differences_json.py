"""Differences written as JSON and read back: an edition's page can be drawn from its file."""

import json
from typing import Any

import pytest

from builder.editions.change import Cause, CellChange, Change, KeyChange, Reason
from builder.editions.differences_json import (
    Compared,
    DifferencesError,
    differences_json,
    read_differences,
)
from builder.editions.method_change import MethodChange
from builder.model.places import CellPlace

CELL = CellChange("事项总数", "60项", "62项", CellPlace("甲乡.xlsx", "指标填报", "D5"), "q1")
WHOLE = Compared(
    "2022年第一季度",
    "2022年第一季度（更正1）",
    (
        Change(
            *("q1", "small", "jia", "甲乡", "1.1", "2分", "3分"),
            (
                Reason(Cause.LATE, "换报", (CELL,), (), (), "2 ÷ 3"),
                Reason(Cause.RULE, "rule.per", (), (KeyChange("rule.per", "1", "2"),)),
            ),
        ),
        Change(
            *("q1", "small", "jia", "甲乡", "", "9分", "10分"),
            (Reason(Cause.OTHERS, "乙镇变动", units=("yi",)),),
        ),
    ),
    added=("q2",),
    removed=("q0",),
    notes=("说明",),
    methods=(
        MethodChange("small", "细则", "1.1", "1.1 进驻", "分值", "2分", "3分", scored=True),
        MethodChange("small", "细则", "", "全部指标", "名次", "无", "有", scored=False),
    ),
)


def test_what_is_written_is_read_back() -> None:
    assert read_differences(differences_json(WHOLE).encode()) == WHOLE


def test_the_file_has_the_keys_of_the_contract() -> None:
    value: dict[str, Any] = json.loads(differences_json(WHOLE))

    assert list(value) == [
        *("schema", "old", "new", "notes", "campaigns_added", "campaigns_removed"),
        *("changes", "methods"),
    ]
    assert [change["indicator"] for change in value["changes"]] == ["1.1", None]
    assert value["methods"][1] == {
        "rubric": "small",
        "title": "细则",
        "row": None,
        "about": "全部指标",
        "name": "名次",
        "before": "无",
        "after": "有",
        "scored": False,
    }


def test_a_file_of_before_methods_were_told_is_read() -> None:
    value: dict[str, Any] = json.loads(differences_json(WHOLE))
    del value["methods"]

    assert read_differences(json.dumps(value).encode()).methods == ()


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"schema": "gongshi-results/1"}'])
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(DifferencesError):
        read_differences(content)
