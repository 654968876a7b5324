"""退回修改: every fault is marked in the copy; once mended there, the copy is a sound return."""

import io
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from ruamel.yaml import YAML

from builder.disclosure.gate import covered
from builder.formats.excel_reading.content import read_content
from builder.formats.excel_reading.reader import Reader
from builder.intake.folder import found_file
from builder.model import problem_kinds as kinds
from builder.model.places import CellPlace
from builder.model.problems import Problem, Severity
from builder.model.returns import CampaignReturns, InputFile
from builder.office.marked_copies import OFFICE_FOLDER, marked_copies
from builder.office.mend_list import mend_sheet
from builder.publication import screen_files
from builder.rubric.schema import Rubric
from builder.scoring.results import CampaignResult
from tests.office.small_campaign import Desk, filing, make_desk

MOBILE = "199" + "0000" + "1234"
RED, YELLOW = "00FFC7CE", "00FFEB9C"
SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "workbooks"

RUBRIC = """
id: county-departments
title: 县直评分细则
source: {document: 示例文件}
kinds: [department]
parts:
  - id: all
    title: 全部
    points: 1
    sections:
      - id: "1"
        title: 一
        points: 1
        indicators:
          - id: "1.1"
            title: 办事
            wording: 可网上申报记1分
            clause: 一.1
            method: 查资料
            points: 1
            fields:
              - {id: a, title: 办件量, type: integer, measure: 件, origin: [U]}
              - {id: b, title: 经费, type: decimal, measure: 元, origin: [U]}
              - {id: c, title: 网办率, type: percent, greatest: 1, origin: [U]}
              - {id: d, title: 是否可网上申报, type: yes_no, origin: [U]}
              - {id: e, title: 接入方式, type: choice, choices: [专线, 互联网], origin: [U]}
              - {id: f, title: 进驻日期, type: date, origin: [U]}
              - {id: g, title: 窗口数, type: integer, origin: [U]}
              - {id: h, title: 人员数, type: integer, origin: [U]}
              - {id: i, title: 事项数, type: integer, origin: [U]}
              - {id: j, title: 上级表彰数, type: integer, origin: [U]}
              - {id: k, title: 本级表彰数, type: integer, origin: [U]}
              - {id: l, title: 公示网址, type: url, origin: [U]}
              - {id: m, title: 各窗口人数, type: integers, origin: [U]}
              - {id: n, title: 电话数, type: integer, origin: [U]}
              - {id: o, title: 投诉数, type: integer, origin: [U]}
            rule: {kind: award, when: {field: d, is: true}}
"""


@dataclass(frozen=True)
class Row:
    """One row of the muddled filing: what was written, what is right, and the expected code."""

    title: str
    written: str | int | None
    right: str | float | None
    code: str = ""
    severity: Severity = Severity.BLOCKING
    indicator: str = "1.1"
    #: Column of the cell that is marked.
    column: str = "C"


ROWS = (
    Row("办件量", "约1200件", 1200, "E401"),
    Row("经费", "两千来万", "2000000", "E402"),
    Row("网办率", "180%", 0.98, "E403"),
    Row("是否可网上申报", "差不多", "是", "E406"),
    Row("接入方式", "自建", "专线", "E407"),
    Row("进驻日期", "2018年", "2018-03-01", "E408"),
    Row("窗口数", "=3+4", 7, "E413"),
    Row("人员数", "#REF!", 12, "E414"),
    Row("事项数", "—", 48, "E412"),
    Row("上级表彰数", 2, 2, "E213"),
    Row("本级表彰数", None, 1),
    Row("公示网址", "门户网站", "https://www.example.invalid/", "E410"),
    Row("各窗口人数", "若干", "2、2、3", "E411"),
    Row("电话数", 5, 5, "E415"),
    Row("电话数", 6, 5),
    Row("别的事", "有", None, "E208", Severity.WARNING, "9.9", "A"),
)
FIRST_ROW = 4


