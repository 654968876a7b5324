"""The schema of a catalogue for citizens (domain.md D): its columns and tables, with meanings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.model import rubric_problem_kinds as kinds
from builder.model.answers import AnswerState
from builder.model.catalogues import CatalogueItem
from builder.model.problems import Problem
from builder.rubric.catalogue_columns import CatalogueColumn, Role, check_columns
from builder.rubric.load import load_record
from builder.rubric.record import Record

#: The folder below the rubrics' that holds the schemas.
FOLDER = "catalogues"


class CatalogueTable(Record):
    """A table of rows that belong to an item: 联办事项, 材料, 流程; a sheet of its own."""

    id: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    """English identifier, unique in its catalogue; it names the table in the open data."""
    title: str
    """The sheet's name, and the heading on pages."""
    columns: tuple[CatalogueColumn, ...] = Key(min_length=1)
    required: bool = False
    """Whether an item has to have a row before publishing; where it hasn't, pages say 待补充."""
    element: str = ""
    """The class of elements of a guide (办事指南要素) that it belongs to."""
    note: str = ""
    """How to fill it in, printed on the template."""

    @model_validator(mode="after")
    def _columns_fit(self) -> Self:
        check_columns(self.columns)
        return self

    def with_role(self, role: Role) -> CatalogueColumn | None:
        """The first column that means *role*; None where there is none."""
        return _with_role(self.columns, role)

    @property
    def public_columns(self) -> tuple[CatalogueColumn, ...]:
        """The columns that may be published."""
        return tuple(column for column in self.columns if column.public)


class CatalogueSchema(Record):
    """One schema: a file of `rubrics/catalogues/`."""

    id: str = Key(pattern=r"^[a-z0-9][a-z0-9-]*$")
    """The same as the name of its file."""
    title: str
    """What the office calls it."""
    public_title: str = ""
    """What it is called to citizens; the title where left out."""
    intro: str = ""
    """One sentence for citizens: what they find here."""
    source: str
    """The document, or the practice, that the catalogue and its columns come from."""
    measure: str = "项"
    """What items are counted in."""
    columns: tuple[CatalogueColumn, ...] = Key(min_length=1)
    tables: tuple[CatalogueTable, ...] = ()
    notes: tuple[str, ...] = ()
    """What readers should know of it."""

    @model_validator(mode="after")
    def _has_id_and_name(self) -> Self:
        check_columns(self.columns)
        for role in (Role.ID, Role.NAME):
            if _with_role(self.columns, role) is None:
                message = f"缺少 role 为 {role.value} 的列"
                raise ValueError(message)
        ids = [table.id for table in self.tables]
        if len(ids) != len(set(ids)):
            message = "表的标识重复"
            raise ValueError(message)
        return self

    @property
    def heading(self) -> str:
        """What it is called on pages."""
        return self.public_title or self.title

    @property
    def id_column(self) -> CatalogueColumn:
        """The column of 编号."""
        return self._needed(Role.ID)

    @property
    def name_column(self) -> CatalogueColumn:
        """The column of the item's name."""
        return self._needed(Role.NAME)

    @property
    def public_columns(self) -> tuple[CatalogueColumn, ...]:
        """The columns that may be published."""
        return tuple(column for column in self.columns if column.public)

    @property
    def listed(self) -> tuple[CatalogueColumn, ...]:
        """The columns of the table of all items."""
        return tuple(column for column in self.public_columns if column.listed)

    @property
    def groups(self) -> Mapping[str, tuple[CatalogueColumn, ...]]:
        """Heading on an item's page → its columns, in order; without those under no heading."""
        groups: dict[str, tuple[CatalogueColumn, ...]] = {}
        for column in self.public_columns:
            if column.group:
                groups[column.group] = (*groups.get(column.group, ()), column)
        return groups

    @property
    def comparisons(self) -> tuple[tuple[CatalogueColumn, CatalogueColumn], ...]:
        """Pairs of columns: how it was before the reform, and how it is now."""
        own = {column.id: column for column in self.public_columns}
        return tuple(
            (own[column.compared_with], column)
            for column in self.public_columns
            if column.compared_with in own
        )

    @property
    def elements(self) -> tuple[str, ...]:
        """The classes of elements of a guide that it asks for, each once, in order."""
        named = [*(one.element for one in self.columns), *(one.element for one in self.tables)]
        return tuple(name for name in dict.fromkeys(named) if name)

    def with_role(self, role: Role) -> CatalogueColumn | None:
        """The first of the item's own columns that means *role*; None where there is none."""
        return _with_role(self.columns, role)

    @property
    def business_item_column(self) -> CatalogueColumn | None:
        """The column of the business item that an item states; its name, where it is one itself."""
        own = self.with_role(Role.BUSINESS_ITEM)
        return own or (self.name_column if self.with_role(Role.BUSINESS_CODE) else None)

    def table(self, id_: str) -> CatalogueTable:
        """The table with this id. Raises StopIteration where there is none."""
        return next(table for table in self.tables if table.id == id_)

    def table_with(self, role: Role) -> CatalogueTable | None:
        """The first table that has a column which means *role*; None where none has."""
        return next((table for table in self.tables if table.with_role(role)), None)

    def missing_elements(self, item: CatalogueItem) -> tuple[str, ...]:
        """The classes of elements of which *item* gives nothing at all."""
        return tuple(name for name in self.elements if not self._has_element(item, name))

    def missing_required(self, item: CatalogueItem) -> tuple[str, ...]:
        """Titles of the required columns and tables that *item* leaves blank."""
        columns = (one.title for one in self._required if item.values[one.id].blank)
        tables = (one.title for one in self.tables if one.required and not item.tables[one.id])
        return (*columns, *tables)

    @property
    def _required(self) -> Iterator[CatalogueColumn]:
        return (column for column in self.public_columns if column.required)

    def _has_element(self, item: CatalogueItem, name: str) -> bool:
        own = (one for one in self.columns if one.element == name)
        tables = (one for one in self.tables if one.element == name)
        return any(_answered(item, one) for one in own) or any(item.tables[t.id] for t in tables)

    def _needed(self, role: Role) -> CatalogueColumn:
        return next(column for column in self.columns if column.role is role)


def read_catalogue_schemas(
    folder: Path,
) -> tuple[Mapping[str, CatalogueSchema], tuple[Problem, ...]]:
    """The sound schemas below the rubrics' *folder* by id, and the problems of the others.

    Raises OSError where a file can't be read.
    """
    schemas: dict[str, CatalogueSchema] = {}
    problems: list[Problem] = []
    for path in sorted((folder / FOLDER).glob("*.yml")):
        loaded, faults = load_record(path, CatalogueSchema, f"{folder.name}/{FOLDER}/{path.name}")
        problems += faults
        if loaded is not None and loaded.record.id in schemas:
            place = loaded.place(("id",))
            problems.append(kinds.DUPLICATE_ID.at(place, what="目录", id=loaded.record.id))
        elif loaded is not None:
            schemas[loaded.record.id] = loaded.record
    return schemas, tuple(problems)


def _with_role(columns: tuple[CatalogueColumn, ...], role: Role) -> CatalogueColumn | None:
    return next((column for column in columns if column.role is role), None)


def _answered(item: CatalogueItem, column: CatalogueColumn) -> bool:
    """Whether something was said: a value, or that there is none (不适用)."""
    answer = item.values[column.id]
    return answer.given or answer.state is AnswerState.NOT_APPLICABLE
