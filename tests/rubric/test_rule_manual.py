"""Every rule kind has its manual page, with an example that the program itself works out."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from builder.model.answers import Origin
from builder.model.marks import MarkState
from builder.rubric.examples import Example, read_examples, written_answer
from builder.rubric.fields import Column, FieldType
from builder.rubric.manual import KINDS, ManualPage, term_keys, write_manual
from builder.rubric.shapes import kind_of

EXAMPLES = Path(__file__).parents[2] / "rubrics" / "examples"

#: By hand: points, and words of the steps.
WORKED = {
    # 96.5% is 6.5 points over 90%, six whole ones: 3 + 0.2 × 6
    "accrual": ("4.2", "计6个"),
    "award": ("5", "符合"),
    # half-way from 50 to 150: 2 + (8 − 2) × 0.5
    "bands": ("5", "50㎡以上、不足150㎡"),
    # no first-aid kit, and the green channel left blank: 4 − 2
    "checklist": ("2", "缺2项"),
    # 6 − 3 × 0.5 − 1 − 2
    "deduction": ("1.5", "迟到早退"),
    # one matter counts its 1.5, the other 1; the county's honour is none of the levels
    "events": ("2.5", "级别不在计分范围"),
    # (88 + 92 + 85) ÷ 3 = 88.33…, of 10
    "imported": ("8.8333", "去掉1个最高、1个最低"),
    # 6 − 2.5
    "judgement": ("3.5", "五项制度缺两项培训记录"),
    "levels": ("6", "取最低的一级"),
    # 8 × (4 − 10) ÷ (2 − 10)
    "normalised": ("6", "最差10，最好2"),
    # 3 × 45 ÷ 48
    "proportion": ("2.8125", "93.75%"),
    # shares the second place of three: 8 − 0.5
    "rank": ("7.5", "2家并列"),
    # 93.75% is at least 90%
    "status": ("0.5", "部分达标"),
    # 48% is within a tenth of the target of 50%, and up by 3 points
    "target": (None, "接近目标（黄）"),
}


@cache
def examples() -> dict[str, Example]:
    found, problems = read_examples(EXAMPLES)
    assert problems == ()
    return dict(found)


def pages() -> tuple[ManualPage, ...]:
    return write_manual(examples())


def test_every_kind_has_an_example_in_a_file_of_its_name() -> None:
    kinds = {kind_of(kind) for kind in KINDS}

    assert set(examples()) == kinds
    assert {path.stem for path in EXAMPLES.glob("*.yml")} == kinds
    assert set(WORKED) == kinds


@pytest.mark.parametrize("kind", sorted(WORKED))
def test_the_example_comes_to_what_was_worked_out_by_hand(kind: str) -> None:
    points, words = WORKED[kind]

    outcome = examples()[kind].work_out()

    assert outcome.state is MarkState.SCORED
    found = None if outcome.points is None else round(outcome.points, 4)
    assert found == (None if points is None else Decimal(points))
    assert words in "；".join(outcome.steps)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.kind)
def test_a_page_tells_everything_in_chinese(page: ManualPage) -> None:
    text = "".join((page.name, page.summary, *page.sentences))

    assert page.example is not None
    assert "`" not in text
    assert page.keys
    assert all(key.name for key in page.keys)
    assert f"kind: {page.kind}" in page.example.rule
    assert page.example.given


def test_the_cohort_of_an_example_is_shown_where_it_matters() -> None:
    page = next(page for page in pages() if page.kind == "rank")

    assert page.example is not None
    assert [name for name, _ in page.example.others] == ["乙单位", "丙单位", "丁单位"]
    assert page.example.others[0][1][0].shown == "510件"
    assert page.example.others[2][1][0].shown == "未填"


def test_measures_and_conditions_are_explained_once() -> None:
    (measure, measures), (condition, conditions) = term_keys()

    assert (measure, condition) == ("数值", "条件")
    assert {"field", "count", "over"} <= {key.path for key in measures}
    assert {"all", "is", "at_least"} <= {key.path for key in conditions}


def test_an_example_that_cannot_be_read_is_told_and_the_others_stay(tmp_path: Path) -> None:
    (tmp_path / "award.yml").write_bytes((EXAMPLES / "award.yml").read_bytes())
    (tmp_path / "bands.yml").write_text("title: 没有写完\n", encoding="utf-8")

    found, problems = read_examples(tmp_path)

    assert list(found) == ["award"]
    assert {problem.place.file.rpartition("/")[2] for problem in problems} == {"bands.yml"}


def test_numbers_of_several_rows_may_be_written_as_a_list() -> None:
    column = Column(id="staff", title="各窗口人数", type=FieldType.INTEGERS)

    assert written_answer(column, {"value": [2, 3]}, Origin.UNIT, 2).value == (2, 3)


@pytest.mark.parametrize(
    ("answers", "words"),
    [({"windows": "三个"}, "不合类型"), ({"doors": 2}, "没有这样的填报项")],
    ids=["a word for a number", "a field that there isn't"],
)
def test_an_example_that_does_not_fit_is_refused(answers: dict[str, object], words: str) -> None:
    document = examples()["award"].model_dump(by_alias=True)
    document["units"] = [{"name": "甲单位", "answers": answers}]

    with pytest.raises(ValueError, match=words):
        Example.model_validate(document)
