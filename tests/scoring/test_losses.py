"""What a row cost its unit: full points less what it got, and nothing where none were to be had."""

from dataclasses import replace
from decimal import Decimal

import pytest

from builder.model.marks import Mark, MarkState
from builder.rubric.schema import SectionKind
from builder.scoring.losses import lost_points

MARK = Mark(
    *("1.1", "进驻", Decimal("2.25"), Decimal(3), MarkState.SCORED),
    *(("步骤",), (), "proportion", "一.1"),
)
MISSING = replace(MARK, points=None, state=MarkState.MISSING)


@pytest.mark.parametrize(
    ("mark", "kind", "lost"),
    [
        (MARK, SectionKind.BASE, "0.75"),
        (MISSING, SectionKind.BASE, "3"),
        (replace(MARK, points=None, state=MarkState.PENDING), SectionKind.BASE, "0"),
        (replace(MARK, state=MarkState.NOT_APPLICABLE), SectionKind.BASE, "0"),
        (replace(MARK, most=None), SectionKind.BASE, "0"),
        (MARK, SectionKind.BONUS, "0"),
        (MARK, SectionKind.PENALTY, "2.25"),
        (MISSING, SectionKind.PENALTY, "0"),
    ],
    ids=[
        "3 - 2.25",
        "unanswered costs all",
        "waiting costs nothing yet",
        "not applicable costs nothing",
        "no full points to fall short of",
        "a bonus not won is no loss",
        "a penalty takes off what it says",
        "a penalty not recorded takes nothing",
    ],
)
def test_a_row_costs(mark: Mark, kind: SectionKind, lost: str) -> None:
    assert lost_points(mark, kind) == Decimal(lost)
