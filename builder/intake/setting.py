"""What every reading of a campaign's tables needs: the campaign, its rubrics and its units."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.intake.campaign import Campaign, Period
from builder.intake.field_index import Entry, FieldIndex
from builder.intake.roster import Roster
from builder.intake.tables import Row
from builder.model import problem_kinds as kinds
from builder.model.problems import Problem
from builder.model.units import UNIT_KIND_NAMES, Unit


@dataclass(frozen=True, slots=True)
class Setting:
    """The campaign, the fields of its instruments by rubric id, and its register of units."""

    campaign: Campaign
    indexes: Mapping[str, FieldIndex]
    roster: Roster

    @property
    def period(self) -> Period:
        """The days that are assessed."""
        return self.campaign.period

    def indexes_for(self, unit: Unit) -> Iterator[FieldIndex]:
        """The instruments that are for *unit*'s kind, in the campaign's order."""
        return (index for index in self.indexes.values() if unit.kind in index.rubric.kinds)

    def unit_of(self, row: Row) -> tuple[Unit | None, tuple[Problem, ...]]:
        """The unit that *row* names under 「单位」, or the problem that it names none."""
        cell = row.cell("单位") or row.first
        place = row.table.place(cell)
        unit, problems = self.roster.find(row.text("单位") or "（空）", place)
        if unit is None or any(True for _ in self.indexes_for(unit)):
            return unit, problems
        return None, (_no_instrument(unit, row),)

    def entries_of(self, unit: Unit, row: Row) -> tuple[tuple[FieldIndex, Entry], ...]:
        """The fields that *row* names, by indicator and title, in each of *unit*'s rubrics."""
        indicator, title = row.text("指标编号"), row.text("填报项")
        found = ((index, index.find(indicator, title)) for index in self.indexes_for(unit))
        return tuple((index, entry) for index, entry in found if entry is not None)


def unknown_row(row: Row, unit: Unit, index: FieldIndex | None) -> Problem:
    """The problem of a *row* that names no field of *unit*'s rubrics."""
    indicator, title = row.text("指标编号"), row.text("填报项")
    advice = index.nearest(indicator, title) if index else ""
    place = row.table.place(row.first)
    return kinds.UNKNOWN_ROW.at(
        place, unit=unit.id, indicator=indicator, title=title, advice=advice
    )


def _no_instrument(unit: Unit, row: Row) -> Problem:
    kind = UNIT_KIND_NAMES[unit.kind]
    place = row.table.place(row.first)
    return kinds.NO_INSTRUMENT.at(place, unit=unit.id, kind=kind, name=unit.name)
