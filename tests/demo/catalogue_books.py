"""A catalogue as a workbook: its items on one sheet, the rows of its tables on others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from builder.rubric.catalogue import CatalogueSchema, read_catalogue_schemas
from builder.rubric.catalogue_columns import CatalogueColumn

from .blots import Note
from .books import Book, Cell, Merge, Row, Sheet, address
from .files import File, write_book

_RUBRICS = Path(__file__).parents[2] / "rubrics"
#: A note names so many gaps one by one.
_MOST_NAMED = 5
#: Column id → what stands there.
Entry = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Listing:
    """One catalogue of the demo: *rows* are by table id, each with the id of its item."""

    schema: str
    file: str
    heading: str
    items: tuple[Entry, ...]
    rows: Mapping[str, tuple[tuple[str, Entry], ...]] = field(default_factory=dict)
    #: Sheets that aren't the catalogue's own.
    others: tuple[Sheet, ...] = ()

    def write(self) -> File:
        """The workbook."""
        return write_book(Book(self.file, (*self._sheets(), *self.others)))

    def spot(self, item: str, column: str) -> str:
        """Sheet and cell of an item's *column*; of a repeated id, the first."""
        number = next(n for n, entry in enumerate(self.items) if entry["id"] == item)
        ids = [one.id for one in _public(schema_of(self.schema).columns)]
        return f"{self._sheet_title} › {address(number + 2, ids.index(column))}"

    def row_spot(self, table: str, number: int, column: str) -> str:
        """Sheet and cell of the *column* in row *number* (from 0) of a table."""
        schema = schema_of(self.schema).table(table)
        ids = [one.id for one in _public(schema.columns)]
        return f"{schema.title} › {address(number + 1, ids.index(column) + 1)}"

    def gaps(self) -> Iterator[Note]:
        """What lacks something that has to be given before publishing."""
        schema = schema_of(self.schema)
        for entry in _first_of_each(self.items):
            lacking = [one.title for one in schema.columns if one.required and one.id not in entry]
            for table in schema.tables:
                own = [row for id_, row in self.rows.get(table.id, ()) if id_ == entry["id"]]
                lacking += [table.title] if table.required and not own else []
                needed = [one for one in table.columns if one.required]
                lacking += [one.title for one in needed if any(one.id not in row for row in own)]
            if lacking:
                few = "、".join(lacking) if len(lacking) <= _MOST_NAMED else f"{len(lacking)}项内容"
                what = f"{entry['name']}：没有写明{few}"
                where = self.spot(str(entry["id"]), "id")
                yield Note(self.file, where, what, "不推定，标「待补充」", "E604")

    @property
    def _sheet_title(self) -> str:
        return schema_of(self.schema).title.strip("“”")[:31].replace("“", "").replace("”", "")

    def _sheets(self) -> Iterator[Sheet]:
        schema = schema_of(self.schema)
        columns = _public(schema.columns)
        heads: Row = tuple(column.title for column in columns)
        body = (tuple(entry.get(column.id) for column in columns) for entry in self.items)
        title: Row = (f"{self.heading}（演示数据）",)
        merge = Merge(0, 0, 0, len(heads) - 1)
        yield Sheet(self._sheet_title, (title, heads, *body), (merge,))
        for table in schema.tables:
            own = _public(table.columns)
            top: Row = (schema.id_column.title, *(column.title for column in own))
            rows = self.rows.get(table.id, ())
            lines = ((id_, *(row.get(column.id) for column in own)) for id_, row in rows)
            yield Sheet(table.title, (top, *lines))


@cache
def schema_of(id_: str) -> CatalogueSchema:
    """The schema of a catalogue. Raises KeyError where there is none."""
    return read_catalogue_schemas(_RUBRICS)[0][id_]


def _public(columns: tuple[CatalogueColumn, ...]) -> tuple[CatalogueColumn, ...]:
    return tuple(column for column in columns if column.public)


def _first_of_each(items: tuple[Entry, ...]) -> Iterator[Entry]:
    seen: set[Cell] = set()
    for entry in items:
        if entry["id"] not in seen:
            seen.add(entry["id"])
            yield entry
