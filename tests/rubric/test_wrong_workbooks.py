"""Faults in an edited workbook, each told with its sheet, its cell and the nearest right word."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from builder.formats.excel_reading.content import read_workbook
from builder.model import problem_kinds as kinds
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.rubric.load import load_record
from builder.rubric.schema import Rubric
from builder.rubric.shapes import Shape
from builder.rubric.workbook.export import export_rubric
from builder.rubric.workbook.importing import import_rubric
from builder.rubric.workbook.values import Misfit, from_cell, to_cell

RIGHT = Path(__file__).parents[1] / "cases" / "wrong_rubrics" / "right.yml"
FILE = "rubric.xlsx"

Edit = Callable[[Any], object]


@cache
def right() -> bytes:
    """The right rubric as a workbook."""
    loaded, _ = load_record(RIGHT, Rubric, RIGHT.name)
    assert loaded is not None
    return export_rubric(loaded.record)


def edited(edit: Edit, folder: Path) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """What becomes of the right rubric's workbook once *edit* has been done to it."""
    path = folder / FILE
    path.write_bytes(right())
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    read, problems = read_workbook(path, FILE)
    assert read is not None, problems
    rubric, problems = import_rubric(read, FILE)
    return (rubric.record if rubric else None), problems


def cell(book: Any, sheet: str, row: int, head: str) -> Any:
    """The cell of *sheet* in *row* under *head*."""
    column = next(c.column for c in book[sheet][1] if c.value == head)
    return book[sheet].cell(row, column)


def put(sheet: str, row: int, head: str, value: object) -> Edit:
    def edit(book: Any) -> None:
        cell(book, sheet, row, head).value = value

    return edit


def put_whole(parameter: str, value: object) -> Edit:
    """Changes a value of the rubric as a whole."""

    def edit(book: Any) -> None:
        place = next(c for c in book["基本信息"]["B"] if c.value == parameter)
        place.offset(column=1).value = value

    return edit


def put_parameter(parameter: str, value: object) -> Edit:
    """Changes the value of a parameter of the first row that has it."""

    def edit(book: Any) -> None:
        place = next(c for c in book["评分规则"]["C"] if c.value == parameter)
        place.offset(column=1).value = value

    return edit


def rename_parameter(parameter: str, name: str) -> Edit:
    def edit(book: Any) -> None:
        next(c for c in book["评分规则"]["C"] if c.value == parameter).value = name

    return edit


