"""Catalogues for citizens (目录): 一件事, policies, proofs and their like, as items with rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.model.answers import Answer
from builder.model.places import CellPlace
from builder.model.units import Unit


@dataclass(frozen=True, slots=True)
class Department:
    """A department as catalogues name it, its aliases merged into one."""

    #: Stable: the unit's id where it is a unit of the campaign, else made from its name.
    id: str
    name: str
    #: None for a body that isn't assessed.
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One row of an item's table (材料, 流程, 联办事项); every column of the schema is present."""

    values: Mapping[str, Answer]
    place: CellPlace

    def text(self, column: str) -> str:
        """What stands in *column* as a reader sees it; empty where nothing readable does."""
        answer = self.values[column]
        return answer.shown if answer.given else ""


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """One item of a catalogue: its own values, and the rows of its tables."""

    #: Id of the catalogue's schema.
    catalogue: str
    #: 编号, which names its page and its line in the data.
    id: str
    name: str
    #: Column id → what stood there; every column of the schema is present.
    values: Mapping[str, Answer]
    #: Table id → its rows, in their order; every table of the schema is present.
    tables: Mapping[str, tuple[CatalogueRow, ...]]
    #: The item's row in the workbook.
    place: CellPlace

    def text(self, column: str) -> str:
        """What stands in *column* as a reader sees it; empty where nothing readable does."""
        answer = self.values[column]
        return answer.shown if answer.given else ""


@dataclass(frozen=True, slots=True)
class BusinessItem:
    """A business item (办理事项): one thing, wherever catalogues name it."""

    #: 事项编码 where one is given, else made from department and name.
    id: str
    name: str
    department: Department | None
    #: Where it stands: (catalogue id, item id), in the catalogues' order, each once.
    appears_in: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One catalogue as it came in for a campaign."""

    #: Id of the schema.
    schema: str
    title: str
    items: tuple[CatalogueItem, ...]


@dataclass(frozen=True, slots=True)
class Catalogues:
    """All catalogues of a campaign, with what they have in common."""

    catalogues: tuple[Catalogue, ...] = ()
    departments: tuple[Department, ...] = ()
    business_items: tuple[BusinessItem, ...] = ()
    #: Name as written in a cell → the department that it means.
    department_names: Mapping[str, Department] | None = None

    def of(self, schema: str) -> tuple[CatalogueItem, ...]:
        """The items of the catalogue with this schema id; none where it didn't come in."""
        return next((one.items for one in self.catalogues if one.schema == schema), ())

    def department(self, name: str) -> Department | None:
        """The department that *name*, as written in a cell, means; None where it is unknown."""
        return (self.department_names or {}).get(name)
