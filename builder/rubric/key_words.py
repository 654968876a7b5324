"""What a key of the schema is called in Chinese, and how it is filled in."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass

from builder.rubric.record import Record
from builder.rubric.schema_words import KEY_WORDS
from builder.rubric.set_words import CHOICE_WORDS
from builder.rubric.shapes import Key, kind_of


@dataclass(frozen=True, slots=True)
class KeyWord:
    """What a key is called, and how it is filled in."""

    heading: str
    note: str


def key_word(key: Key) -> KeyWord:
    """The Chinese words of *key*. Raises KeyError for a key without any."""
    for record in key.owner.__mro__:
        words = KEY_WORDS.get(record.__name__, {})
        if key.name in words:
            heading, _, note = words[key.name].partition("：")
            return KeyWord(heading, note)
    message = f"{key.owner.__name__}.{key.name} has no Chinese heading"
    raise KeyError(message)


def choice_words(key: Key) -> Mapping[str, str]:
    """Set word → its Chinese, for the choices of *key* (or of its items).

    Raises KeyError for a choice without a Chinese word.
    """
    shape = key.shape.items or key.shape.entries or key.shape
    if not shape.choices:
        return {}
    if kind_of(key.owner) and key.name == "kind":
        return {kind_of(key.owner): kind_word(key.owner)}
    names = [shape.enumeration, *(f"{record.__name__}.{key.name}" for record in key.owner.__mro__)]
    words = next((CHOICE_WORDS[name] for name in names if name in CHOICE_WORDS), {})
    return {choice: words[choice] for choice in shape.choices}


def kind_word(record: type[Record]) -> str:
    """The Chinese name of a rule kind, which its manual page begins with: 条件得分."""
    manual = inspect.getdoc(record) or ""
    name, colon, _ = manual.partition("：")
    if not colon:
        message = f"the docstring of {record.__name__} doesn't begin with its name and 「：」"
        raise KeyError(message)
    return name
