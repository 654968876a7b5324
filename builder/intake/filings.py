"""A unit's filing: whose it is, under which instrument, and every row that it fills in."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from builder.intake.campaign import Campaign
from builder.intake.field_index import FieldIndex
from builder.intake.recognise import ReadFile, SheetKind
from builder.intake.setting import Setting
from builder.intake.tables import Table
from builder.intake.wording import head_key, tidy, words_of
from builder.model import problem_kinds as kinds
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.model.units import UNIT_KIND_NAMES, Unit

#: Labels before a unit's name, the clearest first.
_LABELS = ("填报单位", "考核单位", "考核乡镇", "单位名称", "单位")
_INLINE = re.compile(rf"({'|'.join(_LABELS)})(?:\([^)]*\))?:\s*(\S+)")
#: After a bare 「单位」 these are measures, not names.
_MEASURES = frozenset({"项", "件", "个", "人", "分", "元", "万元", "%", "户", "家", "次", "m2"})


@dataclass(frozen=True, slots=True)
class Filing:
    """A workbook that is one unit's filing under one instrument."""

    read: ReadFile
    unit: Unit
    index: FieldIndex

    @property
    def file(self) -> str:
        """Its name."""
        return self.read.found.file

    @property
    def template_version(self) -> str | None:
        """The version in its `_meta` sheet; None where it wasn't made from a template."""
        return _meta(self.read, "version") if _meta(self.read, "template") else None


@dataclass(frozen=True, slots=True)
class Refused:
    """A workbook that is, or may be, a filing and can't be used; *units* may be waiting for it."""

    read: ReadFile
    units: frozenset[str]


def refused_files(refused: Iterable[Refused]) -> Mapping[str, tuple[str, ...]]:
    """Id of each unit that may be waiting for one of the *refused* → their files, by name."""
    found: dict[str, list[str]] = {}
    for item in refused:
        for unit in item.units:
            found.setdefault(unit, []).extend(item.read.found.names)
    return {unit: tuple(sorted(files)) for unit, files in found.items()}


def identify(
    read: ReadFile, setting: Setting
) -> tuple[Filing | Refused | None, tuple[Problem, ...]]:
    """The filing in *read*, or its refusal with the reason; None for an office's register."""
    if read.book is None or not (read.of_kind(SheetKind.FILING) or read.wants_filing):
        return _perhaps_a_filing(read, setting), _some(campaign_fault(read, setting.campaign))
    claims, problems = _claims(read, setting)
    claimed = frozenset(claim.id for claim in claims if claim)
    refused = Refused(read, claimed | _named_by_file(read, setting))
    if fault := campaign_fault(read, setting.campaign):
        return refused, (fault,)
    if not read.of_kind(SheetKind.FILING):
        return refused, ()
    unit, fault = _whose(read, claims, setting)
    if unit is None:
        return refused, (*problems, *_some(fault))
    index, fault = _instrument(read, unit, setting)
    if index is None:
        return refused, (*problems, *_some(fault))
    return Filing(read, unit, index), (*problems, *_file_name_problems(read, unit, setting))


def _whose(
    read: ReadFile, claims: Sequence[Unit | None], setting: Setting
) -> tuple[Unit | None, Problem | None]:
    """The unit that *claims* agree on; without any, the one that the file's name names."""
    place = CellPlace(read.found.file)
    known = {claim.id: claim for claim in claims if claim}
    if len(known) > 1:
        issued, written, *_ = (unit.name for unit in known.values())
        return None, kinds.UNIT_CONFLICT.at(place, issued=issued, written=written)
    if claims:
        return next(iter(known.values()), None), None
    named = setting.roster.named_in(_stem(read))
    return named, None if named else kinds.UNIT_NOT_STATED.at(place)


def _some(fault: Problem | None) -> tuple[Problem, ...]:
    return (fault,) if fault else ()


def campaign_fault(read: ReadFile, campaign: Campaign) -> Problem | None:
    """The problem that *read* says that it belongs to another campaign; None where it doesn't."""
    other = _meta(read, "campaign")
    if other in {"", campaign.id}:
        return None
    place = CellPlace(read.found.file)
    return kinds.OTHER_CAMPAIGN.at(place, other=other, expected=campaign.id)


