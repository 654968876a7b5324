"""The rubric as one kind of unit meets it: without the rows that others answer for."""

from builder.model.units import UnitKind
from builder.rubric.schema import Part, Rubric, Section


def own_rows(rubric: Rubric, kind: UnitKind) -> Rubric:
    """*rubric* itself, or a copy with only the rows that units of *kind* answer for."""
    if all(rubric.asks(row, kind) for row in rubric.indicators):
        return rubric
    parts = tuple(_part(rubric, part, kind) for part in rubric.parts)
    return Rubric(**{**_keys(rubric), "parts": parts})


def _part(rubric: Rubric, part: Part, kind: UnitKind) -> Part:
    cut = (_section(rubric, section, kind) for section in part.sections)
    sections = tuple(section for section in cut if section.indicators)
    return Part(**{**_keys(part), "sections": sections})


def _section(rubric: Rubric, section: Section, kind: UnitKind) -> Section:
    rows = tuple(row for row in section.indicators if rubric.asks(row, kind))
    return Section(**{**_keys(section), "all_indicators": rows})


def _keys(record: Rubric | Part | Section) -> dict[str, object]:
    return {key: getattr(record, key) for key in type(record).model_fields}
