"""Registers of units from pasted names and from workbooks that offices have."""

from datetime import date
from pathlib import Path

import pytest

from builder.intake.campaign import Campaign, Period
from builder.model.units import Alias, Unit, UnitKind
from builder.office.newcomer import unit_lists

PERIOD = Period(start=date(2026, 7, 1), end=date(2026, 9, 30))
CAMPAIGN = Campaign(
    id="2026q3",
    title="某县2026年第三季度评估",
    authority="某县办公室",
    region="某县",
    period=PERIOD,
    instruments=("example",),
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("县民政局", UnitKind.DEPARTMENT),
        ("县委编办", UnitKind.DEPARTMENT),
        ("县城镇管理局", UnitKind.DEPARTMENT),
        ("城关镇", UnitKind.TOWNSHIP),
        ("清水河乡人民政府", UnitKind.TOWNSHIP),
        ("将军路街道", UnitKind.SUBDISTRICT),
        ("将军路街道办事处", UnitKind.SUBDISTRICT),
        ("经济开发区管委会", UnitKind.DEVELOPMENT_ZONE),
        ("产业集聚区", UnitKind.DEVELOPMENT_ZONE),
        ("开发区税务局", UnitKind.DEPARTMENT),
    ],
)
def test_the_kind_of_a_unit_is_guessed_by_how_its_name_ends(name: str, kind: UnitKind) -> None:
    assert unit_lists.guess_kind(name) is kind


def test_names_come_a_line_each_or_several_numbered_or_not_and_once() -> None:
    lines = ["1. 县民政局", "（2）县水利局", "县民政局", "城关镇、后方乡", "  ", "3\t孙口镇"]

    assert unit_lists.split_names(lines) == ("县民政局", "县水利局", "城关镇", "后方乡", "孙口镇")


def test_units_are_numbered_departments_apart_from_the_rest() -> None:
    named = [
        ("城关镇", UnitKind.TOWNSHIP),
        ("县民政局", UnitKind.DEPARTMENT),
        ("开发区", UnitKind.DEVELOPMENT_ZONE),
    ]

    assert [unit.id for unit in unit_lists.number_units(named)] == ["T01", "D01", "T02"]


def test_a_register_that_was_written_reads_back_the_same(tmp_path: Path) -> None:
    """Short names and dated aliases too; only those in use are taken for a unit's name."""
    aliases = (Alias("民政"), Alias("县社会事务局", None, date(2019, 3, 31)))
    units = (
        Unit("D01", "县民政局", UnitKind.DEPARTMENT, aliases),
        Unit("T01", "城关镇", UnitKind.TOWNSHIP),
    )
    path = tmp_path / "单位名录.xlsx"
    path.write_bytes(unit_lists.register_book(CAMPAIGN, units))

    assert unit_lists.read_register(path, PERIOD) == (units, ())
    assert unit_lists.read_folder_register(tmp_path, PERIOD) == (units, ())


def test_a_workbook_without_a_register_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("序号,姓名\n1,甲\n", encoding="utf-8")

    units, problems = unit_lists.read_register(path, PERIOD)

    assert units == ()
    assert [problem.kind.code for problem in problems] == ["E301"]


def test_a_register_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(b"")

    codes = [problem.kind.code for problem in unit_lists.read_register(path, PERIOD)[1]]

    assert codes == ["E101", "E301"]
