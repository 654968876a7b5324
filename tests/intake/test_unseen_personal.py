"""What nobody sees at once in a file that came in is told, or that it couldn't be found out."""

import io
import struct
import zipfile
from typing import TYPE_CHECKING

import xlwt  # type: ignore[import-untyped]  # nobody has typed it
from openpyxl import Workbook

if TYPE_CHECKING:
    from tests.intake.conftest import Office

MOBILE = "199" + "0000" + "1234"
#: A photograph that has an entry for the place where it was taken, and nothing else.
_EXIF = b"Exif\x00\x00MM\x00*" + struct.pack(">IHHHIII", 8, 1, 0x8825, 4, 1, 26, 0)
PHOTOGRAPH = b"".join(
    (b"\xff\xd8\xff\xe1", struct.pack(">H", len(_EXIF) + 2), _EXIF, b"\xff\xda\x00\x02")
)


def test_a_photograph_that_says_where_it_was_taken_is_told(office: "Office") -> None:
    content = io.BytesIO()
    Workbook().save(content)
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/media/image1.jpeg", PHOTOGRAPH)
    office.put_bytes("现场.xlsx", content.getvalue())

    [problem] = office.problems("E442")

    assert str(problem.place) == "现场.xlsx"
    assert "图片疑似有照片的拍摄位置（GPS）" in problem.wrong


def test_a_hidden_sheet_that_reaches_too_far_is_told_as_not_looked_at(office: "Office") -> None:
    book, content = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("说明").write(0, 0, "说明")
    far = book.add_sheet("旧表")
    far.write(60_000, 200, MOBILE)
    far.visibility = 2
    book.save(content)
    office.put_bytes("说明.xls", content.getvalue())

    assert [str(problem.place) for problem in office.problems("E445")] == ["说明.xls"]


def test_the_fingerprint_of_a_template_is_nobodys_number(office: "Office") -> None:
    """The same digits on another hidden sheet are told."""
    for name, sheet in (("模板.xlsx", "_meta"), ("旧表.xlsx", "旧表")):
        office.put(name, f"# 说明\n| 说明 |\n# {sheet} (hidden)\n| version | {MOBILE}f |")

    told = [str(problem.place) for problem in office.problems("E442")]

    assert told == ["旧表.xlsx › 旧表 › B1"]
