"""Which part of a rubric stands on which sheet; everything follows from the schema.

Records named in `TABLES` have a sheet with a row each and a column for each plain key. The rest,
such as the parameters of rules, stands on the sheet of rules, a row each, with its path.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from builder.rubric.fields import Column, Field
from builder.rubric.key_words import key_word
from builder.rubric.ratings import Rating, RatingBand
from builder.rubric.record import Record
from builder.rubric.schema import (
    Default,
    Exclusion,
    Grade,
    Indicator,
    Part,
    Rubric,
    Section,
    TieKey,
    Veto,
)
from builder.rubric.shapes import Key, key_named, keys_of

GUIDE_SHEET = "说明"
WHOLE_SHEET = "基本信息"
RULES_SHEET = "评分规则"
WORDS_SHEET = "参数说明"
#: What stands for the rubric as a whole where a row has to say whose it is.
WHOLE = "全文"

#: Record → the sheet with a row for each, in the order of the sheets.
TABLES: Mapping[type[Record], str] = {
    Part: "部分",
    Section: "板块",
    Indicator: "指标",
    Field: "填报项",
    Column: "记录表列",
    Default: "默认做法",
    Veto: "一票否决",
    Exclusion: "末位取消资格",
    Grade: "等次",
    TieKey: "同分比较",
    Rating: "评级",
    RatingBand: "评级各档",
}

#: Lists of long texts of the rubric as a whole → the sheet with a row for each.
TEXT_LISTS: Mapping[str, str] = {"notes": "备注"}

#: Heads of the columns that say to which row of another sheet a row belongs.
OWNER_KIND, OWNER = "所属", "所属编号"
PARAMETER, VALUE, MEANING = "参数", "值", "含义"


@dataclass(frozen=True, slots=True)
class Table:
    """The sheet of one kind of record."""

    record: type[Record]
    title: str
    #: Records that hold such rows → the key under which.
    owners: Mapping[type[Record], Key]
    #: The keys that have a column.
    columns: tuple[Key, ...]

    @property
    def names_owner(self) -> bool:
        """Whether a row says to which row it belongs; the rubric itself needs no naming."""
        return set(self.owners) != {Rubric}

    @property
    def names_owner_kind(self) -> bool:
        """Whether a row may belong to rows of several sheets."""
        return len(self.owners) > 1

    @property
    def owner_head(self) -> str:
        """The head of the column with the owner's number."""
        if self.names_owner_kind:
            return OWNER
        return f"所属{TABLES[next(iter(self.owners))]}"

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of all columns, in order."""
        kind = (OWNER_KIND,) if self.names_owner_kind else ()
        owner = (self.owner_head,) if self.names_owner else ()
        return (*kind, *owner, *(key_word(key).heading for key in self.columns))

    @property
    def owner_titles(self) -> Mapping[str, type[Record]]:
        """The word for each kind of owner."""
        return {owner_title(record): record for record in self.owners}


@cache
def tables() -> tuple[Table, ...]:
    """Every sheet with a row a record, in order."""
    return tuple(
        Table(record, title, _owners(record), _columns(record)) for record, title in TABLES.items()
    )


def child_keys(record: type[Record]) -> tuple[Key, ...]:
    """The keys of *record* whose items are rows of other sheets."""
    return tuple(key for key in keys_of(record) if child_record(key) is not None)


def child_record(key: Key) -> type[Record] | None:
    """The record of the sheet that holds the items of *key*, or None."""
    records = key.shape.items.records if key.shape.items else ()
    if len(records) == 1 and records[0] in TABLES and key.owner in {Rubric, *TABLES}:
        return records[0]
    return None


def identity(record: type[Record]) -> Key | None:
    """The key by which other sheets name a row; None for rows that no other sheet names."""
    if record in {Column, TieKey}:
        return None
    return key_named(record, "id") or key_named(record, "title")


def owner_title(record: type[Record]) -> str:
    """The word for the kind of row that *record* is."""
    return TABLES.get(record, WHOLE)


def _owners(record: type[Record]) -> dict[type[Record], Key]:
    holders: tuple[type[Record], ...] = (Rubric, *TABLES)
    keys = ((owner, key) for owner in holders for key in child_keys(owner))
    return {owner: key for owner, key in keys if child_record(key) is record}


def _columns(record: type[Record]) -> tuple[Key, ...]:
    return tuple(key for key in keys_of(record) if is_column(key))


def is_column(key: Key) -> bool:
    """Whether the values of *key* fit into one cell."""
    inner = key.shape.items or key.shape.entries or key.shape
    return not inner.nested and not (key.owner is Rubric and key.name in TEXT_LISTS)
