"""The JSON Schema of rubrics, by which editors complete keys and underline mistakes."""

import json

from builder.rubric.profiles import OWN_KEYS, PROFILES, ProfiledFile
from builder.rubric.schema import Rubric

#: The first line of every rubric: it tells editors which schema the file follows.
SCHEMA_LINE = "# yaml-language-server: $schema=schema.json"

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def editor_schema() -> str:
    """The text of `rubrics/schema.json`: keys sorted, indented, with every description."""
    rubric = Rubric.model_json_schema(by_alias=True)
    profiled = ProfiledFile.model_json_schema(by_alias=True)
    rubric["properties"][PROFILES] = profiled["properties"][PROFILES]
    rubric["$defs"] |= profiled["$defs"]
    rubric["required"] = [key for key in rubric["required"] if key not in OWN_KEYS]
    rubric["anyOf"] = [{"required": [PROFILES]}, {"required": list(OWN_KEYS)}]
    schema = {"$schema": _DIALECT, **rubric}
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
