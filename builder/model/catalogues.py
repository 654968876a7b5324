"""Catalogues for citizens (目录): 一件事, policies, proofs and their like, as items with rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from builder.model.answers import Answer
from builder.model.places import CellPlace
from builder.model.units import Unit

#: Measures of a time limit, whose value is a number of such days; none at all is 当场办结.
WORKING_DAYS, CALENDAR_DAYS = "个工作日", "个自然日"
ON_THE_SPOT = "当场办结"
_BETWEEN_WORDS = re.compile(r"\s*[、，,；;\n]\s*")


def split_words(text: str) -> tuple[str, ...]:
    """The words of a cell that holds several, separated by 「、」 or what people write for it."""
    return tuple(word for word in _BETWEEN_WORDS.split(text.strip()) if word)


def _shown(answer: Answer) -> str:
    """What *answer* says to a reader; empty where it says nothing readable."""
    if not answer.given:
        return ""
    days = answer.measure in {WORKING_DAYS, CALENDAR_DAYS}
    return ON_THE_SPOT if days and answer.value == Decimal(0) else answer.shown


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
        return _shown(self.values[column])

    def words(self, column: str) -> tuple[str, ...]:
        """The words in *column*, where several stand there, separated by 「、」."""
        return split_words(self.text(column))


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
        return _shown(self.values[column])

    def words(self, column: str) -> tuple[str, ...]:
        """The words in *column*, where several stand there, separated by 「、」."""
        return split_words(self.text(column))


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

    def departments_in(self, text: str) -> tuple[Department, ...]:
        """The departments that a cell names, one or several, each once; unknown names left out."""
        found = (self.department(name) for name in split_words(text))
        return tuple(dict.fromkeys(one for one in found if one is not None))


#: A campaign without catalogues.
NO_CATALOGUES = Catalogues()
