"""Catalogues as conditions look at them: items with their schema, cells by meaning, one's unit."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from builder.flags.context import FlagContext
from builder.flags.sighting import Sighting
from builder.model.answers import Answer
from builder.model.catalogues import CatalogueItem, CatalogueRow
from builder.model.flags import FlagSeverity
from builder.model.places import CellPlace
from builder.model.units import Unit
from builder.rubric.catalogue import CatalogueSchema, CatalogueTable
from builder.rubric.catalogue_columns import CatalogueColumn, Role

#: The words of a name that say in what form it is handed in, not what it is.
_FORM = re.compile(
    r"\([^()]*\)|(?:的?(?:原件|复印件|扫描件|电子件|电子版|正本|副本)(?:及|和|或|、)?)+$"
)
#: Who issues it, and whose it is, said before the name.
_WHOSE = re.compile(
    r"^(?:.{0,14}(?:出具|开具|核发)的?)?(?:须|需)?(?:提供|提交)?(?:申请人|本人|个人)?的?"
)
_SIGNS = re.compile(r"[\W_]+")
_NAMES_BESIDE = re.compile(r"[、,;/]|或者|以及|和|及|或")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of an item, or of a row of one of its tables."""

    column: CatalogueColumn
    answer: Answer
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a catalogue with the schema that says what its columns mean."""

    schema: CatalogueSchema
    item: CatalogueItem
    #: The unit that answers for it; None where that is no unit of the campaign.
    unit: Unit | None

    def text(self, role: Role) -> str:
        """What the item's own column of this meaning says; empty where there is none."""
        column = self.schema.with_role(role)
        return self.item.text(column.id) if column else ""

    def answer(self, role: Role) -> Answer | None:
        """What stands in the item's own column of this meaning; None where there is none."""
        column = self.schema.with_role(role)
        return self.item.values[column.id] if column else None

    def number(self, role: Role) -> Decimal | None:
        """The number in the item's own column of this meaning; None where none is given."""
        answer = self.answer(role)
        return answer.value if answer and isinstance(answer.value, Decimal) else None

    def cells(self) -> Iterator[Cell]:
        """Every cell that may be published: the item's own first, then its tables' by row."""
        for column in self.schema.public_columns:
            yield Cell(column, self.item.values[column.id], self.item.text(column.id))
        for table in self.schema.tables:
            for row in self.item.tables[table.id]:
                for column in table.public_columns:
                    yield Cell(column, row.values[column.id], row.text(column.id))

    def rows_with(self, role: Role) -> Iterator[tuple[CatalogueTable, CatalogueRow, str]]:
        """The rows of the first table with a column of this meaning, with what stands there."""
        table = self.schema.table_with(role)
        column = table.with_role(role) if table else None
        if table is not None and column is not None:
            for row in self.item.tables[table.id]:
                yield table, row, row.text(column.id)

    def sighting(
        self,
        severity: FlagSeverity,
        value: str,
        limit: str,
        reason: str,
        places: tuple[CellPlace | None, ...] = (),
    ) -> Sighting:
        """What was found in the item; *reason* follows its name. Without *places*, its row."""
        known = tuple(dict.fromkeys(place for place in places if place)) or (self.item.place,)
        told = f"{self.schema.title}“{self.item.name}”{reason}"
        return Sighting(
            *(severity, value, limit, told, self.unit),
            subject=f"{self.schema.title} {self.item.name}",
            places=known,
        )


def entries(context: FlagContext) -> Iterator[Entry]:
    """Every item of every catalogue of the campaign, in the catalogues' order."""
    catalogues = context.returns.catalogues
    for schema in context.result.schemas:
        department = schema.with_role(Role.DEPARTMENT)
        for item in catalogues.of(schema.id):
            named = catalogues.department(item.text(department.id)) if department else None
            yield Entry(schema, item, named.unit if named else None)


def guides(context: FlagContext) -> Iterator[Entry]:
    """The items that tell which materials to bring."""
    for entry in entries(context):
        own = entry.schema.with_role(Role.MATERIAL)
        if own is not None or entry.schema.table_with(Role.MATERIAL) is not None:
            yield entry


def materials(entry: Entry) -> Iterator[tuple[str, str, CellPlace | None]]:
    """The names of a guide's materials, what is said of their necessity, and their cells."""
    for table, row, name in entry.rows_with(Role.MATERIAL):
        column, own = table.with_role(Role.NECESSITY), table.with_role(Role.MATERIAL)
        place = row.values[own.id].place if own else None
        yield name, row.text(column.id) if column else "", place
    column = entry.schema.with_role(Role.MATERIAL)
    if column is not None:
        for name in entry.item.words(column.id):
            yield name, "", entry.item.values[column.id].place


def plain_name(name: str) -> str:
    """*name* to be compared by: NFKC, without signs, brackets, form of copy and issuer."""
    folded = unicodedata.normalize("NFKC", name).replace("其它", "其他")
    bare = _SIGNS.sub("", _FORM.sub("", "".join(folded.split()))).lower()
    return _WHOSE.sub("", bare, count=1) or bare


def names_in(text: str) -> tuple[str, ...]:
    """The names in a cell that may hold several, each to be compared by; the whole one first."""
    parts = _NAMES_BESIDE.split(unicodedata.normalize("NFKC", text))
    return tuple(dict.fromkeys(filter(None, map(plain_name, (text, *parts)))))
