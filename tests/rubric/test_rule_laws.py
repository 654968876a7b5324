"""Laws that hold whatever comes in: points within limits, more of a good thing never harms."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from builder.model.answers import Origin
from builder.model.evidence import Evidence
from builder.model.marks import MarkState, Outcome
from builder.rubric.fields import Column, Field, FieldType
from builder.rubric.rules import Rule
from builder.rubric.rules.base import NO_SURVEY

MOST = Decimal(10)
STATES = ("blank", "unreadable", "not applicable")
LEVELS = ("高", "低", "视情", "无")
RULE: TypeAdapter[Rule] = TypeAdapter(Rule)

MakeEvidence = Callable[..., Evidence]


def column(id_: str, type_: FieldType, **rest: Any) -> Column:
    return Column(id=id_, title=id_, type=type_, **rest)


def field(id_: str, type_: FieldType = FieldType.DECIMAL, **rest: Any) -> Field:
    return Field(id=id_, title=id_, type=type_, origin=(Origin.ASSESSOR,), **rest)


FIELDS = (
    field("a"),
    field("b"),
    field("c"),
    field("yes", FieldType.YES_NO),
    field("level", FieldType.CHOICE, choices=LEVELS),
    field(
        "events",
        FieldType.LOG,
        columns=(
            column("name", FieldType.TEXT),
            column("matter", FieldType.TEXT),
            column("level", FieldType.CHOICE, choices=LEVELS),
            column("points", FieldType.DECIMAL),
            column("reason", FieldType.TEXT),
            column("readings", FieldType.INTEGER),
            column("confirmed", FieldType.YES_NO),
        ),
    ),
)

#: One rule of each kind, as rich as its kind allows.
RULES: tuple[dict[str, Any], ...] = (
    {
        "kind": "accrual",
        "base": 3,
        "base_if": {"field": "yes", "is": True},
        "per": 0.5,
        "count": {"field": "a"},
    },
    {"kind": "award", "when": {"field": "a", "at_least": 5}},
    {
        "kind": "bands",
        "value": {"field": "a", "over": {"field": "b"}},
        "bands": [{"below": 0.5, "points": 0}, {"at_most": 1, "points": 5}, {"points": 10}],
    },
    {
        "kind": "checklist",
        "per": 3,
        "elements": [{"field": name, "given": True} for name in ("a", "b", "c", "yes", "level")],
    },
    {
        "kind": "deduction",
        "requires": {"field": "yes", "is": True},
        "charges": [{"per": 1, "count": {"field": "a"}}, {"per": 2, "count": {"count": "events"}}],
    },
    {
        "kind": "events",
        "log": "events",
        "matter_column": "matter",
        "points_column": "points",
        "reason_column": "reason",
        "counts_if": {"field": "confirmed", "is": True},
        "levels": [
            {"level": "高", "per": 3},
            {"level": "低", "per": 1, "once": True},
            {"level": "视情", "low": 1, "high": 3},
        ],
        "extra": {"column": "readings", "each": 1000, "per": 0.1, "most": 1, "levels": ["高"]},
    },
    {"kind": "imported", "fields": ["a", "b", "c"], "scale": 100},
    {
        "kind": "judgement",
        "field": "a",
        "low": 2,
        "high": 4,
        "deducts": True,
        "or_zero": True,
        "prefill": {"field": "b", "over": {"field": "c"}},
    },
    {"kind": "levels", "field": "level", "points": {"高": 10, "低": 6, "视情": 1, "无": 0}},
    {"kind": "normalised", "value": {"field": "a"}, "best": 90},
    {"kind": "proportion", "numerator": {"field": "a"}, "denominator": {"field": "b"}},
    {"kind": "rank", "basis": {"field": "a", "over": {"field": "b"}}, "step": 4},
    {
        "kind": "status",
        "met": {"field": "a", "at_least": 80},
        "partly": {"field": "b", "at_least": 50},
    },
    {
        "kind": "target",
        "value": {"field": "a"},
        "targets": [{"since": "2018-01-01", "value": 60}],
        "benchmark": {"title": "最优", "value": 90},
        "previous": {"field": "b"},
    },
)

numbers = st.integers(0, 12_000).map(lambda cents: Decimal(cents) / 100)
maybe_numbers = numbers | st.sampled_from(STATES)
rows = st.fixed_dictionaries(
    {
        "name": st.just("事件"),
        "matter": st.sampled_from(("甲", "乙", "丙", "blank")),
        "level": st.sampled_from((*LEVELS, "blank")),
        "points": st.sampled_from(("blank", 0, 1, "1.5", "1.7", 3, 4)),
        "reason": st.sampled_from(("理由", "blank")),
        "readings": st.sampled_from(("blank", 0, 999, 1000, 2500, 99_999)),
        "confirmed": st.sampled_from((True, True, True, False, "blank")),
    }
)
answers = st.fixed_dictionaries(
    {
        "a": maybe_numbers,
        "b": maybe_numbers,
        "c": maybe_numbers,
        "yes": st.booleans() | st.sampled_from(STATES),
        "level": st.sampled_from((*LEVELS, *STATES)),
    }
)


def apply_rule(
    rule: Rule,
    evidence_of: MakeEvidence,
    own: dict[str, Any],
    logs: dict[str, Any] | None = None,
    peers: tuple[dict[str, Any], ...] = (),
) -> Outcome:
    unit = evidence_of(FIELDS, own, logs or {})
    others = [evidence_of(FIELDS, peer, unit=f"peer{n}") for n, peer in enumerate(peers)]
    return rule.score(unit, MOST, rule.survey([unit, *others]))


def points_of(outcome: Outcome) -> Decimal:
    assert outcome.points is not None, outcome.steps
    return outcome.points


@pytest.mark.parametrize("keys", RULES, ids=lambda keys: keys["kind"])
@given(own=answers, log=st.lists(rows, max_size=5), peers=st.lists(answers, max_size=3))
def test_points_are_within_floor_and_most_and_every_outcome_is_explained(
    evidence_of: MakeEvidence,
    keys: dict[str, Any],
    own: dict[str, Any],
    log: list[dict[str, Any]],
    peers: list[dict[str, Any]],
) -> None:
    rule = RULE.validate_python(keys)

    outcome = apply_rule(rule, evidence_of, own, {"events": log}, tuple(peers))

    assert outcome.steps
    assert (outcome.points is None) == (outcome.state is not MarkState.SCORED)
    assert outcome.points is None or 0 <= outcome.points <= MOST


def test_the_laws_are_tried_on_every_kind() -> None:
    schema = RULE.json_schema()

    assert {keys["kind"] for keys in RULES} == set(schema["discriminator"]["mapping"])


@pytest.mark.parametrize(
    "keys",
    [
        {"kind": "proportion", "numerator": {"field": "a"}, "denominator": {"field": "b"}},
        {"kind": "accrual", "base": 1, "per": 0.5, "count": {"field": "a"}},
        {
            "kind": "bands",
            "value": {"field": "a"},
            "bands": [{"below": 50, "points": 0}, {"at_most": 100, "points": 5}, {"points": 10}],
        },
        {"kind": "imported", "fields": ["a", "b"], "scale": 100},
        {"kind": "normalised", "value": {"field": "a"}, "worst": 10, "best": 90},
        {"kind": "award", "when": {"field": "a", "at_least": 60}},
        {"kind": "target", "value": {"field": "a"}, "benchmark": {"title": "最优", "value": 90}},
        {"kind": "status", "met": {"field": "a", "at_least": 80}},
    ],
    ids=lambda keys: keys["kind"],
)
@given(some=numbers, extra=numbers, other=numbers.filter(bool))
def test_more_of_a_good_thing_never_lowers_points(
    evidence_of: MakeEvidence, keys: dict[str, Any], some: Decimal, extra: Decimal, other: Decimal
) -> None:
    rule = RULE.validate_python(keys)

    less = apply_rule(rule, evidence_of, {"a": some, "b": other})
    more = apply_rule(rule, evidence_of, {"a": some + extra, "b": other})

    assert points_of(less) <= points_of(more)


@given(some=st.integers(0, 30), extra=st.integers(0, 30))
def test_more_faults_never_raise_points(evidence_of: MakeEvidence, some: int, extra: int) -> None:
    rule = RULE.validate_python(
        {"kind": "deduction", "charges": [{"per": 0.5, "count": {"field": "a"}}]}
    )

    fewer = apply_rule(rule, evidence_of, {"a": some})
    more = apply_rule(rule, evidence_of, {"a": some + extra})

    assert points_of(more) <= points_of(fewer)


EVENTS = next(keys for keys in RULES if keys["kind"] == "events")


@given(log=st.lists(rows, max_size=6), data=st.data())
def test_the_order_of_events_changes_nothing_in_points(
    evidence_of: MakeEvidence, log: list[dict[str, Any]], data: st.DataObject
) -> None:
    rule = RULE.validate_python(EVENTS)
    shuffled = data.draw(st.permutations(log))

    one = apply_rule(rule, evidence_of, {}, {"events": log})
    other = apply_rule(rule, evidence_of, {}, {"events": shuffled})

    assert (one.state, one.points) == (other.state, other.points)


@given(log=st.lists(rows, max_size=6), another=rows)
def test_another_event_never_lowers_a_bonus(
    evidence_of: MakeEvidence, log: list[dict[str, Any]], another: dict[str, Any]
) -> None:
    rule = RULE.validate_python(EVENTS)

    before = apply_rule(rule, evidence_of, {}, {"events": log})
    after = apply_rule(rule, evidence_of, {}, {"events": [*log, another]})

    if before.points is not None and after.points is not None:
        assert before.points <= after.points


@given(
    values=st.lists(maybe_numbers, min_size=2, max_size=8),
    ties=st.sampled_from(("competition", "dense")),
)
def test_equal_numbers_share_a_rank_and_greater_ones_come_first(
    evidence_of: MakeEvidence, values: list[Any], ties: str
) -> None:
    rule = RULE.validate_python({"kind": "rank", "basis": {"field": "a"}, "step": 1, "ties": ties})
    cohort = [evidence_of(FIELDS, {"a": value}, unit=f"u{n}") for n, value in enumerate(values)]

    ranks = rule.survey(cohort).ranks

    given_ = {f"u{n}": value for n, value in enumerate(values) if isinstance(value, Decimal)}
    assert set(ranks) == set(given_)
    for one, first in given_.items():
        better = [value for value in given_.values() if value > first]
        ahead = len(better) if ties == "competition" else len(set(better))
        assert ranks[one] == ahead + 1


@given(values=st.lists(numbers, min_size=2, max_size=8))
def test_a_better_rank_never_has_fewer_points(
    evidence_of: MakeEvidence, values: list[Decimal]
) -> None:
    rule = RULE.validate_python({"kind": "rank", "basis": {"field": "a"}, "curve": "linear"})
    cohort = [evidence_of(FIELDS, {"a": value}, unit=f"u{n}") for n, value in enumerate(values)]
    survey = rule.survey(cohort)

    scored = {n: points_of(rule.score(unit, MOST, survey)) for n, unit in enumerate(cohort)}

    ordered = sorted(scored, key=lambda n: values[n])
    assert all(scored[low] <= scored[high] for low, high in pairwise(ordered))


@pytest.mark.parametrize(
    "keys",
    [keys for keys in RULES if keys["kind"] not in {"rank", "normalised"}],
    ids=lambda keys: keys["kind"],
)
@given(own=answers, peers=st.lists(answers, min_size=1, max_size=3))
def test_no_peer_changes_points_that_are_not_relative(
    evidence_of: MakeEvidence,
    keys: dict[str, Any],
    own: dict[str, Any],
    peers: list[dict[str, Any]],
) -> None:
    rule = RULE.validate_python(keys)

    alone = rule.score(evidence_of(FIELDS, own), MOST, NO_SURVEY)
    among = apply_rule(rule, evidence_of, own, peers=tuple(peers))

    assert alone == among