def _perhaps_a_filing(read: ReadFile, setting: Setting) -> Refused | None:
    """A file that can't be read, or isn't recognised, may be the filing of the unit it names."""
    units = _named_by_file(read, setting)
    return Refused(read, units) if units and not read.tables else None


def _claims(read: ReadFile, setting: Setting) -> tuple[list[Unit | None], tuple[Problem, ...]]:
    """Who the `_meta` sheet and the cells above the tables say that it is from; None unknown."""
    claims: list[Unit | None] = []
    problems: list[Problem] = []
    written = [(_meta(read, "unit"), CellPlace(read.found.file, "_meta"))]
    written += [item for table in read.of_kind(SheetKind.FILING) for item in _stated_unit(table)]
    for name, place in written:
        if name:
            unit, faults = setting.roster.find(name, place)
            claims.append(unit)
            problems += faults
    return claims, tuple(problems)


def _meta(read: ReadFile, key: str) -> str:
    return read.book.meta.get(key, "") if read.book else ""


def _stated_unit(table: Table) -> Iterator[tuple[str, CellPlace]]:
    """The unit's name above *table*, by the clearest of its labels; nothing where none is."""
    found: dict[str, tuple[str, CellPlace]] = {}
    for row in range(table.header):
        for column in range(table.sheet.width):
            if table.sheet.covered(row, column):
                continue
            for label, name, place in _labelled(table, row, column):
                if name and not (label == "单位" and name in _MEASURES):
                    found.setdefault(label, (name, place))
    if found:
        yield found[min(found, key=_LABELS.index)]


def _labelled(table: Table, row: int, column: int) -> Iterator[tuple[str, str, CellPlace]]:
    cell = table.sheet.cell(row, column)
    text = unicodedata.normalize("NFKC", tidy(words_of(cell.content)))
    label = head_key(text)
    if label in _LABELS:
        for right in range(column + 1, table.sheet.width):
            beside = table.sheet.cell(row, right)
            if beside.content is not None and beside.address != cell.address:
                yield label, _name(words_of(beside.content)), table.place(beside)
                return
    elif match := _INLINE.search(text):
        yield match[1], _name(match[2]), table.place(cell)


def _name(text: str) -> str:
    """A unit's name without the request for a seal that stands behind it."""
    return re.sub(r"[(（]?(?:盖章|公章|签章)[)）]?$", "", tidy(text)).strip()


def _stem(read: ReadFile) -> str:
    return PurePosixPath(read.found.file).stem


def _named_by_file(read: ReadFile, setting: Setting) -> frozenset[str]:
    unit = setting.roster.named_in(_stem(read))
    return frozenset({unit.id}) if unit else frozenset()


def _file_name_problems(read: ReadFile, unit: Unit, setting: Setting) -> Iterator[Problem]:
    """Every name that the file lies under and that names another unit."""
    for file in read.found.names:
        named = setting.roster.named_in(PurePosixPath(file).stem)
        if named is not None and named.id != unit.id:
            tokens = {"named": named.name, "written": unit.name}
            yield kinds.FILE_NAME_CONFLICT.at(CellPlace(file), unit=unit.id, **tokens)


def _instrument(
    read: ReadFile, unit: Unit, setting: Setting
) -> tuple[FieldIndex | None, Problem | None]:
    """The rubric that the template was made from, else the one that most rows fit."""
    place, template = CellPlace(read.found.file), _meta(read, "template")
    suited = list(setting.indexes_for(unit))
    if not suited:
        kind = UNIT_KIND_NAMES[unit.kind]
        return None, kinds.NO_INSTRUMENT.at(place, unit=unit.id, kind=kind, name=unit.name)
    if template:
        suited = [index for index in suited if index.rubric.id == template]
        if not suited:
            fault = kinds.OTHER_TEMPLATE.at(place, unit=unit.id, template=template, name=unit.name)
            return None, fault
    tables = read.of_kind(SheetKind.FILING)
    matches = [len(_matches(tables, index)) for index in suited]
    best = suited[matches.index(max(matches))]
    if not any(matches):
        return None, kinds.NO_MATCHING_ROWS.at(place, unit=unit.id)
    return best, None


def _matches(tables: Sequence[Table], index: FieldIndex) -> set[str]:
    """Ids of the fields that the rows of *tables* name."""
    rows = (row for table in tables for row in table.rows())
    found = (index.find(row.text("指标编号"), row.text("填报项")) for row in rows)
    return {entry.field.id for entry in found if entry is not None}
