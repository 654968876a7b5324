"""Catalogues as offices send them: sheets as text tables, and what they come to."""

from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML

from builder.intake.collect import collect_returns
from builder.model.catalogues import CatalogueItem
from builder.model.returns import CampaignReturns
from builder.rubric.catalogue import CatalogueSchema

if TYPE_CHECKING:
    from tests.intake.conftest import Office

THINGS = """
id: things
title: 办事目录
source: 示例通知
columns:
  - {id: id, title: 事件编号, also: [序号], type: text, role: id, required: true}
  - {id: name, title: 事件名称, type: text, role: name, required: true}
  - {id: lead, title: 牵头单位, type: text, role: department, required: true}
  - {id: audience, title: 服务对象, type: words, choices: [自然人, 法人], synonyms: {企业: 法人}}
  - {id: days, title: 承诺时限, type: days, role: promised_days}
  - {id: phone, title: 咨询电话, type: text, role: phone}
  - {id: way, title: 取消后办理方式, type: choice, choices: [共享, 核验], not_applicable: true, required: true}
  - {id: contact, title: 内部联系人, type: text, public: false}
tables:
  - id: items
    title: 联办事项
    columns:
      - {id: item, title: 业务办理事项名称, type: text, role: business_item, required: true}
      - {id: code, title: 事项编码, type: text, role: business_code}
      - {id: department, title: 受理部门, type: text, role: department, required: true}
  - id: materials
    title: 材料
    required: true
    columns:
      - {id: material, title: 材料名称, type: text, role: material, required: true}
      - {id: code, title: 信用代码, type: credit_code}
"""  # noqa: E501 - a column a line
PROOFS = """
id: proofs
title: 证明清单
source: 示例通知
columns:
  - {id: id, title: 证明编号, type: text, role: id}
  - {id: name, title: 证明名称, type: text, role: name}
  - {id: state, title: 类别, type: choice, role: proof_state, choices: [取消, 保留]}
  - {id: use, title: 用途, type: words, role: business_item_reference}
"""
SCHEMAS = tuple(
    CatalogueSchema.model_validate(YAML(typ="safe").load(text)) for text in (THINGS, PROOFS)
)
#: One thing without a fault.
FULL = """
# 目录
| 事件编号 | 事件名称 | 牵头单位 | 取消后办理方式 |
| A-1 | 开店 | 县民政局 | 共享 |
# 材料
| 事件编号 | 材料名称 |
| A-1 | 申请表 |
"""
NO_PROOFS = "| 证明编号 | 证明名称 |"


def collect(office: "Office", sheets: str, *, proofs: str = "") -> CampaignReturns:
    office.put("目录/目录.xlsx", sheets)
    schemas = SCHEMAS if proofs else SCHEMAS[:1]
    if proofs:
        office.put("目录/证明.xlsx", proofs)
    return collect_returns(office.folder, office.campaign, office.rubrics, catalogues=schemas)


def things(returns: CampaignReturns) -> tuple[CatalogueItem, ...]:
    return returns.catalogues.of("things")


def told(returns: CampaignReturns) -> list[tuple[str, str]]:
    """Code and cell of each problem of the catalogues."""
    own = (p for p in returns.problems if "目录" in p.place.file)
    return [(p.kind.code, str(p.place).removeprefix("目录/目录.xlsx › ")) for p in own]


def one_cell(office: "Office", head: str, cell: str) -> CampaignReturns:
    """A thing without a fault but for what *cell* under *head* brings in."""
    sheet = FULL.replace("取消后办理方式 |", f"取消后办理方式 | {head} |").replace(
        "共享 |", f"共享 | {cell} |"
    )
    return collect(office, sheet)


def test_a_catalogue_without_a_fault_is_read_with_its_cells(office: "Office") -> None:
    returns = collect(office, FULL)

    (item,) = things(returns)
    assert told(returns) == []
    assert (item.id, item.name) == ("A-1", "开店")
    assert str(item.values["lead"].place) == "目录/目录.xlsx › 目录 › C2"
    assert [row.text("material") for row in item.tables["materials"]] == ["申请表"]
    assert str(item.tables["materials"][0].place) == "目录/目录.xlsx › 材料 › B2"
    assert item.tables["items"] == ()
    assert [file.kind for file in returns.inputs if "目录" in file.file] == ["目录"]


