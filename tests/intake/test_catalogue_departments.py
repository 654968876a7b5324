"""Departments and business items: one thing, wherever and however catalogues name it."""

from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML

from builder.intake.collect import collect_returns
from builder.model.catalogues import Catalogues
from builder.model.returns import CampaignReturns
from builder.rubric.catalogue import CatalogueSchema

if TYPE_CHECKING:
    from tests.intake.conftest import Office

THINGS = """
id: things
title: 办事目录
source: 示例通知
columns:
  - {id: id, title: 事件编号, type: text, role: id}
  - {id: name, title: 事件名称, type: text, role: name}
  - {id: partners, title: 配合单位, type: words, role: departments}
tables:
  - id: items
    title: 联办事项
    columns:
      - {id: item, title: 事项, type: text, role: business_item}
      - {id: code, title: 事项编码, type: text, role: business_code}
      - {id: department, title: 受理部门, type: text, role: department}
"""
PROOFS = """
id: proofs
title: 证明清单
source: 示例通知
columns:
  - {id: id, title: 证明编号, type: text, role: id}
  - {id: name, title: 证明名称, type: text, role: name}
  - {id: use, title: 用途, type: words, role: business_item_reference}
"""
SCHEMAS = tuple(
    CatalogueSchema.model_validate(YAML(typ="safe").load(text)) for text in (THINGS, PROOFS)
)
TOP = "# 目录\n| 事件编号 | 事件名称 | 配合单位 |\n"


def collect(office: "Office", rows: str, partners: str = "", more: str = "") -> CampaignReturns:
    """Two things, the *rows* of their business items, and sheets besides."""
    items = "# 联办事项\n| 事件编号 | 事项 | 事项编码 | 受理部门 |\n"
    text = f"{TOP}| 1 | 甲 | {partners} |\n| 2 | 乙 | |\n{items}{rows}\n{more}"
    office.put("目录.xlsx", text)
    office.put("证明.xlsx", "# 证明\n| 证明编号 | 证明名称 | 用途 |\n| P | 证明 | 登记、不知道 |")
    return collect_returns(office.folder, office.campaign, office.rubrics, catalogues=SCHEMAS)


def listed(catalogues: Catalogues) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    return [
        (item.name, item.department.name if item.department else "", item.appears_in)
        for item in catalogues.business_items
    ]


def told(returns: CampaignReturns) -> list[tuple[str, str]]:
    return [(p.kind.code, str(p.place)) for p in returns.problems if p.kind.code != "E604"]


def test_a_unit_is_one_department_under_all_its_names(office: "Office") -> None:
    """县水利局 was called 县水务局 until the middle of the period; 民政局 is short for 县民政局."""
    returns = collect(office, "| 1 | 登记 | | 民政局 |", partners="县民政局、县水务局，县水利局")

    found = returns.catalogues
    assert [(one.id, one.name) for one in found.departments] == [
        ("civil", "县民政局"),
        ("water", "县水利局"),
    ]
    named = found.departments_in("县民政局、县水务局，县水利局、无此单位")
    assert [one.id for one in named] == ["civil", "water"]
    assert told(returns) == []


def test_a_name_that_was_out_of_use_before_the_period_is_told(office: "Office") -> None:
    returns = collect(office, "| 1 | 登记 | | 县民政和老龄局 |")

    assert told(returns) == [("E303", "目录.xlsx › 联办事项 › D2")]
    assert returns.catalogues.departments[0].unit is None


def test_a_body_that_nobody_assesses_is_kept_by_its_own_name(office: "Office") -> None:
    first = collect(office, "| 1 | 登记 | | 县残联 |").catalogues.departments[0]
    again = collect(office, "| 1 | 登记 | | 县 残联 |").catalogues.departments[0]

    assert (first.name, first.unit) == ("县残联", None)
    assert again.id == first.id
    assert first.id.isascii()


