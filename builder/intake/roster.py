"""The units that are assessed, from the register's sheets, and whom a written name means."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from builder.intake.campaign import Period
from builder.intake.dates_in_cells import read_date
from builder.intake.tables import Row, Table
from builder.intake.wording import head_key, match_key, quote
from builder.model import problem_kinds as kinds
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.model.units import UNIT_KIND_NAMES, Alias, Unit, UnitKind

_KINDS: Mapping[str, UnitKind] = {name: kind for kind, name in UNIT_KIND_NAMES.items()} | {
    "县直": UnitKind.DEPARTMENT,
    "县直单位": UnitKind.DEPARTMENT,
    "区直部门": UnitKind.DEPARTMENT,
    "区直": UnitKind.DEPARTMENT,
    "镇": UnitKind.TOWNSHIP,
    "乡": UnitKind.TOWNSHIP,
    "街道办事处": UnitKind.SUBDISTRICT,
}


@dataclass(frozen=True)
class Roster:
    """The register, in its own order, with every name that is in use in the period."""

    units: tuple[Unit, ...]
    period: Period
    #: Name for matching → the units that it means; more than one is ambiguous.
    names: Mapping[str, tuple[Unit, ...]] = field(default_factory=dict)
    #: Name for matching → unit and alias, where the alias isn't in use in the period.
    lapsed: Mapping[str, tuple[Unit, Alias]] = field(default_factory=dict)

    def find(self, name: str, place: CellPlace) -> tuple[Unit | None, tuple[Problem, ...]]:
        """The unit that *name* means, or the problem that none, or several, are so called."""
        key = match_key(name)
        found = self.names.get(key) or self.names.get(head_key(name), ())
        if len(found) == 1:
            return found[0], ()
        if found:
            listed = "、".join(unit.name for unit in found)
            return None, (kinds.AMBIGUOUS_UNIT.at(place, name=quote(name), units=listed),)
        if key in self.lapsed:
            unit, alias = self.lapsed[key]
            span = f"{alias.since or '起始不限'}至{alias.until or '今'}"
            return None, (
                kinds.ALIAS_OUT_OF_DATE.at(place, name=quote(name), current=unit.name, span=span),
            )
        return None, (kinds.UNKNOWN_UNIT.at(place, name=quote(name), advice=self._advice(name)),)

    def named_in(self, text: str) -> Unit | None:
        """The one unit whose name stands in *text* (a file's name); None for none or several."""
        key = match_key(text)
        ids = {match_key(unit.id) for unit in self.units}
        hits = [item for item in self.names.items() if item[0] in key and item[0] not in ids]
        # 「县民政局」 stands in 「县民政局婚登处」 too: the longer name is the one meant.
        longest = [
            units
            for name, units in hits
            if not any(name != other and name in other for other, _ in hits)
        ]
        meant = {unit.id: unit for units in longest for unit in units}
        return next(iter(meant.values())) if len(meant) == 1 else None

    def _advice(self, name: str) -> str:
        known = [unit.name for unit in self.units]
        close = get_close_matches(name, known, n=1, cutoff=0.5)
        return f"；是否为“{close[0]}”？" if close else "，或在单位名录的别名表中登记"


def read_roster(
    registers: Sequence[Table], aliases: Sequence[Table], period: Period
) -> tuple[Roster, tuple[Problem, ...]]:
    """The units of the *registers* with their *aliases*; a problem where there is no register."""
    if not registers:
        return Roster((), period), (kinds.REGISTER_MISSING.at(CellPlace("单位名录")),)
    problems: list[Problem] = []
    units: dict[str, Unit] = {}
    short: dict[str, list[Alias]] = {}
    for table in registers:
        for row in table.rows():
            unit, faults = _read_unit(row, units)
            problems += faults
            if unit is not None:
                units[unit.id] = unit
                short[unit.id] = [Alias(word) for word in _words(row, "简称")]
    for table in aliases:
        for row in table.rows():
            problems += _read_alias(row, short, period)
    named = tuple(
        Unit(unit.id, unit.name, unit.kind, tuple(short[unit.id])) for unit in units.values()
    )
    return _index(named, period), tuple(problems)


def _read_unit(row: Row, known: Mapping[str, Unit]) -> tuple[Unit | None, tuple[Problem, ...]]:
    id_, name, kind = (row.text(head) for head in ("单位代码", "单位名称", "单位类型"))
    if not id_ or not name:
        lacking = "单位名称" if id_ else "单位代码"
        return None, (_incomplete(row, lacking, "，不能空着"),)
    if match_key(kind) not in _KINDS:
        return None, (_incomplete(row, "单位类型", f"：{'、'.join(UNIT_KIND_NAMES.values())}"),)
    repeated = next((word for word in (id_, name) if _taken(word, known)), None)
    if repeated is not None:
        return None, (kinds.REPEATED_UNIT.at(row.table.place(row.first), name=repeated),)
    return Unit(id_, name, _KINDS[match_key(kind)]), ()


def _taken(word: str, known: Mapping[str, Unit]) -> bool:
    return any(match_key(word) in {match_key(u.id), match_key(u.name)} for u in known.values())


def _incomplete(row: Row, head: str, expected: str) -> Problem:
    cell = row.cell(head) or row.first
    return kinds.INCOMPLETE_REGISTER_ROW.at(
        row.table.place(cell), head=head, shown=quote(cell.content), expected=head + expected
    )


def _words(row: Row, head: str) -> tuple[str, ...]:
    text = row.text(head)
    parts = text.replace("，", "、").replace(",", "、").replace("；", "、").split("、")
    return tuple(part.strip() for part in parts if part.strip() not in {"", "无", "—", "-", "/"})


def _read_alias(row: Row, names: dict[str, list[Alias]], period: Period) -> Iterator[Problem]:
    id_, name = row.text("单位代码"), row.text("别名")
    if id_ not in names or not name:
        head = "别名" if id_ in names else "单位代码"
        yield _incomplete(row, head, "，与单位名录一致" if head == "单位代码" else "，不能空着")
        return
    days: list[date | None] = []
    for head in ("启用日期", "停用日期"):
        cell = row.cell(head)
        if cell is None or not row.text(head) or row.text(head) in {"—", "-", "/", "至今"}:
            days.append(None)
            continue
        reading = read_date(cell.content, period)
        if not isinstance(reading.value, date):
            yield from (fault.at(row.table.place(cell), id_) for fault in reading.faults)
            return
        days.append(reading.value)
    names[id_].append(Alias(name, *days))


def _index(units: tuple[Unit, ...], period: Period) -> Roster:
    names: dict[str, tuple[Unit, ...]] = {}
    lapsed: dict[str, tuple[Unit, Alias]] = {}
    for unit in units:
        current = [alias for alias in unit.aliases if _in_use(alias, period)]
        words = {unit.name, unit.id, *(alias.name for alias in current)}
        for key in sorted({match_key(word) for word in words}):
            names[key] = (*names.get(key, ()), unit)
        for alias in unit.aliases:
            if alias not in current:
                lapsed[match_key(alias.name)] = (unit, alias)
    return Roster(units, period, names, lapsed)


def _in_use(alias: Alias, period: Period) -> bool:
    begins_in_time = alias.since is None or alias.since <= period.end
    return begins_in_time and (alias.until is None or period.start <= alias.until)
