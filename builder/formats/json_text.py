"""JSON that people read and that a comparison line by line suits: one value a line."""

from collections.abc import Mapping

from pydantic_core import to_json


def json_text(value: Mapping[str, object]) -> str:
    """*value*, of texts, numbers, lists and mappings, as JSON; the same text each time.

    Written in Rust by pydantic's core, in a fifth of the time of Python's own module.
    """
    return to_json(value, indent=1).decode() + "\n"
