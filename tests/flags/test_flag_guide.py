"""docs/flags.md lists every condition as it is, and every kind of trigger."""

from pathlib import Path
from typing import get_args

import pytest

from builder.flags.condition import FlagCondition, Publicity
from builder.flags.triggers import Trigger
from builder.model.flags import FlagState
from builder.rubric.record import Record

GUIDE = (Path(__file__).parents[2] / "docs" / "flags.md").read_text(encoding="utf-8")
KINDS: tuple[type[Record], ...] = get_args(get_args(Trigger)[0])


def test_the_guide_lists_every_condition_as_it_is(conditions: tuple[FlagCondition, ...]) -> None:
    for one in conditions:
        kinds = ", ".join(dict.fromkeys(f"`{trigger.kind}`" for trigger in one.triggers))
        grave = "、".join(severity.value for severity in one.severities)
        row = (
            one.code,
            one.title,
            grave,
            one.public.value,
            kinds,
            f"`rubrics/flags/{one.code}.yml`",
        )

        assert f"| {' | '.join(row)} |" in GUIDE


def test_the_guide_lists_no_other_condition(conditions: tuple[FlagCondition, ...]) -> None:
    assert GUIDE.count("| `rubrics/flags/RF-") == len(conditions)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_guide_names_every_kind_of_trigger(kind: type[Record]) -> None:
    (name,) = get_args(kind.model_fields["kind"].annotation)

    assert f"`{name}`" in GUIDE


@pytest.mark.parametrize("word", [*FlagState, *Publicity])
def test_the_guide_names_every_state_and_publicity(word: str) -> None:
    assert word in GUIDE


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_says_in_chinese_what_it_looks_for(kind: type[Record]) -> None:
    """The first line of its docstring is printed on the method page."""
    title, _, rest = (kind.__doc__ or "").partition("：")

    assert 2 <= len(title) <= 8
    assert rest