def test_what_a_source_lists_with_merged_cells_is_read_as_it_stands(office: "Office") -> None:
    """The layout of a real county's list: number and name merged, one row a business item."""
    sheets = FULL + (
        "# 附件\n| 清单 | < | < | < |\n| 序号 | 事件名称 | 业务办理事项名称 | 受理部门 |\n"
        "| A-1 | 开店 | 公司登记 | 县民政局 |\n| ^ | ^ | 卫生许可 | 县水利局 |"
    )

    returns = collect(office, sheets)

    rows = things(returns)[0].tables["items"]
    assert [(row.text("item"), row.place.cell) for row in rows] == [
        ("公司登记", "C3"),
        ("卫生许可", "C4"),
    ]


def test_a_source_that_lists_only_rows_makes_the_items_that_they_name(office: "Office") -> None:
    sheets = (
        "# 附件\n| 清单 | < | < | < |\n| 序号 | 事件名称 | 业务办理事项名称 | 受理部门 |\n"
        "| 1 | 开店 | 公司登记 | 县民政局 |\n| ^ | ^ | 卫生许可 | 县水利局 |\n"
        "| 2 | 办证 | 公司登记 | 县民政局 |"
    )

    returns = collect(office, sheets)

    found = [(item.id, item.name, len(item.tables["items"])) for item in things(returns)]
    assert found == [("1", "开店", 2), ("2", "办证", 1)]
    assert told(returns) == [("E604", "附件 › A3"), ("E604", "附件 › A5")]


def test_rows_without_names_make_no_items(office: "Office") -> None:
    returns = collect(office, "# 材料\n| 事件编号 | 材料名称 |\n| A-1 | 申请表 |")

    assert things(returns) == ()
    assert told(returns) == [("E605", "材料"), ("E603", "材料 › A2")]


def test_rows_may_name_their_item_instead_of_its_number(office: "Office") -> None:
    sheets = FULL.replace("| 事件编号 | 材料名称 |\n| A-1 |", "| 事件名称 | 材料名称 |\n| 开店 |")

    assert len(things(collect(office, sheets))[0].tables["materials"]) == 1


def test_the_columns_of_an_item_may_stand_on_several_sheets(office: "Office") -> None:
    more = "# 办理\n| 事件编号 | 事件名称 | 咨询电话 |\n| A-1 | 开店 | 0000-1234501 |"

    returns = collect(office, FULL + more)

    (item,) = things(returns)
    assert told(returns) == []
    assert (item.text("lead"), item.text("phone")) == ("县民政局", "0000-1234501")


@pytest.mark.parametrize(
    "again",
    [
        "# 办理\n| 事件编号 | 事件名称 | 牵头单位 |\n| a-1 | 开店 | 县水利局 |",
        "# 办理\n| 事件编号 | 事件名称 | 牵头单位 |\n| Ａ－1 | 开店 | 县民政局 |",
    ],
    ids=["another value for the same column", "full width"],
)
def test_of_two_items_with_one_number_the_first_counts(office: "Office", again: str) -> None:
    returns = collect(office, FULL + again)

    assert told(returns) == [("E601", "办理 › A2")]
    assert [item.text("lead") for item in things(returns)] == ["县民政局"]


@pytest.mark.parametrize(
    ("more", "cell"),
    [
        ("# 办理\n| 事件编号 | 事件名称 | 咨询电话 |\n| A-1 | 开店铺 | 12345 |", "办理 › B2"),
        (
            "# 样表\n| 事件编号 | 事件名称 | 材料名称 | 信用代码 |\n| A-1 | 开店铺 | 章程 |",
            "样表 › B2",
        ),
    ],
    ids=["a sheet of items", "a sheet of rows"],
)
def test_a_number_with_another_name_is_told_and_not_guessed(
    office: "Office", more: str, cell: str
) -> None:
    returns = collect(office, FULL + more)

    (item,) = things(returns)
    assert told(returns) == [("E608", cell)]
    assert item.text("phone") == ""
    assert [row.text("material") for row in item.tables["materials"]] == ["申请表"]


