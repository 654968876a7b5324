"""Workbooks are read at their true addresses, or refused in plain words; never emptied."""

import io
import struct
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlwt  # type: ignore[import-untyped]  # nobody has typed it
from openpyxl import Workbook as NewWorkbook

from builder.formats.excel_reading.content import read_workbook
from builder.formats.excel_reading.values import exact
from builder.formats.sheets import FormulaFault, Visibility, Workbook, address

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples" / "workbooks"
AWKWARD = sorted(SAMPLES.glob("*.*")) if SAMPLES.is_dir() else []
needs_samples = pytest.mark.skipif(not AWKWARD, reason="../shared/samples/workbooks is absent")


def read(path: Path) -> Workbook:
    book, _ = read_workbook(path, path.name)
    assert book is not None
    return book


def refusal(path: Path) -> str:
    book, problems = read_workbook(path, path.name)
    assert book is None
    (problem,) = problems
    return problem.kind.code


@needs_samples
def test_a_strict_workbook_is_not_emptied() -> None:
    book = read(SAMPLES / "poi__SampleSS.strict.xlsx")

    first = book.sheets[0]
    assert first.name == "First Sheet"
    assert first.cell(0, 0).content == "Test spreadsheet"


@needs_samples
def test_binary_noise_of_a_real_workbook_is_gone() -> None:
    book = read(SAMPLES / "frictionless-py__adjust-floating-point-error.xlsx")

    assert book.sheets[0].cell(2, 1).content == Decimal("68.665")


@needs_samples
def test_every_error_value_of_a_real_workbook_is_kept() -> None:
    book = read(SAMPLES / "test_files__ErrorTypes.xlsx")

    cell = book.sheets[0].cell(2, 0)
    assert (cell.content, cell.address) == (FormulaFault("#DIV/0!"), "A3")


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.1, "0.1"), (0.30000000000000004, "0.3"), (48.0, "48"), (1e20, "1E+20"), (-2.5, "-2.5")],
)
def test_a_float_is_the_number_that_excel_shows(number: float, text: str) -> None:
    assert str(exact(number)) == text


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [(0, 0, "A1"), (11, 3, "D12"), (0, 25, "Z1"), (0, 26, "AA1"), (9, 701, "ZZ10")],
)
def test_addresses_are_those_of_excel(row: int, column: int, name: str) -> None:
    assert address(row, column) == name


def test_empty_leading_rows_and_columns_keep_their_addresses(tmp_path: Path) -> None:
    book = NewWorkbook()
    book.worksheets[0]["C4"] = "填报值"
    book.save(tmp_path / "a.xlsx")

    sheet = read(tmp_path / "a.xlsx").sheets[0]

    assert sheet.cell(3, 2).content == "填报值"
    assert sheet.cell(0, 0).content is None
    assert sheet.cell(99, 99).content is None


def test_a_merged_range_is_one_cell(tmp_path: Path) -> None:
    book = NewWorkbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["C2"] = "标题", "尾"
    sheet.merge_cells("A1:B2")
    book.save(tmp_path / "a.xlsx")

    read_sheet = read(tmp_path / "a.xlsx").sheets[0]

    assert read_sheet.cell(1, 1) == read_sheet.cell(0, 0)
    assert read_sheet.cell(1, 1).tall
    assert (read_sheet.covered(1, 1), read_sheet.covered(0, 0)) == (True, False)


def test_a_hidden_sheet_has_no_content(tmp_path: Path) -> None:
    book = NewWorkbook()
    book.worksheets[0]["A1"] = "公开"
    book.create_sheet("通讯录")["A1"] = "0000-1234599"
    book["通讯录"].sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")

    hidden = read(tmp_path / "a.xlsx").sheets[1]

    assert (hidden.visibility, hidden.rows) == (Visibility.HIDDEN, ())


def test_the_meta_sheet_is_read_though_hidden(tmp_path: Path) -> None:
    book = NewWorkbook()
    book.worksheets[0]["A1"] = "公开"
    meta = book.create_sheet("_meta")
    meta.append(["unit", "civil"])
    meta.append(["version", 1])
    meta.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")

    assert read(tmp_path / "a.xlsx").meta == {"unit": "civil", "version": "1"}