@dataclass
class Muddle:
    """The filing with all of it, and the looks that a copy has to keep."""

    book: Workbook = field(default_factory=Workbook)

    @property
    def content(self) -> bytes:
        """Its bytes, with the formula's result never stored."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


@pytest.fixture
def muddle() -> Muddle:
    made = Muddle()
    del made.book["Sheet"]
    sheet = made.book.create_sheet("填报表")
    sheet.append(["填报表"])
    sheet.append(["填报单位", "县民政局"])
    sheet.append(["指标编号", "填报项", "填报值"])
    for number, row in enumerate(ROWS, start=FIRST_ROW):
        sheet.append([row.indicator, row.title, row.written])
        if row.written == "#REF!":
            sheet.cell(number, 3).data_type = "e"
    merged = next(n for n, row in enumerate(ROWS, start=FIRST_ROW) if row.code == "E213")
    sheet.merge_cells(f"C{merged}:C{merged + 1}")
    sheet["C4"].fill = PatternFill("solid", fgColor="FFF9E5")
    sheet["C4"].comment = Comment("请与上年核对", "办公室")
    sheet.row_dimensions[5].hidden = True
    rule = DataValidation(type="list", formula1='"是,否"')
    rule.add("C7")
    sheet.add_data_validation(rule)
    sheet.protection.enable()
    sheet.column_dimensions["B"].width = 33
    hidden = made.book.create_sheet("底稿")
    hidden["A1"], hidden.sheet_state = "不读", "hidden"
    meta = made.book.create_sheet("_meta")
    for pair in (("template", "county-departments"), ("unit", "civil"), ("campaign", "demo-2018")):
        meta.append(pair)
    meta.sheet_state = "hidden"
    return made


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_desk(tmp_path)
    rubric = Rubric.model_validate(YAML(typ="safe").load(RUBRIC))
    made.office.rubrics = {rubric.id: rubric}
    return made


@pytest.fixture
def plain_desk(tmp_path: Path) -> Desk:
    """With the small rubric of the desk's other tests."""
    return make_desk(tmp_path)


def copies(desk: Desk) -> dict[str, bytes]:
    folder = desk.office.folder
    return dict(marked_copies(desk.result, desk.problems, lambda f: (folder / f).read_bytes()))