def test_a_row_that_names_no_known_item_is_told_at_that_name(office: "Office") -> None:
    more = "# 样表\n| 材料名称 | 事件名称 |\n| 章程 | 关店 |\n| 章程 | |"

    returns = collect(office, FULL + more)

    assert told(returns) == [("E603", "样表 › B2"), ("E603", "样表 › B3")]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("| | 无号 | 县民政局 | 共享 |", ("E602", "目录 › A3")),
        ("| A-2 | | 县民政局 | 共享 |", ("E602", "目录 › A3")),
        ("| A-1 | 又一件 | 县民政局 | 共享 |", ("E601", "目录 › A3")),
    ],
)
def test_a_row_without_a_key_of_its_own_is_left_out(
    office: "Office", row: str, problem: tuple[str, str]
) -> None:
    returns = collect(office, FULL.replace("# 材料", f"{row}\n# 材料"))

    assert told(returns) == [problem]
    assert [item.id for item in things(returns)] == ["A-1"]


def test_a_row_of_an_unknown_item_is_told(office: "Office") -> None:
    returns = collect(office, FULL + "| A-9 | 身份证 |")

    assert told(returns) == [("E603", "材料 › A3")]


def test_a_numbered_line_without_anything_is_no_row(office: "Office") -> None:
    returns = collect(office, FULL + "| A-1 | |\n| A-9 | |\n")

    assert [row.text("material") for row in things(returns)[0].tables["materials"]] == ["申请表"]
    assert told(returns) == []


def test_a_sheet_is_of_the_catalogue_that_more_of_its_heads_fit(office: "Office") -> None:
    heads = FULL.replace("取消后办理方式 |", "取消后办理方式 | 证明编号 | 证明名称 |")
    sheet = heads.replace("共享 |", "共享 | 2 | 婚姻证明 |")

    returns = collect(office, sheet, proofs=f"# 证明\n{NO_PROOFS}\n| 1 | 身份证明 |\n")

    assert [item.id for item in things(returns)] == ["A-1"]
    assert [item.name for item in returns.catalogues.of("proofs")] == ["身份证明"]


def test_one_code_with_one_name_is_one_business_item(office: "Office") -> None:
    heads = "# 事项\n| 事件编号 | 业务办理事项名称 | 事项编码 | 受理部门 |\n"
    row = "| A-1 | 食品经营许可 | X-1 | 县民政局 |\n"

    returns = collect(office, f"{FULL}{heads}{row}{row}")

    assert [(item.id, item.name) for item in returns.catalogues.business_items] == [
        ("X-1", "食品经营许可")
    ]
    assert told(returns) == []


def test_what_is_missing_is_told_once_an_item_and_the_item_stays(office: "Office") -> None:
    sheets = FULL.replace("# 材料", "| A-2 | 办证 | | |\n# 材料") + (
        "# 联办事项\n| 事件编号 | 业务办理事项名称 | 受理部门 |\n| A-2 | 甲 | |\n| A-2 | 乙 | |"
    )

    returns = collect(office, sheets)

    (problem,) = [p for p in returns.problems if p.kind.code == "E604"]
    assert problem.wrong == (
        "“办证”没有填写：牵头单位、取消后办理方式、材料、联办事项中2行的受理部门"
    )
    assert str(problem.place) == "目录/目录.xlsx › 目录 › A3"
    assert [item.id for item in things(returns)] == ["A-1", "A-2"]
    assert things(returns)[1].text("lead") == ""


def test_not_applicable_is_an_answer(office: "Office") -> None:
    returns = collect(office, FULL.replace("共享", "—"))

    assert told(returns) == []
    assert things(returns)[0].values["way"].shown == "不适用"


@pytest.mark.parametrize(
    ("cell", "shown", "code"),
    [
        ("5个工作日", "5个工作日", None),
        ("5工作日内", "5个工作日", None),
        ("２０ 个自然日", "20个自然日", None),
        ("0.5个工作日", "0.5个工作日", None),
        ("当场办结", "当场办结", None),
        ("即办", "当场办结", None),
        ("20天", "20个自然日", "E612"),
        ("20日内办结", "20个自然日", "E612"),
        ("5", "", "E611"),
        ("尽快", "", "E611"),
        ("一周", "", "E611"),
    ],
)
def test_a_time_limit_says_which_days_it_means(
    office: "Office", cell: str, shown: str, code: str | None
) -> None:
    returns = one_cell(office, "承诺时限", cell)

    assert things(returns)[0].text("days") == shown
    assert told(returns) == ([(code, "目录 › E2")] if code else [])


