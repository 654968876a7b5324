"""Files of a campaign as bytes: workbooks by their suffix, and what is no workbook at all."""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import canonicalize

from .books import Book, Cell, ErrorValue, Formula, Share
from .xls import xls_bytes
from .xlsx import same_time_zip, xlsx_bytes


@dataclass(frozen=True, slots=True)
class File:
    """One file to write, by its path relative to the campaign's folder."""

    file: str
    content: bytes


def write_book(book: Book) -> File:
    """*book* in the format that its suffix names. Raises ValueError for an unknown suffix."""
    match book.file.rsplit(".", 1)[-1]:
        case "xlsx":
            return File(book.file, xlsx_bytes(book))
        case "xls" | "et":
            return File(book.file, xls_bytes(book))
        case "csv":
            return File(book.file, csv_bytes(book))
        case suffix:
            message = f"no format for .{suffix}"
            raise ValueError(message)


def csv_bytes(book: Book) -> bytes:
    """The first sheet of *book* as Chinese Excel saves a .csv: GBK, with CRLF."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_csv_cell(cell) for cell in row] for row in book.sheets[0].rows)
    return text.getvalue().encode("gbk")


def cut_off(file: File) -> File:
    """*file* as a broken download leaves it: its first half."""
    return File(file.file, file.content[: len(file.content) // 2])


def docx_stub(file: str, text: str) -> File:
    """A Word document of one paragraph."""
    buffer = io.BytesIO()
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org'
            '/package/2006/content-types"><Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml"'
            f' ContentType="{types}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxml'
            'formats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.'
            'openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxml'
            f'formats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{text}</w:t></w:r>'
            "</w:p></w:body></w:document>",
        )
    return File(file, same_time_zip(buffer.getvalue()))


def pdf_stub(file: str) -> File:
    """A PDF of one empty page, as a scanner would send it."""
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    )
    content, starts = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        starts.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    xref = b"xref\n0 4\n0000000000 65535 f \n" + table
    trailer = b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    return File(file, content + xref + trailer)


def _csv_cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Formula() | ErrorValue():
            return cell.text
        case Share():
            return f"{cell.ratio:.2%}"
        case date():
            return f"{cell.year}/{cell.month}/{cell.day}"
        case _:
            return str(cell)


def same_content(one: bytes, other: bytes) -> bool:
    """Whether two files say the same: how tightly an archive is packed differs by machine.

    So does how its XML is written, for openpyxl leaves that to lxml where there is one.
    """
    return one == other or unpacked(one) == unpacked(other)


def unpacked(data: bytes) -> bytes | list[tuple[str, bytes | str]]:
    """*data*, or the members of an archive, XML in its canonical form."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(name, _canonical(archive.read(name))) for name in archive.namelist()]
    except zipfile.BadZipFile:
        return b"PK" if data.startswith(b"PK") else data


def _canonical(member: bytes) -> bytes | str:
    return canonicalize(member.decode()) if member.startswith(b"<") else member
