"""What nobody sees at once in a workbook is found, with its sheet and the cell it belongs to."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
import xlwt  # type: ignore[import-untyped]  # nobody has typed it
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from builder.formats import package_texts
from builder.formats.excel_reading import limits
from builder.formats.excel_reading.unseen import NOTHING, pack_unseen, unpack_package
from builder.formats.markup_texts import PackageTexts
from builder.formats.package_texts import PackageError, read_package, read_unseen

Put = Callable[[Workbook], None]

UNSEEN = "看不见的话"
#: A picture whose metadata have an entry for the place where it was taken, and a remark.
_TIFF = b"MM\x00*" + struct.pack(">IHHHIII", 8, 1, 0x8825, 4, 1, 26, 0)
_EXIF = b"Exif\x00\x00" + _TIFF
_REMARK = UNSEEN.encode()
PICTURE = b"".join(
    (
        *(b"\xff\xd8\xff\xe1", struct.pack(">H", len(_EXIF) + 2), _EXIF),
        *(b"\xff\xfe", struct.pack(">H", len(_REMARK) + 2), _REMARK, b"\xff\xda\x00\x02"),
    )
)


def comment(book: Workbook) -> None:
    book.worksheets[0]["B2"].comment = Comment(UNSEEN, "核定岗")


def hidden_sheet(book: Workbook) -> None:
    book.create_sheet("旧表")["C4"] = UNSEEN
    book["旧表"].sheet_state = "veryHidden"


def hidden_name(book: Workbook) -> None:
    book.create_sheet(UNSEEN).sheet_state = "hidden"


def header(book: Workbook) -> None:
    book.worksheets[0].oddHeader.center.text = UNSEEN  # type: ignore[union-attr]
    book.worksheets[0].oddHeader.center.size = 12  # type: ignore[union-attr]


def link(book: Workbook) -> None:
    book.worksheets[0]["B2"].hyperlink = f"https://www.example.invalid/{UNSEEN}"


def prompt(book: Workbook) -> None:
    rule = DataValidation(type="whole", promptTitle="提示", prompt=UNSEEN)
    rule.add("B2")
    book.worksheets[0].add_data_validation(rule)


def defined_name(book: Workbook) -> None:
    book.defined_names["甲"] = DefinedName("甲", attr_text=f'"{UNSEEN}"')


def description(book: Workbook) -> None:
    book.properties.description = UNSEEN


PLACES: dict[Put, str] = {
    comment: "填报表 › B2 › 批注",
    hidden_sheet: "旧表 › C4",
    hidden_name: "隐藏的工作表名",
    header: "填报表 › 页眉页脚、提示和链接",
    link: "链接",
    prompt: "填报表 › 页眉页脚、提示和链接",
    defined_name: "定义的名称",
    description: "文档属性",
}


def written(put: Put) -> bytes:
    book, content = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.title = "填报表"
    sheet["A1"] = "看得见的话"
    put(book)
    book.save(content)
    return content.getvalue()


def with_part(name: str, part: bytes) -> bytes:
    content = io.BytesIO(written(lambda _: None))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr(name, part)
    return content.getvalue()


def places(content: bytes) -> set[str]:
    """Where UNSEEN stands, among what nobody sees."""
    texts = read_unseen(content).texts
    return {one.where(n) for one in texts for n, said in enumerate(one.texts) if UNSEEN in said}


#: The same four cells, as programs write them and as none does.
_SHARED = (
    "<si><t>甲 &amp; 乙</t></si><si><r><t>丙</t></r><rPh sb='0'><t>x</t></rPh></si><si><t/></si>"
)
_USUAL = (
    '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1"/></row>'
    '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>1.5E3</v></c></row>'
    '<row r="3"><c r="A3" t="inlineStr"><is><t>丁</t></is></c></row>'
)
_UNUSUAL = (
    '<x:row r="1"><x:c t="s" r="A1"><x:v>00</x:v></x:c><c cm="1" r="B1" t="s"><v>01</v></c></x:row>'
    '<row r="2"><c t="s" r="A2"><v>9</v></c><c r="B2" t="n" s="1"><f/><v>1.5e+3</v></c></row>'
    '<row r="3"><c r="A3" t="inlineStr"><is><r><t>丁</t></r></is></c><c r="B3" t="s"><v/></c></row>'
)


def with_rows(rows: str) -> bytes:
    """A workbook of one hidden sheet, with *rows*."""
    parts = {
        "xl/workbook.xml": '<sheets><sheet name="表" state="hidden" r:id="1"/></sheets>',
        "xl/_rels/workbook.xml.rels": '<Relationship Id="1" Target="worksheets/sheet1.xml"/>',
        "xl/sharedStrings.xml": f"<sst>{_SHARED}</sst>",
        "xl/worksheets/sheet1.xml": f"<sheetData>{rows}</sheetData><rowBreaks/>后",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


@pytest.mark.parametrize("rows", [_USUAL, _UNUSUAL])
def test_cells_are_read_in_whichever_way_they_are_written(rows: str) -> None:
    whole, unseen = read_package(with_rows(rows)), read_unseen(with_rows(rows))

    texts = [one for one in whole.texts if one.sheet]
    assert [one for one in unseen.texts if one.sheet] == texts
    assert texts == [
        PackageTexts(("甲 & 乙", "丙"), "", "表", ("A1", "B1")),
        PackageTexts(("1500",), "", "表", ("B2",)),
        PackageTexts(("丁",), "", "表", ("A3",)),
        PackageTexts(("后",), "页眉页脚、提示和链接", "表"),
    ]


@pytest.mark.parametrize("put", PLACES, ids=lambda put: put.__name__)
def test_it_is_found_with_its_place(put: Put) -> None:
    assert places(written(put)) == {PLACES[put]}


@pytest.mark.parametrize(
    ("name", "part", "place"),
    [
        ("xl/threadedComments/a.xml", f'<threadedComment ref="C3">{UNSEEN}', "C3 › 批注"),
        ("xl/drawings/drawing9.xml", f"<a:p><a:t>{UNSEEN}</a:t></a:p>", "图形"),
        ("xl/pivotCache/records1.xml", f'<s v="{UNSEEN}"/>', "取自其他表的数据"),
        ("xl/externalLinks/externalLink1.xml", f"<v>{UNSEEN}</v>", "取自其他表的数据"),
        ("customXml/item1.xml", f"<a>{UNSEEN}</a>", "customXml/item1.xml"),
        ("xl/media/image1.jpeg", PICTURE, "图片"),
    ],
)
def test_parts_that_other_programs_write_are_looked_into(
    name: str, part: str | bytes, place: str
) -> None:
    content = with_part(name, part if isinstance(part, bytes) else part.encode())

    assert places(content) == {place}


def test_a_picture_that_says_where_it_was_taken_is_named() -> None:
    content = with_part("xl/media/image1.jpeg", PICTURE)

    assert read_unseen(content).located == ("xl/media/image1.jpeg",)


def test_whoever_wrote_a_comment_is_an_author() -> None:
    assert read_unseen(written(comment)).authors == ("openpyxl", "核定岗")


def test_what_is_seen_is_left_out() -> None:
    texts = read_unseen(written(comment)).texts

    assert not [one for one in texts for said in one.texts if "看得见的话" in said]


def test_of_the_texts_that_cells_share_those_are_told_apart_that_no_cell_shows() -> None:
    shared = f"<sst><si><t>看得见的话</t></si><si><t>{UNSEEN}</t></si></sst>"
    texts = read_package(with_part("xl/sharedStrings.xml", shared.encode())).texts

    said = {one.texts: one.where(0) for one in texts if "的话" in one.texts[0]}
    assert said == {("看得见的话",): "填报表 › A1", (UNSEEN,): "xl/sharedStrings.xml"}
    assert sum("看得见的话" in one.texts for one in texts) == 1


@pytest.mark.parametrize("read", [read_unseen, read_package])
def test_what_unpacks_to_more_than_can_be_looked_at_is_refused(
    read: Callable[[bytes], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    book, stream = Workbook(), io.BytesIO()
    comment(book)
    book.save(stream)
    monkeypatch.setattr(package_texts, "_MOST_BYTES", 10)

    with pytest.raises(PackageError):
        read(stream.getvalue())


def old_workbook() -> bytes:
    """An .xls with two hidden sheets, `_meta` and 旧表; in C2 of each a number."""
    book, content = xlwt.Workbook(encoding="utf-8"), io.BytesIO()
    book.add_sheet("填报表").write(0, 0, "看得见的话")
    for name in ("_meta", "旧表"):
        sheet = book.add_sheet(name)
        sheet.write(1, 2, 19900001234)
        sheet.visibility = 2
    book.save(content)
    return content.getvalue()


def test_hidden_sheets_of_the_old_format_are_read() -> None:
    package = unpack_package(pack_unseen(old_workbook()))

    assert package is not None
    assert package.texts == (
        PackageTexts(("旧表",), "隐藏的工作表名"),
        PackageTexts(("19900001234",), "", "旧表", ("C2",)),
    )


def test_a_hidden_sheet_that_reaches_too_far_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CELLS", 5)

    assert unpack_package(pack_unseen(old_workbook())) is None


@pytest.mark.parametrize("content", [b"", "单位,办件量".encode(), b"\xd0\xcf\x11\xe0 broken"])
def test_what_is_no_workbook_hides_nothing(content: bytes) -> None:
    assert unpack_package(pack_unseen(content)) == NOTHING
