"""From the sheets of one catalogue to its items, each with the rows that belong to it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from builder.formats.sheets import Cell
from builder.intake.campaign import Period
from builder.intake.catalogue_cells import read_cell
from builder.intake.catalogue_sheets import CatalogueSheet, find_column
from builder.intake.statements import Teller, unknown_columns
from builder.intake.tables import Row
from builder.intake.wording import match_key, words_of
from builder.model import catalogue_problem_kinds as kinds
from builder.model.answers import Answer, Origin
from builder.model.catalogues import CatalogueItem, CatalogueRow
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.rubric.catalogue import CatalogueSchema, CatalogueTable
from builder.rubric.catalogue_columns import CatalogueColumn

#: What no file's name may hold, for an item's id names its page.
_NOT_IN_NAMES = re.compile(r"""[\\/:*?"<>|#%&\s]+""")


@dataclass(slots=True)
class _Draft:
    """An item in the making."""

    id: str
    name: str
    values: dict[str, Answer]
    place: CellPlace
    rows: dict[str, list[CatalogueRow]] = field(default_factory=dict)


def read_items(
    schema: CatalogueSchema, sheets: Sequence[CatalogueSheet], period: Period
) -> tuple[tuple[CatalogueItem, ...], tuple[Problem, ...]]:
    """The items of *schema* in the order of the *sheets*, and what is wrong with them.

    What lacks a key, or repeats one, is left out; what only lacks something stays and is told.
    """
    reader = _Reader(schema, Teller("", Origin.UNIT, period))
    for sheet in sheets:
        reader.problems += unknown_columns(sheet.table, sheet.known_heads)
        if sheet.child is None:
            reader.read_items(sheet)
    if all(sheet.child is not None for sheet in sheets):
        for sheet in sheets:
            reader.read_names(sheet)
    for sheet in sheets:
        if sheet.child is not None:
            reader.read_rows(sheet, sheet.child)
    items = tuple(_finished(schema, draft) for draft in reader.drafts.values())
    gaps = (_gap(schema, item) for item in items)
    return items, (*reader.problems, *(gap for gap in gaps if gap is not None))


@dataclass(slots=True)
class _Reader:
    """Reads sheet after sheet of one catalogue."""

    schema: CatalogueSchema
    teller: Teller
    #: Id for matching → item, in the order of the sheets.
    drafts: dict[str, _Draft] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read_items(self, sheet: CatalogueSheet) -> None:
        """The items of a sheet; of two with one id the first counts, unless the sheet goes on."""
        for row in sheet.table.rows():
            id_ = item_id(_text(sheet, row, self.schema.id_column))
            name = _text(sheet, row, self.schema.name_column)
            place = _place(sheet, row)
            if not id_ or not name:
                self.problems.append(self._without_key(id_, name, place))
                continue
            values = self._values(sheet, row)
            draft = self.drafts.setdefault(match_key(id_), _Draft(id_, name, values, place))
            if draft.values is not values:
                self.problems += self._add(draft, sheet, row, values)

    def read_names(self, sheet: CatalogueSheet) -> None:
        """The items that a sheet of rows names by 编号 and name, where no sheet of items came."""
        own = CatalogueSheet(self.schema, None, sheet.table)
        for row in sheet.table.rows():
            id_ = item_id(_text(own, row, self.schema.id_column))
            name = _text(own, row, self.schema.name_column)
            if id_ and name and match_key(id_) not in self.drafts:
                values = self._values(own, row)
                self.drafts[match_key(id_)] = _Draft(id_, name, values, _place(own, row))

    def read_rows(self, sheet: CatalogueSheet, child: CatalogueTable) -> None:
        """The rows of a sheet, each to its item."""
        for row in sheet.table.rows():
            if not _says_something(sheet, row):
                continue
            draft = self._item_of(sheet, row)
            if draft is None:
                link = _link(sheet, row)
                tokens = {"table": child.title, "item": words_of(link.content) or "（空）"}
                self.problems.append(kinds.UNKNOWN_ITEM.at(row.table.place(link), **tokens))
                continue
            if misnamed := self._misnamed(draft, sheet, row):
                self.problems.append(misnamed)
                continue
            made = CatalogueRow(self._values(sheet, row), _place(sheet, row))
            draft.rows.setdefault(child.id, []).append(made)

    def _add(
        self, draft: _Draft, sheet: CatalogueSheet, row: Row, values: Mapping[str, Answer]
    ) -> Iterator[Problem]:
        """Adds what *values* on another sheet say of *draft*, or tells why they are left out."""
        place = _place(sheet, row)
        keys = {self.schema.id_column.id, self.schema.name_column.id}
        more = {key: value for key, value in values.items() if not value.blank and key not in keys}
        again = any(not draft.values[key].blank for key in more)
        goes_on = (place.file, place.sheet) != (draft.place.file, draft.place.sheet)
        if goes_on and (misnamed := self._misnamed(draft, sheet, row)):
            yield misnamed
        elif again or not goes_on:
            yield kinds.ITEM_TWICE.at(place, head=self.schema.id_column.title, id=draft.id)
        else:
            draft.values.update(more)

    def _misnamed(self, draft: _Draft, sheet: CatalogueSheet, row: Row) -> Problem | None:
        """The problem that *row* calls *draft* by another name; None where it calls it by none."""
        number = find_column(sheet.table, self.schema.name_column)
        cell = None if number is None else row.at(number)
        name = words_of(cell.content) if cell else ""
        if match_key(name) in {"", match_key(draft.name)}:
            return None
        tokens = {"id": draft.id, "name": draft.name, "other": name}
        return kinds.OTHER_NAME.at(row.table.place(cell), **tokens)

    def _item_of(self, sheet: CatalogueSheet, row: Row) -> _Draft | None:
        """The item that *row* names by its id, else by its name."""
        id_ = item_id(_text(sheet, row, self.schema.id_column))
        if id_:
            return self.drafts.get(match_key(id_))
        name = match_key(_text(sheet, row, self.schema.name_column))
        own = (draft for draft in self.drafts.values() if match_key(draft.name) == name)
        return next(own, None) if name else None

    def _values(self, sheet: CatalogueSheet, row: Row) -> dict[str, Answer]:
        values: dict[str, Answer] = {}
        for column in sheet.columns:
            values[column.id], faults = read_cell(sheet, row, column, self.teller)
            self.problems += faults
        return values

    def _without_key(self, id_: str, name: str, place: CellPlace) -> Problem:
        columns = ((self.schema.id_column, id_), (self.schema.name_column, name))
        lacking = "、".join(column.title for column, text in columns if not text)
        return kinds.NO_KEY.at(place, heads=lacking)


