"""征求意见: a unit's own marks go out, and what it says of them comes back as an appeal."""

import io
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from builder.model.standings import Standing
from builder.office.consultation import consultation_packs
from builder.rubric.library import Instrument
from builder.rubric.schema import Veto
from builder.rubric.terms import Condition
from builder.scoring.campaigns import ScoredCampaign, score_campaign
from tests.office.read_workbook import open_sheet
from tests.office.small_campaign import SHA256, Desk, filing, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """县民政局 has 45 of 48 matters in the hall, 县水利局 12 of 48; the others filed nothing."""
    made = make_desk(tmp_path)
    made.put("填报/县民政局.xlsx", filing("civil"))
    made.put("填报/县水利局.xlsx", filing("water", in_hall="12"))
    return made


def scored(desk: Desk) -> ScoredCampaign:
    office = desk.office
    instruments = [Instrument(rubric, SHA256) for rubric in office.rubrics.values()]
    return score_campaign(office.campaign, office.collect(), instruments, {})


def words(sheet: Worksheet) -> str:
    """All that can be read on it."""
    return "\n".join(
        str(value) for row in sheet.iter_rows(values_only=True) for value in row if value
    )


def head_row(sheet: Worksheet) -> int:
    return next(row for row in range(1, 40) if sheet.cell(row, 1).value == "单位")


def test_a_pack_holds_total_rank_and_every_row_with_its_reason_and_cells(desk: Desk) -> None:
    """45 of 48 is 0.94 points, 网上申报 1; no complaint came in, so 2.1 waits; total 1.94."""
    sheet = open_sheet(consultation_packs(scored(desk))["县民政局.xlsx"], "征求意见")

    head = head_row(sheet)
    first = [cell.value for cell in sheet[head + 1]]

    assert "总分：1.94分　　名次：第1名（共2个参评单位）" in words(sheet)
    assert "怎么算出来的：全部 = 基础分1.94 = 1.94分；总分 = 全部 = 1.94分。" in words(sheet)
    assert first[:3] == ["县民政局", "1.1", "事项集中进驻"]
    assert (first[3], Decimal(str(first[4]))) == (1, Decimal("0.94"))
    assert "45项 ÷ 审批服务事项总数48项" in str(first[5])
    assert "县民政局.xlsx›填报表：\nC5 已进驻事项数=45项" in str(first[6])
    assert [cell.value for cell in sheet["B"][head:]] == ["1.1", "1.2", "2.1", "2.2"]
    assert first[7:] == [None, None, None]


def test_what_bars_from_honours_is_told_and_listed(desk: Desk) -> None:
    """The rubric takes the honours from whoever answers 是 to 网上申报, as 县民政局 has."""
    (rubric,) = desk.office.rubrics.values()
    veto = Veto(
        id="V1",
        title="出现问题",
        wording="出现问题的，取消评优资格",
        clause="三",
        fields=(),
        when=Condition.model_validate({"field": "online", "is": True}),
    )
    desk.office.rubrics = {rubric.id: rubric.model_copy(update={"vetoes": (veto,)})}

    sheet = open_sheet(consultation_packs(scored(desk))["县民政局.xlsx"], "征求意见")

    assert "不得评优：V1 出现问题。" in words(sheet)
    last = [cell.value for cell in sheet[head_row(sheet) + 5]]
    assert last[:5] == ["县民政局", "V1", "出现问题", None, "一票否决"]


def test_nothing_of_another_unit_is_in_it(desk: Desk) -> None:
    pack = consultation_packs(scored(desk))["县民政局.xlsx"]

    assert "县水利局" not in words(open_sheet(pack, "征求意见"))


def renamed(item: ScoredCampaign, names: Mapping[str, str]) -> ScoredCampaign:
    """*item* with units (by id) called otherwise."""

    def rename(row: Standing) -> Standing:
        return replace(row, unit=replace(row.unit, name=names.get(row.unit.id, row.unit.name)))

    instruments = tuple(
        replace(one, standings=replace(one.standings, rows=tuple(map(rename, one.standings.rows))))
        for one in item.result.instruments
    )
    return replace(item, result=replace(item.result, instruments=instruments))


