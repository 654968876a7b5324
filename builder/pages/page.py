"""The records that templates place: a page with its head, links, and tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

#: ``scrolled`` stays as it is, in ``lines`` a row's name stands above its cells, as ``cards`` every
#: cell stands below the last with its column's title.
Narrow = Literal["scrolled", "lines", "cards"]
#: From so many rows a table is long; a page has no table of more than so many, where units decide.
LONG, MOST_ROWS = 100, 500


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; without *href* they are the page itself."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links that belong together: rows that come to the same, one table in several formats."""

    title: str
    rows: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what a reader has to know: 「数据截止」 and when."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A banner; *tone* is ``demo``, ``draft`` or ``warn`` and never says more than the words."""

    tone: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its head, and the view that its template places below."""

    address: str
    template: str
    title: str
    #: One sentence under the title; with the title it is all that the search index holds.
    summary: str
    #: From the home page down to this one.
    crumbs: tuple[Link, ...]
    notices: tuple[Notice, ...]
    facts: tuple[Fact, ...]
    #: What the template places.
    view: object


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head."""

    title: str
    #: Whether its cells are numbers: set to the right, sorted by value.
    numeric: bool = False
    #: Whether readers may show only the rows with one of its words.
    filtered: bool = False
    #: Whether its cells are sentences, which have a line of their own where there is no room.
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str
    href: str = ""
    #: What it is sorted by, where that isn't the text itself.
    sort: str = ""
    #: Small words below the text.
    note: str = ""
    #: Where else it leads: several words of which each is a link.
    links: tuple[Link, ...] = ()
    #: By which other pages point to it.
    anchor: str = ""
    #: A word for the style sheet, such as a state; the text says the same.
    tone: str = ""
    #: What it is filtered by, where that isn't the words of the text.
    filter: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; the cell in column *head* names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: int = 0
    sortable: bool = True
    #: What becomes of it on a phone, where its columns have no room.
    narrow: Narrow = "scrolled"
    #: Where the same is a file.
    download: Link | None = None
    #: Where all rows are, if these are only the first.
    rest: Link | None = None
    #: What it is called by those who hear the page, where the caption leaves that to the heading.
    label: str = ""

    @property
    def long(self) -> bool:
        """Whether nobody finds a row by looking: it has a box of its own, rows are asked for."""
        return len(self.rows) > LONG


def columns(
    *titles: str, numeric: Sequence[str] = (), wide: Sequence[str] = ()
) -> tuple[Column, ...]:
    """Columns with these *titles*, of which *numeric* hold numbers and *wide* sentences."""
    return tuple(Column(title, title in numeric, wide=title in wide) for title in titles)