#: What is done → code, sheet, cell and a word of the message.
FAULTS: dict[str, tuple[Edit, list[tuple[str, str, str, str]]]] = {
    "a word for points": (
        put("指标", 2, "分值", "六分"),
        [("E402", "指标", "I2", "“六分”不是数字")],
    ),
    "a word for a number of places": (
        put_whole("rounding.rows", "两位"),
        [("E401", "基本信息", "C", "“两位”不是整数")],
    ),
    "half a place": (
        put_whole("rounding.rows", 1.5),
        [("E401", "基本信息", "C", "1.5")],
    ),
    "more places than there may be": (
        put_whole("rounding.rows", 9),
        [("R536", "基本信息", "C", "不得大于 6")],
    ),
    "an unknown type of field": (
        put("填报项", 2, "类型", "整数值"),
        [("E407", "填报项", "E2", "是否想写「整数」")],
    ),
    "an unknown kind of rule": (
        put_parameter("rule.kind", "按比例计"),
        [("E407", "评分规则", "D2", "是否想写「按比例」")],
    ),
    "an unknown kind of unit": (
        put_whole("kinds", "乡镇\n街道办"),
        [("E407", "基本信息", "C", "是否想写「街道」")],
    ),
    "neither yes nor no": (
        put("填报项", 3, "可否填不适用", "可以"),
        [("E406", "填报项", "N3", "请填“是”或“否”")],
    ),
    "a row of an unknown section": (
        put("指标", 3, "所属板块", "1a"),
        [("R505", "指标", "A3", "是否想写「1」")],
    ),
    "a field of no row": (
        put("填报项", 2, "所属编号", None),
        [("R534", "填报项", "B2", "所属编号")],
    ),
    "an unknown kind of owner": (
        put("默认做法", 2, "所属", "指标行"),
        [("E407", "默认做法", "A2", "是否想写「指标」")],
    ),
    "an unknown parameter": (
        rename_parameter("rule.numerator.field", "rule.numerator.feild"),
        [("R503", "评分规则", "C3", "是否想写「field」")],
    ),
    "a parameter that is no path": (
        rename_parameter("rule.numerator.field", "rule..numerator"),
        [("R535", "评分规则", "C3", "rule..numerator"), ("R536", "评分规则", "C2", "numerator")],
    ),
    "a parameter written twice": (
        rename_parameter("rule.denominator.field", "rule.numerator.field"),
        [("R535", "评分规则", "C4", "写了两次")],
    ),
    "a gap in a list": (
        rename_parameter("rule.charges[0].per", "rule.charges[2].per"),
        [("R535", "评分规则", "C6", "连续编号"), ("R536", "评分规则", "C7", "per")],
    ),
    "a field that no rule can find": (
        put_parameter("rule.numerator.field", "items_don"),
        [("R505", "评分规则", "C2", "是否想写「items_done」")],
    ),
    "a misspelt head": (
        lambda book: setattr(cell(book, "指标", 1, "考核方式"), "value", "考核方法"),
        [
            ("R533", "指标", "", "考核方式"),
            ("R532", "指标", "G1", "是否想写「考核方式」"),
            ("R536", "指标", "A2", "method"),
            ("R536", "指标", "A3", "method"),
        ],
    ),
    "a misspelt sheet": (
        lambda book: setattr(book["一票否决"], "title", "一票否决项"),
        [("R530", "", "", "一票否决"), ("R531", "一票否决项", "", "是否想写「一票否决」")],
    ),
    "a date in place of words": (
        lambda book: setattr(
            cell(book, "指标", 2, "条款"),
            "value",
            datetime(2018, 5, 11),  # noqa: DTZ001 - a cell has no zone
        ),
        [("R537", "指标", "F2", "文本")],
    ),
    "a synonym without its choice": (
        put("填报项", 2, "同义词", "标杆"),
        [("R538", "填报项", "H2", "标杆")],
    ),
    "a formula without a result": (
        put("指标", 2, "分值", "=3+3"),
        [("E413", "指标", "I2", "公式")],
    ),
    "a formula that failed": (
        put("指标", 2, "分值", "#REF!"),
        [("E414", "指标", "I2", "#REF!")],
    ),
    "a parameter of nothing": (
        put("评分规则", 2, "所属", None),
        [("R534", "评分规则", "B2", "所属"), ("R536", "评分规则", "C3", "缺少 'kind'")],
    ),
    "a rule without its kind": (
        put_parameter("rule.kind", None),
        [("R536", "评分规则", "C2", "缺少 'kind'")],
    ),
    "a value where parameters stand": (
        rename_parameter("rule.kind", "rule"),
        [
            ("R535", "评分规则", "D2", "不能直接填值"),
            ("R535", "评分规则", "C3", "冲突"),
            ("R535", "评分规则", "C4", "冲突"),
        ],
    ),
    "points that do not add up": (
        put("指标", 2, "分值", 7),
        [("R504", "板块", "E2", "11"), ("R504", "部分", "D2", "11")],
    ),
    "an id given twice": (
        put("指标", 3, "指标编号", "1.1"),
        [
            ("R506", "指标", "B3", "1.1"),
            ("R505", "填报项", "B4", "1.2"),
            *(("R505", "评分规则", f"B{row}", "1.2") for row in range(5, 10)),
            ("R536", "指标", "A3", "rule"),
        ],
    ),
    "a title left out": (
        put("指标", 3, "名称", None),
        [("R536", "指标", "C3", "title")],
    ),
    "a log without its columns": (
        lambda book: book["记录表列"].delete_rows(2, 5),
        [("R536", "填报项", "A4", "columns")],
    ),
}


