"""What the schema allows under each key, read off the records themselves."""

from __future__ import annotations

import types
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Literal, Union, get_args, get_origin

from builder.rubric.record import Record

_PLAIN = (str, bool, int, Decimal, date)


@dataclass(frozen=True, slots=True)
class Shape:
    """What may stand under a key: records, plain values, a list or a mapping."""

    #: Records; where there are several, their `kind` tells them apart.
    records: tuple[type[Record], ...] = ()
    #: Plain types: str, bool, int, Decimal, date.
    plain: tuple[type, ...] = ()
    #: The words allowed, of an enumeration or a literal.
    choices: tuple[str, ...] = ()
    #: Where the words of the choices are found: an enumeration's name, or empty for a literal.
    enumeration: str = ""
    nullable: bool = False
    #: Of each item, for a list.
    items: Shape | None = None
    #: Of each value, for a mapping from words.
    entries: Shape | None = None

    @property
    def nested(self) -> bool:
        """Whether keys or positions stand under it."""
        return bool(self.records) or self.items is not None or self.entries is not None


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record, as a rubric spells it."""

    owner: type[Record]
    #: The record's attribute.
    attribute: str
    #: The key in a rubric; differs from the attribute where that is a word of Python.
    name: str
    shape: Shape
    required: bool
    default: object


@cache
def keys_of(record: type[Record]) -> tuple[Key, ...]:
    """Every key of *record*, in the schema's order.

    Raises TypeError for a key of a type that no rubric has had so far.
    """
    # A key may be of a record that its module defines further down.
    record.model_rebuild()
    return tuple(
        Key(
            owner=record,
            attribute=attribute,
            name=field.alias or attribute,
            shape=shape_of(field.annotation),
            required=field.is_required(),
            default=field.get_default(call_default_factory=True, validated_data={}),
        )
        for attribute, field in record.model_fields.items()
    )


def key_named(record: type[Record], name: str) -> Key | None:
    """The key of *record* that is spelt *name*, or None."""
    return next((key for key in keys_of(record) if key.name == name), None)


def kind_of(record: type[Record]) -> str:
    """The word by which one of several records is told apart, or nothing."""
    key = key_named(record, "kind")
    return key.shape.choices[0] if key is not None and len(key.shape.choices) == 1 else ""


def reachable(record: type[Record]) -> tuple[type[Record], ...]:
    """*record* and every record that may stand somewhere under it, each once."""
    found: dict[type[Record], None] = {}
    waiting = [record]
    while waiting:
        current = waiting.pop(0)
        if current not in found:
            found[current] = None
            waiting += [inner for key in keys_of(current) for inner in _records(key.shape)]
    return tuple(found)


def shape_of(annotation: object) -> Shape:
    """The shape of a key annotated with *annotation*. Raises TypeError for an unknown type."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return shape_of(arguments[0])
    if origin in (Union, types.UnionType):
        return _join([shape_of(argument) for argument in arguments])
    if origin is Literal:
        return Shape(choices=tuple(str(word) for word in arguments))
    if origin is tuple and len(arguments) == 2 and arguments[1] is ...:  # noqa: PLR2004
        return Shape(items=shape_of(arguments[0]))
    if origin is dict and arguments[0] is str:
        return Shape(entries=shape_of(arguments[1]))
    return _simple(annotation)


def _simple(annotation: object) -> Shape:
    if annotation is type(None):
        return Shape(nullable=True)
    if isinstance(annotation, type):
        if issubclass(annotation, Record):
            return Shape(records=(annotation,))
        if issubclass(annotation, Enum):
            words = tuple(str(member.value) for member in annotation)
            return Shape(choices=words, enumeration=annotation.__name__)
        if annotation in _PLAIN:
            return Shape(plain=(annotation,))
    message = f"a rubric's key can't be of type {annotation}"
    raise TypeError(message)


def _join(shapes: list[Shape]) -> Shape:
    joined = Shape()
    for shape in shapes:
        joined = replace(
            joined,
            records=joined.records + shape.records,
            plain=joined.plain + shape.plain,
            choices=joined.choices + shape.choices,
            enumeration=joined.enumeration or shape.enumeration,
            nullable=joined.nullable or shape.nullable,
            items=joined.items or shape.items,
            entries=joined.entries or shape.entries,
        )
    return joined


def _records(shape: Shape) -> tuple[type[Record], ...]:
    inner = [part for part in (shape.items, shape.entries) if part is not None]
    return shape.records + tuple(record for part in inner for record in _records(part))
