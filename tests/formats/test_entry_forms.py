"""Entry forms as Excel opens them: what is locked, what may be typed, how it prints."""

import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from builder.formats.excel_writing.entry_forms import (
    Barred,
    EntryBook,
    EntryColumn,
    EntrySheet,
    Printed,
    Slot,
    Span,
)
from builder.formats.excel_writing.entry_rules import EntryKind, EntryRule, validation_of
from builder.formats.excel_writing.entry_sheets import write_entry_book

YES_NO = EntryRule(EntryKind.CHOICE, ("是", "否", "不适用"))
WHOLE = EntryRule(EntryKind.WHOLE, least=Decimal(0))
LONG = EntryRule(EntryKind.CHOICE, tuple(f"第{n}个很长很长的选项" for n in range(40)))

FORM = EntrySheet(
    title="填报表",
    heading="示例县2021年评估",
    subheading="一份细则",
    labels=(("填报单位", "县民政局"), ("报送截止", "2022年1月10日 18:00")),
    instructions=("1．只填浅黄色的格。", "2．没有的填0。"),
    columns=(
        EntryColumn("编号", 8, centred=True),
        EntryColumn("填报项", 20),
        EntryColumn("填报值", 16),
        EntryColumn("备注", 10),
    ),
    rows=(
        (Printed("1.1"), Printed("总数"), Slot(WHOLE, 48), Slot()),
        (Printed(), Printed("=1+1"), Slot(YES_NO), Slot(LONG)),
        (Printed("1.2"), Printed("见附表", link="记录"), Printed(), Barred()),
    ),
    spans=(Span(0, 0, 1),),
    foot=("填表人：", "填报日期："),
    frozen=1,
)
RECORDS = EntrySheet(
    title="记录",
    heading="记录",
    columns=(
        EntryColumn("序号", 8, "说明："),
        EntryColumn("日期", 12, "年-月-日", ready=Slot(EntryRule(EntryKind.DATE))),
        EntryColumn("事项", 12, "已填好", ready=Printed("巡查")),
    ),
    ready_rows=5,
    portrait=True,
)
BOOK = EntryBook((FORM, RECORDS), {"template": "rubric-1", "version": "12345678"})
#: Rows of the form: heading, subheading, labels, instructions, then the heads.
HEAD, FIRST = 5, 6


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(io.BytesIO(write_entry_book(BOOK)))


@pytest.fixture(scope="module")
def form(book: Workbook) -> Worksheet:
    return book["填报表"]


def rule_at(sheet: Worksheet, cell: str) -> DataValidation:
    """The one validation of *cell*."""
    rules: list[DataValidation] = sheet.data_validations.dataValidation
    (found,) = (rule for rule in rules if cell in rule.sqref)
    return found


def formula(rule: EntryRule) -> str:
    made = validation_of(rule, "C6", "")
    assert made is not None
    assert made.type == "custom"
    return str(made.formula1)


def test_the_same_form_gives_the_same_bytes() -> None:
    assert write_entry_book(BOOK) == write_entry_book(BOOK)


def test_a_sheet_is_protected_without_a_password(book: Workbook) -> None:
    for title in ("填报表", "记录"):
        assert book[title].protection.sheet
        assert book[title].protection.password is None
        assert not book[title].protection.formatColumns, "columns may be made wider"


def test_labels_are_locked_and_entries_are_open(form: Worksheet) -> None:
    locked = {
        cell.coordinate: cell.protection.locked
        for row in form[f"A{FIRST}:D{FIRST + 2}"]
        for cell in row
    }

    opened = {place for place, is_locked in locked.items() if not is_locked}

    assert opened == {"C6", "D6", "C7", "D7"}
    assert form["B3"].value == "县民政局"
    assert form["B3"].protection.locked


def test_entries_are_shaded_and_labels_are_not(form: Worksheet) -> None:
    assert form["C6"].fill.fgColor.rgb == "00FFF9E5"
    assert form["B6"].fill.fill_type is None


def test_rows_may_be_added_only_where_there_are_ready_ones(book: Workbook) -> None:
    assert book["填报表"].protection.insertRows
    assert not book["记录"].protection.insertRows
    assert not book["记录"].column_dimensions["B"].protection.locked, "below the ready rows too"


def test_a_number_has_limits_and_a_chinese_message(form: Worksheet) -> None:
    rule = rule_at(form, "C6")

    assert (rule.type, rule.operator, rule.formula1) == ("whole", "between", "0")
    assert rule.showErrorMessage
    assert rule.errorStyle == "stop"
    assert rule.error == "请填整数，不带单位、不写“约”，不小于0。"


