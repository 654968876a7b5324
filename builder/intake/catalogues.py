"""From the sheets of all catalogues to their items, departments and business items."""

from collections.abc import Iterator, Mapping, Sequence

from builder.intake.business_items import list_business_items
from builder.intake.catalogue_items import read_items
from builder.intake.catalogue_sheets import CatalogueSheet, match_table
from builder.intake.departments import Directory, read_aliases
from builder.intake.recognise import ReadFile, SheetKind
from builder.intake.setting import Setting
from builder.intake.tables import Table
from builder.intake.wording import match_key
from builder.model import catalogue_problem_kinds as kinds
from builder.model.catalogues import Catalogue, CatalogueItem, CatalogueRow, Catalogues
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.catalogue_columns import CatalogueColumn, Role

#: The words under 「证明清单类别」 for a proof that nobody may ask for any more.
_CANCELLED = "取消"


def read_catalogues(
    reads: Sequence[ReadFile], setting: Setting, schemas: Sequence[CatalogueSchema]
) -> tuple[Catalogues, tuple[Problem, ...]]:
    """The campaign's catalogues in the order of *schemas*, and what is wrong with them."""
    sheets = _sheets(reads, schemas)
    aliases, problems = read_aliases(_tables(reads, SheetKind.DEPARTMENT_ALIASES))
    told = list(problems)
    catalogues = []
    for schema in schemas:
        own = [sheet for sheet in sheets if sheet.schema is schema]
        items, faults = read_items(schema, own, setting.period)
        told += [*faults, *_absent(schema, own, items), *_in_both(schema, items)]
        catalogues.append(Catalogue(schema.id, schema.heading, items))
    by_id = {schema.id: schema for schema in schemas}
    directory = Directory(setting.roster, aliases)
    _name_departments(catalogues, by_id, directory)
    business, faults = list_business_items(catalogues, by_id, directory)
    told += [*faults, *directory.problems, *directory.alike()]
    departments = directory.listed()
    names = {one.name: one for one in departments} | directory.names
    made = Catalogues(tuple(catalogues), departments, business, names)
    return made, tuple(told)


def _sheets(
    reads: Sequence[ReadFile], schemas: Sequence[CatalogueSchema]
) -> tuple[CatalogueSheet, ...]:
    """The sheets of all catalogues, by file name, then as they lie in the workbook."""
    tables = sorted(_tables(reads, SheetKind.CATALOGUE), key=lambda table: table.file)
    found = (match_table(table, schemas) for table in tables)
    return tuple(sheet for sheet in found if sheet is not None)


def _tables(reads: Sequence[ReadFile], kind: SheetKind) -> tuple[Table, ...]:
    return tuple(table for read in reads for table in read.of_kind(kind))


def _absent(
    schema: CatalogueSchema, own: Sequence[CatalogueSheet], items: Sequence[CatalogueItem]
) -> Iterator[Problem]:
    """A catalogue of the campaign of which no sheet came in that names items."""
    if not items and all(sheet.child is not None for sheet in own):
        heads = f"{schema.id_column.title}、{schema.name_column.title}"
        place = own[0].table.place() if own else CellPlace(schema.title)
        yield kinds.NO_CATALOGUE.at(place, title=schema.title, heads=heads)


def _in_both(schema: CatalogueSchema, items: Sequence[CatalogueItem]) -> Iterator[Problem]:
    """Proofs of one name that are both cancelled and kept."""
    state = schema.with_role(Role.PROOF_STATE)
    if state is None:
        return
    cancelled = {match_key(item.name): item for item in items if item.text(state.id) == _CANCELLED}
    for item in items:
        other = cancelled.get(match_key(item.name))
        if other is not None and item.text(state.id) not in {"", _CANCELLED}:
            yield kinds.PROOF_IN_BOTH.at(item.place, name=item.name, other=other.id)


def _name_departments(
    catalogues: Sequence[Catalogue], schemas: Mapping[str, CatalogueSchema], directory: Directory
) -> None:
    """Tells *directory* every name of a department, in the catalogues' order."""
    for catalogue in catalogues:
        schema = schemas[catalogue.schema]
        for item in catalogue.items:
            _name_in(item, schema.columns, directory)
            for table in schema.tables:
                for row in item.tables[table.id]:
                    _name_in(row, table.columns, directory)


def _name_in(
    record: CatalogueItem | CatalogueRow,
    columns: Sequence[CatalogueColumn],
    directory: Directory,
) -> None:
    for column in columns:
        if column.role in {Role.DEPARTMENT, Role.DEPARTMENTS}:
            place = record.values[column.id].place or record.place
            for name in record.words(column.id):
                directory.find(name, place)
