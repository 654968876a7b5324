"""The JSON Schema of rubrics, by which editors complete keys and underline mistakes."""

import json
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from builder.rubric.attribute_docs import attribute_docs
from builder.rubric.profiles import OWN_KEYS, PROFILES, ProfiledFile
from builder.rubric.schema import Rubric

#: The first line of every rubric: it tells editors which schema the file follows.
SCHEMA_LINE = "# yaml-language-server: $schema=schema.json"

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def editor_schema() -> str:
    """The text of `rubrics/schema.json`: keys sorted, indented, with every description."""
    rubric, profiled = _described(Rubric), _described(ProfiledFile)
    rubric["properties"][PROFILES] = profiled["properties"][PROFILES]
    rubric["$defs"] |= profiled["$defs"]
    rubric["required"] = [key for key in rubric["required"] if key not in OWN_KEYS]
    rubric["anyOf"] = [{"required": [PROFILES]}, {"required": list(OWN_KEYS)}]
    schema = {"$schema": _DIALECT, **rubric}
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _described(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of *model*, with what the source says of every key."""
    schema = model.model_json_schema(by_alias=True)
    records = {record.__name__: record for record in _parts(model, set())}
    for name, part in {model.__name__: schema, **schema["$defs"]}.items():
        if name in records:
            fields = records[name].model_fields
            for field, text in attribute_docs(records[name]).items():
                part["properties"][fields[field].alias or field]["description"] = text
    return schema


def _parts(kind: object, seen: set[object]) -> Iterator[type[BaseModel]]:
    """Every model that a value of *kind* may be made of."""
    if kind in seen:
        return
    seen.add(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from _parts(field.annotation, seen)
    for inner in get_args(kind):
        yield from _parts(inner, seen)
