"""A second round scores what changed anew, and keeps the rest of the first."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from builder.intake.assembly import NOT_FILED
from builder.intake.campaign import Campaign
from builder.model.answers import Answer, AnswerState, Event, Origin, Value
from builder.model.marks import Mark
from builder.model.places import CellPlace
from builder.model.returns import CampaignReturns, UnitReturns
from builder.model.units import Unit, UnitKind
from builder.rubric.library import Instrument
from builder.rubric.schema import Rubric
from builder.scoring.campaigns import EvidenceByRubric, ScoredCampaign, score_campaign
from builder.scoring.marks import KEPT

JIA = Unit("jia", "甲乡", UnitKind.TOWNSHIP)
YI = Unit("yi", "乙镇", UnitKind.TOWNSHIP)
LOG = ("small", "complaints")


def row(id_: str, fields: list[dict[str, Any]], rule: dict[str, Any]) -> dict[str, Any]:
    words = dict.fromkeys(("title", "wording", "clause", "method"), f"指标{id_}")
    return {"id": id_, **words, "points": 10, "fields": fields, "rule": rule}


SHARE = {"kind": "proportion", "numerator": {"field": "done"}, "denominator": {"field": "all"}}


def rubric_of(*rows: dict[str, Any]) -> Rubric:
    section = {"id": "1", "title": "板块", "indicators": rows}
    part = {"id": "all", "title": "得分", "points": 10 * len(rows), "sections": [section]}
    return Rubric.model_validate(
        {
            "id": "small",
            "title": "细则",
            "source": {"document": "测试用细则"},
            "kinds": ["township"],
            "parts": [part],
        }
    )


DONE = row(
    "1.1",
    [
        {"id": "all", "title": "总数", "type": "integer", "origin": ["U"]},
        {"id": "done", "title": "完成数", "type": "integer", "origin": ["A", "U"]},
    ],
    SHARE,
)
POSTED = {"field": "posted", "is": True}
POSTING = row(
    "1.2",
    [{"id": "posted", "title": "是否上墙", "type": "yes_no", "origin": ["U"]}],
    {"kind": "award", "when": POSTED},
)
MENDED = row(
    "1.3",
    [
        {"id": "rude", "title": "是否整改", "type": "yes_no", "origin": ["A"]},
        {"id": "complaints", "title": "投诉", "type": "log", "origin": ["A"]}
        | {"columns": [{"id": "day", "title": "日期", "type": "date"}]},
    ],
    {"kind": "deduction", "charges": [{"per": 4, "count": {"count": "complaints"}}]},
)
RUBRIC = rubric_of(DONE, POSTING, MENDED)


def answer(field: str, value: Value | None, origin: Origin = Origin.UNIT) -> Answer:
    state = AnswerState.BLANK if value is None else AnswerState.GIVEN
    title = RUBRIC.fields[field].title
    place = CellPlace("甲.xlsx", "填报表", "C4")
    return Answer(field, title, state, origin, value, place=place)


def complaint() -> Event:
    place = CellPlace("投诉.xlsx", "投诉", "A2")
    day = Answer(
        *("day", "日期", AnswerState.GIVEN, Origin.ASSESSOR, date(2021, 4, 1)), place=place
    )
    return Event("complaints", {"day": day}, Origin.ASSESSOR, place)


FIRST = UnitReturns(
    JIA,
    "small",
    answers=(
        answer("all", Decimal(10)),
        answer("done", Decimal(5)),
        answer("posted", value=False),
    ),
    events=(complaint(),),
)
SILENT = UnitReturns(JIA, "small", excluded=NOT_FILED)


def campaign(id_: str, **keys: Any) -> Campaign:
    return Campaign.model_validate(
        {
            "id": id_,
            "title": id_,
            "authority": "示例办",
            "region": "示例县",
            "period": {"start": "2021-01-01", "end": "2021-08-16"},
            "instruments": ["small"],
            **keys,
        }
    )


def score(
    one: Campaign,
    returns: Sequence[UnitReturns],
    earlier: EvidenceByRubric,
    logs: frozenset[tuple[str, str]] = frozenset({LOG}),
    rubric: Rubric = RUBRIC,
) -> ScoredCampaign:
    came = CampaignReturns((JIA, YI), tuple(returns), logs, (), ())
    return score_campaign(one, came, [Instrument(rubric, "0" * 64)], earlier)


def second(
    item: UnitReturns,
    logs: frozenset[tuple[str, str]] = frozenset(),
    first: UnitReturns = FIRST,
    rubric: Rubric = RUBRIC,
) -> dict[str, Mark]:
    """甲乡's marks in a second round in which *item* came in."""
    two = campaign("two", previous="one", rescores=True)
    before = score(campaign("one"), [first], {}, rubric=rubric)
    after = score(two, [item], before.evidence, logs, rubric)
    card = after.result.instruments[0].standings.rows[0].scorecard
    assert card is not None
    return {mark.indicator: mark for mark in card.marks}


