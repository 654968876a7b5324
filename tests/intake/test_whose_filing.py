"""Whose a filing is, which of several counts, and whether it came in time."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from builder.model.answers import Value

if TYPE_CHECKING:
    from tests.intake.conftest import Office

META = """
# _meta (hidden)
| template | county-departments |
| version | '1 |
| unit | civil |
| campaign | demo-2018 |
"""
RECEIPTS = """
# 收件登记
| 单位 | 收到时间 | 渠道 | 文件 |
"""
TABLE = """
# 填报表
| 指标编号 | 填报项 | 填报值 |
| 1.1 | 审批服务事项总数 | 48 |
"""


def answers(office: "Office", unit: str = "civil") -> Mapping[str, Value | None]:
    return {answer.field: answer.value for answer in office.returns_of(unit).answers}


def test_a_unit_that_sent_nothing_has_not_filed(office: "Office") -> None:
    record = office.returns_of("civil")

    assert (record.filing, record.excluded, record.answers) == (None, "未报", ())


def test_the_hidden_sheet_names_the_unit(office: "Office") -> None:
    office.put("新建 Microsoft Excel 工作表.xlsx", TABLE + META)

    assert office.returns_of("civil").excluded is None


def test_the_name_of_the_file_serves_where_nothing_else_names_the_unit(office: "Office") -> None:
    office.put("附件2 县民政局填报表(最终版2)(1).xlsx", TABLE)

    assert office.returns_of("civil").filing == "附件2 县民政局填报表(最终版2)(1).xlsx"


def test_without_any_name_nothing_is_guessed(office: "Office") -> None:
    office.put("填报表.xlsx", TABLE)

    assert [problem.place.file for problem in office.problems("E305")] == ["填报表.xlsx"]
    assert {record.excluded for record in office.collect().returns} == {"未报"}


def test_a_template_of_one_unit_filled_in_by_another_is_refused(
    office: "Office", filing: str
) -> None:
    office.put("a.xlsx", filing.replace("县民政局", "县水利局") + META)

    (problem,) = office.problems("E306")

    assert problem.wrong == "模板是发给县民政局的，表内写的单位是县水利局"
    assert {record.excluded for record in office.collect().returns} == {"填报表无法读取"}


def test_the_cell_counts_against_the_name_of_the_file(office: "Office", filing: str) -> None:
    office.put("县水利局.xlsx", filing)

    assert office.returns_of("civil").filing == "县水利局.xlsx"
    assert [problem.unit for problem in office.problems("E307")] == ["civil"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("demo-2018", "demo-2017", "E308"),
        ("county-departments", "other-rubric", "E309"),
        ("| 1.1 | 审批服务事项总数 | 48 |", "| 9.9 | 别的项 | 1 |", "E310"),
        ("填报项 | 填报值", "项目 | 数值", "E203"),
    ],
    ids=["another campaign", "another template", "no row that fits", "a wrong header"],
)
def test_a_strangers_workbook_is_refused(office: "Office", old: str, new: str, code: str) -> None:
    office.put("a.xlsx", (TABLE + META).replace(old, new))

    assert len(office.problems(code)) == 1
    assert office.returns_of("civil").excluded == "填报表无法读取"
    assert answers(office) == {}


def test_an_unknown_unit_is_named_with_the_nearest_known_one(office: "Office", filing: str) -> None:
    office.put("a.xlsx", filing.replace("县民政局", "县民政委"))

    (problem,) = office.problems("E302")

    assert problem.wrong == "单位名录中没有“县民政委”"
    assert "是否为“县民政局”" in problem.remedy
    assert office.returns_of("civil").excluded == "未报"


@pytest.mark.parametrize(
    ("name", "unit", "codes"),
    [
        ("民政局", "civil", []),
        ("县水务局", "water", []),
        ("县民政和老龄局", None, ["E303"]),
    ],
    ids=["a short name", "in use until June", "given up in 2015"],
)
def test_another_name_holds_only_while_it_is_in_use(
    office: "Office", filing: str, name: str, unit: str | None, codes: list[str]
) -> None:
    office.put("a.xlsx", filing.replace("县民政局", name))

    collected = office.collect()

    filed = [record.unit.id for record in collected.returns if record.filing]
    assert filed == ([unit] if unit else [])
    assert [p.kind.code for p in collected.problems if p.kind.code.startswith("E3")] == codes


def test_without_a_register_there_are_no_units(office: "Office", filing: str) -> None:
    (office.folder / "单位名录.xlsx").unlink()
    office.put("a.xlsx", filing)

    collected = office.collect()

    assert len(office.problems("E301")) == 1
    assert (collected.units, collected.returns) == ((), ())
    assert [item.file for item in collected.inputs] == ["a.xlsx"]


def test_identical_copies_are_one_filing(office: "Office", filing: str) -> None:
    office.put("a.xlsx", filing)
    office.put_bytes("民政/b.xlsx", (office.folder / "a.xlsx").read_bytes())

    (problem,) = office.problems("E109")

    assert (problem.place.file, problem.wrong) == (
        "民政/b.xlsx",
        "与“a.xlsx”内容完全相同，只读一份",
    )
    assert office.returns_of("civil").excluded is None


def test_a_copy_under_another_units_name_is_a_wrong_file(office: "Office", filing: str) -> None:
    office.put("县民政局.xlsx", filing)
    office.put_bytes("县水利局.xlsx", (office.folder / "县民政局.xlsx").read_bytes())

    (problem,) = office.problems("E307")

    assert (problem.place.file, problem.unit) == ("县水利局.xlsx", "civil")
    assert problem.wrong == "文件名写的是县水利局，表内是县民政局，以表内为准"
    assert office.returns_of("water").excluded == "未报"
    assert office.returns_of("civil").excluded is None


def test_of_several_versions_none_is_guessed(office: "Office", filing: str) -> None:
    office.put("a.xlsx", filing)
    office.put("b.xlsx", filing.replace("45", "46"))

    record = office.returns_of("civil")

    assert record.excluded == "有多份填报表，无法确定以哪份为准"
    assert answers(office) == {}
    assert {problem.wrong for problem in office.problems("E311")} == {
        "同一单位有2个文件：a.xlsx、b.xlsx"
    }


def test_of_several_versions_the_newest_receipt_counts(office: "Office", filing: str) -> None:
    office.put("a.xlsx", filing)
    office.put("b.xlsx", filing.replace("45", "46"))
    office.put(
        "收件.xlsx",
        RECEIPTS
        + """| 县民政局 | 2019-01-08 09:00 | 邮件 | a.xlsx |