def test_the_sheet_of_aliases_merges_bodies_outside_the_register(office: "Office") -> None:
    aliases = (
        "# 部门别名\n| 部门名称 | 别名 |\n| 县残疾人联合会 | 县残联 |\n| 县民政局 | 民政老龄局 |"
    )

    returns = collect(
        office, "| 1 | 登记 | | 县残联 |\n| 2 | 登记 | | 县残疾人联合会 |", "民政老龄局", aliases
    )

    names = [one.name for one in returns.catalogues.departments]
    assert names == ["县民政局", "县残疾人联合会"]
    assert told(returns) == []


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("| 县残疾人联合会 | 县残联 |\n| 县残工委 | 县残联 |", "E622"),
        ("| 县残疾人联合会 | |", "E623"),
        ("| | 县残联 |", "E623"),
    ],
)
def test_an_alias_that_says_too_much_or_too_little_is_told(
    office: "Office", rows: str, code: str
) -> None:
    aliases = f"# 部门别名\n| 部门名称 | 别名 |\n{rows}"

    returns = collect(office, "| 1 | 登记 | | 县民政局 |", more=aliases)

    assert [one for one, _ in told(returns)] == [code]


@pytest.mark.parametrize(
    ("one", "other", "advice"),
    [
        ("县卫健委", "县卫生健康委", "县卫生健康委"),
        ("县水局", "县民政局", "县水利局"),  # like the unit 县水利局
        ("县应急局", "示例县应急管理局", "示例县应急管理局"),
        ("县财政局", "县司法局", None),
        ("市教育局", "县教育局", None),
        ("县委", "县纪委", None),
    ],
    ids=["short", "like a unit", "with the region", "others", "of the city", "too short"],
)
def test_names_that_are_alike_are_told_but_not_merged(
    office: "Office", one: str, other: str, advice: str | None
) -> None:
    returns = collect(office, f"| 1 | 登记 | | {one} |\n| 2 | 登记 | | {other} |")

    alike = [p.wrong for p in returns.problems if p.kind.code == "E621"]
    wrong = f"“{one}”不在单位名录中，与“{advice}”相近，暂按两个部门处理"
    assert alike == ([wrong] if advice else [])
    assert len(returns.catalogues.departments) == 2


def test_one_item_is_one_wherever_it_stands(office: "Office") -> None:
    rows = "| 1 | 登记（新设） | | 县民政局 |\n| 2 | 登记(新设) | | 民政局 |"

    assert listed(collect(office, rows).catalogues) == [
        ("登记（新设）", "县民政局", (("things", "1"), ("things", "2")))
    ]


def test_one_name_under_two_departments_stays_two_items(office: "Office") -> None:
    rows = "| 1 | 登记 | | 县民政局 |\n| 2 | 登记 | | 县水利局 |"

    assert listed(collect(office, rows).catalogues) == [
        ("登记", "县民政局", (("things", "1"),)),
        ("登记", "县水利局", (("things", "2"),)),
    ]


def test_a_reference_belongs_to_the_only_item_of_its_name(office: "Office") -> None:
    returns = collect(office, "| 1 | 登记 | | 县民政局 |")

    assert listed(returns.catalogues) == [("登记", "县民政局", (("things", "1"), ("proofs", "P")))]


def test_one_code_is_one_item_and_a_mention_without_code_joins_it(office: "Office") -> None:
    rows = "| 1 | 登记 | | 县民政局 |\n| 2 | 登记 | X-01 | 县民政局 |"

    (item,) = collect(office, rows).catalogues.business_items

    assert item.id == "X-01"
    assert item.appears_in == (("things", "1"), ("things", "2"), ("proofs", "P"))


def test_one_code_with_two_names_is_told(office: "Office") -> None:
    rows = "| 1 | 登记 | X-01 | 县民政局 |\n| 2 | 变更 | x-01 | 县民政局 |"

    returns = collect(office, rows)

    assert told(returns) == [("E607", "目录.xlsx › 联办事项 › B3")]
    assert [item.name for item in returns.catalogues.business_items] == ["登记"]
