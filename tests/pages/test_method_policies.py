"""How a total comes about and who wins what, in the words of the method page."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from builder.pages.method_policies import composition_words, grade_words, ranking_words
from builder.pages.method_rows import draw_veto_row, section_most
from builder.pages.term_words import Names
from builder.rubric.schema import Rubric

PATH = Path(__file__).parents[1] / "cases" / "every-policy.yml"
COMPARABLE = {"before": "2021年细则", "comparable": True}


def rubric(**keys: Any) -> Rubric:
    written: dict[str, Any] = YAML(typ="safe").load(PATH)
    return Rubric.model_validate(written | keys)


def test_parts_and_sections_out_of_the_ordinary_are_told() -> None:
    words = composition_words(rubric())

    assert any("占总分的70%" in word for word in words)
    assert "加分：基础分达到50分的，加分才计入。" in words
    assert "展示：各项得分的加权平均。" in words


def test_parts_may_be_summed() -> None:
    parts = [part | {"weight": 1} for part in YAML(typ="safe").load(PATH)["parts"]]

    words = composition_words(rubric(composition="sum", parts=parts))

    assert sum("与其他部分相加为总分" in word for word in words) == 2


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (COMPARABLE, "可以与上一版（2021年细则）比较。"),
        (
            COMPARABLE | {"comparable": False, "reason": "分值改了"},
            "不能与上一版（2021年细则）比较：分值改了。",
        ),
    ],
)
def test_whether_it_compares_with_the_edition_before_is_told(
    found: Mapping[str, object], words: str
) -> None:
    assert words in ranking_words(rubric(comparability=found))


def test_labels_by_bands_and_who_is_kept_from_titles_are_told() -> None:
    words = grade_words(rubric())

    assert any(word.startswith("等级：") and "为低" in word and "为高" in word for word in words)
    assert any("末位：「share 办结」最后1名的单位不参评。" in word for word in words)


@pytest.mark.parametrize(
    ("grade", "tie"),
    [
        ({"title": "好", "top": 2}, "末位总分相同的，需人工裁定。"),
        (
            {"title": "好", "top": 2, "tie_chain": [{"by": "penalty", "better": "less"}]},
            "末位总分相同的，比较「扣分」，少者在前；仍相同的，需人工裁定。",
        ),
        ({"title": "好", "at_least": 60}, ""),
    ],
)
def test_what_decides_a_tie_for_a_title_is_told(grade: Mapping[str, object], tie: str) -> None:
    (words, *_) = grade_words(rubric(grades=[grade]))

    assert tie in words
    assert ("末位总分相同" in words) is bool(tie)


def test_a_section_that_names_no_points_has_those_of_its_rows() -> None:
    """20 + 10 + 10 in 相对; as many as are given without those, and none to be given at all."""
    section = rubric().parts[0].sections[1]
    unscored = [row.model_copy(update={"points": None}) for row in section.indicators]
    told = (
        section,
        section.model_copy(update={"points": None}),
        section.model_copy(
            update={"points": None, "indicators": (*unscored[:2], *section.indicators[2:])}
        ),
        section.model_copy(update={"points": None, "indicators": tuple(unscored)}),
    )

    assert [section_most(one) for one in told] == ["40", "40", "10", "不记分"]


@pytest.mark.parametrize(
    ("more", "effect"), [({}, "不影响得分和名次。"), ({"score": 0}, "总分记0分。")]
)
def test_what_a_veto_does_is_told(more: Mapping[str, object], effect: str) -> None:
    vetoes = [veto | more for veto in YAML(typ="safe").load(PATH)["vetoes"]]

    changed = rubric(vetoes=vetoes)
    row = draw_veto_row(changed.vetoes[0], Names(changed.fields, {}))

    assert row.manual == f"条件成立的，取消评优资格，{effect}"