def test_words_are_chosen_from_a_list_that_may_hold_not_applicable(form: Worksheet) -> None:
    assert rule_at(form, "C7").formula1 == '"是,否,不适用"'


def test_a_list_too_long_for_excel_stands_on_the_hidden_sheet(
    book: Workbook, form: Worksheet
) -> None:
    assert rule_at(form, "D7").formula1 == "_meta!$D$1:$D$40"
    assert [cell.value for cell in book["_meta"]["D"]] == list(LONG.words)
    assert book["_meta"].sheet_state == "hidden"


def test_the_hidden_sheet_says_what_the_workbook_is(book: Workbook) -> None:
    pairs = {row[0].value: row[1].value for row in book["_meta"]["A1:B2"]}

    assert pairs == {"template": "rubric-1", "version": "12345678"}


def test_not_applicable_is_let_through_beside_numbers_dates_and_percentages() -> None:
    """The formula asks for a number first, so that no part of it fails on text."""
    for kind in (EntryKind.WHOLE, EntryKind.DECIMAL, EntryKind.DATE, EntryKind.PERCENT):
        text = formula(EntryRule(kind, ("不适用",)))
        assert text.startswith("IF(ISNUMBER(")
        assert text.endswith('),OR(C6="不适用"))')


def test_a_percentage_that_could_be_a_share_needs_its_sign() -> None:
    """A bare number from 1 to 2 is refused; what has the sign may be 0 to 1 to Excel."""
    text = formula(EntryRule(EntryKind.PERCENT, least=Decimal(0), greatest=Decimal(1)))

    assert text == (
        'IF(ISNUMBER(VALUE(C6)),AND(OR(RIGHT(C6,1)="%",VALUE(C6)<1,VALUE(C6)>2),VALUE(C6)>=0,'
        'OR(VALUE(C6)<=1,AND(NOT(RIGHT(C6,1)="%"),VALUE(C6)<=100))),OR(FALSE))'
    )


def test_text_takes_anything_and_is_kept_as_text(form: Worksheet) -> None:
    assert validation_of(EntryRule(), "C6", "") is None
    assert form["D6"].number_format == "@"
    assert form["B7"].value == "=1+1"
    assert form["B7"].data_type == "s"


def test_a_form_prints_on_a4_with_its_head_on_every_page(form: Worksheet) -> None:
    assert form.page_setup.paperSize == int(Worksheet.PAPERSIZE_A4)
    assert form.page_setup.orientation == "landscape"
    assert (form.page_setup.fitToWidth, form.page_setup.fitToHeight) == (1, 0)
    assert form.sheet_properties.pageSetUpPr is not None
    assert form.sheet_properties.pageSetUpPr.fitToPage
    assert form.print_title_rows == f"${HEAD}:${HEAD}"
    assert form.print_area == "'填报表'!$A$1:$D$10"
    footer = form.HeaderFooter.oddFooter
    assert footer is not None
    assert footer.center is not None
    assert footer.center.text == "第 &P 页 共 &N 页"
    assert form.freeze_panes == "B6"


def test_a_record_sheet_prints_what_was_added_too(book: Workbook) -> None:
    """Its hints are repeated with the heads; a print area would cut off added rows."""
    sheet = book["记录"]

    assert not sheet.print_area
    assert sheet.print_title_rows == "$2:$3"
    assert sheet.page_setup.orientation == "portrait"
    assert [cell.value for cell in sheet["C"][3:]] == ["巡查"] * 5
    assert "B300" in rule_at(sheet, "B4").sqref


def test_an_indicator_over_several_rows_is_one_cell(form: Worksheet) -> None:
    assert "A6:A7" in [str(item) for item in form.merged_cells.ranges]
    assert form["A6"].value == "1.1"
    assert form["A7"].value is None


def test_a_long_text_makes_its_rows_high_enough() -> None:
    """60 Chinese signs are 120 wide; a column of 21 takes 20 a line, so six lines of 13.5 and 5."""
    text = "字" * 60
    sheet = EntrySheet(
        title="表",
        heading="表",
        columns=(EntryColumn("甲", 21), EntryColumn("乙", 10)),
        rows=((Printed(text), Slot()),),
    )

    made = load_workbook(io.BytesIO(write_entry_book(EntryBook((sheet,), {}))))["表"]

    assert made.row_dimensions[3].height == 86


def test_a_click_leads_to_the_other_sheet(form: Worksheet) -> None:
    assert form["B8"].hyperlink.location == "'记录'!A1"


def test_no_outside_link_and_no_macro_is_in_the_file() -> None:
    names = zipfile.ZipFile(io.BytesIO(write_entry_book(BOOK))).namelist()

    assert not [name for name in names if "external" in name or "vba" in name]
