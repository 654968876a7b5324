"""HTML out of a page's Markdown, and back into what is made of it, byte for byte.

Our pages are headings and blocks of HTML, which Markdown takes apart tag by tag to put them back
as they were: nine tenths of what a page costs. So runs of such blocks are taken out before, each
leaving an empty stand-in, and put in its place afterwards. A page in which Markdown might do
anything else with them (fences of code, comments, tags left open) is left to it whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from builder.generator.blocks import BLOCKS, EXCLUDED, Block, read_block

#: Extensions of Markdown beside which blocks of HTML stay as they are.
KNOWN_EXTENSIONS = frozenset(["toc", "tables", "fenced_code", "attr_list"])

#: Elements that begin a paragraph of words.
_INLINE = frozenset(
    [
        *("a", "abbr", "b", "br", "cite", "code", "em", "i", "img", "kbd", "mark", "q", "s"),
        *("small", "span", "strong", "sub", "sup", "time"),
    ]
)
#: What Markdown tidies within HTML too, and what makes it see none where there seems to be some.
_UNUSUAL = re.compile(r"[\x02\x03\t\r]|\n +\n|```|~~~|<[!?]|data-gs-fold")
#: A line that begins with a tag.
_LINE = re.compile(r"^( {0,3})<(/?)([a-zA-Z][a-zA-Z0-9]*)?", re.MULTILINE)
#: What may stand between two blocks of a run.
_GAP = re.compile(r"\n+(?=<[a-z])")
_STAND_IN = re.compile(r'<div data-gs-fold="(\d+)"></div>')
_HEADING = re.compile(r"<h[1-6]\b([^>]*)>")
_CONTAINER = re.compile(r"<(?:blockquote|li|dd|td|th|div|section|article|aside|details)\b")


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks of HTML that follow one another."""

    blocks: tuple[Block, ...]
    #: What stands behind each of them but the last.
    gaps: tuple[str, ...]

    @property
    def html(self) -> str:
        """What Markdown makes of them."""
        pairs = zip(self.blocks, (*self.gaps, ""), strict=True)
        return "".join(text for block, gap in pairs for text in (block.text, gap))


class _Section(Enum):
    """What the search takes text for at some point of a page."""

    NONE = auto()
    SHOWN = auto()
    EXCLUDED = auto()


def fold(markdown: str) -> tuple[str, tuple[Run, ...]]:
    """*markdown* with a stand-in for each run of blocks, and the runs.

    Without any where Markdown could make of a block something else than the block.
    """
    if _UNUSUAL.search(markdown):
        return markdown, ()
    parts: list[str] = []
    runs: list[Run] = []
    done = 0
    while line := _LINE.search(markdown, done):
        indent, end, name = line.groups()
        if name in _INLINE and not end:
            stop = markdown.find("\n", line.end())
            parts.append(markdown[done : stop + 1 if stop >= 0 else None])
            done = stop + 1 if stop >= 0 else len(markdown)
            continue
        found = None if indent or end else _read_run(markdown, line.start())
        if found is None:
            return markdown, ()
        run, stop = found
        parts += [markdown[done : line.start()], f'<div data-gs-fold="{len(runs)}"></div>']
        runs.append(run)
        done = stop
    return "".join((*parts, markdown[done:])), tuple(runs)


def _read_run(text: str, start: int) -> tuple[Run, int] | None:
    """The blocks from *start* on and where they end; None where one can't be told for sure."""
    blocks: list[Block] = []
    gaps: list[str] = []
    while True:
        block = read_block(text, start)
        if block is None:
            return None
        blocks.append(block)
        end = start + len(block.text)
        gap = _GAP.match(text, end)
        following = _LINE.match(text, gap.end()) if gap else None
        if gap is None or following is None or following[3] not in BLOCKS:
            break
        gaps.append(gap[0][:2])
        start = gap.end()
    if end < len(text) and text[end] != "\n":
        return None
    return Run(tuple(blocks), tuple(gaps)), end


def unfold(html: str, runs: Sequence[Run]) -> str:
    """*html* that was made of a folded page, with the *runs* in their places."""
    return _STAND_IN.sub(lambda found: runs[int(found[1])].html, html) if runs else html


def search_view(html: str, runs: Sequence[Run]) -> str:
    """*html* that was made of a folded page, with what the search sees of the *runs*.

    Left out are only blocks that add nothing to its entries: excluded ones, and all in sections
    whose headings are excluded.
    """
    if not runs:
        return html
    section = _Section.NONE
    parts = []
    for number, piece in enumerate(_STAND_IN.split(html)):
        if number % 2:
            shown, section = _look(runs[int(piece)].blocks, section)
            parts.append("\n".join(block.text for block in shown))
        else:
            parts.append(piece)
            section = _section_after(piece, section)
    return "".join(parts)


def _look(blocks: Sequence[Block], section: _Section) -> tuple[list[Block], _Section]:
    """The *blocks* that the search has to see, and the section in which they end."""
    shown = []
    for block in blocks:
        within = section is _Section.EXCLUDED and all(block.sections)
        alone = section is not _Section.NONE and block.excluded and not block.sections
        if not (within or alone):
            shown.append(block)
        if block.heads:
            section = _Section.EXCLUDED if block.sections[0] else _Section.SHOWN
        elif section is _Section.NONE or not all(block.sections):
            section = _Section.SHOWN
    return shown, section


def _section_after(html: str, section: _Section) -> _Section:
    """The section at the end of *html*; a shown one where that can't be told."""
    heads = [attributes for attributes in _HEADING.findall(html) if " id=" in attributes]
    if heads and not _CONTAINER.search(html):
        return _Section.EXCLUDED if EXCLUDED in heads[-1] else _Section.SHOWN
    if heads or (section is _Section.NONE and "<" in html):
        return _Section.SHOWN
    return section