def open_book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def to_bytes(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def lines(sheet: Worksheet) -> list[dict[str, object]]:
    """The lines of a 修改清单 by their heads."""
    rows = list(sheet.iter_rows(max_col=8, values_only=True))
    head = next(number for number, row in enumerate(rows) if row[0] == "序号")
    heads = [str(head) for head in rows[head]]
    return [dict(zip(heads, row, strict=True)) for row in rows[head + 1 :]]


def colour(sheet: Worksheet, cell: str) -> str:
    return str(sheet[cell].fill.fgColor.rgb)


def said(sheet: Worksheet, cell: str) -> str:
    comment = sheet[cell].comment
    return comment.text if comment else ""


def mended(content: bytes) -> bytes:
    """The copy as the unit's clerk leaves it: every row right, the missing one added."""
    book = open_book(content)
    sheet = book["填报表"]
    for merge in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(merge.coord)
    for number, row in enumerate(ROWS, start=FIRST_ROW):
        sheet.cell(number, 3).value = row.right
        if row.indicator == "9.9":
            sheet.cell(number, 1).value, sheet.cell(number, 2).value = "1.1", "投诉数"
            sheet.cell(number, 3).value = 0
    return to_bytes(book)


def test_every_kind_of_mess_is_found_in_one_run_and_marked_at_its_cell(
    desk: Desk, muddle: Muddle
) -> None:
    """Fourteen kinds at a cell; 投诉数 has no row at all, which is told for the whole file."""
    desk.office.put_bytes("县民政局.xlsx", muddle.content)

    sheet = open_book(copies(desk)["县民政局.xlsx"])["填报表"]
    wrong = {f"{row.column}{number}": row for number, row in enumerate(ROWS, FIRST_ROW) if row.code}
    told = [p for p in desk.problems if p.kind.severity is not Severity.NOTICE]

    assert len(wrong) == 14
    assert {p.place.cell: p.kind.code for p in told if isinstance(p.place, CellPlace)} == {
        **{cell: row.code for cell, row in wrong.items()},
        "": "E209",
    }
    for cell, row in wrong.items():
        expected = RED if row.severity is Severity.BLOCKING else YELLOW
        assert colour(sheet, cell) == expected, cell
        assert f"[{row.code}]" in said(sheet, cell), cell
    marked = {c.coordinate for line in sheet.iter_rows() for c in line if c.comment}
    assert marked == set(wrong)


def test_a_comment_says_what_is_wrong_and_what_to_do(desk: Desk, muddle: Muddle) -> None:
    desk.office.put_bytes("县民政局.xlsx", muddle.content)

    sheet = open_book(copies(desk)["县民政局.xlsx"])["填报表"]

    assert "[E401] “约1200件”不是整数。请填整数，例如 1200。" in said(sheet, "C4")
    assert said(sheet, "C4").startswith("请与上年核对\n")


def test_the_list_leads_to_each_cell(desk: Desk, muddle: Muddle) -> None:
    desk.office.put_bytes("县民政局.xlsx", muddle.content)

    book = open_book(copies(desk)["县民政局.xlsx"])
    listed = lines(book.worksheets[0])
    links = {
        cell.value: cell.hyperlink.location for cell in book.worksheets[0]["D"] if cell.hyperlink
    }

    assert book.sheetnames == ["修改清单", "填报表", "底稿", "_meta"]
    assert [line["代码"] for line in listed][:3] == ["E110", "E209", "E401"]
    assert (listed[2]["程度"], listed[2]["现在填的"], listed[2]["单元格"]) == (
        *("必改", "约1200件", "C4"),
    )
    assert listed[1]["单元格"] == "—"
    assert links["C4"] == "'填报表'!C4"
    assert len(links) == 14


def test_once_mended_the_copy_is_a_sound_return_and_the_unit_is_scored(
    desk: Desk, muddle: Muddle
) -> None:
    """网上申报 is 是, so the only row gives its one point."""
    desk.office.put_bytes("县民政局.xlsx", muddle.content)
    desk.office.put_bytes("县民政局.xlsx", mended(copies(desk)["县民政局.xlsx"]))

    wrong = [p for p in desk.problems if p.kind.severity is not Severity.NOTICE]
    card = next(
        row.scorecard for row in desk.result.instruments[0].standings.rows if row.unit.id == "civil"
    )

    assert wrong == []
    assert card is not None
    assert card.total == Decimal(1)
    assert copies(desk) == {}


def test_a_copy_that_is_half_mended_is_marked_anew_and_keeps_no_old_marks(
    desk: Desk, muddle: Muddle
) -> None:
    """C4 is right now: its own colour and the clerk's own comment are back."""
    desk.office.put_bytes("县民政局.xlsx", muddle.content)
    book = open_book(copies(desk)["县民政局.xlsx"])
    book["填报表"]["C4"] = 1200
    desk.office.put_bytes("县民政局.xlsx", to_bytes(book))

    again = open_book(copies(desk)["县民政局.xlsx"])

    assert again.sheetnames.count("修改清单") == 1
    assert "E401" not in {line["代码"] for line in lines(again.worksheets[0])}
    assert colour(again["填报表"], "C4") == "00FFF9E5"
    assert said(again["填报表"], "C4") == "请与上年核对"
    assert colour(again["填报表"], "C5") == RED
    assert said(again["填报表"], "C5").count("[E402]") == 1


def test_the_rest_of_the_workbook_stays_as_it_was(desk: Desk, muddle: Muddle) -> None:
    original = muddle.content
    desk.office.put_bytes("县民政局.xlsx", original)

    book = open_book(copies(desk)["县民政局.xlsx"])
    sheet = book["填报表"]

    assert (book["底稿"].sheet_state, book["_meta"].sheet_state) == ("hidden", "hidden")
    assert [cell.value for cell in book["_meta"]["B"]] == [
        *("county-departments", "civil", "demo-2018"),
    ]
    assert sheet["C10"].value == "=3+4"
    assert str(sheet.data_validations.dataValidation[0].sqref) == "C7"
    assert sheet.column_dimensions["B"].width == 33
    assert not sheet.protection.sheet
    assert not sheet.row_dimensions[5].hidden
    assert (desk.office.folder / "县民政局.xlsx").read_bytes() == original


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (
            {
                "xl/media/image1.png": "…",
                "xl/drawings/drawing1.xml": "<xdr:pic>…</xdr:pic><xdr:sp macro=''/>",
                "xl/charts/chart1.xml": "<c:chartSpace/>",
            },
            "1张图片（如公章）、1个图形、1个图表",
        ),
        (
            {
                "xl/media/image1.png": "…",
                "xl/media/image2.png": "…",
                "xl/cellimages.xml": "<etc:cellImages/>",
            },
            "2张图片（如公章）",
        ),
        (
            {"xl/embeddings/oleObject1.bin": "…", "xl/ctrlProps/ctrlProp1.xml": "<a/>"},
            "1个嵌入对象、1个窗体控件",
        ),
        ({"_xmlsignatures/sig1.xml": "<Signature/>"}, "1个电子签章"),
    ],
    ids=["a stamp", "WPS puts them into cells", "objects and controls", "a signature"],
)
def test_pictures_and_their_like_that_a_copy_loses_are_told_in_red(
    desk: Desk, muddle: Muddle, parts: dict[str, str], told: str
) -> None:
    stream = io.BytesIO(muddle.content)
    with zipfile.ZipFile(stream, "a") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    desk.office.put_bytes("县民政局.xlsx", stream.getvalue())

    sheet = open_book(copies(desk)["县民政局.xlsx"])["修改清单"]
    cells = [sheet.cell(row, 1) for row in range(1, 10)]
    (warning,) = (cell for cell in cells if str(cell.value).startswith("注意："))

    assert warning.value == (f"注意：原件含有{told}，本副本没有保留。原件未改动，请以原件为准。")
    assert warning.font.color is not None
    assert warning.font.color.rgb == "00C00000"


