"""What doesn't fit into columns, such as a rule: a row for each value, with its path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.formats.excel_writing.fitting import CellValue
from builder.rubric.document import plain_value
from builder.rubric.key_words import choice_words, key_word, kind_word
from builder.rubric.record import Record
from builder.rubric.schema import Rubric
from builder.rubric.shapes import Key, Shape, keys_of, kind_of
from builder.rubric.workbook.layout import TEXT_LISTS, child_record, is_column
from builder.rubric.workbook.values import to_cell
from builder.rubric.workbook.words import EMPTY, NO, YES, spell

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value below a row, with its path from there and its meaning in Chinese."""

    path: Path
    value: CellValue
    meaning: tuple[str, ...]
    note: str = ""
    #: The words that its cell may hold; empty where it is no closed choice.
    choices: tuple[str, ...] = ()


def parameters_of(holder: Record) -> Iterator[Parameter]:
    """The parameters of *holder* that have no column and no sheet of their own."""
    for key in keys_of(type(holder)):
        if not is_column(key) and not stands_elsewhere(key):
            yield from _of_key(holder, key, (), ())


def slots_of(rubric: Rubric) -> Iterator[Parameter]:
    """Every value of the rubric as a whole, also those that are blank."""
    for key in keys_of(Rubric):
        if not stands_elsewhere(key):
            yield from _slots(rubric, key, (), ())


def stands_elsewhere(key: Key) -> bool:
    """Whether the items of *key* have a sheet of their own."""
    return child_record(key) is not None or (key.owner is Rubric and key.name in TEXT_LISTS)


def kind_words(shape: Shape) -> Mapping[str, str]:
    """Kind → its Chinese, where *shape* allows records of several kinds."""
    return {kind_of(record): kind_word(record) for record in shape.records if kind_of(record)}


def column_cell(holder: Record, key: Key) -> CellValue:
    """The value of *key* as a cell; blank where it is left out."""
    value = getattr(holder, key.attribute)
    if not key.required and value == key.default and value in (None, "", (), {}):
        return None
    return to_cell(plain_value(value), choice_words(key))


def closed_choices(key: Key) -> tuple[str, ...]:
    """The words for a dropdown; none for lists, of which a cell holds several."""
    if key.shape.choices:
        return tuple(choice_words(key).values())
    return (YES, NO) if key.shape.plain == (bool,) else ()


def _slots(holder: Record, key: Key, path: Path, meaning: tuple[str, ...]) -> Iterator[Parameter]:
    if is_column(key):
        cell = column_cell(holder, key)
        yield _parameter(key, (*path, key.name), cell, (*meaning, key_word(key).heading))
        return
    value = getattr(holder, key.attribute)
    (record,) = key.shape.records
    inner_path, inner_meaning = (*path, key.name), (*meaning, key_word(key).heading)
    for inner in keys_of(record):
        if value is None:
            heading = key_word(inner).heading
            yield _parameter(inner, (*inner_path, inner.name), None, (*inner_meaning, heading))
        else:
            yield from _slots(value, inner, inner_path, inner_meaning)


def _of_key(holder: Record, key: Key, path: Path, meaning: tuple[str, ...]) -> Iterator[Parameter]:
    value = getattr(holder, key.attribute)
    if key.required or value != key.default:
        inner_meaning = (*meaning, key_word(key).heading)
        yield from _of_value(value, key, key.shape, (*path, key.name), inner_meaning)


def _of_value(
    value: object, key: Key, shape: Shape, path: Path, meaning: tuple[str, ...]
) -> Iterator[Parameter]:
    found: list[Parameter] = []
    match value:
        case Record():
            for inner in keys_of(type(value)):
                found += _with_kinds(_of_key(value, inner, path, meaning), path, shape)
        case tuple() if shape.items is not None and shape.items.nested:
            for number, item in enumerate(value):
                place = (*meaning, f"第{number + 1}项")
                found += _of_value(item, key, shape.items, (*path, number), place)
        case dict() if shape.entries is not None:
            for word, item in value.items():
                place = (*meaning, spell(str(word)))
                found += _of_value(item, key, shape.entries, (*path, word), place)
        case _:
            found = [_parameter(key, path, to_cell(plain_value(value), choice_words(key)), meaning)]
    yield from found or [Parameter(path, EMPTY, meaning)]


def _with_kinds(found: Iterator[Parameter], path: Path, shape: Shape) -> Iterator[Parameter]:
    """*found*, with every kind to choose from where the record's kind stands."""
    kinds = tuple(kind_words(shape).values())
    for item in found:
        if kinds and item.path == (*path, "kind"):
            yield Parameter(item.path, item.value, item.meaning, item.note, kinds)
        else:
            yield item


def _parameter(key: Key, path: Path, value: CellValue, meaning: tuple[str, ...]) -> Parameter:
    return Parameter(path, value, meaning, key_word(key).note, closed_choices(key))
