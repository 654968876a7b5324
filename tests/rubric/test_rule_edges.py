"""What no rubric and no cohort can bring about, and rules answer for all the same."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from builder.model.evidence import Evidence
from builder.rubric.fields import Field, FieldType
from builder.rubric.rules.base import NO_SURVEY
from builder.rubric.rules.deduction import Charge
from builder.rubric.rules.normalised import Normalised


def test_a_charge_for_nothing_says_so_instead_of_taking_off_points() -> None:
    """The schema refuses it; here it is made past the schema."""
    charge = Charge.model_construct(per=Decimal(1))

    with pytest.raises(ValueError, match=r"^扣分没有写 count 或 unless$"):
        charge.term()


def test_a_unit_without_a_cohort_is_its_own_best_and_worst(
    evidence_of: Callable[..., Evidence],
) -> None:
    """Worst 70, best 70: no gap, full points."""
    rate = Field(id="rate", title="办结率", type=FieldType.DECIMAL, origin=("U",))
    rule = Normalised.model_validate({"kind": "normalised", "value": {"field": "rate"}})

    outcome = rule.score(evidence_of([rate], {"rate": 70}), Decimal(10), NO_SURVEY)

    assert outcome.points == Decimal(10)
    assert outcome.steps == ("办结率70", "最差70，最好70，没有差距，记10分")
