"""docs/source-rows.md: which indicator every row of the source documents became."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.rubric.library import read_library
from builder.rubric.schema import Rubric

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "source-rows.md"
HEAD = """# Rows of the sources and their indicators

Made from the rubrics; `pytest tests/test_source_rows.py --update-golden` writes it anew. Where
one file serves several counties (profiles), its rows are the same and stand here once.
"""


def rubrics() -> Iterator[Rubric]:
    """Every instrument, of those that share a file only the first."""
    library, problems = read_library(ROOT / "rubrics")
    assert problems == ()
    seen: set[tuple[str, ...]] = set()
    for instrument in library.values():
        rows = tuple(row.id + row.title for row in instrument.rubric.indicators)
        if rows not in seen:
            seen.add(rows)
            yield instrument.rubric


def table(rubric: Rubric) -> str:
    source = f"{rubric.source.number} {rubric.source.attachment}".strip() or rubric.source.document
    rows = [
        f"| {row.clause} | {row.id} | {row.title} | {row.rule.kind} |" for row in rubric.indicators
    ]
    head = f"## {rubric.title}\n\n`{rubric.id}` · {source} · {len(rows)} rows\n"
    heads = ("| source clause | id | row | rule |", "|---|---|---|---|")
    return "\n".join((head, *heads, *rows, ""))


def test_the_page_of_source_rows_is_up_to_date(request: pytest.FixtureRequest) -> None:
    page = "\n".join((HEAD, *map(table, rubrics())))
    if request.config.getoption("--update-golden"):
        PAGE.write_text(page, encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == page
