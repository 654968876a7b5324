"""数据来历 as it may be published: a unit's returns, version by version, without what they hide.

A return may hold names and numbers of people. Of a changed cell its values are told only where
the cell is one that published results rest on, and both values are numbers or set words that the
disclosure gate would let through; of all others it is told how many changed.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.disclosure.gate import masked
from builder.disclosure.sieve import sift
from builder.editions.change import CellChange
from builder.editions.provenance import History, ReturnVersion
from builder.editions.rule_changes import NONE
from builder.editions.snapshot import Results

#: (Sheet, cell) → the title of the field that published results found there.
KnownCells = Mapping[tuple[str, str], str]

#: A number, with its unit of measure at the most.
_NUMBER = re.compile(r"[-−]?\d{1,9}(\.\d{1,6})?\s?(%|％|项|件|次|个|人|天|分|分钟|小时|㎡)?")
#: A day as a workbook holds it.
_DAY = re.compile(r"(19|20)\d\d[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?")
#: Set words that say nothing of anybody.
_WORDS = frozenset(
    {NONE, "是", "否", "有", "√", "×", "Y", "N", "TRUE", "FALSE", "不适用", "达标", "未达标"}
    | {"部分达标", "已完成", "未完成", "推进中", "/", "—", "-"}
)


@dataclass(frozen=True, slots=True)
class SourceVersion:
    """One version of one of a unit's returns."""

    #: When it was committed, as an ISO time.
    committed: str
    #: Path in the campaign's folder; what a name gives away is covered.
    file: str
    #: None where the file was taken away.
    sha256: str | None
    #: When it came in, as an ISO time; empty where that isn't registered.
    received: str
    #: The file that it took the place of; empty for none.
    before: str
    #: The changed cells that may be told, titled by their fields.
    changes: tuple[CellChange, ...]
    #: How many other cells changed.
    others: int
    #: The editions that rest on it, the earliest first.
    editions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitSources:
    """Every version of a unit's returns in one campaign, the earliest first."""

    versions: tuple[SourceVersion, ...]
    #: Whether earlier versions may be lacking, since the repository is only part of one.
    shallow: bool = False


def publishable_history(
    history: History,
    known: KnownCells,
    received: Mapping[str, str],
    used: Mapping[str, Sequence[str]],
) -> UnitSources:
    """*history* as it may be published.

    *known* are the cells that published results rest on, *received* says when the file of a
    SHA-256 came in, *used* which editions rest on it.
    """
    return UnitSources(
        tuple(_version(version, known, received, used) for version in history.versions),
        history.shallow,
    )


def known_cells(
    results: Iterable[Results], files: Collection[str], withheld: Collection[str] = ()
) -> KnownCells:
    """The cells of *files* that marks in *results* (results.json, parsed) rest on.

    Not those of the *withheld* fields, whose numbers aren't always published.
    """
    return {
        (source["sheet"], source["cell"]): source["title"]
        for one in results
        for instrument in one.get("instruments", ())
        for card in instrument["scorecards"]
        for mark in (*card["marks"], *card["vetoes"])
        for source in mark["sources"]
        if source["file"] in files and not source.get("campaign")
        if source["field"] not in withheld
    }


def tellable(text: str) -> bool:
    """Whether *text*, what a cell showed, may be told: a number, a day or a set word."""
    plain = text in _WORDS or any(shape.fullmatch(text) for shape in (_NUMBER, _DAY))
    return plain and not sift(text)


def _version(
    version: ReturnVersion,
    known: KnownCells,
    received: Mapping[str, str],
    used: Mapping[str, Sequence[str]],
) -> SourceVersion:
    told = tuple(_titled(change, known) for change in version.changes if _told(change, known))
    sha256 = version.sha256 or ""
    return SourceVersion(
        version.commit.time,
        masked(version.file),
        version.sha256,
        received.get(sha256, ""),
        masked(version.before),
        told,
        len(version.changes) - len(told),
        tuple(used.get(sha256, ())),
    )


def _told(change: CellChange, known: KnownCells) -> bool:
    place = (change.place.sheet, change.place.cell)
    return place in known and tellable(change.before) and tellable(change.after)


def _titled(change: CellChange, known: KnownCells) -> CellChange:
    title = known[change.place.sheet, change.place.cell]
    return CellChange(title, change.before, change.after, change.place)
