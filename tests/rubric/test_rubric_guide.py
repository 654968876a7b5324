"""The guide for whoever writes a rubric, docs/rubrics.md, keeps up with the language."""

import re
from pathlib import Path

import pytest

from builder.rubric.check import check_rubric
from builder.rubric.fields import FieldType
from builder.rubric.load import load_record
from builder.rubric.manual import KINDS
from builder.rubric.schema import Indicator, NotApplicable, Rubric, SectionKind
from builder.rubric.shapes import keys_of, kind_of

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "rubrics.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "rubrics" / "example-2024-comprehensive.yml"

WORDS = [
    *(kind_of(kind) for kind in KINDS),
    *FieldType,
    *NotApplicable,
    *SectionKind,
    *(key.name for key in keys_of(Indicator)),
    *(key.name for key in keys_of(Rubric)),
]
#: Plain words of the source that need no advice, and totals that are no score.
UNTOLD = frozenset({"evidence", "office", "ranking", "total_title", "total_measure", "total_note"})


@pytest.mark.parametrize("word", sorted({str(word) for word in WORDS} - UNTOLD))
def test_the_guide_tells_every_kind_type_and_policy(word: str) -> None:
    assert re.search(rf"(?<![a-z_]){word}(?![a-z_])", GUIDE)


def test_the_first_example_of_the_guide_is_a_sound_rubric(tmp_path: Path) -> None:
    path = tmp_path / "guide.yml"
    path.write_text(re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[0], encoding="utf-8")

    loaded, problems = load_record(path, Rubric, path.name)

    assert problems == ()
    assert loaded is not None
    assert check_rubric(loaded) == ()


def test_the_rubric_to_copy_from_has_every_kind_of_rule() -> None:
    loaded, _ = load_record(EXAMPLE, Rubric, EXAMPLE.name)

    assert loaded is not None
    rows = [row for s in loaded.record.sections for row in s.all_indicators]
    assert {kind_of(type(row.rule)) for row in rows} == {kind_of(kind) for kind in KINDS}
    assert {row.not_applicable for row in rows} == set(NotApplicable)
