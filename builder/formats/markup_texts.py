"""What stands in the markup of a zipped document's parts: texts side by side, with their place."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_MARKUP = re.compile(r"<[^>]*>")
#: A tag with attributes.
_TAG = re.compile(r'<[^>"]*"[^>]*>')
#: Attributes that hold addresses of cells, whose letters look like digits: 「B10 I11 O12」.
_ADDRESSES = re.compile(r'\s(?:sqref|ref|activeCell|topLeftCell)="(?:[A-Z]{1,3}[0-9]{1,7}[ :]?)*"')


class PackageTexts(NamedTuple):
    """Texts that stand side by side in a document."""

    texts: tuple[str, ...]
    #: What they are: 批注, 文档属性; empty for a row of a sheet.
    part: str
    #: Name of the sheet that they stand in, or belong to.
    sheet: str = ""
    #: Address of each text, where they stand in cells or belong to them.
    cells: tuple[str, ...] = ()

    def cell(self, index: int) -> str:
        """The address of a text, from 0; empty where it has none."""
        return self.cells[index] if self.cells else ""

    def where(self, index: int) -> str:
        """Where a text stands: 「汇总 › D12」, 「汇总 › D12 › 批注」, 「文档属性」."""
        return " › ".join(filter(None, (self.sheet, self.cell(index), self.part)))


def plain_text(markup: str) -> str:
    """What *markup* says, without its tags."""
    return unescape(_MARKUP.sub("", markup))


def texts_in_markup(text: str, title: str, sheet: str = "") -> Iterator[PackageTexts]:
    """What stands between the tags of *text*, each text once; then the tags themselves."""
    nodes = (unescape(node).strip() for node in _MARKUP.split(text))
    yield from (PackageTexts((node,), title, sheet) for node in dict.fromkeys(nodes) if node)
    yield from texts_in_tags(text, title, sheet)


def texts_in_tags(text: str, title: str, sheet: str) -> Iterator[PackageTexts]:
    """The tags of *text* themselves, as attributes may hold tips, links and names."""
    for tag in dict.fromkeys(_TAG.findall(text)):
        if not tag.startswith("<?"):
            yield PackageTexts((unescape(_ADDRESSES.sub("", tag)),), title, sheet)