def points(marks: dict[str, Mark]) -> list[str]:
    return [str(mark.points) for mark in marks.values()]


def kept(marks: dict[str, Mark]) -> list[str]:
    return [mark.indicator for mark in marks.values() if mark.trace[0] == KEPT]


def test_who_returns_nothing_keeps_every_mark_and_is_counted() -> None:
    """5 of 10 is 5, not posted is 0, one complaint is 10 − 4 = 6."""
    marks = second(SILENT)

    assert points(marks) == ["5.00", "0.00", "6.00"]
    assert kept(marks) == ["1.1", "1.2", "1.3"]


def test_a_row_that_is_all_that_there_is_may_be_kept() -> None:
    marks = second(SILENT, rubric=rubric_of(DONE))

    assert points(marks) == ["5.00"]
    assert kept(marks) == ["1.1"]


def test_a_row_whose_condition_alone_was_returned_anew_is_scored_anew() -> None:
    """Row 1.1 for those who have their list posted, which 甲乡 has done since."""
    posted = UnitReturns(JIA, "small", answers=(answer("posted", value=True),))
    marks = second(posted, rubric=rubric_of({**DONE, "applies": POSTED}, POSTING))

    assert points(marks) == ["5.00", "10.00"]
    assert kept(marks) == []


def test_a_kept_mark_points_to_the_cells_of_the_first_round() -> None:
    (used, _) = second(SILENT)["1.1"].answers

    assert used.carried_from == "one"
    assert str(used.place) == "甲.xlsx › 填报表 › C4"


def test_only_the_row_that_changed_is_scored_anew() -> None:
    """The total of 10 still stands: 8 of 10."""
    marks = second(UnitReturns(JIA, "small", answers=(answer("done", Decimal(8)),)))

    assert points(marks) == ["8.00", "0.00", "6.00"]
    assert kept(marks) == ["1.2", "1.3"]
    assert [used.carried_from for used in marks["1.1"].answers] == ["", "one"]


def test_a_blank_cell_is_nothing_new() -> None:
    marks = second(UnitReturns(JIA, "small", answers=(answer("done", None),)))

    assert points(marks) == ["5.00", "0.00", "6.00"]
    assert kept(marks) == ["1.1", "1.2", "1.3"]


def test_rows_of_a_log_replace_those_of_the_first_round() -> None:
    """Two complaints now: 10 − 8 = 2."""
    both = UnitReturns(JIA, "small", events=(complaint(), complaint()))
    marks = second(both, frozenset({LOG}))

    assert points(marks)[2] == "2.00"
    assert kept(marks) == ["1.1", "1.2"]


@pytest.mark.parametrize(
    ("answers", "logs", "expected"),
    [
        ((), frozenset({LOG}), "6.00"),
        ((answer("rude", value=True, origin=Origin.ASSESSOR),), frozenset(), "6.00"),
        ((answer("rude", value=True, origin=Origin.ASSESSOR),), frozenset({LOG}), "10.00"),
    ],
    ids=[
        "a register alone says nothing of the unit",
        "a verdict without a register leaves the rows",
        "a verdict with a register that has no rows clears them",
    ],
)
def test_an_empty_log_clears_the_first_only_where_the_row_was_looked_at_again(
    answers: tuple[Answer, ...], logs: frozenset[tuple[str, str]], expected: str
) -> None:
    assert points(second(UnitReturns(JIA, "small", answers=answers), logs))[2] == expected


def test_who_did_not_count_in_the_first_round_has_nothing_to_keep() -> None:
    first = UnitReturns(JIA, "small", excluded=NOT_FILED)
    marks = second(UnitReturns(JIA, "small", answers=FIRST.answers), frozenset({LOG}), first)

    assert points(marks) == ["5.00", "0.00", "10.00"]
    assert kept(marks) == []


def test_who_counts_in_neither_round_is_left_out() -> None:
    before = score(campaign("one"), [SILENT], {})
    after = score(campaign("two", previous="one", rescores=True), [SILENT], before.evidence)

    assert after.result.instruments[0].standings.rows[0].unranked_reason == NOT_FILED


def test_a_campaign_that_only_follows_another_keeps_nothing() -> None:
    before = score(campaign("one"), [FIRST], {})
    after = score(campaign("two", previous="one"), [SILENT], before.evidence)

    assert after.result.instruments[0].standings.rows[0].scorecard is None


@pytest.mark.parametrize(
    "keys",
    [
        {"rescores": True},
        {"phases": [{"title": "自检", "start": "2021-03-09", "end": "2021-01-09"}]},
    ],
    ids=["a second round of nothing", "a phase that runs backwards"],
)
def test_settings_that_make_no_sense_are_refused(keys: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        campaign("two", **keys)
