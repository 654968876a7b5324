"""The fields and logs that each kind of rule says it draws on: all of them, and no others.

Whoever counts what a second round left untouched, and what a rubric asks of nobody, relies on it.
"""

from typing import Any

import pytest
from pydantic import TypeAdapter

from builder.rubric.rules import Rule

RULE: TypeAdapter[Rule] = TypeAdapter(Rule)
YES = {"field": "yes", "is": True}

RULES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "accrual": ({"per": 1, "count": {"field": "a"}}, {"a"}),
    "accrual, with a base": ({"per": 1, "count": {"field": "a"}, "base_if": YES}, {"a", "yes"}),
    "award": ({"when": {"all": [YES, {"field": "a", "at_least": 1}]}}, {"a", "yes"}),
    "bands": (
        {"value": {"field": "a", "over": {"field": "b"}}, "bands": [{"points": 1}]},
        {"a", "b"},
    ),
    "checklist": ({"per": 1, "elements": [YES, {"field": "b", "given": True}]}, {"yes", "b"}),
    "deduction": (
        {
            "charges": [{"per": 1, "count": {"count": "log"}}, {"per": 1, "unless": YES}],
            "requires": {"field": "a", "given": True},
            "zero_if": {"measure": {"field": "b"}, "at_least": 1},
        },
        {"log", "yes", "a", "b"},
    ),
    "events": ({"log": "log", "levels": [{"level": "高", "per": 1}]}, {"log"}),
    "imported": ({"fields": ["a", "b"], "scale": 10}, {"a", "b"}),
    "judgement": ({"field": "a", "low": 0, "high": 1}, {"a"}),
    "judgement, filled in beforehand": (
        {"field": "a", "low": 0, "high": 1, "prefill": {"field": "b"}},
        {"a", "b"},
    ),
    "levels": ({"field": "a", "also": ["b"], "points": {"高": 1}}, {"a", "b"}),
    "normalised": ({"value": {"field": "a"}}, {"a"}),
    "proportion": ({"numerator": {"field": "a"}, "denominator": {"field": "b"}}, {"a", "b"}),
    "rank": ({"basis": {"field": "a", "over": {"field": "b"}}, "step": 1}, {"a", "b"}),
    "status": ({"met": YES, "partly": {"field": "b", "given": True}}, {"yes", "b"}),
    "status, by a choice": ({"field": "a", "words": {"是": "met"}}, {"a"}),
    "target": ({"value": {"field": "a"}}, {"a"}),
    "target, with a value before": (
        {"value": {"field": "a"}, "previous": {"field": "b"}},
        {"a", "b"},
    ),
}


def rule_of(case: str) -> Rule:
    return RULE.validate_python({"kind": case.partition(",")[0], **RULES[case][0]})


@pytest.mark.parametrize("case", RULES)
def test_a_rule_names_what_it_draws_on(case: str) -> None:
    _, names = RULES[case]

    assert rule_of(case).names() == names


def test_every_kind_is_tried() -> None:
    kinds = {case.partition(",")[0] for case in RULES}

    assert kinds == set(RULE.json_schema()["discriminator"]["mapping"])


#: Of all others, a row without full points can't be scored.
OWN_POINTS = {
    *("accrual", "accrual, with a base", "bands", "events", "judgement", "levels"),
    *("target", "target, with a value before"),
}


@pytest.mark.parametrize("case", RULES)
def test_a_rule_that_states_its_own_points_needs_no_full_points(case: str) -> None:
    assert rule_of(case).needs_points == (case not in OWN_POINTS)
