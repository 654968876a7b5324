"""A rubric's sections, rows and fields, each with its path in the file."""

from collections.abc import Iterator

from builder.formats.yaml_text import KeyPath
from builder.rubric.fields import Field
from builder.rubric.schema import Indicator, Rubric, Section, Veto


def sections_of(rubric: Rubric) -> Iterator[tuple[KeyPath, Section]]:
    """Every section with its path, in order."""
    for p, part in enumerate(rubric.parts):
        for s, section in enumerate(part.sections):
            yield ("parts", p, "sections", s), section


def rows_of(rubric: Rubric) -> Iterator[tuple[KeyPath, Indicator]]:
    """Every row that is used with its path, in order."""
    yield from ((path, row) for path, row in all_rows_of(rubric) if not row.disabled)


def all_rows_of(rubric: Rubric) -> Iterator[tuple[KeyPath, Indicator]]:
    """Every row with its path, in order, also those that are disabled."""
    for path, section in sections_of(rubric):
        for n, row in enumerate(section.all_indicators):
            yield (*path, "indicators", n), row


def holders_of(rubric: Rubric) -> Iterator[tuple[KeyPath, Indicator | Veto]]:
    """Everything that holds fields, with its path: the rows, then the vetoes."""
    yield from rows_of(rubric)
    for n, veto in enumerate(rubric.vetoes):
        yield ("vetoes", n), veto


def fields_of(rubric: Rubric) -> Iterator[tuple[KeyPath, Field]]:
    """Every field with its path, in order."""
    for path, holder in holders_of(rubric):
        for n, field in enumerate(holder.fields):
            yield (*path, "fields", n), field
