"""From rows of cells to one tree of cells, in the shape of the rubric's document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import cast

from builder.model import problem_kinds as kinds
from builder.model import rubric_problem_kinds as rubric_kinds
from builder.model.numbers import plain
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.rubric.key_words import key_word
from builder.rubric.load import nearest
from builder.rubric.record import Record
from builder.rubric.schema import Rubric
from builder.rubric.workbook import layout
from builder.rubric.workbook.layout import Table, child_keys, identity
from builder.rubric.workbook.paths import split_path
from builder.rubric.workbook.reading import RawCell, Report, Row
from builder.rubric.workbook.words import unspell


@dataclass(slots=True)
class Branch:
    """Keys or positions → what stands under them; *place* is where it was begun."""

    place: CellPlace
    parts: dict[str | int, Tree] = field(default_factory=dict)
    #: Whether its positions come from the rows of a sheet, so that no path may add any.
    rows: bool = False


Tree = Branch | RawCell

#: Kind of row → its number → its branch.
_Index = dict[type[Record], dict[str, Branch]]


class TreeBuilder:
    """Puts the rows of all sheets together; what can't be placed goes to *report*."""

    def __init__(self, file: str, report: Report) -> None:
        self._report = report
        self.root = Branch(CellPlace(file, layout.WHOLE_SHEET))
        self._index: _Index = {Rubric: {"": self.root}}

    def build(self, sheets: Mapping[str, Sequence[Row]]) -> Branch:
        """The tree of the whole workbook."""
        self._prepare(Rubric, self.root)
        made = [(table, row, self._branch(table, row)) for table, row in _table_rows(sheets)]
        for table, row, branch in made:
            self._hang(table, row, branch)
        for row in sheets[layout.WHOLE_SHEET]:
            self._set(self.root, row)
        for row in sheets[layout.RULES_SHEET]:
            if (owner := self._rule_owner(row)) is not None:
                self._set(owner, row)
        for name, title in layout.TEXT_LISTS.items():
            cells = [row[title] for row in sheets[title] if title in row]
            self.root.parts[name] = Branch(self.root.place, dict(enumerate(cells)), rows=True)
        return self.root

    def _prepare(self, record: type[Record], branch: Branch) -> None:
        for key in child_keys(record):
            branch.parts[key.name] = Branch(branch.place, rows=True)

    def _branch(self, table: Table, row: Row) -> Branch:
        """The branch of one row, with a leaf for each column; known by its number from now on."""
        heads = {key_word(key).heading: key for key in table.columns}
        cells: dict[str | int, Tree] = {
            key.name: row[head] for head, key in heads.items() if head in row
        }
        first = next(cell for cell in row.values() if cell.content is not None)
        branch = Branch(first.place, cells)
        self._prepare(table.record, branch)
        name = identity(table.record)
        cell = cells.get(name.name) if name is not None else None
        if isinstance(cell, RawCell) and cell.content is not None:
            known, id_ = self._index.setdefault(table.record, {}), id_text(cell)
            if id_ in known:
                self._tell(rubric_kinds.DUPLICATE_ID.at(cell.place, what=table.title, id=id_))
            known.setdefault(id_, branch)
        return branch

    def _hang(self, table: Table, row: Row, branch: Branch) -> None:
        """Puts a row's branch under the row that it says it belongs to."""
        owner = self._owner(table, row, branch.place)
        if owner is None:
            return
        record, holder = owner
        # As `_prepare` made it.
        under = cast("Branch", holder.parts[table.owners[record].name])
        under.parts[len(under.parts)] = branch

    def _owner(
        self, table: Table, row: Row, place: CellPlace
    ) -> tuple[type[Record], Branch] | None:
        if not table.names_owner:
            return Rubric, self.root
        records = table.owner_titles
        if not table.names_owner_kind:
            record = next(iter(table.owners))
        else:
            found = self._kind(row, records, place)
            if found is None:
                return None
            record = found
        holder = self._named(record, row.get(table.owner_head), table.owner_head, place)
        return None if holder is None else (record, holder)

    def _kind(
        self, row: Row, records: Mapping[str, type[Record]], place: CellPlace
    ) -> type[Record] | None:
        cell = row.get(layout.OWNER_KIND)
        if cell is None or cell.content is None:
            self._tell(rubric_kinds.OWNER_MISSING.at(place, head=layout.OWNER_KIND))
            return None
        if cell.text not in records:
            words = list(records)
            advice = f"；{nearest(cell.text, words)}"
            choices = "、".join(words)
            self._tell(
                kinds.NOT_A_CHOICE.at(cell.place, shown=cell.text, choices=choices, advice=advice)
            )
            return None
        return records[cell.text]

    def _named(
        self, record: type[Record], cell: RawCell | None, head: str, place: CellPlace
    ) -> Branch | None:
        if record is Rubric:
            return self.root
        if cell is None or cell.content is None:
            self._tell(rubric_kinds.OWNER_MISSING.at(cell.place if cell else place, head=head))
            return None
        id_ = id_text(cell)
        known = self._index.get(record, {})
        if id_ not in known:
            what, advice = layout.owner_title(record), nearest(id_, sorted(known))
            self._tell(rubric_kinds.UNKNOWN_NAME.at(cell.place, what=what, name=id_, advice=advice))
        return known.get(id_)

    def _rule_owner(self, row: Row) -> Branch | None:
        place = next(cell.place for cell in row.values() if cell.content is not None)
        records = {title: record for record, title in layout.TABLES.items() if identity(record)}
        record = self._kind(row, records, place)
        if record is None:
            return None
        return self._named(record, row.get(layout.OWNER), layout.OWNER, place)

    def _set(self, holder: Branch, row: Row) -> None:
        """Puts a row's value where its path says."""
        parameter, value = row.get(layout.PARAMETER), row.get(layout.VALUE)
        if parameter is None or value is None or (parameter.content, value.content) == (None, None):
            return
        path = split_path(parameter.text)
        if path is None:
            self._refuse(parameter, "不是参数的路径")
            return
        branch = holder
        for step in path[:-1]:
            if branch.rows:
                break
            inner = branch.parts.setdefault(step, Branch(parameter.place))
            if isinstance(inner, RawCell):
                self._refuse(parameter, "与另一行的参数冲突")
                return
            branch = inner
        if branch.rows or path[-1] in branch.parts:
            self._refuse(parameter, "写了两次，或者应填在别的工作表")
            return
        branch.parts[path[-1]] = replace(value, named_at=parameter.place)

    def _refuse(self, parameter: RawCell, why: str) -> None:
        self._tell(
            rubric_kinds.BAD_PARAMETER.at(parameter.place, parameter=parameter.text, why=why)
        )

    def _tell(self, problem: Problem) -> None:
        self._report(problem)


def id_text(cell: RawCell) -> str:
    """The number or name in *cell*, as the sheets of other rows write it."""
    content = cell.content
    return plain(content) if isinstance(content, Decimal) else unspell(cell.text)


def _table_rows(sheets: Mapping[str, Sequence[Row]]) -> Iterator[tuple[Table, Row]]:
    for table in layout.tables():
        yield from ((table, row) for row in sheets[table.title])
