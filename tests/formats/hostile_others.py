"""Workbooks of the other formats made to break a reader: .xls, .ods."""

import io
import re
import struct
import zipfile

import xlwt  # type: ignore[import-untyped]  # nobody has typed it

from tests.formats.hostile_packages import zipped


def xls(*, error: bool = False, phantom: bool = False, other: bool = False) -> bytes:
    book, stream = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("填报表")
    if error:
        sheet.row(0).set_cell_error(0, "#REF!")
    else:
        sheet.write(0, 0, "填报值")
    if phantom:
        style = xlwt.easyxf("pattern: pattern solid")
        for row in range(0, 65536, 64):
            sheet.write(row, 255, None, style)
        sheet.write(65535, 255, None, style)
    if other:
        book.add_sheet("数据").write(0, 0, 1)
        sheet.write(1, 0, xlwt.Formula("数据!A1"))
    book.save(stream)
    return stream.getvalue()


def looping_xls() -> bytes:
    """The chain of sectors goes round and round."""
    content = bytearray(xls(phantom=True))
    table = 512 * (1 + struct.unpack_from("<I", content, 0x4C)[0])
    for entry in range(128):
        if struct.unpack_from("<I", content, table + 4 * entry)[0] < 0xFFFFFFFA:
            struct.pack_into("<I", content, table + 4 * entry, 0)
    return bytes(content)


def linking_xls() -> bytes:
    """What stands for the workbook itself stands for another one."""
    content = xls(other=True)
    own = re.search(rb"\xae\x01\x04\x00..\x01\x04", content, re.DOTALL)
    assert own is not None
    return content.replace(own[0], own[0][:6] + b"\x05\x00")


def ods(cells: str, head: str = "") -> bytes:
    """An .ods of one sheet with the rows *cells*, as XML."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content{names}>'
        f'<office:body><office:spreadsheet><table:table table:name="填报表">{cells}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return zipped(
        {
            "mimetype": kind,
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        },
        zipfile.ZIP_STORED,
    )


def ods_cell(attributes: str, text: str, *, far: bool = False) -> str:
    """A row of one cell; *far*, as many such rows and columns as there can be."""
    rows, columns = ("1048576", "16384") if far else ("1", "1")
    wide = f'table:number-columns-repeated="{columns}"'
    cell = f"<table:table-cell {wide} {attributes}><text:p>{text}</text:p></table:table-cell>"
    return f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
