"""What a file is by its first bytes, whatever its name says."""

import io
import zipfile
from collections.abc import Collection
from enum import Enum


class FileKind(Enum):
    """The kinds of file that may hold tables; the value is the word for it."""

    ZIPPED_WORKBOOK = "xlsx、ods工作簿"
    OLE_WORKBOOK = "xls、et工作簿"
    TEXT_TABLE = "csv文本"


class UnreadableFileError(ValueError):
    """A file that is no table of any kind; *what* names it in Chinese."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class ArchiveError(UnreadableFileError):
    """Several files packed into one."""

    def __init__(self) -> None:
        super().__init__("压缩包")


class WebPageError(UnreadableFileError):
    """A page of the web, or XML, which Excel opens as if it were a table."""


OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: First bytes → what the file is.
_OTHERS = (
    (b"%PDF", "PDF文件"),
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\x00", "图片"),
    (b"MM\x00*", "图片"),
    (b"RIFF", "图片"),
    (b"{\\rtf", "文字文档"),
)
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
#: How web pages begin, those that Excel saves as one file among them.
_WEB = (b"<", b"MIME-Version:")
#: A name inside a zip archive → what the archive is.
_ZIP_OTHERS = {"word/": "文字文档", "ppt/": "演示文稿"}
#: Names in any of these make an archive a workbook.
_WORKBOOK_PARTS = ("xl/", "content.xml")
_OLE_OTHERS = (("WordDocument", "文字文档"), ("PowerPoint Document", "演示文稿"))


def detect_kind(content: bytes) -> FileKind:
    """The kind of file that *content* is by its beginning.

    Raises UnreadableFileError where it can't be a table.
    """
    if content.startswith(OLE_MAGIC):
        _refuse_ole(content)
        return FileKind.OLE_WORKBOOK
    if content.startswith(b"PK\x03\x04"):
        return FileKind.ZIPPED_WORKBOOK
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(_WEB):
        what = "网页"
        raise WebPageError(what)
    if start.startswith(_ARCHIVES):
        raise ArchiveError
    for magic, what in _OTHERS:
        if start.startswith(magic):
            raise UnreadableFileError(what)
    return FileKind.TEXT_TABLE


def holds_name(content: bytes, name: str) -> bool:
    """Whether an OLE file's directory has an entry called *name*."""
    return name.encode("utf-16-le") in content


def entries(content: bytes) -> dict[str, int]:
    """Name → unpacked size in bytes of every entry of a zip archive; none where it is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {entry.filename: entry.file_size for entry in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return {}


def refuse_archive(names: Collection[str]) -> None:
    """Raises UnreadableFileError where an archive with parts called *names* is no workbook."""
    strange = next((name for name in names if name.startswith(tuple(_ZIP_OTHERS))), None)
    if strange is not None:
        raise UnreadableFileError(_ZIP_OTHERS[f"{strange.partition('/')[0]}/"])
    if not any(name.startswith(_WORKBOOK_PARTS) for name in names):
        raise ArchiveError


def _refuse_ole(content: bytes) -> None:
    if holds_name(content, "Workbook") or holds_name(content, "Book"):
        return
    for name, what in _OLE_OTHERS:
        if holds_name(content, name):
            raise UnreadableFileError(what)
