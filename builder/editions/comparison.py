"""One instrument before and after, with what its changes are explained by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from builder.editions.change import CellChange, KeyChange
from builder.editions.rule_changes import NONE, RuleChanges, compare_rubrics, compare_settings
from builder.editions.snapshot import InstrumentState, Results, marks_of
from builder.model.answers import Origin
from builder.model.places import CellPlace


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value that a mark rests on, as results.json tells it, before and after."""

    before: Results | None
    after: Results | None

    @property
    def shown(self) -> CellChange:
        """The change in words, at the cell where the value stands or last stood."""
        there = self.after or self.before or {}
        return CellChange(
            there["title"],
            self.before["value"] if self.before else NONE,
            self.after["value"] if self.after else NONE,
            CellPlace(there["file"], there["sheet"], there["cell"]),
            there.get("campaign") or "",
        )

    @property
    def origins(self) -> frozenset[str]:
        """Who supplied it, on either side."""
        sides = (side for side in (self.before, self.after) if side is not None)
        return frozenset(side.get("origin", Origin.UNIT.value) for side in sides)


@dataclass(frozen=True)
class Comparison:
    """One instrument of one campaign in two snapshots."""

    old: InstrumentState
    new: InstrumentState

    @property
    def same_rubric(self) -> bool:
        """Whether the rubric's file is the same."""
        return bool(self.old.entry.get("rubric_sha256") == self.new.entry.get("rubric_sha256"))

    @cached_property
    def rules(self) -> RuleChanges | None:
        """What changed in the rubric; None where one of its two texts isn't at hand."""
        old, new = self.old.rubric, self.new.rubric
        return compare_rubrics(old, new) if old is not None and new is not None else None

    @cached_property
    def settings(self) -> tuple[KeyChange, ...]:
        """What changed in campaign.yml; of bare results only the time of freezing is known."""
        old, new = self.old.snapshot, self.new.snapshot
        if old.campaign is not None and new.campaign is not None:
            return compare_settings(old.campaign, new.campaign)
        before, after = (side.results.get("cutoff") or NONE for side in (old, new))
        return (KeyChange("cutoff", before, after),) if before != after else ()

    @cached_property
    def names(self) -> dict[str, str]:
        """Unit id → name."""
        lines = {**self.old.lines, **self.new.lines}
        return {unit: line["name"] for unit, line in lines.items()}

    @cached_property
    def turnover(self) -> tuple[str, ...]:
        """Ids of the units that joined or left those that are counted."""
        return tuple(sorted(self.old.cards.keys() ^ self.new.cards.keys()))

    @cached_property
    def movers(self) -> dict[str, tuple[str, ...]]:
        """Indicator id → ids of the units of which a value in the row changed."""
        moved: dict[str, list[str]] = {}
        for unit, card in self.new.cards.items():
            before = marks_of(self.old.cards.get(unit, {}))
            for indicator, mark in marks_of(card).items():
                if indicator in before and self.values(before[indicator], mark):
                    moved.setdefault(indicator, []).append(unit)
        return {indicator: tuple(units) for indicator, units in moved.items()}

    def values(self, old: Results, new: Results) -> tuple[ValueChange, ...]:
        """The values of two marks of one row that changed, in the order of the new mark.

        A cell that is the same in a file of the same bytes hasn't changed, however a changed
        rubric reads it.
        """
        pairs = _changed_pairs(old["sources"], new["sources"])
        return tuple(pair for pair in pairs if not self._read_otherwise(pair))

    def came_since(self, file: str) -> bool:
        """Whether *file* came in after the old results: new bytes, another name or a later time."""
        if self.old.holds(self.new.prints(file)):
            return False
        renamed = self.old.prints(file) is None
        return renamed or self.new.received(file) > self.old.received(file) != ""

    def new_filings(self, unit: str) -> tuple[str, ...]:
        """The *unit*'s own workbooks that came in after the old results."""
        return tuple(
            item["file"] for item in self.new.filings(unit) if self.came_since(item["file"])
        )

    def _read_otherwise(self, pair: ValueChange) -> bool:
        old, new = pair.before, pair.after
        if self.same_rubric or old is None or new is None or new.get("campaign"):
            return False
        same_cell = all(old[key] == new[key] for key in ("sheet", "cell"))
        print_ = self.new.prints(new["file"])
        return same_cell and print_ is not None and self.old.prints(old["file"]) == print_


def _changed_pairs(old: Sequence[Results], new: Sequence[Results]) -> Iterator[ValueChange]:
    """The values that only one side has, those of one field paired in order."""
    before, after = _by_field(old), _by_field(new)
    for key in dict.fromkeys((*after, *before)):
        gone = _without(before.get(key, ()), after.get(key, ()))
        come = _without(after.get(key, ()), before.get(key, ()))
        yield from (ValueChange(a, b) for a, b in zip_longest(gone, come))


def _by_field(sources: Sequence[Results]) -> dict[tuple[str, str], list[Results]]:
    found: dict[tuple[str, str], list[Results]] = {}
    for source in sources:
        found.setdefault((source["field"], source["title"]), []).append(source)
    return found


def _without(sources: Sequence[Results], others: Sequence[Results]) -> list[Results]:
    """*sources* but for one for each of the *others* with the same value."""
    left = [other["value"] for other in others]
    rest = []
    for source in sources:
        if source["value"] in left:
            left.remove(source["value"])
        else:
            rest.append(source)
    return rest
