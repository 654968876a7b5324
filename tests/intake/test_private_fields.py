"""A private field is asked for and checked; of its value nothing leaves intake."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML

from builder.model.answers import AnswerState
from builder.rubric.schema import Rubric
from tests.intake.conftest import RUBRIC

if TYPE_CHECKING:
    from tests.intake.conftest import Office

PRIVATE = (
    "title: 佐证附件, type: attachment,",
    "title: 经办记录, type: integer, private: true,",
)
FILING = """
# 填报表
| 填报单位 | 县民政局 | |
| 指标编号 | 填报项 | 填报值 |
| 1.1 | 审批服务事项总数 | 48 |
| 1.1 | 已进驻事项数 | 45 |
| 1.2 | 是否可网上申报 | 是 |
| 1.2 | 经办记录 | {value} |
"""


@pytest.fixture
def asking(office: "Office") -> "Office":
    """The office, whose rubric asks for a private number."""
    rubric = Rubric.model_validate(YAML(typ="safe").load(RUBRIC.replace(*PRIVATE)))
    return replace(office, rubrics={rubric.id: rubric})


def test_of_a_private_value_only_that_it_was_given_is_kept(asking: "Office") -> None:
    asking.put("填报表.xlsx", FILING.format(value="76543"))

    answer = asking.answer("proof")

    assert (answer.state, answer.value, answer.shown) == (AnswerState.GIVEN, None, "不公布")
    assert "76543" not in repr(asking.collect())


@pytest.mark.parametrize("value", ["民政张某", "76543.5"])
def test_an_unreadable_private_value_is_told_without_the_value(
    asking: "Office", value: str
) -> None:
    asking.put("填报表.xlsx", FILING.format(value=value))

    assert asking.answer("proof").state is AnswerState.UNREADABLE
    assert [p.kind.code for p in asking.collect().problems if "填报" in str(p.place)] == ["E401"]
    assert value not in repr(asking.collect().problems)


def test_a_blank_private_cell_is_blank(asking: "Office") -> None:
    asking.put("填报表.xlsx", FILING.format(value=""))

    assert asking.answer("proof").state is AnswerState.BLANK