def item_id(text: str) -> str:
    """*text* as an item's id: one spelling, fit to name a file."""
    return _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFKC", text).strip()).strip("-.")


def _place(sheet: CatalogueSheet, row: Row) -> CellPlace:
    """Where the row stands: its cell in the first column that belongs to it alone."""
    number = find_column(sheet.table, sheet.columns[0])
    return row.table.place(row.first if number is None else row.at(number))


def _text(sheet: CatalogueSheet, row: Row, column: CatalogueColumn) -> str:
    number = find_column(sheet.table, column)
    return "" if number is None else words_of(row.at(number).content)


def _link(sheet: CatalogueSheet, row: Row) -> Cell:
    """The cell that names the item of *row*: its id, else its name; the first, if both are blank.

    A sheet of rows has one of the two columns at least.
    """
    columns = (sheet.schema.id_column, sheet.schema.name_column)
    numbers = (find_column(sheet.table, column) for column in columns)
    cells = [row.at(number) for number in numbers if number is not None]
    return next((cell for cell in cells if words_of(cell.content)), cells[0])


def _says_something(sheet: CatalogueSheet, row: Row) -> bool:
    """Whether the row has anything of its own; a numbered empty line hasn't."""
    return any(_text(sheet, row, column) for column in sheet.columns)


def _finished(schema: CatalogueSchema, draft: _Draft) -> CatalogueItem:
    tables = {table.id: tuple(draft.rows.get(table.id, ())) for table in schema.tables}
    return CatalogueItem(schema.id, draft.id, draft.name, draft.values, tables, draft.place)


def _gap(schema: CatalogueSchema, item: CatalogueItem) -> Problem | None:
    """One problem for all that *item* lacks; None where it lacks nothing."""
    missing = [*schema.missing_required(item), *_gaps_in_rows(schema, item)]
    if not missing:
        return None
    return kinds.INCOMPLETE_ITEM.at(item.place, name=item.name, missing="、".join(missing))


def _gaps_in_rows(schema: CatalogueSchema, item: CatalogueItem) -> Iterator[str]:
    for table in schema.tables:
        rows = item.tables[table.id]
        required = (column for column in table.public_columns if column.required)
        for column in required:
            blank = sum(row.values[column.id].blank for row in rows)
            if blank:
                yield f"{table.title}中{blank}行的{column.title}"
