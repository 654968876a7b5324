"""Which catalogue, or which table of one, a sheet holds: told by its heads."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.formats.sheets import Cell
from builder.intake.tables import Row, Table
from builder.intake.wording import head_key
from builder.rubric.catalogue import CatalogueSchema, CatalogueTable
from builder.rubric.catalogue_columns import CatalogueColumn

#: Heads that any sheet may have and nobody reads.
_ALWAYS_KNOWN = frozenset({"序号", "备注"})


@dataclass(frozen=True, slots=True)
class CatalogueSheet:
    """A sheet of items, or (with *child*) of rows that belong to items."""

    schema: CatalogueSchema
    child: CatalogueTable | None
    table: Table

    @property
    def columns(self) -> tuple[CatalogueColumn, ...]:
        """The columns that its rows are read by."""
        return self.child.columns if self.child else self.schema.columns

    @property
    def known_heads(self) -> frozenset[str]:
        """Every head that it may have, for matching."""
        links = (self.schema.id_column, self.schema.name_column)
        heads = (head for column in (*links, *self.columns) for head in column.heads)
        return frozenset(head_key(head) for head in heads) | _ALWAYS_KNOWN

    def cell(self, row: Row, column: CatalogueColumn) -> Cell | None:
        """The cell of *column* in *row*; None where the sheet lacks it.

        What is merged over several rows holds for each of them.
        """
        number = find_column(self.table, column)
        if number is None:
            return None
        found = row.at(number)
        return Cell(found.content, found.address)


def match_table(table: Table, schemas: Iterable[CatalogueSchema]) -> CatalogueSheet | None:
    """What *table* holds of the *schemas*: the one that most of its heads fit; None for nothing.

    A sheet of items has the heads of 编号 and name; a sheet of rows has one of these two and the
    head of its own first column. Of equal fits within one catalogue rows come first.
    """
    best: CatalogueSheet | None = None
    most = 0
    for found, fitting in _candidates(table, schemas):
        if fitting > most or (fitting == most and best is not None and _is_nearer(found, best)):
            best, most = found, fitting
    return best


def find_column(table: Table, column: CatalogueColumn) -> int | None:
    """The number of *column* in *table*, its title before its other names."""
    keys = (head_key(head) for head in column.heads)
    return next((table.columns[key] for key in keys if key in table.columns), None)


def _candidates(
    table: Table, schemas: Iterable[CatalogueSchema]
) -> Iterator[tuple[CatalogueSheet, int]]:
    for schema in schemas:
        id_, name = (find_column(table, c) for c in (schema.id_column, schema.name_column))
        if id_ is None and name is None:
            continue
        if id_ is not None and name is not None:
            yield CatalogueSheet(schema, None, table), _fitting(table, schema.columns)
        for child in schema.tables:
            if _is_own(table, child, (id_, name)):
                yield CatalogueSheet(schema, child, table), _fitting(table, child.columns)


def _is_own(table: Table, child: CatalogueTable, links: Sequence[int | None]) -> bool:
    """Whether the child's first column is there, and isn't what links to the item."""
    first = find_column(table, child.columns[0])
    return first is not None and first not in links


def _fitting(table: Table, columns: Iterable[CatalogueColumn]) -> int:
    return sum(find_column(table, column) is not None for column in columns)


def _is_nearer(one: CatalogueSheet, other: CatalogueSheet) -> bool:
    return one.schema is other.schema and one.child is not None and other.child is None
