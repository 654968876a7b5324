"""A rubric goes into a workbook and comes out as it was: those of the project, and any other."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.formats.excel_reading.content import read_workbook
from builder.formats.yaml_text import read_yaml
from builder.formats.yaml_writing import write_yaml
from builder.model.problems import Problem
from builder.rubric.document import document_of, plain_value
from builder.rubric.load import Loaded, load_record
from builder.rubric.profiles import read_rubrics
from builder.rubric.record import Record
from builder.rubric.schema import Rubric
from builder.rubric.shapes import Key, Shape, key_named, keys_of, kind_of, reachable
from builder.rubric.workbook.decoding import decode
from builder.rubric.workbook.export import RepeatedIdError, export_rubric
from builder.rubric.workbook.importing import import_rubric
from builder.rubric.workbook.layout import TABLES, identity
from builder.rubric.workbook.reading import read_rows
from builder.rubric.workbook.tree import TreeBuilder

ROOT = Path(__file__).parents[2]
RUBRICS = sorted((ROOT / "rubrics").glob("*.yml")) + sorted(
    (ROOT / "tests" / "published").rglob("rubrics/*.yml")
)
RULE_CASES = sorted((ROOT / "tests" / "cases" / "rules").glob("*.yml"))
RIGHT = ROOT / "tests" / "cases" / "wrong_rubrics" / "right.yml"


def through_excel(content: bytes, folder: Path) -> tuple[Loaded[Rubric] | None, list[str]]:
    path = folder / "rubric.xlsx"
    path.write_bytes(content)
    book, problems = read_workbook(path, path.name)
    assert book is not None, problems
    loaded, problems = import_rubric(book, path.name)
    return loaded, [f"{problem.place} {problem.wrong}" for problem in problems]


def through_yaml(rubric: Rubric, folder: Path) -> Rubric:
    path = folder / "rubric.yml"
    path.write_text(write_yaml(document_of(rubric)), encoding="utf-8")
    loaded, problems = load_record(path, Rubric, path.name)
    assert loaded is not None, problems
    return loaded.record


def sound(path: Path) -> Rubric:
    loaded, problems = load_record(path, Rubric, path.name)
    assert loaded is not None, problems
    return loaded.record


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_a_rubric_survives_excel_then_yaml_and_yaml_then_excel(path: Path, tmp_path: Path) -> None:
    rubrics, problems = read_rubrics(path, path.name)
    assert problems == ()

    for loaded in rubrics:
        rubric = loaded.record
        exported = export_rubric(rubric)
        imported, told = through_excel(exported, tmp_path)
        assert imported is not None, told
        assert rubric == imported.record
        assert rubric == through_yaml(imported.record, tmp_path)
        assert json.dumps(document_of(rubric), default=str) == json.dumps(
            document_of(imported.record), default=str
        )
        assert exported == export_rubric(imported.record)


@pytest.mark.parametrize("path", RULE_CASES, ids=lambda path: path.stem)
def test_every_rule_of_the_rule_cases_survives(path: Path, tmp_path: Path) -> None:
    cases: Any = read_yaml(path).value
    document: Any = read_yaml(RIGHT).value
    section = document["parts"][0]["sections"][0]
    model = dict(section["indicators"][0], defaults=[])
    section["indicators"] = [
        {**model, "id": f"r{number}", "points": case.get("most"), "rule": case["rule"]}
        | {"fields": case["fields"]}
        for number, case in enumerate(cases)
    ]
    for number, row in enumerate(section["indicators"]):
        row["fields"] = [{**field, "id": f"{field['id']}_{number}"} for field in row["fields"]]
    rubric = Rubric.model_validate(document)

    decoded, problems = decoded_document(rubric, tmp_path)

    assert problems == []
    assert rubric == Rubric.model_validate(decoded)


def decoded_document(rubric: Rubric, folder: Path) -> tuple[Any, list[Problem]]:
    """What the workbook of *rubric* says, before anything checks it."""
    path = folder / "rubric.xlsx"
    path.write_bytes(export_rubric(rubric))
    book, faults = read_workbook(path, path.name)
    assert book is not None, faults
    problems: list[Problem] = []
    sheets = read_rows(book, path.name, problems.append)
    tree = TreeBuilder(path.name, problems.append).build(sheets)
    return decode(tree, path.name, problems.append).value, problems


# Any rubric that the schema's keys and types allow, whether or not its checks would: ids are made
# different, for a workbook names rows by them.

TEXT = st.text(st.characters(exclude_categories=()), max_size=8) | st.sampled_from(
    [
        "是",
        "否",
        "不设",
        "（空）",
        "=1+1",
        "1.10",
        " 前后 ",
        "甲=乙",
        "甲\n乙",
        "_x000D_",
        r"\u{A}",
        "#N/A",
    ]
)
NUMBERS = st.decimals(-1000, 1000, allow_nan=False, allow_infinity=False) | st.sampled_from(
    [Decimal("0.1"), Decimal("123456789012345.678"), Decimal("1E+30"), Decimal("1E-20")]
)
PLAIN: Mapping[type, st.SearchStrategy[Any]] = {
    str: TEXT,
    bool: st.booleans(),
    int: st.integers(-(10**6), 10**6),
    Decimal: NUMBERS,
}
DEEPEST = 7


def values(shape: Shape, depth: int) -> st.SearchStrategy[Any]:
    options: list[st.SearchStrategy[Any]] = [
        PLAIN[kind] if kind in PLAIN else st.dates() for kind in shape.plain
    ]
    if shape.choices:
        options.append(st.sampled_from(shape.choices))
    if shape.nullable:
        options.append(st.none())
    if shape.records and (depth < DEEPEST or not options):
        options += [records(record, depth + 1) for record in shape.records]
    if shape.items is not None:
        size = 0 if depth >= DEEPEST else 2
        options.append(st.lists(values(shape.items, depth), max_size=size).map(tuple))
    if shape.entries is not None:
        options.append(st.dictionaries(TEXT, values(shape.entries, depth), max_size=2))
    return st.one_of(options)


def records(record: type[Record], depth: int = 0) -> st.SearchStrategy[Record]:
    def build(given_values: dict[str, Any]) -> Record:
        return record.model_construct(**given_values)

    chosen = {
        key.attribute: st.just(kind_of(record))
        if key.name == "kind" and kind_of(record)
        else left_out_or(key, depth)
        for key in keys_of(record)
    }
    return st.deferred(lambda: st.fixed_dictionaries(chosen).map(build))


def left_out_or(key: Key, depth: int) -> st.SearchStrategy[Any]:
    given_value = st.deferred(lambda: values(key.shape, depth))
    if key.required:
        return given_value
    if depth >= DEEPEST:
        return st.just(key.default)
    return st.just(key.default) | given_value


def with_different_ids(record: Any, counter: list[int]) -> Any:
    """*record* with every row that other sheets may name named by a number of its own."""
    if isinstance(record, tuple):
        return tuple(with_different_ids(item, counter) for item in record)
    if isinstance(record, dict):
        return {name: with_different_ids(item, counter) for name, item in record.items()}
    if not isinstance(record, Record):
        return record
    changed = {
        key.attribute: with_different_ids(getattr(record, key.attribute), counter)
        for key in keys_of(type(record))
    }
    name = identity(type(record)) if type(record) in TABLES else None
    if name is not None:
        counter[0] += 1
        changed[name.attribute] = f"{changed[name.attribute]}{counter[0]}"
    return type(record).model_construct(**changed)


def without_defaults(document: Any, shape: Shape) -> Any:
    """*document* without the keys that say what their default says."""
    if isinstance(document, list) and shape.items is not None:
        return [without_defaults(item, shape.items) for item in document]
    if not isinstance(document, dict):
        return document
    if shape.entries is not None:
        return {name: without_defaults(item, shape.entries) for name, item in document.items()}
    kinds = {kind_of(record): record for record in shape.records}
    record = kinds[document["kind"]] if len(kinds) > 1 else shape.records[0]
    kept = {}
    for name, item in document.items():
        key = key_named(record, name)
        assert key is not None, name
        value = without_defaults(item, key.shape)
        default = None if key.required else plain_value(key.default)
        if key.required or value not in (default, without_defaults(default, key.shape)):
            kept[name] = value
    return kept


WHOLE = Shape(records=(Rubric,))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(drawn=records(Rubric))
def test_any_rubric_that_the_schema_allows_comes_back(
    drawn: Rubric, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rubric = with_different_ids(drawn, [0])

    decoded, problems = decoded_document(rubric, tmp_path_factory.getbasetemp())

    assert problems == []
    expected = without_defaults(document_of(rubric), WHOLE)
    assert expected == without_defaults(decoded, WHOLE)


def test_a_choice_with_a_character_that_excel_refuses_comes_back(tmp_path: Path) -> None:
    """The column 含义 repeats the choice, and may not hold the character either."""
    document: Any = read_yaml(RIGHT).value
    row = document["parts"][0]["sections"][0]["indicators"][0]
    level = {
        "id": "level",
        "title": "级别",
        "type": "choice",
        "choices": ["甲\x0b"],
        "origin": ["U"],
    }
    rule = {"kind": "levels", "field": "level", "points": {"甲\x0b": 6}}
    row.update(fields=[level], rule=rule, defaults=[])
    rubric = Rubric.model_validate(document)

    decoded, problems = decoded_document(rubric, tmp_path)

    assert problems == []
    assert without_defaults(document_of(rubric), WHOLE) == without_defaults(decoded, WHOLE)


def test_rows_that_have_the_same_id_cannot_be_told_apart_and_are_refused() -> None:
    document: Any = read_yaml(RIGHT).value
    section = document["parts"][0]["sections"][0]
    section["indicators"][1]["id"] = section["indicators"][0]["id"]

    with pytest.raises(RepeatedIdError) as fault:
        export_rubric(Rubric.model_validate(document))

    assert (fault.value.sheet, fault.value.id) == ("指标", "1.1")


def test_the_same_rubric_gives_the_same_bytes() -> None:
    assert export_rubric(sound(RIGHT)) == export_rubric(sound(RIGHT))


def test_every_record_of_the_schema_can_be_drawn() -> None:
    assert {record for record in reachable(Rubric) if not keys_of(record)} == set()
