"""The schema for editors is that of the code, and every rubric points to it."""

import json
from pathlib import Path

import pytest

from builder.rubric.editor_schema import SCHEMA_LINE, editor_schema

RUBRICS = Path(__file__).parents[2] / "rubrics"
UPDATE = (
    "write it anew: python -c 'from builder.rubric.editor_schema import editor_schema; "
    'print(editor_schema(), end="")\' > rubrics/schema.json'
)


def test_the_schema_file_is_up_to_date() -> None:
    written = (RUBRICS / "schema.json").read_text(encoding="utf-8")

    assert editor_schema() == written, UPDATE


def test_keys_are_explained_and_unknown_ones_refused() -> None:
    schema = json.loads(editor_schema())
    indicator = schema["$defs"]["Indicator"]

    assert indicator["additionalProperties"] is False
    assert "查资料" in indicator["properties"]["method"]["description"]
    assert "扣完为止" in schema["$defs"]["Deduction"]["description"]


def test_the_yes_or_no_test_is_called_is_as_in_the_files() -> None:
    condition = json.loads(editor_schema())["$defs"]["Condition"]["properties"]

    assert "is" in condition
    assert "is_" not in condition


@pytest.mark.parametrize("path", sorted(RUBRICS.glob("*.yml")), ids=lambda path: path.stem)
def test_every_rubric_tells_editors_where_its_schema_is(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]

    assert first == SCHEMA_LINE
