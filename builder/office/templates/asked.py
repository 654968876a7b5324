"""What a unit is asked for under an instrument: its rows, with the fields of origin U."""

from dataclasses import dataclass
from decimal import Decimal

from builder.model.answers import Origin
from builder.model.units import UnitKind
from builder.rubric.fields import Field, FieldType
from builder.rubric.schema import Indicator, Rubric, SectionKind, Veto


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One indicator (or veto) with the fields that somebody is asked for."""

    id: str
    title: str
    wording: str
    #: Full points; None where the row has no limit of its own.
    points: Decimal | None
    #: None for a veto.
    section: SectionKind | None
    fields: tuple[Field, ...]

    @property
    def logs(self) -> tuple[Field, ...]:
        """The fields that have a sheet of their own."""
        return tuple(field for field in self.fields if field.type is FieldType.LOG)

    @property
    def values(self) -> tuple[Field, ...]:
        """The fields that are one cell each."""
        return tuple(field for field in self.fields if field.type is not FieldType.LOG)


def asked_rows(rubric: Rubric, kind: UnitKind, origin: Origin) -> tuple[AskedRow, ...]:
    """The rows that units of *kind* answer for, each with its fields of *origin*, if any."""
    rows = [
        _row(row, section.kind, origin)
        for section in rubric.sections
        for row in section.indicators
        if rubric.asks(row, kind)
    ]
    rows += [_row(veto, None, origin) for veto in rubric.vetoes]
    return tuple(row for row in rows if row.fields)


def _row(holder: Indicator | Veto, section: SectionKind | None, origin: Origin) -> AskedRow:
    row = holder if isinstance(holder, Indicator) else None
    return AskedRow(
        id=holder.id,
        title=holder.title,
        wording=(row.correction if row else "") or holder.wording,
        points=row.points if row else None,
        section=section,
        fields=tuple(field for field in holder.fields if origin in field.origin),
    )
