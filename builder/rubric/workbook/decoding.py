"""From a tree of cells to the plain document of a rubric, with the cell of every path."""

from dataclasses import dataclass, field

from builder.formats.yaml_text import KeyPath
from builder.model import rubric_problem_kinds as kinds
from builder.model.places import CellPlace
from builder.model.problems import ProblemKind
from builder.rubric.key_words import choice_words
from builder.rubric.load import show_path
from builder.rubric.record import Record
from builder.rubric.schema import Rubric
from builder.rubric.shapes import Key, Shape, key_named, kind_of
from builder.rubric.workbook.parameters import kind_words
from builder.rubric.workbook.reading import RawCell, Report
from builder.rubric.workbook.tree import Branch, Tree
from builder.rubric.workbook.values import Misfit, from_cell

#: Stands for a key whose cell is blank.
_BLANK = object()


@dataclass(slots=True)
class WorkbookSource:
    """What a workbook holds as a rubric's document, with the cell of every path."""

    file: str
    value: object = None
    places: dict[KeyPath, CellPlace] = field(default_factory=dict)
    misfit: ProblemKind = kinds.WORKBOOK_MISFIT

    def place(self, path: KeyPath) -> CellPlace:
        """The cell of *path*, or of its nearest ancestor that has one."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, CellPlace(self.file))


def decode(root: Branch, file: str, report: Report) -> WorkbookSource:
    """The document that the tree under *root* stands for; misfits go to *report*."""
    source = WorkbookSource(file)
    source.value = _Decoder(source, report).record(root, Rubric, ())
    return source


class _Decoder:
    def __init__(self, source: WorkbookSource, report: Report) -> None:
        self._source = source
        self._report = report

    def record(self, branch: Branch, record: type[Record], path: KeyPath) -> dict[str, object]:
        """The document of the *record* under *branch*."""
        document: dict[str, object] = {}
        for name, part in branch.parts.items():
            key = key_named(record, str(name))
            if key is None:
                self._keep(part, path, document, str(name))
                continue
            value = self._value(part, key, key.shape, (*path, key.name))
            if not _left_out(value, part, key):
                document[key.name] = value
        return document

    def _value(self, part: Tree, key: Key, shape: Shape, path: KeyPath) -> object:
        self._source.places[path] = part.place
        if isinstance(part, RawCell):
            return self._leaf(part, key, shape, path)
        if shape.items is not None:
            return self._list(part, key, shape.items, path)
        if shape.entries is not None:
            return self._mapping(part, key, shape.entries, path)
        return self._nested(part, shape, path)

    def _leaf(self, cell: RawCell, key: Key, shape: Shape, path: KeyPath) -> object:
        if cell.content is None:
            return _BLANK
        value = from_cell(cell.content, shape, choice_words(key), cell.place)
        if isinstance(value, Misfit):
            self._report(value.problem)
            return cell.text
        if shape.records and isinstance(value, str):
            why = "下面还有参数，不能直接填值"
            self._report(kinds.BAD_PARAMETER.at(cell.place, parameter=show_path(path), why=why))
        return value

    def _list(self, branch: Branch, key: Key, shape: Shape, path: KeyPath) -> list[object]:
        positions = sorted(step for step in branch.parts if isinstance(step, int))
        if len(positions) != len(branch.parts) or positions != list(range(len(positions))):
            why = "应当从[0]起连续编号"
            self._report(kinds.BAD_PARAMETER.at(branch.place, parameter=path[-1], why=why))
        found = enumerate(branch.parts[position] for position in positions)
        values = [self._value(part, key, shape, (*path, number)) for number, part in found]
        return [value for value in values if value is not _BLANK]

    def _mapping(self, branch: Branch, key: Key, shape: Shape, path: KeyPath) -> dict[str, object]:
        values = {
            str(name): self._value(part, key, shape, (*path, str(name)))
            for name, part in branch.parts.items()
        }
        return {name: value for name, value in values.items() if value is not _BLANK}

    def _nested(self, branch: Branch, shape: Shape, path: KeyPath) -> dict[str, object]:
        record = self._choose(branch, shape, path)
        if record is not None:
            return self.record(branch, record, path)
        document: dict[str, object] = {}
        for name, part in branch.parts.items():
            self._keep(part, path, document, str(name))
        return document

    def _choose(self, branch: Branch, shape: Shape, path: KeyPath) -> type[Record] | None:
        """The record that *branch* is to be: the only one, or the one of its kind."""
        if len(shape.records) == 1:
            return shape.records[0]
        cell = branch.parts.get("kind")
        if not isinstance(cell, RawCell) or cell.content is None:
            return None
        words = kind_words(shape)
        value = from_cell(cell.content, Shape(choices=tuple(words)), words, cell.place)
        if isinstance(value, Misfit):
            self._report(value.problem)
            self._source.places[path] = cell.place
            return None
        return next(record for record in shape.records if kind_of(record) == value)

    def _keep(self, part: Tree, path: KeyPath, document: dict[str, object], name: str) -> None:
        """Keeps what no key asks for, so that the loader can refuse it where it stands."""
        here = (*path, name)
        self._source.places[here] = part.place
        if isinstance(part, RawCell):
            self._source.places[here] = part.named_at or part.place
            if part.content is not None:
                document[name] = part.text
            return
        inner: dict[str, object] = {}
        for step, below in part.parts.items():
            self._keep(below, here, inner, str(step))
        document[name] = inner


def _left_out(value: object, part: Tree, key: Key) -> bool:
    """Whether blank cells or a sheet without rows say nothing of *key*."""
    return value is _BLANK or (not key.required and _unfilled(part))


def _unfilled(part: Tree) -> bool:
    if isinstance(part, RawCell):
        return part.content is None
    return all(_unfilled(inner) for inner in part.parts.values())
