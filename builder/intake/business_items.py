"""Business items (办理事项): one thing, wherever the catalogues of a campaign name it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from builder.intake.catalogue_items import item_id
from builder.intake.departments import Directory, stable_id
from builder.intake.wording import match_key, tidy
from builder.model import catalogue_problem_kinds as kinds
from builder.model.catalogues import (
    BusinessItem,
    Catalogue,
    CatalogueItem,
    CatalogueRow,
    Department,
    split_words,
)
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.catalogue_columns import CatalogueColumn, Role


@dataclass(frozen=True, slots=True)
class _Mention:
    """A business item named once: in an item of a catalogue, or in a row of its tables."""

    name: str
    code: str
    department: Department | None
    where: tuple[str, str]
    place: CellPlace
    #: Whether it is only spoken of, so that it is none by itself.
    reference: bool = False


@dataclass(slots=True)
class _Entry:
    """A business item in the making."""

    id: str
    name: str
    code: str
    department: Department | None
    appears_in: list[tuple[str, str]] = field(default_factory=list)


def list_business_items(
    catalogues: Sequence[Catalogue],
    schemas: Mapping[str, CatalogueSchema],
    directory: Directory,
) -> tuple[tuple[BusinessItem, ...], tuple[Problem, ...]]:
    """Every business item once, in the catalogues' order, and codes that two of them share.

    One code is one item, and so are one name and department; a mention without a department is of
    the only item so called. One name under two departments stays two items.
    """
    mentions = [m for one in catalogues for m in _mentions(one, schemas[one.schema], directory)]
    index = _Index()
    stated = [m for m in mentions if not m.reference]
    # Codes first, then departments: what says more decides what the others mean.
    for mention in (*_with(stated, code=True), *_with(stated, code=False)):
        index.add(mention)
    for mention in mentions:
        index.note(mention)
    order = {name: number for number, name in enumerate(schemas)}
    found = sorted(index.entries, key=lambda entry: order[entry.appears_in[0][0]])
    items = (BusinessItem(e.id, e.name, e.department, tuple(e.appears_in)) for e in found)
    return tuple(items), tuple(index.problems)


@dataclass(slots=True)
class _Index:
    """Business items by code, by name and department, and by name."""

    entries: list[_Entry] = field(default_factory=list)
    by_code: dict[str, _Entry] = field(default_factory=dict)
    by_name: dict[str, list[_Entry]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, mention: _Mention) -> None:
        """Makes the item of a mention where there is none yet."""
        known = self.by_code.get(match_key(mention.code)) if mention.code else None
        if known is not None:
            self._check_name(known, mention)
            return
        if self.meant(mention) is not None and not mention.code:
            return
        whose = mention.department.id if mention.department else ""
        id_ = item_id(mention.code) or stable_id("b", whose, mention.name)
        entry = _Entry(id_, tidy(mention.name), mention.code, mention.department)
        self.entries.append(entry)
        self.by_name.setdefault(match_key(mention.name), []).append(entry)
        if mention.code:
            self.by_code[match_key(mention.code)] = entry

    def note(self, mention: _Mention) -> None:
        """Writes down where a mention stands, if its item is known."""
        entry = self.meant(mention)
        if entry is not None and mention.where not in entry.appears_in:
            entry.appears_in.append(mention.where)

    def meant(self, mention: _Mention) -> _Entry | None:
        """The item that *mention* means; None where none, or more than one, could be."""
        if mention.code:
            return self.by_code.get(match_key(mention.code))
        same = self.by_name.get(match_key(mention.name), [])
        if mention.department is not None and not mention.reference:
            own = [e for e in same if e.department in {mention.department, None}]
            return own[0] if own else None
        return same[0] if len(same) == 1 else None

    def _check_name(self, known: _Entry, mention: _Mention) -> None:
        if match_key(known.name) != match_key(mention.name):
            tokens = {"code": known.code, "name": known.name, "other": mention.name}
            self.problems.append(kinds.CODE_TWICE.at(mention.place, **tokens))


def _with(mentions: Iterable[_Mention], *, code: bool) -> Iterator[_Mention]:
    """Those with a code, or those without: first the ones that name a department."""
    own = [mention for mention in mentions if bool(mention.code) is code]
    yield from (mention for mention in own if mention.department is not None)
    yield from (mention for mention in own if mention.department is None)


def _mentions(
    catalogue: Catalogue, schema: CatalogueSchema, directory: Directory
) -> Iterator[_Mention]:
    for item in catalogue.items:
        where = (schema.id, item.id)
        named = schema.business_item_column
        yield from _of_record(item, schema.columns, named, where, directory)
        for table in schema.tables:
            named = table.with_role(Role.BUSINESS_ITEM)
            for row in item.tables[table.id]:
                yield from _of_record(row, table.columns, named, where, directory)


def _of_record(
    record: CatalogueItem | CatalogueRow,
    columns: Sequence[CatalogueColumn],
    named: CatalogueColumn | None,
    where: tuple[str, str],
    directory: Directory,
) -> Iterator[_Mention]:
    """The business items that an item's own values, or those of one row, name."""
    roles = {column.role: column.id for column in columns if column.role is not None}
    department = _department(record, roles.get(Role.DEPARTMENT), directory)
    if named is not None and record.text(named.id):
        code = record.text(roles[Role.BUSINESS_CODE]) if Role.BUSINESS_CODE in roles else ""
        yield _Mention(record.text(named.id), code, department, where, record.place)
    if Role.BUSINESS_ITEM_REFERENCE in roles:
        for name in split_words(record.text(roles[Role.BUSINESS_ITEM_REFERENCE])):
            yield _Mention(name, "", department, where, record.place, reference=True)


def _department(
    record: CatalogueItem | CatalogueRow, column: str | None, directory: Directory
) -> Department | None:
    """The first department that *record* names in *column*."""
    words = record.words(column) if column else ()
    return directory.find(words[0], record.place) if words else None
