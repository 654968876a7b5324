"""What stands on a 填报表: the unit's own rows, its instructions, what is known; and a dossier."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from ruamel.yaml import YAML

from builder.formats.excel_writing.entry_forms import EntryBook, EntrySheet, Slot
from builder.intake.collect import collect_returns
from builder.model.answers import Answer, AnswerState, Origin
from builder.model.evidence import Evidence
from builder.model.units import Unit, UnitKind
from builder.office.templates.asked import asked_rows
from builder.office.templates.filing import count_cells, filing_book
from builder.office.templates.findings import Desk
from builder.office.templates.package import Material, make_templates
from builder.office.templates.prefill import Sources
from builder.rubric.analysis import analyse_rubric
from builder.rubric.catalogue import read_catalogue_schemas
from builder.rubric.dossier import read_dossiers
from builder.rubric.library import Instrument
from builder.rubric.profiles import read_rubrics
from builder.rubric.schema import Rubric
from tests.demo.world import ROOT
from tests.intake.conftest import RUBRIC
from tests.office.filled_templates import (
    campaign,
    head_row,
    heads,
    library,
    open_book,
    put,
    saved,
    write,
)

TOWN = Unit("t1", "示例一镇", UnitKind.TOWNSHIP)
OFFICE = Unit("d1", "县民政局", UnitKind.DEPARTMENT)


def instrument(id_: str) -> Instrument:
    return library()[id_]


def book_of(id_: str, unit: Unit, sources: Sources | None = None, **more: object) -> EntryBook:
    return filing_book(campaign(id_, **more), instrument(id_), unit, sources or Sources())


def texts(sheet: EntrySheet, head: str) -> list[object]:
    """What stands in one column."""
    number = [column.head.replace("\n", "") for column in sheet.columns].index(head)
    return [
        cell.value if isinstance(cell := row[number], Slot) else getattr(cell, "text", None)
        for row in sheet.rows
    ]


def test_a_town_is_asked_for_its_own_rows_only() -> None:
    """Of the twelve points of a county, towns answer for the sixth alone."""
    sheet = book_of("county-twelve-points-wenxian", TOWN).sheets[0]

    assert set(texts(sheet, "指标编号")) == {"6.1", "6.2", "6.3", "6.4", "6.5", "6.6"}


def test_what_only_platforms_and_assessors_supply_is_not_asked() -> None:
    sheet = book_of("taiqian-2018-departments", OFFICE).sheets[0]

    assert "2.3c" not in texts(sheet, "指标编号")
    assert "年度累计办件量" not in texts(sheet, "填报项")


@pytest.mark.parametrize(
    ("file", "unit", "kind"),
    [
        ("taiqian-2018-departments", OFFICE, "县直部门"),
        ("county-twelve-points", TOWN, "乡镇、街道"),
        ("hualong-2021-ledger", TOWN, "乡镇、街道"),
    ],
)
def test_the_count_on_the_form_is_that_of_the_rubric_s_analysis(
    file: str, unit: Unit, kind: str
) -> None:
    path = ROOT / "rubrics" / f"{file}.yml"
    loaded = read_rubrics(path, path.name)[0][0]

    cells, _, columns = count_cells(asked_rows(loaded.record, unit.kind, Origin.UNIT))

    assert cells + columns == analyse_rubric(loaded, None).asked[kind]


def test_the_count_is_printed_on_the_form() -> None:
    """示例: 44 fields and 4 logs of 3 + 4 + 4 + 6 columns."""
    sheet = book_of("taiqian-2018-departments", OFFICE).sheets[0]

    assert dict(sheet.labels)["本表共"] == "44格，附表4张（各填一条17格）"


def test_a_rate_has_no_self_score_and_points_have() -> None:
    rate = book_of("township-eight-points-luoshan", TOWN).sheets[0]
    points = book_of("zichuan-2022-townships", TOWN).sheets[0]

    assert "自评分" not in {column.head for column in rate.columns}
    assert texts(points, "分值")[0] == "10"
    assert "自评分" in {column.head for column in points.columns}


def test_bonus_and_penalty_rows_say_that_they_are_and_how_far_they_go() -> None:
    sheet = book_of("taiqian-2018-departments", OFFICE).sheets[0]
    marks = dict(zip(texts(sheet, "指标编号"), texts(sheet, "分值"), strict=True))

    assert (marks["5.1"], marks["6.1"]) == ("加分", "扣分\n最多5")


def test_a_second_round_says_that_only_changes_are_filled_in() -> None:
    id_ = "township-eight-points-luoshan"
    first = book_of(id_, TOWN).sheets[0]
    second = book_of(id_, TOWN, previous="first", rescores=True).sheets[0]

    assert any("第二轮" in text for text in second.instructions)
    assert not any("第二轮" in text for text in first.instructions)


def known_before() -> Evidence:
    level = Answer(
        "centre_level", "便民服务中心验收等级", AnswerState.GIVEN, Origin.ASSESSOR, "标准型"
    )
    return Evidence(TOWN, {"centre_level": level}, {}, date(2022, 3, 31))


def test_what_is_known_stands_in_the_cell_and_beside_it() -> None:
    id_ = "zichuan-2022-townships"
    sheet = book_of(id_, TOWN, Sources(before=known_before())).sheets[0]
    titles = texts(sheet, "填报项")
    place = titles.index("便民服务中心验收等级")

    assert texts(sheet, "填报值")[place] == "标准型"
    assert texts(sheet, "上期/平台值（供核对）")[place] == "上期：标准型"
    assert texts(sheet, "填报值").count(None) == len(titles) - 2, "the log's line has words too"


def test_without_anything_known_there_is_no_such_column() -> None:
    sheet = book_of("zichuan-2022-townships", TOWN).sheets[0]

    assert not [column for column in sheet.columns if "供核对" in column.head]


def test_a_prefilled_form_comes_back_without_a_problem(tmp_path: Path) -> None:
    one = instrument("zichuan-2022-townships")
    desk = Desk(campaign(one.rubric.id), (one,), (TOWN,))
    earlier = {one.rubric.id: {TOWN.id: known_before()}}
    files = make_templates(
        Material(desk=desk, dossiers=(), catalogues=(), returns={}, earlier=earlier)
    )
    put(tmp_path, "单位名录.xlsx", files["登记表/单位名录.xlsx"])
    put(tmp_path, "示例一镇.xlsx", files["填报表/示例一镇.xlsx"])

    found = collect_returns(tmp_path, desk.campaign, {one.rubric.id: one.rubric})

    (returns,) = found.returns
    assert found.problems == ()
    assert [a.value for a in returns.answers if a.field == "centre_level"] == ["标准型"]


def test_a_unit_with_two_instruments_gets_two_forms_with_different_names() -> None:
    eight, zichuan = (
        instrument("township-eight-points-luoshan"),
        instrument("zichuan-2022-townships"),
    )
    desk = Desk(campaign(eight.rubric.id, zichuan.rubric.id), (eight, zichuan), (TOWN,))

    files = make_templates(Material(desk=desk, dossiers=(), catalogues=(), returns={}, earlier={}))

    assert [name for name in files if name.startswith("填报表")] == [
        "填报表/示例一镇（1 罗山县乡镇（街道）政务服务第三方评估要点）.xlsx",
        "填报表/示例一镇（2 2022年度镇（街道、开发区）政务服务工）.xlsx",
    ]


def _dossier_files() -> tuple[Desk, dict[str, bytes], Material]:
    dossiers = read_dossiers(ROOT / "rubrics")[0]
    own = campaign(dossiers=("hualong-2021-rule-of-law",))
    desk = Desk(own, (), (OFFICE,))
    one = Material(desk, (dossiers["hualong-2021-rule-of-law"],), (), {}, {})
    return desk, make_templates(one), one


def test_a_filled_dossier_comes_back_in_full(tmp_path: Path) -> None:
    """Six figures, a statement that tells each of them, and one exhibit."""
    desk, files, one = _dossier_files()
    book = open_book(files["佐证材料汇编/县民政局.xlsx"])
    day = date(2021, 8, 31)
    statement, figures, exhibits = (book[title] for title in ("情况说明", "数据", "佐证目录"))
    _fill(statement, 1, {"情况说明": "压缩比例61%，另有12、13、14、15、16项，见佐证1。"})
    for number, value in enumerate(("61%", 12, 13, 14, 15, 16), start=1):
        _fill(figures, number, {"数值": value, "截止日期": day})
    exhibit = {"序号": 1, "标题": "工作通知", "文号": "示办〔2021〕3号", "发文机关": "示例办"}
    more = {"成文日期": day, "页码": "3-8", "公开属性": "主动公开"}
    _fill(exhibits, 2, exhibit | more)
    put(tmp_path, "汇编.xlsx", saved(book))
    put(tmp_path, "单位名录.xlsx", files["登记表/单位名录.xlsx"])

    found = collect_returns(tmp_path, desk.campaign, {}, dossiers=one.dossiers)

    assert found.problems == ()
    (dossier,) = found.dossiers
    (claim,) = dossier.claims
    assert [figure.answer.shown for figure in claim.figures] == [
        *("61%", "12项", "13项", "14项", "15个", "16个"),
    ]
    assert [exhibit.text("title") for exhibit in claim.exhibits] == ["工作通知"]


def _fill(sheet: Worksheet, number: int, values: dict[str, object]) -> None:
    """Fills in the *number*th row below the heads."""
    top = head_row(sheet, "论点编号")
    named = heads(sheet, top)
    for head, value in values.items():
        assert isinstance(value, str | int | date)
        write(sheet, top + number, named[head], value)


def test_an_untouched_dossier_says_only_what_is_missing(tmp_path: Path) -> None:
    """One statement and six figures are lacking; a blank list of exhibits is no fault."""
    desk, files, one = _dossier_files()
    put(tmp_path, "汇编.xlsx", files["佐证材料汇编/县民政局.xlsx"])
    put(tmp_path, "单位名录.xlsx", files["登记表/单位名录.xlsx"])

    found = collect_returns(tmp_path, desk.campaign, {}, dossiers=one.dossiers)

    titles = [problem.kind.title for problem in found.problems]
    assert sorted(titles) == sorted(["缺情况说明", *["缺数据"] * 6])


def test_an_edition_of_the_rubric_has_its_own_version() -> None:
    one = instrument("zichuan-2022-townships")
    other = replace(one, sha256="abcdef0123456789")

    book = filing_book(campaign(one.rubric.id), other, TOWN, Sources())

    assert book.meta["version"] == "abcdef01"


def test_a_catalogue_has_a_form_of_its_own() -> None:
    schema = read_catalogue_schemas(ROOT / "rubrics")[0]["policies"]
    own, told = campaign(catalogues=("policies",)), list[str]()

    files = make_templates(Material(Desk(own, (), ()), (), (schema,), {}, {}), told.append)

    assert f"目录/{schema.title}.xlsx" in files
    assert f"目录/{schema.title}.xlsx" in told


def test_a_unit_that_is_asked_for_nothing_gets_no_form() -> None:
    text = RUBRIC.replace("origin: [U", "origin: [A")
    only_assessed = Rubric.model_validate(YAML(typ="safe").load(text))
    desk = Desk(campaign(only_assessed.id), (Instrument(only_assessed, ""),), (OFFICE,))

    files = make_templates(Material(desk=desk, dossiers=(), catalogues=(), returns={}, earlier={}))

    assert [name for name in files if name.startswith("填报表")] == []
    assert "登记表/核定记录.xlsx" in files
