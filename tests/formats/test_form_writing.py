"""Forms that people fill in: what stands in the cells, and what they may choose."""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from builder.formats.excel_reading.content import read_workbook
from builder.formats.excel_writing.fitting import CellValue
from builder.formats.excel_writing.forms import Form, FormColumn, write_forms

LONGEST = 32_767


def opened(*forms: Form) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_forms(forms)))


def form(*values: CellValue, column: FormColumn | None = None) -> Form:
    return Form("表", (column or FormColumn("内容"),), tuple((value,) for value in values))


@pytest.mark.parametrize("text", ["=1+1", "+86", "-", "@x", "#N/A", "1.10", "TRUE", "2018-05-11"])
def test_text_stays_text_whatever_it_looks_like(text: str) -> None:
    cell = opened(form(text))["表"]["A2"]

    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")


def test_numbers_come_back_with_all_their_digits(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(write_forms([form(Decimal("0.1"), Decimal("123456.789"), 7)]))
    book, _ = read_workbook(path, path.name)

    assert book is not None
    cells = [row[0] for row in book.visible[0].rows[1:]]
    assert cells == [Decimal("0.1"), Decimal("123456.789"), Decimal(7)]


def test_a_closed_choice_has_a_dropdown_below_the_last_row_too() -> None:
    sheet = opened(form("是", column=FormColumn("是否", choices=("是", "否"))))["表"]

    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"是,否"'
    assert str(rule.sqref) == "A2:A202"


def test_one_cell_may_have_a_dropdown_of_its_own() -> None:
    own = Form("表", (FormColumn("值"),), (("甲",), ("乙",)), dropdowns={(1, 0): ("乙", "丙")})

    (rule,) = opened(own)["表"].data_validations.dataValidation

    assert (rule.formula1, str(rule.sqref)) == ('"乙,丙"', "A3")


def test_words_that_a_dropdown_cannot_hold_leave_the_cell_free() -> None:
    free = form("a", column=FormColumn("词", choices=("甲,乙", "丙")))

    assert opened(free)["表"].data_validations.dataValidation == []


def test_the_head_stays_in_sight_and_text_is_wrapped() -> None:
    sheet = opened(form("长" * 200))["表"]

    assert sheet.freeze_panes == "A2"
    assert sheet["A2"].alignment.wrap_text


def test_a_text_longer_than_a_cell_is_refused_by_its_address() -> None:
    with pytest.raises(ValueError, match="A3的文字有32768字"):
        write_forms([form("短", "长" * (LONGEST + 1))])


def test_the_same_forms_give_the_same_bytes() -> None:
    assert write_forms([form("甲", 1)]) == write_forms([form("甲", 1)])
