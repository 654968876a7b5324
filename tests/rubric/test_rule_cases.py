"""Every rule kind against cases worked out by hand: `tests/cases/rules/<kind>.yml`.

A file is a list of cases. A case is a rule with the fields that it draws on, one unit's answers
and log rows, those of its peers, and the outcome; `how` is the arithmetic. Points are compared
to four places, before any rounding of rows. The whole trace of each case, which goes out beside
the points, is a golden file: `tests/golden/traces/<kind>.txt`.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import Field as Key

from builder.formats.yaml_text import read_yaml
from builder.model.evidence import Evidence
from builder.model.marks import MARK_STATE_NAMES, MarkState, Outcome
from builder.model.numbers import brief, round_half_up
from builder.rubric import rules
from builder.rubric.fields import Field
from builder.rubric.record import Record
from builder.rubric.rules import Rule
from builder.scoring.marks import NO_LIMIT

CASES = Path(__file__).parents[1] / "cases" / "rules"
KINDS = tuple(
    str(get_args(kind.model_fields["kind"].annotation)[0]) for kind in get_args(get_args(Rule)[0])
)
LEAST = 6


class Expected(Record):
    """What the rule makes of the evidence."""

    state: MarkState = MarkState.SCORED
    points: Decimal | None = None
    says: tuple[str, ...] = ()
    """Words that the steps must hold."""


class Case(Record):
    """One rule, one unit's evidence, one outcome."""

    case: str
    most: Decimal | None = None
    """Full points; left out for a row that has none."""
    rule: Rule
    fields: tuple[Field, ...]
    answers: dict[str, Any] = Key(default_factory=dict)
    logs: dict[str, list[dict[str, Any]]] = Key(default_factory=dict)
    peers: tuple[dict[str, Any], ...] = ()
    """The answers of the other units of the cohort."""
    expect: Expected
    how: str = Key(min_length=1)


class CaseFile(Record):
    """All cases of one kind."""

    cases: tuple[Case, ...]


@cache
def read_cases(path: Path) -> tuple[Case, ...]:
    return CaseFile.model_validate({"cases": read_yaml(path).value}).cases


def all_cases() -> list[object]:
    return [
        pytest.param(case, id=f"{path.stem} {case.case}")
        for path in sorted(CASES.glob("*.yml"))
        for case in read_cases(path)
    ]


def apply_rule(case: Case, evidence_of: Callable[..., Evidence]) -> Outcome:
    own = evidence_of(case.fields, case.answers, case.logs)
    peers = [
        evidence_of(case.fields, answers, unit=f"peer{number}")
        for number, answers in enumerate(case.peers)
    ]
    return case.rule.score(own, case.most or NO_LIMIT, case.rule.survey([own, *peers]))


@pytest.mark.parametrize("case", all_cases())
def test_rule_comes_to_what_was_worked_out_by_hand(
    case: Case, evidence_of: Callable[..., Evidence]
) -> None:
    outcome = apply_rule(case, evidence_of)

    points = None if outcome.points is None else round_half_up(outcome.points, 4)
    expected = (case.expect.state.value, case.expect.points)
    assert expected == (outcome.state.value, points), f"{case.how}; the steps say {outcome.steps}"
    for words in case.expect.says:
        assert words in "；".join(outcome.steps)


@pytest.mark.parametrize("case", all_cases())
def test_outcome_is_explained_and_names_the_answers_it_used(
    case: Case, evidence_of: Callable[..., Evidence]
) -> None:
    outcome = apply_rule(case, evidence_of)

    assert all(outcome.steps)
    assert outcome.steps
    assert outcome.points is None or outcome.state is MarkState.SCORED
    assert all(answer.place is not None for answer in outcome.answers)


def told(case: Case, outcome: Outcome) -> str:
    """A case's trace as a reader meets it, and the answers that it names."""
    points = "没有得分" if outcome.points is None else f"{brief(outcome.points)}分"
    word = f"，「{outcome.label}」" if outcome.label else ""
    drawn = "、".join(answer.field for answer in outcome.answers) or "没有"
    steps = "".join(f"  {step}\n" for step in outcome.steps)
    return f"{case.case}：{MARK_STATE_NAMES[outcome.state]}，{points}{word}\n{steps}  凭：{drawn}\n"


def test_every_step_is_as_a_person_read_it(
    evidence_of: Callable[..., Evidence],
    compare_golden: Callable[[str, Mapping[str, bytes]], None],
) -> None:
    traces = {
        f"{kind}.txt": "".join(
            told(case, apply_rule(case, evidence_of)) for case in read_cases(CASES / f"{kind}.yml")
        ).encode()
        for kind in KINDS
    }

    compare_golden("traces", traces)


def test_every_kind_has_a_file_of_cases_of_its_own_name() -> None:
    assert sorted(KINDS) == sorted(path.stem for path in CASES.glob("*.yml"))


def test_every_kind_lives_in_a_module_of_its_own_name() -> None:
    folder = Path(str(rules.__file__)).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "base"}

    assert set(KINDS) == modules


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_enough_cases_and_only_its_own(kind: str) -> None:
    cases = read_cases(CASES / f"{kind}.yml")
    names = [case.case for case in cases]

    assert len(cases) >= LEAST
    assert {kind} == {case.rule.kind for case in cases}
    assert len(names) == len(set(names))