@pytest.mark.parametrize("suffix", ["xls", "csv"])
def test_other_formats_are_copied_value_by_value(plain_desk: Desk, suffix: str) -> None:
    name = f"县水利局.{suffix}"
    plain_desk.put(name, filing("water", in_hall="约45件"))

    made = copies(plain_desk)
    book = open_book(made["县水利局.xlsx"])
    sheet = book.worksheets[1]
    plain_desk.office.put_bytes(name, b"")
    (plain_desk.office.folder / name).unlink()
    sheet["C5"] = 45
    plain_desk.office.put_bytes("县水利局.xlsx", to_bytes(book))

    assert sheet["C4"].value in {48, "48"}
    assert (colour(sheet, "C5"), "[E401]" in said(sheet, "C5")) == (RED, True)
    assert f"原件是{suffix}格式，本副本只照抄了各格的内容" in "".join(
        str(cell.value) for cell in book.worksheets[0]["A"]
    )
    assert [p for p in plain_desk.problems if p.kind.severity is not Severity.NOTICE] == []


def test_what_cannot_be_read_gets_the_list_alone(plain_desk: Desk) -> None:
    plain_desk.office.put_bytes("县林业局扫描件.pdf", b"%PDF-1.4 scan")

    book = open_book(copies(plain_desk)["县林业局.xlsx"])

    assert book.sheetnames == ["修改清单"]
    assert [line["代码"] for line in lines(book.worksheets[0])] == ["E102"]


def test_text_that_looks_like_a_formula_stays_text(plain_desk: Desk) -> None:
    sheet = """
# 填报表
| 填报单位 | 县水利局 | |
| 指标编号 | 填报项 | 填报值 |
| 1.1 | 审批服务事项总数 | =HYPERLINK(1) |
| 1.1 | 已进驻事项数 | 45 |
"""
    plain_desk.put("县水利局.csv", sheet)

    book = open_book(copies(plain_desk)["县水利局.xlsx"])
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    risky = [cell for cell in cells if str(cell.value).startswith("=")]

    assert len(risky) == 2
    assert {cell.data_type for cell in risky} == {"s"}


