"""What an .xlsx holds that a rewritten copy of it loses: pictures, charts, controls, seals."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence

_PICTURE = re.compile(rb"<(?:\w+:)?pic[\s>]")
_SHAPE = re.compile(rb"<(?:\w+:)?(?:sp|cxnSp)[\s>]")
_FAR_LIST = re.compile(rb"<x14:dataValidation\s")


def lost_parts(content: bytes) -> Mapping[str, int]:
    """What is lost, in the office's words → how many there are; nothing for a broken archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            counted = {word: count(_Parts(archive)) for word, count in _COUNTS.items()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        return {}
    return {word: number for word, number in counted.items() if number}


class _Parts:
    """The parts of one archive, by where they lie."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def names(self, folder: str) -> Sequence[str]:
        """The files in *folder*, without those that only relate them to others."""
        inside = (name for name in self._archive.namelist() if name.startswith(folder))
        return [name for name in inside if "/_rels/" not in name and not name.endswith("/")]

    def matches(self, folder: str, pattern: re.Pattern[bytes]) -> int:
        """How often *pattern* stands in the XML of *folder*."""
        texts = [name for name in self.names(folder) if name.endswith(".xml")]
        return sum(len(pattern.findall(self._archive.read(name))) for name in texts)


def _pictures(parts: _Parts) -> int:
    """Those that drawings place; in headers, and in WPS's cells, as many as there are files."""
    placed = parts.matches("xl/drawings/", _PICTURE) + parts.matches("xl/cellimages", _PICTURE)
    return max(placed, len(parts.names("xl/media/")))


def _inside(*folders: str) -> Callable[[_Parts], int]:
    return lambda parts: sum(len(parts.names(folder)) for folder in folders)


_COUNTS: Mapping[str, Callable[[_Parts], int]] = {
    "图片": _pictures,
    "图形": lambda parts: parts.matches("xl/drawings/", _SHAPE),
    "图表": _inside("xl/charts/chart"),
    "嵌入对象": _inside("xl/embeddings/"),
    "窗体控件": _inside("xl/ctrlProps/", "xl/activeX/activeX"),
    "电子签章": _inside("_xmlsignatures/sig"),
    "引用别的工作表的下拉选项": lambda parts: parts.matches("xl/worksheets/", _FAR_LIST),
}