def test_an_error_of_an_old_workbook_is_kept(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("填报表")
    sheet.write(0, 0, "填报值")
    sheet.row(1).set_cell_error(0, "#DIV/0!")
    book.save(str(tmp_path / "a.xls"))

    assert read(tmp_path / "a.xls").sheets[0].cell(1, 0).content == FormulaFault("#DIV/0!")


def test_the_suffix_decides_nothing(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("填报表").write(0, 0, "填报值")
    book.save(str(tmp_path / "a.xlsx"))

    assert read(tmp_path / "a.xlsx").sheets[0].cell(0, 0).content == "填报值"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_of_offices(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes('单位,办件量\n县民政局,"1,200"\n'.encode(encoding))

    sheet = read(tmp_path / "a.csv").sheets[0]

    assert sheet.name == "a"
    assert sheet.rows == (("单位", "办件量"), ("县民政局", "1,200"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E101"),
        (b"%PDF-1.4 ...", "E102"),
        (b"\xff\xd8\xff\xe0 a photo", "E102"),
        (b"Rar!\x1a\x07\x00", "E126"),
        (b"7z\xbc\xaf\x27\x1c", "E126"),
        (b"\x1f\x8b\x08\x00", "E126"),
        (b"<html><table></table></html>", "E120"),
        (bytes(range(256)) * 4, "E102"),
        (b"PK\x03\x04 cut off", "E105"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "E105"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "E102"),
        (b" , ,\n", "E106"),
        (b"a" * (20 * 1024 * 1024 + 1), "E104"),
    ],
    ids=[
        "empty",
        "a scan",
        "a photo",
        "rar",
        "7z",
        "gzip",
        "a web page",
        "noise",
        "a cut zip",
        "a cut xls",
        "a doc",
        "blank cells",
        "too large",
    ],
)
def test_what_is_no_workbook_is_refused_in_plain_words(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "县民政局.xlsx"
    path.write_bytes(content)

    assert refusal(path) == code


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("word/document.xml", "E102"),
        ("县民政局.xlsx", "E126"),
        ("xl/vbaProject.bin", "E107"),
        ("xl/externalLinks/externalLink1.xml", "E108"),
        ("xl/nothing.xml", "E105"),
    ],
    ids=["a document", "an archive", "macros", "links to other files", "an empty shell"],
)
def test_an_archive_is_known_by_what_is_in_it(tmp_path: Path, entry: str, code: str) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, "")

    assert refusal(path) == code


def test_a_sheet_of_too_many_cells_is_refused(tmp_path: Path) -> None:
    book = NewWorkbook(write_only=True)
    sheet = book.create_sheet("填报表")
    sheet.append(["填报值"])
    book.save(tmp_path / "a.xlsx")
    path = tmp_path / "b.xlsx"
    with (
        zipfile.ZipFile(tmp_path / "a.xlsx") as source,
        zipfile.ZipFile(path, "w") as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                content = content.replace(b"</sheetData>", far)
            target.writestr(name, content)

    assert refusal(path) == "E114"


def test_an_old_workbook_whose_extent_is_mangled_is_refused(tmp_path: Path) -> None:
    """The last row before the first would have the reading library ask for 160 GB."""
    stream = io.BytesIO()
    book = xlwt.Workbook()
    book.add_sheet("填报表").write(0, 0, "填报值")
    book.save(stream)
    dimensions = struct.pack("<HHIIHHH", 0x200, 14, 0, 1, 0, 1, 0)
    mangled = struct.pack("<HHIIHHH", 0x200, 14, 91, 3, 0, 1, 0)
    assert stream.getvalue().count(dimensions) == 1
    (tmp_path / "a.xls").write_bytes(stream.getvalue().replace(dimensions, mangled))

    assert refusal(tmp_path / "a.xls") == "E114"


def test_an_old_workbook_of_styled_blanks_is_read(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("填报表")
    sheet.write(0, 0, "填报值")
    style = xlwt.easyxf("pattern: pattern solid")
    for row in range(5000):
        sheet.write(row, 255, None, style)
    book.save(str(tmp_path / "a.xls"))

    assert read(tmp_path / "a.xls").sheets[0].cell(0, 0).content == "填报值"


def test_a_formula_keeps_its_result_and_a_text_result_may_be_empty(tmp_path: Path) -> None:
    cells = (
        '<c r="A1"><f>1+1</f><v>2</v></c>'
        '<c r="B1" t="str"><f>IF(1,"","")</f><v></v></c>'
        '<c r="C1"><f>1+2</f></c>'
        '<c r="D1" t="e"><f>A9</f><v>#REF!</v></c>'
    )
    path = tmp_path / "a.xlsx"
    _with_cells(path, cells)

    assert read(path).sheets[0].rows == (
        (Decimal(2), None, FormulaFault(None), FormulaFault("#REF!")),
    )


def _with_cells(path: Path, cells: str) -> None:
    """A workbook whose first row is *cells*, as XML."""
    book, stream = NewWorkbook(), io.BytesIO()
    book.worksheets[0]["A1"] = 1
    book.save(stream)
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                start, end = content.index(b"<c "), content.index(b"</c>") + 4
                content = content[:start] + cells.encode() + content[end:]
            target.writestr(name, content)