def test_several_files_of_a_unit_are_called_after_the_files_too(plain_desk: Desk) -> None:
    plain_desk.put("县公路局A.xlsx", filing("roads"))
    plain_desk.put("县公路局B.xlsx", filing("roads", in_hall="44"))

    assert set(copies(plain_desk)) == {
        *("县公路局（县公路局A）.xlsx", "县公路局（县公路局B）.xlsx"),
    }


def test_registers_are_the_offices_own_to_mend_and_lie_apart(plain_desk: Desk) -> None:
    """They hold what isn't for any one unit."""
    plain_desk.put(
        "核定/核定记录.xlsx",
        """
# 核定
| 单位 | 指标编号 | 填报项 | 核定值 |
| 县民政局 | 1.2 | 是否可网上申报 | 大概 |
""",
    )

    made = copies(plain_desk)

    assert set(made) == {f"{OFFICE_FOLDER}/核定记录.xlsx"}
    book = open_book(made[f"{OFFICE_FOLDER}/核定记录.xlsx"])
    assert "填报单位" not in str(book.worksheets[0]["A2"].value)
    assert colour(book["核定"], "D2") == RED


OBJECTION = """
# 征求意见
| 单位 | 指标编号 | 意见 | 异议理由 |
| 县民政局 | 1.1 | 有异议 | |
"""


def test_an_appeal_goes_back_to_the_unit_that_sent_it(plain_desk: Desk) -> None:
    plain_desk.put("反馈.xlsx", OBJECTION)

    assert set(copies(plain_desk)) == {"县民政局.xlsx"}


def test_a_register_that_names_another_unit_goes_to_nobody_but_the_office(
    plain_desk: Desk,
) -> None:
    """Only 县民政局 has something to mend; the row of 县水利局 is none of its business."""
    plain_desk.put("反馈.xlsx", f"{OBJECTION}| 县水利局 | 1.1 | 同意 | |")

    assert set(copies(plain_desk)) == {f"{OFFICE_FOLDER}/反馈.xlsx"}


def test_a_file_with_nothing_but_notices_is_not_returned(plain_desk: Desk) -> None:
    plain_desk.put("县民政局.xlsx", filing("civil", total="四十八"))

    assert {p.kind.code for p in plain_desk.problems} == {"E416"}
    assert copies(plain_desk) == {}


def test_the_list_alone_is_no_return(plain_desk: Desk) -> None:
    """Who deletes the form and sends back the list is told so; beside a form it says nothing."""
    plain_desk.put("县水利局.xlsx", filing("water", in_hall="约45件"))
    book = open_book(copies(plain_desk)["县水利局.xlsx"])
    del book["填报表"]
    plain_desk.office.put_bytes("县水利局.xlsx", to_bytes(book))

    assert [p.kind.code for p in plain_desk.problems] == ["E201"]


def test_a_copy_in_which_personal_data_was_mended_holds_none_of_it(
    plain_desk: Desk, tmp_path: Path
) -> None:
    """Neither its list of what to mend, nor the name of the original on it; so it is committed."""
    sent = filing("water", total=f"共{MOBILE}").replace("详见附件", f"请致电{MOBILE}")
    plain_desk.put("联系人赵某甲.xlsx", sent)
    told, folder = [covered(one) for one in plain_desk.problems], plain_desk.office.folder
    (copy,) = marked_copies(plain_desk.result, told, lambda f: (folder / f).read_bytes()).values()

    book = open_book(copy)
    listed = [(line["代码"], line["单元格"], line["现在填的"]) for line in lines(book["修改清单"])]
    for cell in ("C4", "C7"):
        assert MOBILE in str(book["填报表"][cell].value)
        book["填报表"][cell], book["填报表"][cell].comment = 48, None

    assert ("E401", "C4", "（个人信息，不抄录）") in listed
    assert ("E440", "C7", "（个人信息，不抄录）") in listed
    (tmp_path / "县水利局.xlsx").write_bytes(to_bytes(book))
    with Reader(processes=1) as reader:
        found = screen_files([found_file(tmp_path / "县水利局.xlsx", tmp_path)], reader)
    assert found == ()


