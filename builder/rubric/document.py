"""From a record back to the plain document that it was read from, without its defaults."""

from datetime import date
from enum import Enum

from builder.rubric.record import Record
from builder.rubric.shapes import keys_of


def document_of(record: Record) -> dict[str, object]:
    """*record* as plain values, in the schema's order of keys; keys at their default left out."""
    document: dict[str, object] = {}
    for key in keys_of(type(record)):
        value: object = getattr(record, key.attribute)
        if key.required or value != key.default:
            document[key.name] = plain_value(value)
    return document


def plain_value(value: object) -> object:
    """*value* of a record's key as text, number, yes or no, list or mapping."""
    match value:
        case Record():
            return document_of(value)
        case tuple():
            return [plain_value(item) for item in value]
        case dict():
            return {str(key): plain_value(item) for key, item in value.items()}
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case _:
            return value