| 县民政局 | 2019-01-09 09:00 | 微信 | b |
""",
    )

    assert answers(office)["items_in_hall"] == 46
    assert [problem.place.file for problem in office.problems("E312")] == ["a.xlsx"]
    assert office.problems("E311") == []


def test_a_version_that_nobody_registered_is_asked_for(office: "Office", filing: str) -> None:
    """The mended copy came back, and nobody wrote it into the register."""
    office.put("a.xlsx", filing)
    office.put("b.xlsx", filing.replace("45", "46"))
    office.put("收件.xlsx", RECEIPTS + "| 县民政局 | 2019-01-08 09:00 | 邮件 | a.xlsx |\n")

    assert answers(office)["items_in_hall"] == 45
    (problem,) = office.problems("E320")
    assert (problem.place.file, problem.kind.severity) == ("b.xlsx", "警告")
    assert office.problems("E312") == []


def test_a_version_after_the_cutoff_does_not_displace_one_in_time(
    office: "Office", filing: str
) -> None:
    office.put("a.xlsx", filing)
    office.put("b.xlsx", filing.replace("45", "46"))
    office.put(
        "收件.xlsx",
        RECEIPTS
        + """| 县民政局 | 2019-01-08 09:00 | 邮件 | a.xlsx |
| 县民政局 | 2019-02-01 09:00 | 微信 | b.xlsx |
""",
    )

    assert answers(office)["items_in_hall"] == 45
    assert office.returns_of("civil").excluded is None


@pytest.mark.parametrize(
    ("received", "late", "excluded"),
    [
        ("2019-01-10 18:00", None, None),
        ("2019年1月10日18时30分", "逾期不足1天", None),
        ("2019/1/12 9:05", "逾期2天", None),
        ("43485.5", "逾期10天", None),
        ("2019-01-20 18:01", "逾期10天", "截止后报送"),
    ],
    ids=["on the minute", "the same evening", "two days", "a serial number", "after the cutoff"],
)
def test_the_register_of_receipts_decides_what_is_late(
    office: "Office", filing: str, received: str, late: str | None, excluded: str | None
) -> None:
    office.put("a.xlsx", filing)
    office.put("收件.xlsx", RECEIPTS + f"| 县民政局 | {received} | 邮件 | |")

    record = office.returns_of("civil")

    assert (record.late, record.excluded) == (late, excluded)
    assert record.received is not None
    assert {item.received for item in office.collect().inputs if item.unit} == {record.received}


def test_without_a_register_of_receipts_nobody_is_late(office: "Office", filing: str) -> None:
    office.put("a.xlsx", filing)

    record = office.returns_of("civil")

    assert (record.late, record.received) == (None, None)
    assert office.problems("E315") == []


def test_a_receipt_without_a_file_and_a_file_without_a_receipt_are_told(
    office: "Office", filing: str
) -> None:
    office.put("a.xlsx", filing)
    office.put("收件.xlsx", RECEIPTS + "| 县水利局 | 2019-01-08 09:00 | 邮件 | |")

    (unreceipted,) = office.problems("E315")
    assert (str(unreceipted.place), unreceipted.unit) == ("收件.xlsx › 收件登记", "civil")
    assert unreceipted.wrong.startswith("收件登记中没有县民政局的收到时间（文件：a.xlsx）")
    assert [problem.unit for problem in office.problems("E316")] == ["water"]
    assert office.returns_of("civil").excluded is None


def test_a_time_of_receipt_that_is_none_is_told(office: "Office", filing: str) -> None:
    office.put("a.xlsx", filing)
    office.put("收件.xlsx", RECEIPTS + "| 县民政局 | 下班前 | 邮件 | |")

    assert [problem.wrong for problem in office.problems("E417")] == ["“下班前”不是时间"]


@pytest.mark.parametrize("written", ["—", "无", "/"])
def test_a_stroke_under_the_file_names_none(office: "Office", filing: str, written: str) -> None:
    office.put("a.xlsx", filing)
    office.put("收件.xlsx", RECEIPTS + f"| 县民政局 | 2019-01-08 09:00 | 邮件 | {written} |")

    assert office.returns_of("civil").received is not None


def test_a_receipt_of_a_unit_that_nobody_knows_is_told_once(office: "Office", filing: str) -> None:
    office.put("a.xlsx", filing)
    office.put("收件.xlsx", RECEIPTS + "| 县民委 | 下班前 | 邮件 | |")

    assert [p.kind.code for p in office.collect().problems] == ["E315", "E302"]


@pytest.mark.parametrize("time", ["2019-01-08 25:00", "2019-01-08 09:61"])
def test_a_time_that_no_clock_shows_is_told(office: "Office", filing: str, time: str) -> None:
    office.put("a.xlsx", filing)
    office.put("收件.xlsx", RECEIPTS + f"| 县民政局 | {time} | 邮件 | |")

    assert [problem.unit for problem in office.problems("E417")] == ["civil"]


@pytest.mark.parametrize(
    "above",
    [
        "| 单位 | 项 | |\n| 填报单位 | 县民政局 | |",
        "| 填报单位 | | 县民政局 |",
        "| | | 单位 |\n| 填报单位 | 县民政局 | |",
    ],
    ids=["a measure is no unit", "a blank between", "a label with nothing beside it"],
)
def test_the_unit_is_found_beside_its_label(office: "Office", above: str) -> None:
    office.put("a.xlsx", TABLE.replace("# 填报表\n", f"# 填报表\n{above}\n"))

    assert office.returns_of("civil").excluded is None


REGISTER = """
# 单位
| 单位代码 | 单位名称 | 单位类型 | 简称 |
| civil | 县民政局 | 县直部门 | 民政局 |
| zone | 开发区民政局 | 县直部门 | 民政局 |
| town | 示例一镇 | 乡镇 | |
"""


def test_a_name_of_two_units_is_nobodys(office: "Office", filing: str) -> None:
    office.put("单位名录.xlsx", REGISTER)
    office.put("a.xlsx", filing.replace("县民政局", "民政局"))

    (problem,) = office.problems("E304")

    assert "县民政局、开发区民政局" in problem.wrong
    assert {record.excluded for record in office.collect().returns} == {"未报"}


def test_a_unit_that_no_instrument_is_for_is_told(office: "Office", filing: str) -> None:
    office.put("单位名录.xlsx", REGISTER)
    office.put("a.xlsx", filing.replace("县民政局", "示例一镇"))
    office.put(
        "巡查.xlsx", "# 巡查\n| 单位 | 指标编号 | 填报项 | 核定值 |\n| 示例一镇 | 1.2 | 佐证 | 1 |"
    )

    assert [str(problem.place) for problem in office.problems("E317")] == [
        "a.xlsx",
        "巡查.xlsx › 巡查 › A2",
    ]


def test_another_name_from_a_day_that_there_is_not_is_told(office: "Office") -> None:
    heads = "# 别名\n| 单位代码 | 别名 | 启用日期 | 停用日期 |\n"
    office.put("单位名录.xlsx", f"{REGISTER}{heads}| civil | 老民政局 | 建局之初 | |")

    assert [str(problem.place) for problem in office.problems("E408")] == [
        "单位名录.xlsx › 别名 › C2"
    ]


@pytest.mark.parametrize("row", ["| 县民政局 | 老民政局 | | |", "| civil | | | |"])
def test_another_name_that_is_not_told_in_full_is_asked_for(office: "Office", row: str) -> None:
    heads = "# 别名\n| 单位代码 | 别名 | 启用日期 | 停用日期 |\n"
    office.put("单位名录.xlsx", f"{REGISTER}{heads}{row}")

    assert [str(problem.place).rpartition(" › ")[0] for problem in office.problems("E314")] == [
        "单位名录.xlsx › 别名"
    ]


FULL = """
# 填报表
| 填报单位 | 县民政局 | | |
| 指标编号 | 填报项 | 填报值 | 自评分 |
| 1.1 | 审批服务事项总数 | 约48 | 1 |
| 1.2 | 佐证附件 | 详见附件 | |
# 表彰记录
| 表彰日期 | 表彰名称 |
| 2018-05-02 | 先进单位 |
"""


@pytest.mark.parametrize(
    ("change", "other"),
    [
        (("", ""), ["a.xlsx"]),
        (("先进单位", "先进集体"), []),
        (("| 1 |", "| 0.5 |"), []),
        (("约48", "约49"), []),
    ],
    ids=["nothing", "an event", "its own score", "what can't be read"],
)
def test_a_filing_that_came_in_anew_without_a_change_is_told(
    office: "Office", change: tuple[str, str], other: list[str]
) -> None:
    """Beside it lies a note that makes its bytes others."""
    office.put("a.xlsx", FULL)
    office.put("b.xlsx", f"{FULL.replace(*change)}\n# 便笺\n| 事项 | 负责 |\n| 买纸 | 甲 |")

    assert [problem.place.file for problem in office.problems("E319")] == ["b.xlsx"][: len(other)]


def test_renamed_files_give_the_same_answers(office: "Office", filing: str) -> None:
    office.put("a.xlsx", filing)
    office.put("b.xlsx", filing.replace("县民政局", "县水利局").replace("45", "40"))
    before = {unit: answers(office, unit) for unit in ("civil", "water")}

    for old, new in (("a.xlsx", "z.xlsx"), ("b.xlsx", "0.xlsx"), ("单位名录.xlsx", "m.xlsx")):
        (office.folder / old).rename(office.folder / new)

    assert {unit: answers(office, unit) for unit in ("civil", "water")} == before
    assert [unit.id for unit in office.collect().units] == ["civil", "water"]


def test_settings_lock_files_and_proofs_are_no_input(office: "Office", filing: str) -> None:
    office.put("a.xlsx", filing)
    for name in ("campaign.yml", "~$a.xlsx", ".DS_Store", "佐证/县民政局/1.2/照片.jpg"):
        office.put_bytes(name, b"\xff\xd8\xff")

    collected = office.collect()

    assert [item.file for item in collected.inputs] == ["a.xlsx", "单位名录.xlsx"]
    assert sorted(office.advanced) == ["a.xlsx", "单位名录.xlsx"]
    assert [problem.kind.code for problem in collected.problems] == ["E124"]
