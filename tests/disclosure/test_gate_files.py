"""Pictures, strange files and the site's own parts at the gate."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from builder.disclosure.gate import DisclosureBlockedError, masked
from builder.disclosure.published_files import Inspector
from builder.output import write_files
from builder.publication import Gate

MOBILE = "199" + "0000" + "1234"


def kinds(path: str, content: bytes) -> list[str]:
    return [one.kind.value for one in Inspector().inspect(path, content)]


def tiff(tag: int) -> bytes:
    """A directory of one entry."""
    return b"MM\x00*" + struct.pack(">IHHHIII", 8, 1, tag, 4, 1, 26, 0)


def jpeg(exif: bytes) -> bytes:
    body = b"Exif\x00\x00" + exif
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(body) + 2) + body + b"\xff\xda\x00\x02"


def png(kind: bytes, body: bytes) -> bytes:
    crc = struct.pack(">I", zlib.crc32(kind + body))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(body)) + kind + body + crc


@pytest.mark.parametrize("content", [jpeg(tiff(0x8825)), png(b"eXIf", tiff(0x8825))])
def test_a_picture_that_says_where_it_was_taken_is_stopped(content: bytes) -> None:
    assert kinds("assets/现场.jpg", content) == ["照片的拍摄位置（GPS）"]


@pytest.mark.parametrize("content", [jpeg(tiff(0x0112)), png(b"IDAT", b"\x00")])
def test_a_picture_that_says_nothing_passes(content: bytes) -> None:
    assert kinds("assets/现场.jpg", content) == []


def test_a_remark_in_a_picture_is_read_packed_or_not() -> None:
    remark = f"call {MOBILE}".encode()

    assert kinds("a.png", png(b"tEXt", b"Comment\x00" + remark)) == ["手机号"]
    assert kinds("a.png", png(b"zTXt", b"Comment\x00\x00" + zlib.compress(remark))) == ["手机号"]


def test_a_letter_x_before_what_is_packed_hides_nothing() -> None:
    """Packed bytes begin with the sign that is the letter x too."""
    packed = zlib.compress(f"call {MOBILE}".encode())

    assert kinds("a.png", png(b"zTXt", b"Text\x00\x00" + packed)) == ["手机号"]


def test_a_picture_whose_directory_is_cut_off_says_nothing() -> None:
    assert kinds("assets/现场.jpg", jpeg(tiff(0x8825)[:8])) == []


@pytest.mark.parametrize("start", [b"wOF2", b"\x00\x00\x01\x00"], ids=["font", "icon"])
def test_fonts_and_icons_are_not_looked_into(start: bytes) -> None:
    assert kinds("assets/a.bin", start + b"\xff\xfe\x80") == []


@pytest.mark.parametrize("content", [MOBILE, f'"{MOBILE}"', f'{{"备注": "{MOBILE}"'])
def test_json_is_looked_into_whatever_it_is(content: str) -> None:
    """A number alone, a text alone, and what somebody broke off."""
    assert kinds("data/a.json", content.encode()) == ["手机号"]


def test_what_cannot_be_looked_into_is_stopped() -> None:
    assert kinds("assets/a.bin", b"\x00\xff\xfe\x80") == ["看不出是什么的文件"]
    assert kinds("a.xlsx", b"PK\x03\x04 broken") == ["看不出是什么的文件"]
    assert kinds("a.gz", b"\x1f\x8b broken") == ["看不出是什么的文件"]


def test_what_is_packed_is_looked_into() -> None:
    assert kinds("sitemap.xml.gz", gzip.compress(f"<loc>{MOBILE}</loc>".encode())) == ["手机号"]


def test_a_drawing_and_a_licence_are_no_leaks() -> None:
    drawing = b'<svg viewBox="0 0 24 24"><path d="M13.8 0000 1.2 3.4 5.6 7 8 9 1 1 0 2 1"/></svg>'

    assert kinds("index.html", drawing) == []
    assert kinds("a.js", b"// Copyright (c) Somebody <somebody@example.invalid>") == []
    assert kinds("a.js", b'var mail = "somebody@example.invalid"') == ["电子邮箱"]


def test_a_line_of_a_program_says_something_else_on_a_page() -> None:
    line, inspector = f"// Copyright {MOBILE}".encode(), Inspector()

    found = [one.path for name in ("a.js", "a.md") for one in inspector.inspect(name, line)]

    assert found == ["a.md"]


def test_a_universal_mark_holds_no_number() -> None:
    mark = f"<id>urn:uuid:0a1b2198-5721-9615-8a3b-a{MOBILE}</id>".encode()

    assert kinds("feeds/results.xml", mark) == []


def test_the_built_site_is_looked_at_but_for_the_theme_and_what_passed(tmp_path: Path) -> None:
    """The theme's own program passes, one of the project's under its name doesn't."""
    own = tmp_path / "overrides"
    files = {
        "assets/javascripts/bundle.js": f'"{MOBILE}"',
        "data/known.csv": MOBILE,
        "404.html": "<p>没有这一页</p>",
    }
    site, pages = tmp_path / "site", tmp_path / "pages"
    write_files(site, files)
    write_files(pages, {"data/known.csv": MOBILE})
    Gate({}).pass_site(site, pages, own)

    write_files(own, {"assets/javascripts/bundle.js": b""})
    with pytest.raises(DisclosureBlockedError) as stopped:
        Gate({}).pass_site(site, pages, own)

    [finding] = stopped.value.findings
    assert finding.places == ("assets/javascripts/bundle.js 第1行",)


