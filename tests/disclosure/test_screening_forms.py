"""What screening makes of the formats before .xlsx, and where a text at the gate came from."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
import xlwt  # type: ignore[import-untyped]  # nobody has typed it

from builder.disclosure.gate import Finding
from builder.disclosure.leaks import LeakKind
from builder.formats.excel_reading import limits
from builder.formats.excel_reading.reader import Reader
from builder.intake.folder import found_file
from builder.model.answers import Answer, AnswerState, Origin
from builder.model.places import CellPlace
from builder.model.returns import CampaignReturns, UnitReturns
from builder.model.units import Unit, UnitKind
from builder.publication import origins, screen_files
from tests.formats.hostile_packages import zipped

MOBILE = "199" + "0000" + "1234"
UNIT = Unit("jia", "甲乡", UnitKind.TOWNSHIP)
GIVEN = Answer(
    *("a", "办件量", AnswerState.GIVEN, Origin.UNIT, "四十五"),
    place=CellPlace("甲乡.xlsx", "表", "C4"),
)


def screened(folder: Path, name: str, content: bytes) -> tuple[Finding, ...]:
    (folder / name).write_bytes(content)
    with Reader(processes=1) as reader:
        return screen_files([found_file(folder / name, folder)], reader)


def test_a_table_of_text_is_screened_cell_by_cell(tmp_path: Path) -> None:
    found = screened(tmp_path, "a.csv", f"姓名,电话\n甲,{MOBILE}\n".encode())

    assert [finding.kind.value for finding in found] == ["手机号"]
    assert "B2" in str(found[0])


def test_a_hidden_sheet_of_the_old_format_is_screened(tmp_path: Path) -> None:
    book, content = xlwt.Workbook(encoding="utf-8"), io.BytesIO()
    book.add_sheet("填报表").write(0, 0, "单位")
    book.add_sheet("旧表").write(1, 2, MOBILE)
    book.get_sheet(1).visibility = 1
    book.save(content)

    found = screened(tmp_path, "a.xls", content.getvalue())

    assert [one.places for one in found] == [("a.xls 旧表 › C2",)]


def test_a_document_is_taken_apart_to_its_pictures(tmp_path: Path) -> None:
    """In a .docx, a mobile in the remark of a photograph."""
    remark = MOBILE.encode()
    photograph = b"\xff\xd8\xff\xfe" + (len(remark) + 2).to_bytes(2, "big") + remark + b"\xff\xda"
    parts = {"word/document.xml": b"<w:p/>", "word/media/image1.jpeg": photograph}

    found = screened(tmp_path, "a.docx", zipped(parts))

    assert [one.places for one in found] == [("a.docx word/media/image1.jpeg",)]


def test_a_document_that_takes_too_long_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two million brackets that never close: looking for their ends would take days."""
    monkeypatch.setattr(limits, "SECONDS", 0.3)

    found = screened(tmp_path, "a.docx", zipped({"word/document.xml": b"<" * 2_000_000}))

    assert [one.kind for one in found] == [LeakKind.UNKNOWN_FILE]


def test_what_is_no_document_is_told(tmp_path: Path) -> None:
    found = screened(tmp_path, "a.docx", b"PK\x03\x04 broken")

    assert [one.kind for one in found] == [LeakKind.UNKNOWN_FILE]


def test_a_text_that_stood_in_no_cell_has_no_origin() -> None:
    nowhere = replace(GIVEN, field="b", place=None)
    returns = CampaignReturns(
        units=(UNIT,),
        returns=(UnitReturns(UNIT, "small", answers=(GIVEN, nowhere)),),
        logs_received=frozenset(),
        inputs=(),
        problems=(),
    )

    assert [str(origin.place) for origin in origins("q1", returns)] == [
        "q1/甲乡.xlsx › 表 › C4",
        "q1/甲乡.xlsx › 表 › C4（核定理由）",
        "q1/甲乡.xlsx（工作表名）",
    ]