def test_units_whose_names_are_one_as_files_get_a_pack_each(desk: Desk) -> None:
    """No file may be called 甲/乙, so that it becomes 甲_乙, and that is a unit too."""
    item = renamed(scored(desk), {"civil": "甲/乙", "water": "甲_乙"})

    packs = consultation_packs(item)

    assert len(packs) == 6
    first, second = packs["甲_乙（civil）.xlsx"], packs["甲_乙（water）.xlsx"]
    assert "甲/乙" in words(open_sheet(first, "征求意见"))
    assert "甲_乙" in words(open_sheet(second, "征求意见"))


def test_the_deadline_is_left_to_the_office_and_the_default_is_named_as_one(desk: Desk) -> None:
    text = words(open_sheet(consultation_packs(scored(desk))["县民政局.xlsx"], "征求意见"))

    assert "请于____年____月____日前反馈；逾期未反馈视为无异议。" in text
    assert "公示期5个工作日（源文件未明确，本系统采用）" in text


def test_a_unit_that_is_not_counted_reads_why(desk: Desk) -> None:
    packs = consultation_packs(scored(desk))

    text = words(open_sheet(packs["县教育局.xlsx"], "征求意见"))

    assert len(packs) == 6
    assert "本次没有核定得分，原因：未报。" in text
    assert "指标编号" not in text


def test_only_the_cells_to_write_on_are_open_and_opinions_are_chosen(desk: Desk) -> None:
    sheet = open_sheet(consultation_packs(scored(desk))["县民政局.xlsx"], "征求意见")
    row = sheet[head_row(sheet) + 1]
    (rule,) = sheet.data_validations.dataValidation

    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in row] == [True] * 7 + [False] * 3
    assert rule.formula1 == '"同意,有异议"'
    assert row[7].coordinate in rule.sqref


def test_it_prints_across_a4(desk: Desk) -> None:
    """One page across, which is what Excel takes where no number is written; down, any number."""
    sheet = open_sheet(consultation_packs(scored(desk))["县民政局.xlsx"], "征求意见")

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.print_title_rows == f"${head_row(sheet)}:${head_row(sheet)}"


def test_a_filled_pack_is_read_as_an_appeal(desk: Desk) -> None:
    book = load_workbook(io.BytesIO(consultation_packs(scored(desk))["县水利局.xlsx"]))
    sheet = book["征求意见"]
    row = head_row(sheet) + 1
    sheet.cell(row, 8).value, sheet.cell(row, 9).value = "有异议", "漏算20项"
    sheet.cell(row + 1, 8).value = "同意"
    stream = io.BytesIO()
    book.save(stream)
    desk.office.put_bytes("反馈/县水利局.xlsx", stream.getvalue())

    returns = desk.office.collect()

    assert [(a.unit, a.indicator.value, a.opinion.value) for a in returns.appeals] == [
        ("water", "1.1", "有异议"),
        ("water", "1.2", "同意"),
    ]
    assert returns.appeals[0].grounds.value == "漏算20项"
    assert [problem for problem in returns.problems if "反馈" in problem.place.file] == []


def test_an_empty_pack_that_comes_back_says_nothing(desk: Desk) -> None:
    pack = consultation_packs(scored(desk))["县水利局.xlsx"]
    before = desk.office.collect().problems
    desk.office.put_bytes("反馈/县水利局.xlsx", pack)

    returns = desk.office.collect()

    assert returns.appeals == ()
    assert returns.problems == before


def test_the_same_marks_make_the_same_bytes(desk: Desk) -> None:
    assert consultation_packs(scored(desk)) == consultation_packs(scored(desk))


def test_a_unit_without_a_rank_is_told_why_and_what_is_still_to_be_looked_into(desk: Desk) -> None:
    item = scored(desk)
    (instrument,) = item.result.instruments
    first, *others = instrument.standings.rows
    assert first.scorecard is not None
    card = replace(first.scorecard, open_vetoes=("泄密记录",))
    unranked = replace(first, rank=None, unranked_reason="参评不足", scorecard=card)
    standings = replace(instrument.standings, rows=(unranked, *others))
    result = replace(item.result, instruments=(replace(instrument, standings=standings),))

    packs = consultation_packs(replace(item, result=result))

    said = words(open_sheet(packs[f"{first.unit.name}.xlsx"], "征求意见"))
    assert "未列入排名，原因：参评不足" in said
    assert "尚待核实：泄密记录。" in said
