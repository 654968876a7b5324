"""Measures and conditions: what they come to, what they say, what is blank or zero."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from builder.model.answers import AnswerState, Origin
from builder.model.evidence import Evidence
from builder.rubric.fields import Column, Field, FieldType
from builder.rubric.terms import Condition, Measure, months_before

INTEGER, DATE, YES_NO = FieldType.INTEGER, FieldType.DATE, FieldType.YES_NO


def field(id_: str, title: str, type_: FieldType = INTEGER, **rest: Any) -> Field:
    return Field(id=id_, title=title, type=type_, origin=(Origin.UNIT,), **rest)


FIELDS = (
    field("done", "已办", measure="件"),
    field("total", "总数", measure="件"),
    field("barred", "不办", measure="件"),
    field("updated", "更新日期", DATE),
    field("staff", "各窗口人数", FieldType.INTEGERS, measure="人"),
    field("level", "等级", FieldType.CHOICE, choices=("甲", "乙")),
    field("paper", "材料", FieldType.ATTACHMENT),
    field("other_paper", "另一材料", FieldType.ATTACHMENT),
    field(
        "meetings",
        "会议",
        FieldType.LOG,
        columns=(
            Column(id="date", title="日期", type=DATE),
            Column(id="photo", title="照片", type=YES_NO),
            Column(id="people", title="人数", type=INTEGER, measure="人"),
        ),
    ),
)
MEETINGS = [
    {"date": "2018-03-01", "photo": True, "people": 10},
    {"date": "2018-06-01", "photo": False, "people": 20},
    {"date": "2018-09-01", "people": "blank"},
]


@pytest.fixture
def evidence(evidence_of: Any) -> Any:
    """Makes the evidence of one unit from answers by field, with three meetings."""

    def make(**answers: object) -> Evidence:
        made: Evidence = evidence_of(FIELDS, answers, {"meetings": MEETINGS})
        return made

    return make


def measure(**keys: object) -> Measure:
    return Measure.model_validate(keys)


def condition(**keys: object) -> Condition:
    return Condition.model_validate(keys)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"field": "done"}, 45),
        ({"number": 4}, 4),
        ({"count": "meetings"}, 3),
        ({"count": "meetings", "where": {"field": "photo", "is": True}}, 1),
        ({"count": "meetings", "where": {"field": "photo", "given": False}}, 1),
        ({"sum": "meetings", "column": "people"}, 30),
        ({"mean": "meetings", "column": "people"}, 15),
        ({"field": "total", "less": {"field": "barred"}}, 50),
        ({"field": "barred", "less": {"field": "total"}}, 0),
        ({"field": "done", "over": {"field": "total"}}, Decimal("0.75")),
        ({"field": "done", "times": 1000, "over": {"field": "total"}}, 750),
        (
            {"field": "done", "over": {"field": "total", "less": {"field": "barred"}}},
            Decimal("0.9"),
        ),
        ({"number": 4, "less": {"count": "meetings"}}, 1),
    ],
    ids=str,
)
def test_a_measure_comes_to(keys: dict[str, object], expected: object, evidence: Any) -> None:
    reading = measure(**keys).read(evidence(done=45, total=60, barred=10))

    assert expected == reading.value
    assert reading.text


def test_a_measure_tells_its_arithmetic_with_values(evidence: Any) -> None:
    reading = measure(field="done", over={"field": "total"}).read(evidence(done=45, total=60))

    assert reading.text == "已办45件 ÷ 总数60件 = 75%"


def test_a_measure_keeps_every_answer_that_it_used(evidence: Any) -> None:
    reading = measure(field="done", less={"field": "barred"}, over={"field": "total"}).read(
        evidence(done=45, total=60, barred=5)
    )

    assert [answer.field for answer in reading.answers] == ["done", "barred", "total"]


@pytest.mark.parametrize("state", ["blank", "unreadable", "not applicable"])
def test_without_one_of_its_answers_a_measure_has_no_value(state: str, evidence: Any) -> None:
    reading = measure(field="done", over={"field": "total"}).read(evidence(done=45, total=state))

    assert reading.value is None
    assert not reading.zero_denominator
    assert reading.not_applicable == (state == "not applicable")
    assert len(reading.lacking) == (state != "not applicable")


def test_a_denominator_of_zero_gives_no_value_and_says_so(evidence: Any) -> None:
    reading = measure(field="done", over={"field": "total"}).read(evidence(done=0, total=0))

    assert reading.value is None
    assert reading.zero_denominator
    assert "分母为0" in reading.text


def test_a_mean_without_rows_has_no_value(evidence_of: Any) -> None:
    reading = measure(mean="meetings", column="people").read(evidence_of(FIELDS))

    assert reading.value is None


def test_no_rows_are_a_count_of_zero(evidence_of: Any) -> None:
    assert measure(count="meetings").read(evidence_of(FIELDS)).value == 0


def test_a_measure_names_what_it_draws_on() -> None:
    keys = {"count": "meetings", "less": {"field": "done"}, "over": {"field": "total"}}

    assert list(measure(**keys).names()) == ["meetings", "done", "total"]


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"field": "done", "number": 1},
        {"sum": "meetings"},
        {"count": "meetings", "column": "people"},
        {"field": "done", "where": {"field": "photo", "is": True}},
    ],
    ids=str,
)
def test_a_measure_without_one_clear_source_is_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        measure(**keys)


@pytest.mark.parametrize(
    ("keys", "done", "expected"),
    [
        ({"at_least": 5}, 5, True),
        ({"at_least": 5}, 4, False),
        ({"at_most": 5}, 5, True),
        ({"at_most": 5}, 6, False),
        ({"above": 5}, 5, False),
        ({"above": 5}, 6, True),
        ({"below": 5}, 5, False),
        ({"below": 5}, 4, True),
        ({"at_least": 0}, "blank", False),
        ({"at_most": 5}, "blank", False),
        ({"below": 5}, "unreadable", False),
        ({"given": True}, 0, True),
        ({"given": True}, "blank", False),
        ({"given": False}, "blank", True),
    ],
    ids=str,
)
def test_limits_include_or_exclude_as_their_words_say(
    keys: dict[str, object],
    done: object,
    expected: bool,  # noqa: FBT001
    evidence: Any,
) -> None:
    verdict = condition(field="done", **keys).test(evidence(done=done))

    assert expected == verdict.holds
    assert "已办" in verdict.text


def test_a_choice_is_compared_as_a_word(evidence: Any) -> None:
    assert condition(field="level", **{"is": "甲"}).test(evidence(level="甲")).holds
    assert not condition(field="level", **{"is": "甲"}).test(evidence(level="乙")).holds


def test_each_number_of_a_list_counts(evidence: Any) -> None:
    enough = condition(field="staff", each_at_least=2)

    assert enough.test(evidence(staff=[2, 3])).holds
    assert not enough.test(evidence(staff=[2, 1])).holds
    assert not enough.test(evidence(staff=[])).holds
    assert not enough.test(evidence(staff="blank")).holds


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2017-12-31", True),
        ("2017-12-30", False),
        ("2018-12-31", True),
        ("2019-01-01", False),
        ("blank", False),
    ],
)
def test_twelve_months_are_counted_back_from_the_end_of_the_period(
    day: str,
    expected: bool,  # noqa: FBT001
    evidence: Any,
) -> None:
    verdict = condition(field="updated", within_months=12).test(evidence(updated=day))

    assert expected == verdict.holds


def test_the_same_paper_does_not_count_twice(evidence: Any) -> None:
    differs = condition(field="paper", differs_from="other_paper")

    assert differs.test(evidence(paper="总结.pdf", other_paper="措施.pdf")).holds
    assert not differs.test(evidence(paper="总结.pdf", other_paper="总结.pdf")).holds
    assert not differs.test(evidence(paper="blank", other_paper="总结.pdf")).holds


def test_all_needs_each_and_any_needs_one(evidence: Any) -> None:
    parts = [{"field": "done", "at_least": 5}, {"field": "total", "at_least": 5}]
    half = evidence(done=5, total=4)

    assert not condition(all=parts).test(half).holds
    assert condition(any=parts).test(half).holds
    assert condition(all=parts).test(half).text.count("；") == 1


def test_a_condition_tells_what_each_row_is_taken_for(evidence: Any) -> None:
    """A photo stands on the first of three meetings; counting all of them says nothing of any."""
    pictured = {"count": "meetings", "where": {"field": "photo", "is": True}}
    condition = Condition.model_validate(
        {
            "all": [
                {"measure": {"count": "meetings"}, "at_least": 1},
                {"any": [{"measure": pictured, "at_least": 1}, {"field": "done", "above": 0}]},
            ]
        }
    )

    grounds = list(condition.grounds(evidence(done=1)))

    assert [(one.text, [answer.field for answer in one.answers]) for one in grounds] == [
        ("照片：是", ["photo"])
    ]


def test_a_verdict_is_unanswered_only_where_nothing_was_answered(evidence: Any) -> None:
    both = condition(all=[{"field": "done", "given": True}, {"field": "total", "given": True}])

    assert both.test(evidence()).unanswered
    assert not both.test(evidence(done=1)).unanswered


def test_a_measure_may_be_compared(evidence: Any) -> None:
    held = condition(measure={"count": "meetings", "title": "会议"}, at_least=4)
    verdict = held.test(evidence())

    assert not verdict.holds
    assert "会议3条" in verdict.text
    assert list(held.names()) == ["meetings"]


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"field": "done"},
        {"field": "done", "at_least": 1, "at_most": 2},
        {"field": "done", "all": [{"field": "total", "given": True}]},
        {"any": [{"field": "total", "given": True}], "given": True},
    ],
    ids=str,
)
def test_a_condition_that_is_not_one_test_is_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        condition(**keys)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2018, 12, 31), 12, date(2017, 12, 31)),
        (date(2018, 3, 31), 1, date(2018, 2, 28)),
        (date(2020, 3, 31), 1, date(2020, 2, 29)),
        (date(2018, 1, 15), 1, date(2017, 12, 15)),
        (date(2018, 1, 15), 25, date(2015, 12, 15)),
    ],
)
def test_months_are_counted_back_within_the_calendar(
    day: date, months: int, expected: date
) -> None:
    assert expected == months_before(day, months)


def test_a_condition_without_a_limit_compares_with_nothing(evidence: Any) -> None:
    limited = condition(measure={"field": "done"}, at_least=1)

    with pytest.raises(ValueError, match="没有写比较"):
        limited.model_copy(update={"at_least": None}).test(evidence())


def test_a_row_does_not_know_the_end_of_the_period(evidence: Any) -> None:
    with pytest.raises(TypeError, match="within_months"):
        condition(field="date", within_months=12).test(evidence().events("meetings")[0])


def test_a_row_is_a_scope_without_logs_of_its_own(evidence: Any) -> None:
    row = evidence().events("meetings")[0]

    assert row.answer("people").state is AnswerState.GIVEN
    with pytest.raises(KeyError):
        row.events("meetings")


@pytest.mark.parametrize(
    "where",
    [
        {"field": "day", "within_months": 12},
        {"all": [{"field": "name", "given": True}, {"field": "day", "within_months": 12}]},
    ],
    ids=["itself", "within all"],
)
def test_a_row_is_never_asked_how_far_it_lies_from_the_end_of_the_period(where: object) -> None:
    with pytest.raises(ValueError, match="记录行不知道评估期末"):
        Measure.model_validate({"count": "meetings", "where": where})


def test_what_holds_no_number_cannot_be_counted_with(evidence: Any) -> None:
    assert evidence(done=Decimal(3)).answer("done").number == 3
    with pytest.raises(TypeError, match="level holds no number"):
        _ = evidence().answer("level").number
