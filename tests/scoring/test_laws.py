"""Laws of a cohort that hold whatever comes in, on a rubric with every policy."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.answers import Answer, AnswerState, Value
from builder.model.evidence import Evidence
from builder.model.marks import Mark, MarkState
from builder.model.numbers import ZERO
from builder.model.places import CellPlace
from builder.model.standings import Cohort, Scorecard, Standings
from builder.model.units import Unit
from builder.rubric.check import check_rubric
from builder.rubric.fields import FieldType
from builder.rubric.load import load_record
from builder.rubric.schema import NotApplicable, Rubric
from builder.scoring.scorecards import score_cohort
from builder.scoring.standings import stand

PATH = Path(__file__).parents[1] / "cases" / "every-policy.yml"
NUMBERS = (
    *("done", "area", "cases", "online", "judged", "volume", "pace", "index", "honours"),
    *("j1", "j2", "j3", "stage"),
)
#: Rows that look at the other units, if only where they don't apply (`group_mean`).
RELATIVE = {"ranked", "first", "normal", "judged"}
#: The greatest answer; in every row a greater one is a better one.
HIGHEST = 40

BLANK, LEFT_OUT = "blank", "not applicable"
Return = Mapping[str, int | str | bool]

numbers = st.integers(0, HIGHEST)
returns = st.fixed_dictionaries(
    {
        **{name: numbers | st.sampled_from((BLANK, LEFT_OUT)) for name in NUMBERS},
        "bad": st.sampled_from((True, False, False, BLANK)),
    }
)
cohorts = st.lists(returns, min_size=1, max_size=5)


def read_rubric() -> Rubric:
    loaded, problems = load_record(PATH, Rubric, PATH.name)
    assert loaded is not None, [(str(problem.place), problem.wrong) for problem in problems]
    assert check_rubric(loaded) == ()
    return loaded.record


RUBRIC = read_rubric()
ROWS = {row.id: row for row in RUBRIC.indicators}
STATES = {BLANK: AnswerState.BLANK, LEFT_OUT: AnswerState.NOT_APPLICABLE}


def answer(name: str, written: int | str | bool) -> Answer:  # noqa: FBT001 - a value of a return
    field = RUBRIC.fields[name]
    state = STATES.get(str(written), AnswerState.GIVEN)
    value: Value | None = None
    if state is AnswerState.GIVEN:
        value = Decimal(written) if field.type is FieldType.INTEGER else bool(written)
    place = CellPlace("法则.xlsx", "填报", "D4")
    return Answer(name, field.title, state, field.origin[0], value, place=place)


def evidence(unit: str, written: Return) -> Evidence:
    return Evidence(
        unit=Unit(unit, f"单位{unit}", RUBRIC.kinds[0]),
        answers={name: answer(name, value) for name, value in written.items()},
        logs={},
        period_end=date(2018, 12, 31),
    )


def score(cohort: list[Return]) -> dict[str, Scorecard]:
    items = [evidence(f"u{number}", written) for number, written in enumerate(cohort)]
    return {card.unit.id: card for card in score_cohort(RUBRIC, items)}


def stand_all(cohort: list[Return]) -> Standings:
    items = [evidence(f"u{number}", written) for number, written in enumerate(cohort)]
    units = tuple(item.unit for item in items)
    return stand(RUBRIC, Cohort(units, units, {}, {}, None, None), score_cohort(RUBRIC, items))


def marks_of(card: Scorecard) -> dict[str, Mark]:
    return {mark.indicator: mark for mark in card.marks}


@given(cohort=cohorts)
def test_marks_are_within_their_bounds_and_explained(cohort: list[Return]) -> None:
    for card in score(cohort).values():
        assert ZERO <= card.total <= Decimal("103.5")
        for mark in card.marks:
            assert mark.trace
            most = mark.most if mark.most is not None else Decimal(1000)
            assert mark.points is None or ZERO <= mark.points <= most
            assert mark.state is not MarkState.SCORED or mark.points is not None


@pytest.mark.parametrize("name", NUMBERS)
@settings(max_examples=50)
@given(cohort=cohorts, some=numbers | st.just(BLANK), more=numbers)
def test_a_better_answer_never_lowers_a_total(
    name: str, cohort: list[Return], some: int | str, more: int
) -> None:
    worse = {**cohort[0], name: some}
    least = some if isinstance(some, int) else 0
    better = {**cohort[0], name: min(HIGHEST, least + more)}

    lower, higher = score([worse, *cohort[1:]])["u0"], score([better, *cohort[1:]])["u0"]

    assert lower.total <= higher.total


@given(cohort=cohorts, name=st.sampled_from(NUMBERS))
def test_what_does_not_apply_is_never_worse_than_what_is_not_answered(
    cohort: list[Return], name: str
) -> None:
    blank, left_out = {**cohort[0], name: BLANK}, {**cohort[0], name: LEFT_OUT}

    unanswered = score([blank, *cohort[1:]])["u0"]
    excused = score([left_out, *cohort[1:]])["u0"]

    assert unanswered.total <= excused.total


@given(cohort=cohorts, data=st.data())
def test_the_order_of_units_changes_nothing(cohort: list[Return], data: st.DataObject) -> None:
    items = [evidence(f"u{number}", written) for number, written in enumerate(cohort)]
    shuffled = data.draw(st.permutations(items))

    one = {card.unit.id: card for card in score_cohort(RUBRIC, items)}
    other = {card.unit.id: card for card in score_cohort(RUBRIC, shuffled)}

    assert one == other


@given(cohort=cohorts)
def test_printed_rows_add_up_to_printed_sections_and_these_to_the_base(
    cohort: list[Return],
) -> None:
    for card in score(cohort).values():
        daily = card.parts[0]
        for section in daily.sections:
            spread = any(
                mark.points is None
                and mark.state is MarkState.NOT_APPLICABLE
                and ROWS[mark.indicator].not_applicable is NotApplicable.SPREAD
                for mark in section.marks
            )
            if not spread and not section.trace:
                assert section.points == sum((mark.points or ZERO for mark in section.marks), ZERO)
        base = [section for section in daily.sections if section.kind == "base"]
        if sum((section.most or ZERO for section in base), ZERO) == daily_points():
            assert daily.base == sum((section.points for section in base), ZERO)
        assert daily.points == max(ZERO, daily.base + daily.bonus - daily.penalty)


def daily_points() -> Decimal:
    return RUBRIC.parts[0].points


@given(cohort=cohorts)
def test_a_part_whose_rows_leave_the_sum_is_scaled_to_its_full_points(
    cohort: list[Return],
) -> None:
    """The share of the base in full points is that of the rows that apply (to half a cent)."""
    for card in score(cohort).values():
        daily = card.parts[0]
        base = [section for section in daily.sections if section.kind == "base"]
        most = sum((section.most or ZERO for section in base), ZERO)
        points = sum((section.points for section in base if section.most), ZERO)
        if most:
            assert abs(daily.base - points * daily_points() / most) <= Decimal("0.005")


@given(cohort=cohorts)
def test_ranks_agree_with_printed_totals(cohort: list[Return]) -> None:
    rows = [row for row in stand_all(cohort).rows if row.scorecard is not None]

    totals = {row.unit.id: row.scorecard.total for row in rows if row.scorecard is not None}
    for row in rows:
        ahead = sum(total > totals[row.unit.id] for total in totals.values())
        assert row.rank == ahead + 1


@given(cohort=cohorts, other=returns)
def test_no_return_changes_the_absolute_rows_of_another_unit(
    cohort: list[Return], other: Return
) -> None:
    alone, among = score(cohort), score([*cohort, other])

    for unit, card in alone.items():
        found = marks_of(among[unit])
        for row, mark in marks_of(card).items():
            if row not in RELATIVE:
                assert mark == found[row]


@given(cohort=cohorts)
def test_titles_go_to_units_that_may_have_them(cohort: list[Return]) -> None:
    rows = [row for row in stand_all(cohort).rows if row.scorecard is not None and row.grades]

    winners = [row.scorecard for row in rows if row.scorecard is not None]
    assert len(winners) <= 2
    assert all(card.eligible and card.total >= 60 for card in winners)