@pytest.mark.parametrize(
    ("cell", "words", "codes"),
    [
        ("自然人、法人", ("自然人", "法人"), []),
        ("企业，自然人", ("法人", "自然人"), []),
        ("企业；法人", ("法人",), []),
        ("老年人", (), ["E407"]),
    ],
)
def test_several_words_stand_in_one_cell(
    office: "Office", cell: str, words: tuple[str, ...], codes: list[str]
) -> None:
    returns = one_cell(office, "服务对象", cell)

    assert things(returns)[0].words("audience") == words
    assert [code for code, _ in told(returns)] == codes


@pytest.mark.parametrize("cell", ["139 0000 1111", "139-0000-1111", "座机或１３９００００１１１１"])
def test_a_mobile_number_where_a_landline_belongs_is_not_read(office: "Office", cell: str) -> None:
    returns = one_cell(office, "咨询电话", cell)

    assert told(returns) == [("E614", "目录 › E2")]
    assert things(returns)[0].values["phone"].value is None
    (problem,) = [p for p in returns.problems if p.kind.code == "E614"]
    assert "139" not in problem.wrong


@pytest.mark.parametrize("cell", ["12345", "0000-1234501", "0000-1234501、12345"])
def test_a_landline_is_read(office: "Office", cell: str) -> None:
    returns = one_cell(office, "咨询电话", f"'{cell}")

    assert told(returns) == []
    assert things(returns)[0].text("phone") == cell


def test_what_is_not_public_never_leaves_intake(office: "Office") -> None:
    returns = one_cell(office, "内部联系人", "某人")

    assert told(returns) == []
    assert things(returns)[0].values["contact"].blank
    assert "某人" not in repr(returns.catalogues)


def test_an_unknown_column_is_told_and_not_read(office: "Office") -> None:
    returns = one_cell(office, "领导批示", "同意")

    assert told(returns) == [("E204", "目录")]
    assert "同意" not in repr(returns.catalogues)


@pytest.mark.parametrize(
    ("code", "codes"),
    [
        # The signs' values by the weights 1, 3, 9, 27, 19, 26…: 9×1 + 2×3 + 9×9 + 9×27 + 1×26 +
        # 2×17 + 21×20 + 10×29 + 1×28 = 1137 = 36 × 31 + 21, and 31 − 21 = 10 is written A.
        ("92990102MA0000001A", []),
        ("92990102ma0000001a", []),
        ("92990102MA0000001B", ["E613"]),
        ("9299010", ["E613"]),
    ],
)
def test_a_credit_code_has_the_right_check_digit(
    office: "Office", code: str, codes: list[str]
) -> None:
    sheets = FULL.replace("材料名称 |", "材料名称 | 信用代码 |").replace(
        "申请表 |", f"申请表 | {code} |"
    )

    returns = collect(office, sheets)

    assert [one for one, _ in told(returns)] == codes
    shown = things(returns)[0].tables["materials"][0].text("code")
    assert shown == ("" if codes else "92990102MA0000001A")


def test_a_catalogue_of_which_nothing_came_is_told(office: "Office") -> None:
    returns = collect_returns(office.folder, office.campaign, office.rubrics, catalogues=SCHEMAS)

    codes = [(p.kind.code, p.place.file) for p in returns.problems]
    assert codes == [("E605", "办事目录"), ("E605", "证明清单")]
    assert [one.items for one in returns.catalogues.catalogues] == [(), ()]


def test_a_campaign_without_catalogues_reads_none(office: "Office") -> None:
    office.put("目录.xlsx", FULL)

    returns = office.collect()

    assert returns.catalogues.catalogues == ()
    assert "E201" in {problem.kind.code for problem in returns.problems}


def test_a_proof_both_cancelled_and_kept_is_told(office: "Office") -> None:
    proofs = (
        "# 证明\n| 证明编号 | 证明名称 | 类别 |\n"
        "| Q1 | 居住证明 | 取消 |\n| B1 | 居 住 证明 | 保留 |\n| B2 | 学历证明 | 保留 |"
    )

    returns = collect(office, FULL, proofs=proofs)

    assert told(returns) == [("E606", "目录/证明.xlsx › 证明 › A3")]