def test_the_same_file_makes_the_same_copy(desk: Desk, muddle: Muddle) -> None:
    desk.office.put_bytes("县民政局.xlsx", muddle.content)

    assert copies(desk) == copies(desk)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of real workbooks aren't here")
def test_no_workbook_is_too_strange_for_a_copy(plain_desk: Desk) -> None:
    """The first cell of every sheet that could be read is marked; nothing raises."""
    contents = {
        path.name: path.read_bytes()
        for path in sorted(SAMPLES.iterdir())
        if path.name != "MANIFEST.csv"
    }
    made = marked_copies(*sample_campaign(plain_desk, contents), contents.__getitem__)

    assert len(made) == len(contents) == 45
    for name, content in made.items():
        book = open_book(content)
        readable = len(book.sheetnames) > 1
        cells = [cell for sheet in book.worksheets[1:] for cell in sheet._cells.values()]  # noqa: SLF001 - only those that are there
        marks = [cell.comment.text for cell in cells if cell.comment]
        assert book.sheetnames[0] == "修改清单"
        assert any("[E402]" in mark for mark in marks) is readable, name


def sample_campaign(desk: Desk, contents: dict[str, bytes]) -> tuple[CampaignResult, list[Problem]]:
    """A campaign in which each of the files has a fault: in A1 of its sheets, or as a whole."""
    inputs, problems = [], []
    for name, content in contents.items():
        book, refusals = read_content(content, name.rpartition(".")[0], name)
        problems += [p for p in refusals if p.kind.severity is not Severity.NOTICE]
        inputs.append(InputFile(name, "0" * 64, "填报表" if book else "无法读取"))
        for sheet in book.visible if book else ():
            place = CellPlace(name, sheet.name, "A1")
            problems.append(kinds.NOT_A_NUMBER.at(place, shown="=1", example="1"))
    returns = CampaignReturns((), (), frozenset(), tuple(inputs), tuple(problems))
    return CampaignResult(desk.office.campaign, returns, ()), problems


def test_a_problem_of_what_is_no_file_makes_no_copy(plain_desk: Desk) -> None:
    elsewhere = kinds.UNKNOWN_UNIT.at(CellPlace("别处.xlsx"), name="甲", advice="")

    assert marked_copies(plain_desk.result, [elsewhere], lambda _: b"") == {}


def refused(desk: Desk, content: bytes) -> str:
    """What the copy of the one faulty file says where its *content* has become another."""
    desk.put("县水利局.xlsx", filing("water", in_hall="约45件"))
    (copy,) = marked_copies(desk.result, desk.problems, lambda _: content).values()
    book = open_book(copy)
    assert book.sheetnames == ["修改清单"]
    return "".join(str(cell.value) for row in book["修改清单"] for cell in row if cell.value)


def test_a_file_that_has_become_another_since_gets_the_list_alone(plain_desk: Desk) -> None:
    assert "原件读不了" in refused(plain_desk, b"PK\x03\x04")


def test_a_file_of_too_many_cells_gets_the_list_alone(
    plain_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.office.marked_copies._MOST_CELLS", 3)

    assert "原件内容太多" in refused(plain_desk, b"1,2\n3,4\n")


def test_a_fault_on_a_sheet_that_there_is_not_shows_nothing() -> None:
    book, _ = read_content(b"1,2\n", "表", "a.csv")
    fault = kinds.UNKNOWN_UNIT.at(CellPlace("a.csv", "别的", "A1"), name="甲", advice="")

    assert [line.filled for line in mend_sheet("", [fault], book, ()).lines] == ["—"]