def where(problem: Problem) -> tuple[str, str, str]:
    assert isinstance(problem.place, CellPlace)
    assert problem.place.file == FILE
    return problem.kind.code, problem.place.sheet, problem.place.cell


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_told_with_its_cell_and_gives_no_rubric(fault: str, tmp_path: Path) -> None:
    edit, expected = FAULTS[fault]

    rubric, problems = edited(edit, tmp_path)

    assert rubric is None
    places = [where(problem) for problem in problems]
    told = [problem.wrong + problem.remedy for problem in problems]
    for code, sheet, address, word in expected:
        assert any(
            (code, sheet) == found[:2] and found[2].startswith(address) and word in text
            for found, text in zip(places, told, strict=True)
        ), list(zip(places, told, strict=True))
    assert len(expected) == len(problems), list(zip(places, told, strict=True))


def test_a_number_that_excel_made_of_an_id_is_taken_as_written(tmp_path: Path) -> None:
    rubric, problems = edited(put("指标", 2, "指标编号", 1.1), tmp_path)

    assert problems == ()
    assert rubric is not None
    assert rubric.indicators[0].id == "1.1"


def test_rows_may_be_moved_and_columns_too(tmp_path: Path) -> None:
    def swap(book: Any) -> None:
        sheet = book["填报项"]
        for row in (2, 3):
            for place in range(1, sheet.max_column + 1):
                sheet.cell(row + 10, place).value = sheet.cell(row, place).value
                sheet.cell(row, place).value = None

    rubric, problems = edited(swap, tmp_path)

    assert problems == ()
    assert rubric is not None
    assert list(rubric.fields) == ["items_total", "items_done", "faults"]


def test_codes_of_the_schema_are_taken_for_their_chinese(tmp_path: Path) -> None:
    rubric, problems = edited(put_parameter("rule.kind", "proportion"), tmp_path)

    assert problems == ()
    assert rubric is not None
    assert rubric.indicators[0].rule.kind == "proportion"


def test_a_column_for_reading_may_be_left_out(tmp_path: Path) -> None:
    rubric, problems = edited(lambda book: book["评分规则"].delete_cols(5), tmp_path)

    assert problems == ()
    assert rubric is not None


@pytest.mark.parametrize(
    "row", [["指标", "1.1", None, None], ["指标", "1.1", "rule.note", None]], ids=["empty", "blank"]
)
def test_a_parameter_without_a_value_says_nothing(row: list[str | None], tmp_path: Path) -> None:
    rubric, problems = edited(lambda book: book["评分规则"].append(row), tmp_path)

    assert problems == ()
    assert rubric is not None


def test_yes_may_be_what_excel_calls_true(tmp_path: Path) -> None:
    for content in (True, False):
        rubric, problems = edited(put("填报项", 3, "可否填不适用", content), tmp_path)

        assert problems == ()
        assert rubric is not None
        assert rubric.fields["items_done"].not_applicable is content


PLACE = CellPlace(FILE, "评分规则", "D2")


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (date(2018, 12, 31), "2018-12-31"),
        ("2018-12-31", "2018-12-31"),
        ("年底", Misfit(kinds.NOT_A_DATE.at(PLACE, shown="年底", example="2018-12-31"))),
    ],
)
def test_a_day_is_read_however_it_stands_there(content: date | str, read: object) -> None:
    assert from_cell(content, Shape(plain=(date,)), {}, PLACE) == read


def test_a_list_of_numbers_stands_in_one_cell_and_comes_back() -> None:
    cell = to_cell([3, 12], {})

    assert cell == "3\n12"
    assert from_cell(cell, Shape(items=Shape(plain=(int,))), {}, PLACE) == [3, 12]


def test_an_answer_that_stands_elsewhere_is_not_taken_twice(tmp_path: Path) -> None:
    def add(book: Any) -> None:
        book["评分规则"].append(["指标", "1.1", "fields[0].title", "别的名称"])

    rubric, problems = edited(add, tmp_path)

    assert rubric is None
    assert [problem.kind.code for problem in problems] == ["R535"]
