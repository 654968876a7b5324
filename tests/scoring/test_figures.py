"""What stands beside a mark: figures that aren't scored, and a sample that can be drawn again."""

import hashlib
from datetime import date
from decimal import Decimal

from builder.model.answers import Answer, AnswerState, Origin
from builder.model.evidence import Evidence
from builder.model.units import Unit, UnitKind
from builder.rubric.schema import Indicator
from builder.scoring.figures import draw, find_figures

ROW = Indicator.model_validate(
    {
        "id": "2.3c",
        "title": "办件量",
        "wording": "按办件量记分。",
        "clause": "二.3",
        "method": "查资料",
        "points": 20,
        "rule": {"kind": "imported", "fields": ["cases"], "scale": 20},
        "shown": [
            {"field": "cases", "times": 1, "over": {"field": "items"}, "title": "每项办件量"}
        ],
        "sampling": {"size": 2, "of": "items"},
    }
)


def evidence(cases: int | None, items: int | None) -> Evidence:
    def answer(id_: str, title: str, value: int | None) -> Answer:
        state = AnswerState.BLANK if value is None else AnswerState.GIVEN
        number = None if value is None else Decimal(value)
        return Answer(id_, title, state, Origin.PLATFORM, number)

    answers = {
        "cases": answer("cases", "办件量", cases),
        "items": answer("items", "事项数", items),
    }
    unit = Unit("D01", "县甲局", UnitKind.DEPARTMENT)
    return Evidence(unit, answers, {}, date(2018, 12, 31))


def test_a_shown_figure_says_that_it_is_not_scored() -> None:
    """1200 cases over 48 items are 25 each."""
    assert find_figures(ROW, evidence(1200, 48))[0].startswith("每项办件量：")
    assert "= 25（不计分）" in find_figures(ROW, evidence(1200, 48))[0]


def test_a_figure_without_its_values_is_left_out() -> None:
    assert find_figures(ROW, evidence(None, None)) == ()


def test_a_sample_is_the_smallest_fingerprints_and_can_be_drawn_with_any_tool() -> None:
    wanted = sorted(
        range(1, 49), key=lambda n: hashlib.sha256(f"2018-12-31/D01/{n}".encode()).hexdigest()
    )[:2]

    assert draw("2018-12-31/D01", 48, 2) == sorted(wanted)
    assert f"第{min(wanted)}、{max(wanted)}项" in find_figures(ROW, evidence(1200, 48))[-1]


def test_a_sample_of_fewer_items_than_its_size_takes_them_all() -> None:
    assert draw("2018-12-31/D01", 1, 2) == [1]
    assert draw("2018-12-31/D01", 0, 2) == []
