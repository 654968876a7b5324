"""docs/manual/问题代码.md: every code of the catalogues of problems, with an example in words."""

import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

from builder.formats.yaml_text import read_yaml
from builder.model import (
    catalogue_problem_kinds,
    copy_problem_kinds,
    disclosure_problem_kinds,
    dossier_problem_kinds,
    edition_problem_kinds,
    file_problem_kinds,
    portal_problem_kinds,
    problem_kinds,
    rubric_problem_kinds,
    run_problem_kinds,
    version_problem_kinds,
)
from builder.model.problems import ProblemKind

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "manual" / "问题代码.md"
EXAMPLES = ROOT / "tests" / "cases" / "problem_examples.yml"
CATALOGUES: tuple[ModuleType, ...] = (
    problem_kinds,
    copy_problem_kinds,
    disclosure_problem_kinds,
    dossier_problem_kinds,
    file_problem_kinds,
    catalogue_problem_kinds,
    rubric_problem_kinds,
    run_problem_kinds,
    version_problem_kinds,
    edition_problem_kinds,
    portal_problem_kinds,
)
HEAD = """# 问题代码

每一处问题都有代码、轻重、位置（文件 › 工作表 › 单元格）、错在哪、怎么改。本页由问题目录生成，
`pytest tests/test_problem_codes.py --update-golden` 重写，不要手改。

- **阻断**：这一格（或这个文件）没有采用，改了才算数。在退回修改的表里标红，是“必改”。
- **警告**：采用了，但很可能不是填表人的意思。标黄，是“建议”。
- **提示**：程序已经处理好，告诉一声，一般不必改。
"""
#: What codes begin with → what they are about.
FAMILIES: Mapping[str, str] = {
    "E1": "E1xx 文件打不开、不该用",
    "E2": "E2xx 表头、行、列",
    "E3": "E3xx 是谁的表",
    "E4": "E4xx 填的值",
    "E5": "E5xx 佐证材料汇编",
    "E6": "E6xx 面向群众的目录",
    "E7": "E7xx 发布版次",
    "E8": "E8xx 全省（市）的门户",
    "E9": "E9xx 程序没能做完",
    "R5": "R5xx 评估细则和评估任务的设置",
}


def all_kinds() -> tuple[ProblemKind, ...]:
    """Every kind of every catalogue, by code."""
    found = [kind for one in CATALOGUES for kind in vars(one).values()]
    kinds = [kind for kind in found if isinstance(kind, ProblemKind)]
    return tuple(sorted(kinds, key=lambda kind: kind.code))


def examples() -> Mapping[str, Mapping[str, object]]:
    value = read_yaml(EXAMPLES).value
    assert isinstance(value, dict)
    return value


def tokens(kind: ProblemKind) -> set[str]:
    """What the two sentences of *kind* leave to be filled in."""
    parsed = (part for text in (kind.wrong, kind.remedy) for part in string.Formatter().parse(text))
    return {name for _, name, _, _ in parsed if name}


def cell(text: str) -> str:
    """*text* as it stands in a table of Markdown."""
    return text.replace("|", "\\|")


def row(kind: ProblemKind, example: Mapping[str, object]) -> str:
    filling = {name: value for name, value in example.items() if name != "at"}
    said = f"{example['at']}：{kind.wrong.format(**filling)}"
    mend = kind.remedy.format(**filling)
    cells = (kind.code, kind.severity.value, kind.title, said, mend)
    return f"| {' | '.join(map(cell, cells))} |"


def chapter() -> Iterator[str]:
    yield HEAD
    told = examples()
    for beginning, title in FAMILIES.items():
        yield f"## {title}\n"
        yield "| 代码 | 轻重 | 意思 | 例子 | 怎么改 |\n|---|---|---|---|---|"
        family = (kind for kind in all_kinds() if kind.code.startswith(beginning))
        yield from (row(kind, told[kind.code]) for kind in family)
        yield ""


def test_every_code_belongs_to_one_kind_and_one_family() -> None:
    codes = [kind.code for kind in all_kinds()]

    assert len(codes) == len(set(codes))
    assert {code[:2] for code in codes} == set(FAMILIES)


def test_every_code_has_an_example_that_fills_its_sentences() -> None:
    """A new kind is told by adding a line to tests/cases/problem_examples.yml."""
    wanted = {kind.code: tokens(kind) | {"at"} for kind in all_kinds()}

    assert {code: set(example) for code, example in examples().items()} == wanted


def test_the_chapter_of_codes_is_up_to_date(request: pytest.FixtureRequest) -> None:
    page = "\n".join(chapter())
    if request.config.getoption("--update-golden"):
        PAGE.write_text(page, encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == page
