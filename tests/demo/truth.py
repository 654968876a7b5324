"""What is true of a unit in the fictional world, field by field, before anybody writes it down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from builder.intake.campaign import Campaign
from builder.model.answers import Value
from builder.model.numbers import ONE, ZERO, round_half_up
from builder.model.units import Unit
from builder.rubric.fields import Column, Field, FieldType
from builder.rubric.schema import Rubric

from . import plausible
from .chance import fraction, happens, pick, whole
from .wishes import Wishes, read_wishes

#: One row of a log by column id.
EventRow = Mapping[str, Value | None]
_HALF = Decimal("0.5")
_LUCK = Decimal("0.3")
#: How often even the weakest unit does what is asked.
_USUALLY = Decimal("0.74")
_PAPERS = frozenset({FieldType.DOCUMENT, FieldType.ATTACHMENT, FieldType.URL})


@dataclass(frozen=True, slots=True)
class Truth:
    """One unit's values by field id, and rows by log id."""

    values: Mapping[str, Value | None]
    rows: Mapping[str, tuple[EventRow, ...]]


@dataclass(frozen=True, slots=True)
class _Spot:
    """What is being told: a column, its name among the plausible, and its key to chance."""

    column: Column
    name: str
    key: str
    #: Which row of a log; None for a field.
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells what is true of *unit* in *campaign*; *quality* runs from 0 to 1."""

    campaign: Campaign
    rubric: Rubric
    unit: Unit
    quality: Decimal
    wishes: Wishes

    def tell(self) -> Truth:
        """Every field of the indicators; a veto's fields stay blank."""
        values: dict[str, Value | None] = {}
        rows: dict[str, tuple[EventRow, ...]] = {}
        for item in self._in_order():
            if item.type is FieldType.LOG:
                rows[item.id] = tuple(self._row(item, n) for n in range(self._count(item, values)))
            else:
                values[item.id] = self._value(_Spot(item, item.id, item.id), values)
        return Truth(values, rows)

    def _in_order(self) -> list[Field]:
        """Those on which others rest come first."""
        fields = [item for row in self.rubric.indicators for item in row.fields]
        first = {*self.wishes.wholes.values(), *plausible.LENGTHS.values()}
        first |= {other for other, _ in plausible.ONLY_IF.values()}
        first |= {s.of for s in plausible.SPANS.values()} | {"network_access", "offices"}
        first |= {"system_items"}
        return sorted(fields, key=lambda item: item.id not in first)

    def _value(self, spot: _Spot, known: plausible.Known) -> Value | None:
        if spot.name in plausible.DERIVED:
            return plausible.DERIVED[spot.name](known)
        other, needed = plausible.ONLY_IF.get(spot.name, ("", None))
        if other and known.get(other, needed) != needed:
            return None
        if spot.name in plausible.LADDERS:
            steps = plausible.LADDERS[spot.name]
            return steps[min(len(steps) - 1, int(self._merit(spot.key) * len(steps)))]
        if spot.name in plausible.PICKS:
            return self._pick(spot)
        return self._typical(spot, known)

    def _typical(  # noqa: PLR0911 - one for each type
        self, spot: _Spot, known: plausible.Known
    ) -> Value | None:
        match spot.column.type:
            case FieldType.INTEGER | FieldType.DECIMAL:
                return self._number(spot, known)
            case FieldType.PERCENT:
                return round_half_up(Decimal("0.6") + self._merit(spot.key) * 2 / 5, 3)
            case FieldType.YES_NO:
                good = self.wishes.answers.get(spot.column.id, True)
                return spot.row is not None or self._does_well(spot.key) is good
            case FieldType.CHOICE:
                return self._choice(spot)
            case FieldType.DATE:
                return self._day(spot.key)
            case FieldType.INTEGERS:
                return self._numbers(spot, known)
            case _:
                return self._text(spot)

    def _pick(self, spot: _Spot) -> Value:
        """Rows of one log take their phrases in turn, so that no two neighbours are the same."""
        options = plausible.PICKS[spot.name]
        start = whole(0, len(options) - 1, *self._key(spot.name))
        return options[(start + (spot.row or 0)) % len(options)]

    def _number(self, spot: _Spot, known: plausible.Known) -> Decimal:
        limits = plausible.SPANS.get(spot.name, plausible.ORDINARY)
        limit = known.get(self.wishes.wholes.get(spot.column.id, ""))
        if isinstance(limit, Decimal) and not limits.of:
            well = self._does_well(spot.key)
            share = ONE if well else Decimal("0.55") + self._merit(spot.key) * 2 / 5
            return Decimal(int(limit * share))
        lean = self._merit(spot.key)
        if limits.size:
            lean = fraction("size", self.unit.id, self.unit.name, spot.key)
        number = limits.low + (limits.high - limits.low) * lean
        base = known.get(limits.of)
        return round_half_up(number * base if isinstance(base, Decimal) else number, limits.places)

    def _numbers(self, spot: _Spot, known: plausible.Known) -> tuple[Decimal, ...]:
        length = known.get(plausible.LENGTHS.get(spot.name, ""))
        least = 2 if self._does_well(spot.key) else 1
        count = int(length) if isinstance(length, Decimal) else 3
        return tuple(Decimal(whole(least, 3, *self._key(spot.key), n)) for n in range(count))

    def _choice(self, spot: _Spot) -> str:
        wished = self.wishes.answers.get(spot.column.id)
        if spot.row is None and isinstance(wished, str) and self._does_well(spot.key):
            return wished
        ladder = self.wishes.ladders.get(spot.column.id) if spot.row is None else None
        if ladder:
            return ladder[min(len(ladder) - 1, int((ONE - self._merit(spot.key)) * len(ladder)))]
        return pick(spot.column.choices, *self._key(spot.key))

    def _day(self, key: str) -> date:
        period = self.campaign.period
        return period.start + timedelta(whole(0, (period.end - period.start).days, *self._key(key)))

    def _text(self, spot: _Spot) -> str | None:
        in_row = spot.row is not None and spot.name not in plausible.FORGOTTEN
        if spot.column.type in _PAPERS and not in_row and not self._does_well(spot.key):
            return None
        number = "" if spot.row is None else str(spot.row + 1)
        match spot.column.type:
            case FieldType.URL:
                return f"http://www.example.invalid/{self.unit.id}/{spot.column.id}{number}.html"
            case FieldType.DOCUMENT:
                year, serial = self.campaign.period.end.year, whole(3, 90, *self._key(spot.key))
                return f"示政〔{year}〕{serial}号 {spot.column.title}"
            case FieldType.ATTACHMENT:
                return f"{spot.column.title.removesuffix('附件')}{number}.pdf"
            case _:
                return self._label(spot)

    def _label(self, spot: _Spot) -> str:
        """A short word that tells rows apart."""
        row = spot.row or 0
        match spot.column.id:
            case "matter":
                return f"{self.unit.id}-{row + 1}"
            case "post":
                return f"{'ABC'[row % 3]}{row + 1:02}"
            case _:
                return f"{spot.column.title}（演示）"

    def _count(self, log: Field, known: plausible.Known) -> int:
        length = known.get(plausible.LENGTHS.get(log.id, ""))
        if isinstance(length, Decimal):
            return int(length)
        usual = plausible.FAULT_ROWS if log.id in self.wishes.faults else plausible.ORDINARY_ROWS
        worst, best = plausible.ROWS.get(log.id, usual)
        exact = worst + (best - worst) * self._merit(log.id)
        return int(round_half_up(max(ZERO, exact), 0))

    def _row(self, log: Field, number: int) -> EventRow:
        row: dict[str, Value | None] = {}
        for column in log.columns:
            key = f"{log.id}[{number}].{column.id}"
            row[column.id] = self._value(_Spot(column, f"{log.id}.{column.id}", key, number), row)
        return row

    def _merit(self, key: str) -> Decimal:
        """The unit's quality with some luck, from 0 to 1."""
        luck = fraction("luck", *self._key(key)) - _HALF
        return max(ZERO, min(ONE, self.quality + luck * _LUCK))

    def _does_well(self, key: str) -> bool:
        return happens(_USUALLY + self.quality * (ONE - _USUALLY), "well", *self._key(key))

    def _key(self, key: str) -> tuple[str, str, str]:
        steady = key in plausible.STEADY
        return ("always" if steady else self.campaign.id, self.unit.id, key)


def tell_truth(campaign: Campaign, rubric: Rubric, unit: Unit, quality: Decimal) -> Truth:
    """What is true of *unit* under *rubric*."""
    return Teller(campaign, rubric, unit, quality, read_wishes(rubric)).tell()