def in_properties(book: Workbook) -> None:
    book.properties.keywords = MOBILE


def in_an_author(book: Workbook) -> None:
    book.properties.creator = "赵某甲"


def in_a_comment(book: Workbook) -> None:
    book.worksheets[0]["B2"].comment = Comment(MOBILE, "核定岗")


def in_a_sheets_name(book: Workbook) -> None:
    book.create_sheet(f"值班{MOBILE}")


def in_a_hidden_sheet(book: Workbook) -> None:
    book.create_sheet("旧表")["A1"] = MOBILE
    book["旧表"].sheet_state = "veryHidden"


def in_a_footer(book: Workbook) -> None:
    book.worksheets[0].oddFooter.center.text = MOBILE  # type: ignore[union-attr]


def in_a_link(book: Workbook) -> None:
    book.worksheets[0]["B2"].hyperlink = f"tel:{MOBILE}"


@pytest.mark.parametrize(
    ("put", "place"),
    [
        (in_properties, "文档属性"),
        (in_an_author, "文档属性"),
        (in_a_comment, "汇总 › B2 › 批注"),
        (in_a_sheets_name, "工作表名和定义的名称"),
        (in_a_hidden_sheet, "旧表 › A1"),
        (in_a_footer, "汇总 › 页眉页脚、提示和链接"),
        (in_a_link, "链接"),
    ],
)
def test_a_paper_is_unpacked_to_its_last_part(put: Callable[[Workbook], None], place: str) -> None:
    """As an office's own tool may have written it, with the place that the screen tells."""
    book, content = Workbook(), io.BytesIO()
    book.worksheets[0].title = "汇总"
    put(book)
    book.save(content)

    with pytest.raises(DisclosureBlockedError) as stopped:
        Gate({}).pass_papers({"town/汇总表.xlsx": content.getvalue()})

    assert f"office/town/汇总表.xlsx {place}" in stopped.value.findings[0].places


@pytest.mark.parametrize(
    ("part", "content", "told"),
    [
        ("xl/printerSettings/printerSettings1.bin", MOBILE.encode("utf-16-le"), ["手机号"]),
        ("xl/printerSettings/printerSettings1.bin", b"\x00\xff\xfe\x80", []),
        ("word/fonts/font1.ttf", b"\x00\x01\x00\x00\xff\xfe\x80", []),
        ("xl/vbaProject.bin", b"\x00\xff\xfe\x80", ["看不出是什么的文件"]),
    ],
)
def test_parts_that_are_no_text_pass_where_it_is_known_what_they_are(
    part: str, content: bytes, told: list[str]
) -> None:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr(part, content)

    assert kinds("汇总表.xlsx", package.getvalue()) == told


def test_papers_that_go_back_to_their_unit_are_not_looked_at() -> None:
    gate = Gate({})
    papers = {"town/退回修改/示例一镇.txt": MOBILE}

    assert gate.pass_papers(papers) == papers
    with pytest.raises(DisclosureBlockedError):
        gate.pass_papers({"town/公示稿.md": MOBILE})


def test_a_masked_place_still_leads_to_the_file() -> None:
    assert masked(f"填报表/{MOBILE}.xlsx › 填报表 › F12") == "填报表/＊＊＊.xlsx › 填报表 › F12"
    assert masked("填报表/县水利局.xlsx › 填报表 › F12") == "填报表/县水利局.xlsx › 填报表 › F12"
