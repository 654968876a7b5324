"""The schemas of catalogues: the shipped ones are sound; wrong ones are told with their line."""

from pathlib import Path

import pytest

from builder.intake.calendar import read_calendar
from builder.model import catalogue_problem_kinds as kinds
from builder.model.problems import ProblemKind
from builder.rubric.catalogue import CatalogueSchema, CatalogueTable, read_catalogue_schemas
from builder.rubric.catalogue_columns import CatalogueColumn, ColumnType, Role

ROOT = Path(__file__).parents[2]
SCHEMAS, PROBLEMS = read_catalogue_schemas(ROOT / "rubrics")

GOOD = """\
id: small
title: 目录
source: 通知
columns:
  - {id: id, title: 编号, type: text, role: id}
  - {id: name, title: 名称, type: text, role: name}
  - {id: state, title: 状态, type: choice, choices: [有效, 失效]}
tables:
  - id: materials
    title: 材料
    columns:
      - {id: material, title: 材料名称, type: text}
"""
TABLE = """\
  - id: materials
    title: 要件
    columns:
      - {id: paper, title: 要件名称, type: text}
"""
CAMPAIGN = """\
id: one
title: 任务
authority: 办公室
region: 示例县
period: {start: 2020-01-01, end: 2020-12-31}
catalogues: %s
"""


def write(folder: Path, **files: str) -> Path:
    (folder / "rubrics" / "catalogues").mkdir(parents=True)
    for name, text in files.items():
        (folder / "rubrics" / "catalogues" / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder / "rubrics"


def test_the_nine_catalogues_of_the_requirements_are_sound() -> None:
    assert PROBLEMS == ()
    assert sorted(SCHEMAS) == [
        *("commitments", "help-services", "intermediaries", "licences", "one-thing"),
        *("policies", "proofs", "service-guides", "village-items"),
    ]


@pytest.mark.parametrize("id_", sorted(SCHEMAS))
def test_a_schema_is_called_after_its_file_and_has_a_word_for_citizens(id_: str) -> None:
    schema = SCHEMAS[id_]

    assert (ROOT / "rubrics" / "catalogues" / f"{id_}.yml").is_file()
    assert schema.public_title
    assert schema.intro.endswith("。")
    assert schema.listed
    assert schema.id_column.required
    assert schema.name_column.required


def test_the_manual_knows_every_key_role_type_and_code() -> None:
    manual = (ROOT / "docs" / "catalogues.md").read_text(encoding="utf-8")
    keys = {*CatalogueSchema.model_fields, *CatalogueTable.model_fields}
    words = {*keys, *CatalogueColumn.model_fields, *(one.value for one in (*Role, *ColumnType))}
    codes = [kind.code for kind in vars(kinds).values() if isinstance(kind, ProblemKind)]

    assert [word for word in sorted(words) if f"`{word}`" not in manual] == []
    assert [code for code in codes if code not in manual] == []
    assert len(codes) == len(set(codes)) == 15
    assert [id_ for id_ in SCHEMAS if f"| `{id_}` |" not in manual] == []


@pytest.mark.parametrize("id_", ["one-thing", "service-guides"])
def test_a_guide_asks_for_the_eight_classes_of_elements(id_: str) -> None:
    assert sorted(SCHEMAS[id_].elements) == sorted(
        [
            *("事项名称", "设定依据", "申请条件", "办理材料"),
            *("办理地点", "办理时间", "联系电话", "办理流程"),
        ]
    )


def test_a_one_thing_compares_four_things_before_and_after() -> None:
    pairs = [(before.title, after.title) for before, after in SCHEMAS["one-thing"].comparisons]

    assert pairs == [
        ("改革前环节", "改革后环节"),
        ("改革前材料", "改革后材料"),
        ("改革前时限", "改革后时限"),
        ("改革前跑动", "改革后跑动"),
    ]


def test_the_intermediaries_have_a_column_for_each_month() -> None:
    monthly = [c for c in SCHEMAS["intermediaries"].columns if c.role is Role.MONTHLY]
    assert len(monthly) == 12


def test_what_is_not_public_is_among_no_columns_for_pages() -> None:
    policies = SCHEMAS["policies"]

    assert "contact" in {column.id for column in policies.columns}
    assert "contact" not in {column.id for column in policies.public_columns}
    assert "enterprise" not in {one.id for one in policies.table("cases").public_columns}


@pytest.mark.parametrize(
    ("right", "wrong", "code", "line"),
    [
        ("source: 通知", "sources: 通知", "R503", 3),
        ("source: 通知\n", "", "R502", 1),
        ("type: choice, choices: [有效, 失效]", "type: choice", "R502", 7),
        (", role: name}", ", roles: name}", "R503", 6),
        (", role: name}", ", role: title}", "R502", 6),
        (", role: name}", "}", "R502", 1),
        ("id: state", "id: name", "R502", 1),
        ("title: 状态", "title: 编号", "R502", 1),
        ("title: 状态", "title: 状态, role: id", "R502", 1),
        ("title: 状态", "title: 状态, compared_with: before", "R502", 1),
        ("choices: [有效, 失效]", "choices: [有效], synonyms: {是: 好}", "R502", 7),
        ("tables:\n", f"tables:\n{TABLE}", "R502", 1),
    ],
    ids=[
        *("unknown key", "no source", "choice without choices", "misspelt key in a column"),
        *("unknown role", "no name", "two columns of one id", "two heads alike", "a role twice"),
        *("compares with nothing", "synonym of nothing", "two tables of one id"),
    ],
)
def test_a_wrong_schema_is_told_with_its_line(
    tmp_path: Path, right: str, wrong: str, code: str, line: int
) -> None:
    assert right in GOOD

    schemas, problems = read_catalogue_schemas(write(tmp_path, small=GOOD.replace(right, wrong)))

    assert schemas == {}
    assert (code, line) in [(p.kind.code, getattr(p.place, "line", 0)) for p in problems]


def test_two_schemas_of_one_id_are_told(tmp_path: Path) -> None:
    _, problems = read_catalogue_schemas(write(tmp_path, first=GOOD, second=GOOD))

    assert [(p.kind.code, p.place.file) for p in problems] == [
        ("R506", "rubrics/catalogues/second.yml")
    ]


@pytest.mark.parametrize(
    ("named", "codes"),
    [("[small]", []), ("[smal]", ["R505"]), ("[small, small]", ["R506"])],
    ids=["known", "misspelt", "named twice"],
)
def test_a_campaign_names_catalogues_that_there_are(
    tmp_path: Path, named: str, codes: list[str]
) -> None:
    schemas, _ = read_catalogue_schemas(write(tmp_path, small=GOOD))
    folder = tmp_path / "input" / "one"
    folder.mkdir(parents=True)
    (folder / "campaign.yml").write_text(CAMPAIGN % named, encoding="utf-8")

    _, problems = read_calendar(tmp_path / "input", {}, {}, schemas)

    assert [problem.kind.code for problem in problems] == codes
