"""What is known already is shown, and filled in only where a value holds until it is changed."""

from datetime import date
from decimal import Decimal

import pytest

from builder.model.answers import Answer, AnswerState, Origin, Value
from builder.model.evidence import Evidence
from builder.model.units import Unit, UnitKind
from builder.office.templates.cells import entry_value
from builder.office.templates.prefill import Known, Sources, known_values
from builder.rubric.fields import Field

UNIT = Unit("t1", "示例一镇", UnitKind.TOWNSHIP)
LEVEL = Field.model_validate(
    {"id": "level", "title": "验收等级", "type": "text", "origin": ["U"], "carry_forward": True}
)
CASES = Field.model_validate(
    {"id": "cases", "title": "办件量", "type": "integer", "measure": "件", "origin": ["P", "U"]}
)
SHARE = Field.model_validate(
    {
        "id": "share",
        "title": "完成率",
        "type": "percent",
        "origin": ["U"],
        "carry_forward": True,
    }
)


def answer(
    field: Field, value: Value | None, origin: Origin = Origin.UNIT, measure: str = ""
) -> Answer:
    state = AnswerState.BLANK if value is None else AnswerState.GIVEN
    return Answer(field.id, field.title, state, origin, value, measure=measure or field.measure)


def before(*answers: Answer) -> Evidence:
    return Evidence(UNIT, {one.field: one for one in answers}, {}, date(2022, 3, 31))


def test_a_value_that_holds_until_changed_is_filled_in_and_shown() -> None:
    sources = Sources(before=before(answer(LEVEL, "标准型")))

    assert known_values([LEVEL], sources) == {"level": Known("上期：标准型", "标准型")}


def test_a_figure_of_the_last_period_is_shown_and_not_filled_in() -> None:
    sources = Sources(before=before(answer(CASES, Decimal(5200))))

    assert known_values([CASES], sources) == {"cases": Known("上期：5200件")}


def test_a_platform_s_figure_is_shown_under_that_of_the_last_period() -> None:
    sources = Sources(
        before=before(answer(CASES, Decimal(5200))),
        answers=[
            answer(CASES, Decimal(5000), Origin.UNIT),
            answer(CASES, Decimal(6100), Origin.PLATFORM),
        ],
    )

    assert known_values([CASES], sources) == {"cases": Known("上期：5200件\n平台：6100件")}


def test_a_percentage_is_filled_in_as_a_person_would_write_it() -> None:
    sources = Sources(before=before(answer(SHARE, Decimal("0.925"), measure="%")))

    assert known_values([SHARE], sources) == {"share": Known("上期：92.5%", "92.5%")}


def test_a_second_round_shows_the_first_and_fills_in_nothing() -> None:
    sources = Sources(before=before(answer(LEVEL, "标准型")), second_round=True)

    assert known_values([LEVEL], sources) == {"level": Known("第一轮：标准型")}


def test_what_was_left_blank_is_not_known() -> None:
    sources = Sources(before=before(answer(LEVEL, None)))

    assert known_values([LEVEL, CASES], sources) == {}


def test_an_answer_to_another_question_under_the_same_id_is_not_shown() -> None:
    """The rubric now asks in 万件; 5200 there would mislead."""
    changed = CASES.model_copy(update={"measure": "万件"})
    sources = Sources(before=before(answer(CASES, Decimal(5200))))

    assert known_values([changed], sources) == {}


@pytest.mark.parametrize(
    ("value", "measure", "typed"),
    [
        (True, "", "是"),
        ((Decimal(2), Decimal(3)), "", "2、3"),
        (Decimal("0.985"), "%", "98.5%"),
        (Decimal(48), "项", Decimal(48)),
        (None, "", None),
    ],
)
def test_a_value_stands_there_as_a_person_would_have_typed_it(
    value: Value | None, measure: str, typed: object
) -> None:
    assert entry_value(value, measure) == typed
