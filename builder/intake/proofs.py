"""Whether the papers that returns name as proof lie in the campaign's folder of proofs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from builder.intake.setting import Setting
from builder.intake.wording import match_key
from builder.model import problem_kinds as kinds
from builder.model.answers import Answer, Origin
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.model.returns import UnitReturns
from builder.rubric.fields import Column, FieldType

_FILE_NAME = re.compile(
    r"[^\s、，,；;：:。/\\“”\"]+"
    r"\.(?:pdf|ofd|docx?|wps|xlsx?|et|pptx?|jpe?g|png|bmp|gif|tiff?|mp4|zip|rar|7z|txt)(?![a-z0-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Shelves:
    """The folder 佐证, as far as it is sorted by units, and by indicators within."""

    #: Names of all files, for matching.
    files: frozenset[str]
    #: Id of each unit that has a folder → names of the folders and files in it, for matching.
    of_units: Mapping[str, frozenset[str]]

    def _has(self, written: str) -> bool:
        """Whether a file is called so; words may stand before its name without a space."""
        return match_key(written).endswith(tuple(self.files))

    def lacks(self, answer: Answer, unit: str, indicator: str, indicators: Iterable[str]) -> str:
        """What of the papers named in *answer* isn't there, in words; empty where all is."""
        named = list(dict.fromkeys(_FILE_NAME.findall(str(answer.value))))
        if named:
            return "、".join(f"“{name}”" for name in named if not self._has(name))
        own = self.of_units.get(unit)
        if own is None:
            return "材料"
        by_indicator = not own.isdisjoint(map(match_key, indicators))
        return f"指标{indicator}的材料" if by_indicator and match_key(indicator) not in own else ""


def find_missing_proofs(
    returns: Iterable[UnitReturns], setting: Setting, names: Iterable[str]
) -> Iterator[Problem]:
    """The problem of each cell of a return that names a paper which isn't there.

    Of a unit without a folder, one of its whole return.

    *names* are those of `find_proofs`. The papers are looked for in `佐证/单位/指标编号/`
    (domain.md E, row 佐证); in a campaign whose folder of proofs isn't sorted by units they are
    handed in otherwise, and nothing is told.
    """
    shelves = _shelves(names, setting)
    if shelves.of_units:
        for record in returns:
            yield from _missing_of(record, shelves, setting)


def _shelves(names: Iterable[str], setting: Setting) -> _Shelves:
    of_units: dict[str, set[str]] = {}
    paths = [PurePosixPath(name) for name in names]
    for path in (path for path in paths if len(path.parts) > 1):
        if (unit := setting.roster.named_in(path.parts[0])) is not None:
            of_units.setdefault(unit.id, set()).add(match_key(path.parts[1]))
    files = frozenset(match_key(path.name) for path in paths)
    return _Shelves(files, {unit: frozenset(own) for unit, own in of_units.items()})


def _missing_of(record: UnitReturns, shelves: _Shelves, setting: Setting) -> Iterator[Problem]:
    """What is told cell by cell; of a unit that handed in nothing, once of its file."""
    name, unit = record.unit.name, record.unit.id
    found = list(_lacking(record, shelves, setting))
    if found and record.filing and unit not in shelves.of_units:
        place = CellPlace(record.filing)
        yield kinds.PROOF_NOT_FOUND.at(place, unit=unit, what="这个单位的材料", name=name)
        return
    for place, what in found:
        yield kinds.PROOF_NOT_FOUND.at(place, unit=unit, what=what, name=name)


def _lacking(
    record: UnitReturns, shelves: _Shelves, setting: Setting
) -> Iterator[tuple[CellPlace, str]]:
    """Each cell that names what isn't there, and what that is."""
    index = setting.indexes[record.instrument]
    indicators = [entry.indicator for entry in index.entries]
    for entry in index.entries:
        columns = (entry.field, *entry.field.columns)
        for answer in _attached(record, entry.field.id, columns):
            what = shelves.lacks(answer, record.unit.id, entry.indicator, indicators)
            if what and answer.place is not None:
                yield answer.place, what


def _attached(record: UnitReturns, field: str, columns: Iterable[Column]) -> Iterator[Answer]:
    """The unit's own answers to *field*, or in its rows, that name papers."""
    papers = {column.id for column in columns if column.type is FieldType.ATTACHMENT}
    rows = [event.row.values() for event in record.events if event.log == field]
    said = [a for a in record.answers if a.field == field]
    for answer in (*said, *(answer for row in rows for answer in row)):
        if answer.field in papers and answer.given and answer.origin is Origin.UNIT:
            yield answer
