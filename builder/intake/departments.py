"""The departments that catalogues name, merged by the register's names and by written aliases."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from builder.intake.roster import Roster
from builder.intake.tables import Table
from builder.intake.wording import match_key, tidy
from builder.model import catalogue_problem_kinds as kinds
from builder.model import problem_kinds
from builder.model.catalogues import Department
from builder.model.places import CellPlace
from builder.model.problems import Problem

#: A name shorter than this says too little to be like another.
_SHORTEST_ALIKE = 3


def stable_id(prefix: str, *names: str) -> str:
    """An id made from *names*: the same for the same names, in letters that any file may have."""
    text = "\n".join(match_key(name) for name in names)
    return f"{prefix}-{sha256(text.encode()).hexdigest()[:10]}"


@dataclass(slots=True)
class Directory:
    """All departments that were named so far, and what is told of their names."""

    roster: Roster
    #: Alias for matching → the name that it stands for.
    aliases: Mapping[str, str]
    #: Name as written → department.
    names: dict[str, Department] = field(default_factory=dict)
    #: Where each name stood first.
    places: dict[str, CellPlace] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    #: Names that something is told of already.
    doubtful: set[str] = field(default_factory=set)

    def find(self, name: str, place: CellPlace) -> Department:
        """The department that *name* means; a body that isn't assessed is kept by its own name."""
        if name not in self.names:
            self.names[name] = self._find(name, place)
            self.places[name] = place
        return self.names[name]

    def listed(self) -> tuple[Department, ...]:
        """Every department once: the units in the register's order, then the others as named."""
        found = dict.fromkeys(self.names.values())
        order = {unit.id: number for number, unit in enumerate(self.roster.units)}
        units = [one for one in found if one.unit is not None]
        units.sort(key=lambda one: order[one.id])
        return (*units, *(one for one in found if one.unit is None))

    def alike(self) -> tuple[Problem, ...]:
        """The notices of names outside the register that are like another name."""
        known = {unit.name for unit in self.roster.units}
        known |= {alias.name for unit in self.roster.units for alias in unit.aliases}
        told = []
        for name, department in self.names.items():
            if department.unit is None and name not in self.doubtful:
                others = {*known, *(n for n, d in self.names.items() if d != department)}
                other = _nearest(name, sorted(others))
                # Of two outside the register the longer name is the one to keep.
                if other in known or len(other) > len(name):
                    place = self.places[name]
                    told.append(kinds.SIMILAR_DEPARTMENT.at(place, name=name, other=other))
        return tuple(told)

    def _find(self, name: str, place: CellPlace) -> Department:
        meant = self.aliases.get(match_key(name), name)
        unit, problems = self.roster.find(meant, place)
        if unit is not None:
            return Department(unit.id, unit.name, unit)
        # A body that nobody assesses is no fault; a name out of date, or of two units, is.
        if faults := [p for p in problems if p.kind is not problem_kinds.UNKNOWN_UNIT]:
            self.problems += faults
            self.doubtful.add(name)
        same = (one for one in self.names.values() if match_key(one.name) == match_key(meant))
        return next(same, None) or Department(stable_id("d", meant), tidy(meant))


def read_aliases(tables: Iterable[Table]) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """Alias for matching → the department's name, from the sheets 部门别名."""
    aliases: dict[str, str] = {}
    problems = []
    for table in tables:
        for row in table.rows():
            name, alias = row.text("部门名称"), row.text("别名")
            place = table.place(row.first)
            key = match_key(alias)
            if not name or not alias:
                problems.append(kinds.INCOMPLETE_ALIAS.at(place))
            elif aliases.setdefault(key, name) != name:
                problems.append(kinds.ALIAS_OF_TWO.at(place, alias=alias, other=aliases[key]))
    return aliases, tuple(problems)


def _nearest(name: str, others: Sequence[str]) -> str:
    """The shortest of *others* that *name* abbreviates, or that abbreviates it; else empty."""
    return min((other for other in others if _alike(name, other)), key=len, default="")


def _alike(one: str, other: str) -> bool:
    """Whether one name holds the letters of the other, in their order and to the same end."""
    short, long = sorted((match_key(one), match_key(other)), key=len)
    if short == long or len(short) < _SHORTEST_ALIKE or short[-1] != long[-1]:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)
