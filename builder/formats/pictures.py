"""What pictures tell beside what they show: the place where they were taken, and remarks."""

import re
import struct
import zlib
from collections.abc import Iterator

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
#: First bytes of kinds that hold nothing about anybody: fonts, and the icon of a page.
_PLAIN_KINDS = (b"wOFF", b"wOF2", b"\x00\x00\x01\x00", b"\x00\x01\x00\x00")
_GPS = 0x8825
_XMP_GPS = re.compile(rb"GPS(?:Latitude|Longitude)")
_TEXT_CHUNKS = {b"tEXt", b"zTXt", b"iTXt"}
#: Chinese in UTF-16, as the remarks of photographs have it.
_WIDE = re.compile("[0-9A-Za-z \u3000-\u303f\u4e00-\u9fff\uff00-\uffef]{4,}")
_MOST_TEXT = 1024 * 1024


def is_picture(content: bytes) -> bool:
    """Whether it is a picture that can be looked into."""
    return content.startswith((_PNG, _JPEG))


def is_plain_kind(content: bytes) -> bool:
    """Whether it is of a kind that holds nothing about anybody."""
    return content.startswith(_PLAIN_KINDS)


def tells_position(content: bytes) -> bool:
    """Whether a picture says where it was taken."""
    blocks = [*_metadata(content)]
    return any(_has_gps(block) or _XMP_GPS.search(block) for block in blocks)


def remarks(content: bytes) -> Iterator[str]:
    """The texts within a picture's metadata, and after its end, as far as they can be read."""
    for block in (*_metadata(content), _after_end(content)):
        yield from texts_within(block)


def texts_within(block: bytes) -> Iterator[str]:
    """The texts within bytes that are no text, in UTF-8 or UTF-16 (of which NULs are left out)."""
    for readable in (block, block.replace(b"\x00", b"")) if b"\x00" in block else (block,):
        for words in re.findall(rb"[\x20-\x7e\x80-\xff]{4,}", readable):
            yield words.decode("utf-8", "replace")
    yield from (words for words in _WIDE.findall(block.decode("utf-16-le", "ignore")))


def _after_end(content: bytes) -> bytes:
    """What somebody has put behind the picture."""
    if content.startswith(_PNG):
        end = content.find(b"IEND")
        return content[end + 8 :] if end >= 0 else b""
    end = content.rfind(b"\xff\xd9")
    return content[end + 2 :] if end >= 0 else b""


def _metadata(content: bytes) -> Iterator[bytes]:
    yield from _png_blocks(content) if content.startswith(_PNG) else _jpeg_blocks(content)


def _png_blocks(content: bytes) -> Iterator[bytes]:
    place = len(_PNG)
    while place + 8 <= len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        body = content[place + 8 : place + 8 + length]
        if kind == b"eXIf" or kind in _TEXT_CHUNKS:
            yield body
            yield from _inflated(body)
        place += length + 12


def _inflated(body: bytes) -> Iterator[bytes]:
    """What is packed in a text chunk, after its keyword."""
    start = body.find(b"\x78")
    while 0 <= start <= 100:  # noqa: PLR2004 - a keyword is shorter
        try:
            yield zlib.decompressobj().decompress(body[start:], _MOST_TEXT)
        except zlib.error:
            start = body.find(b"\x78", start + 1)
        else:
            return


def _jpeg_blocks(content: bytes) -> Iterator[bytes]:
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:  # noqa: PLR2004 - a marker
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        if marker == 0xDA:  # noqa: PLR2004 - the picture itself begins
            return
        if marker == 0xFE or 0xE1 <= marker <= 0xEF:  # noqa: PLR2004 - a remark, or metadata
            yield content[place + 4 : place + 2 + length]
        place += 2 + max(length, 2)


def _has_gps(block: bytes) -> bool:
    tiff = block.removeprefix(b"Exif\x00\x00")
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:  # noqa: PLR2004 - the header alone
        return False
    (first,) = struct.unpack(order + "I", tiff[4:8])
    if len(tiff) < first + 2:
        return False
    (count,) = struct.unpack(order + "H", tiff[first : first + 2])
    entries = (tiff[first + 2 + 12 * n : first + 14 + 12 * n] for n in range(count))
    tags = (struct.unpack(order + "H", entry[:2])[0] for entry in entries if len(entry) == 12)  # noqa: PLR2004
    return _GPS in tags
