"""The texts of a campaign that pages show, each with what it is and where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.flags.context import FlagContext
from builder.flags.guides import entries
from builder.model.answers import Answer
from builder.model.dossiers import Access
from builder.model.places import CellPlace
from builder.model.units import Unit


@dataclass(frozen=True, slots=True)
class PublishedText:
    """One text that somebody wrote and a page shows."""

    text: str
    #: What it is, without anything of the text itself: 核定理由, 情况说明.
    title: str
    unit: Unit | None
    place: CellPlace | None
    #: Rubric id and row id; None where it stands in no row.
    instrument: str | None = None
    indicator: str | None = None


def published_texts(context: FlagContext) -> Iterator[PublishedText]:
    """Every such text: of marks, dossiers, the registers, units' answers and catalogues."""
    yield from _of_marks(context)
    yield from _of_dossiers(context)
    yield from _of_registers(context)
    yield from catalogue_texts(context)


def statement_texts(context: FlagContext) -> Iterator[PublishedText]:
    """What units wrote themselves: their words in filings and their statements."""
    for rubric in context.rubrics:
        for evidence in context.counted(rubric):
            owners = {field.id: row.id for row in rubric.indicators for field in row.fields}
            for id_, answer in evidence.answers.items():
                row = owners.get(id_)
                yield from _of_answer(answer, answer.title, evidence.unit, (rubric.id, row))
    for dossier in context.returns.dossiers:
        for claim in dossier.claims:
            if claim.statement is not None:
                yield from _of_answer(claim.statement, "情况说明", dossier.unit)


def catalogue_texts(context: FlagContext) -> Iterator[PublishedText]:
    """Every text of every catalogue that may be published."""
    for entry in entries(context):
        for cell in entry.cells():
            title = f"{entry.schema.title} {cell.column.title}"
            if isinstance(cell.answer.value, str):
                yield PublishedText(cell.text, title, entry.unit, cell.answer.place)


def _of_marks(context: FlagContext) -> Iterator[PublishedText]:
    for (rubric, unit), marks in context.marks.items():
        for row, mark in marks.items():
            for answer in mark.answers:
                owner = context.units.get(unit)
                yield from _of_answer(answer, answer.title, owner, (rubric, row))
                if answer.reason:
                    title = f"{answer.title}的核定理由"
                    yield PublishedText(answer.reason, title, owner, answer.place, rubric, row)


def _of_dossiers(context: FlagContext) -> Iterator[PublishedText]:
    for dossier in context.returns.dossiers:
        for claim in dossier.claims:
            if claim.statement is not None:
                yield from _of_answer(claim.statement, "情况说明", dossier.unit)
            for exhibit in claim.exhibits:
                if exhibit.access is Access.OPEN:
                    for answer in exhibit.row.values():
                        yield from _of_answer(answer, f"佐证的{answer.title}", dossier.unit)


def _of_registers(context: FlagContext) -> Iterator[PublishedText]:
    units = context.units
    for row in context.returns.rectifications:
        for answer in (row.problem, row.evidence, row.office, row.measures):
            yield from _of_answer(answer, f"整改台账的{answer.title}", units.get(row.unit))
    for said in context.returns.flag_answers:
        yield from _of_answer(said.text, "红旗答复", units.get(said.unit))


def _of_answer(
    answer: Answer,
    title: str,
    unit: Unit | None,
    row: tuple[str | None, str | None] = (None, None),
) -> Iterator[PublishedText]:
    if isinstance(answer.value, str):
        yield PublishedText(answer.value, title, unit, answer.place, *row)
