"""自评分, 测算分 and 核定分 stand side by side, and none is taken for another."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from builder.intake.campaign import Campaign, Ruling
from builder.model.answers import Answer, AnswerState, Event, Log, Origin
from builder.model.appeals import Appeal
from builder.model.marks import MarkState
from builder.model.places import CellPlace
from builder.model.returns import CampaignReturns, UnitReturns
from builder.model.units import Unit, UnitKind
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.library import Instrument
from builder.rubric.schema import Grade, Rubric
from builder.scoring.appealed import appealed_mark
from builder.scoring.campaigns import (
    EvidenceByRubric,
    ScoreComparison,
    ScoredCampaign,
    freeze_cohort,
    score_campaign,
)
from builder.scoring.evidence import View, gather_evidence

UNIT = Unit("jia", "甲乡", UnitKind.TOWNSHIP)
LATE = Unit("yi", "乙镇", UnitKind.TOWNSHIP)
SILENT = Unit("bing", "丙镇", UnitKind.TOWNSHIP)
PLACE = CellPlace("甲.xlsx", "填报表", "C4")
END = date(2021, 6, 30)

RUBRIC = Rubric.model_validate(
    {
        "id": "small",
        "title": "细则",
        "source": {"document": "测试用细则"},
        "kinds": ["township"],
        "parts": [
            {
                "id": "all",
                "title": "得分",
                "points": 10,
                "sections": [
                    {
                        "id": "1",
                        "title": "板块",
                        "indicators": [
                            {
                                "id": "1.1",
                                "title": "进驻",
                                "wording": "按比例记分。",
                                "clause": "一.1",
                                "method": "查资料",
                                "points": 10,
                                "fields": [
                                    {"id": "done", "title": "完成数", "type": "integer"}
                                    | {"origin": ["U", "A"]},
                                    {"id": "talks", "title": "会议", "type": "log"}
                                    | {"origin": ["U"]}
                                    | {"columns": [{"id": "day", "title": "日期", "type": "date"}]},
                                    {"id": "checks", "title": "巡查", "type": "log"}
                                    | {"origin": ["A"]}
                                    | {"columns": [{"id": "day", "title": "日期", "type": "date"}]},
                                ],
                                "rule": {"kind": "accrual", "per": 1, "count": {"field": "done"}},
                            }
                        ],
                    }
                ],
            }
        ],
    }
)
CAMPAIGN = Campaign.model_validate(
    {
        "id": "c",
        "title": "评估",
        "authority": "示例办",
        "region": "示例县",
        "period": {"start": "2021-01-01", "end": END.isoformat()},
        "instruments": ["small"],
    }
)


def answer(field: str, value: int | None, origin: Origin = Origin.UNIT) -> Answer:
    state = AnswerState.BLANK if value is None else AnswerState.GIVEN
    number = None if value is None else Decimal(value)
    return Answer(field, field, state, origin, number, place=PLACE)


def compared(own_score: Answer | None) -> tuple[ScoreComparison, ...]:
    """The unit reports 8, the assessor finds 6."""
    said = (answer("done", 8), answer("done", 6, Origin.ASSESSOR))
    scores = None if own_score is None else {"1.1": own_score}
    came = UnitReturns(UNIT, "small", answers=said, self_scores=scores)
    returns = CampaignReturns((UNIT,), (came,), frozenset(), (), ())
    return score_campaign(CAMPAIGN, returns, [Instrument(RUBRIC, "0" * 64)], {}).comparisons


def test_a_row_has_what_the_unit_claims_what_it_reported_and_what_was_found() -> None:
    (row,) = compared(answer("1.1", 9))

    assert row == ScoreComparison(
        *(UNIT, "1.1", "进驻", Decimal(10)), *(Decimal(9), Decimal("8.00"), Decimal("6.00"))
    )


def test_a_self_score_left_blank_or_out_is_none() -> None:
    assert [row.self_score for row in compared(answer("1.1", None))] == [None]
    assert [row.self_score for row in compared(None)] == [None]


def test_a_log_of_the_unit_needs_no_sheet_of_the_office_to_count_as_received() -> None:
    meeting = Event("talks", {}, Origin.UNIT, PLACE)
    evidence = gather_evidence(
        UnitReturns(UNIT, "small", events=(meeting,)), RUBRIC, View.VERIFIED, END, frozenset()
    )

    assert evidence.period_end == END
    assert evidence.logs == {
        "talks": Log("talks", "会议", Origin.UNIT, (meeting,), received=True),
        "checks": Log("checks", "巡查", Origin.ASSESSOR, (), received=False),
    }


def test_a_cohort_is_who_was_expected_who_counts_and_why_the_others_do_not() -> None:
    days = {"deadline": datetime(2021, 7, 5, 18, 0), "cutoff": datetime(2021, 7, 9, 18, 0)}  # noqa: DTZ001 - local, as an office writes it
    cohort = freeze_cohort(
        CAMPAIGN.model_copy(update=days),
        (
            UnitReturns(UNIT, "small"),
            UnitReturns(LATE, "small", late="逾期2天"),
            UnitReturns(SILENT, "small", excluded="截止后报送", late="逾期9天"),
        ),
    )

    assert [unit.id for unit in cohort.expected] == ["jia", "yi", "bing"]
    assert [unit.id for unit in cohort.counted] == ["jia", "yi"]
    assert (cohort.missing, cohort.late) == ({"bing": "截止后报送"}, {"yi": "逾期2天"})
    assert {"deadline": cohort.deadline, "cutoff": cohort.cutoff} == days


def test_a_result_keeps_campaign_returns_rubrics_and_schemas_as_they_came() -> None:
    keys: dict[str, Any] = {"id": "policies"}
    schema = CatalogueSchema.model_construct(**keys)
    second = RUBRIC.model_copy(update={"id": "other"})
    came = tuple(UnitReturns(UNIT, id_, answers=(answer("done", 8),)) for id_ in ("small", "other"))
    returns = CampaignReturns((UNIT,), came, frozenset(), (), ())
    instruments = [Instrument(RUBRIC, "0" * 64), Instrument(second, "1" * 64)]

    scored = score_campaign(CAMPAIGN, returns, instruments, {}, [schema])

    result = scored.result
    assert (result.campaign, result.returns, result.schemas) == (CAMPAIGN, returns, (schema,))
    assert result.schema("policies") is schema
    assert [(one.rubric, one.rubric_sha256) for one in result.instruments] == [
        (RUBRIC, "0" * 64),
        (second, "1" * 64),
    ]
    assert [row.computed for row in scored.comparisons] == [Decimal("8.00")] * 2
    assert scored.evidence["other"]["jia"].period_end == END


def test_a_campaign_looks_back_on_the_one_before_and_keeps_none_of_its_answers() -> None:
    first = score_one(CAMPAIGN, answer("done", 8), {})
    follower = CAMPAIGN.model_copy(update={"id": "d", "previous": "c"})

    second = score_one(follower, answer("done", None), first.evidence)

    evidence = second.evidence["small"]["jia"]
    assert evidence.answer("done").state is AnswerState.BLANK
    assert evidence.before is not None
    assert evidence.before.answer("done").carried_from == "c"
    card = second.result.instruments[0].standings.rows[0].scorecard
    assert card is not None
    assert [mark.state for mark in card.marks] == [MarkState.MISSING]


def score_one(campaign: Campaign, said: Answer, earlier: EvidenceByRubric) -> ScoredCampaign:
    came = UnitReturns(UNIT, "small", answers=(said,))
    returns = CampaignReturns((UNIT,), (came,), frozenset(), (), ())
    return score_campaign(campaign, returns, [Instrument(RUBRIC, "0" * 64)], earlier)


def test_what_a_campaign_says_of_a_tie_decides_it() -> None:
    """Both reported 8; the one title goes to whom the ruling names."""
    rubric = RUBRIC.model_copy(update={"grades": (Grade(title="好", top=1),)})
    ruling = {"title": "好", "winners": ["乙镇"], "reason": "全年无投诉"}
    keys = {**ruling, "post": "局长办公会", "decided": "2021-07-20"}
    campaign = CAMPAIGN.model_copy(update={"rulings": (Ruling.model_validate(keys),)})
    came = tuple(UnitReturns(unit, "small", answers=(answer("done", 8),)) for unit in (UNIT, LATE))
    returns = CampaignReturns((UNIT, LATE), came, frozenset(), (), ())

    result = score_campaign(campaign, returns, [Instrument(rubric, "0" * 64)], {}).result

    rows = result.instruments[0].standings.rows
    assert {row.unit.id: (row.grades, row.undecided) for row in rows} == {
        "jia": ((), ()),
        "yi": (("好",), ()),
    }


def test_an_objection_is_about_the_mark_of_its_own_unit_and_row() -> None:
    came = tuple(
        UnitReturns(unit, "small", answers=(answer("done", number),))
        for unit, number in ((UNIT, 8), (LATE, 7))
    )
    silent = UnitReturns(SILENT, "small", excluded="未报")
    returns = CampaignReturns((UNIT, LATE, SILENT), (*came, silent), frozenset(), (), ())
    result = score_campaign(CAMPAIGN, returns, [Instrument(RUBRIC, "0" * 64)], {}).result

    found = appealed_mark(result, objection("yi", "1.1"))

    assert found is not None
    assert found[0] is RUBRIC
    assert (found[1].indicator, found[1].points) == ("1.1", Decimal("7.00"))
    assert appealed_mark(result, objection("yi", "9.9")) is None
    assert appealed_mark(result, objection("bing", "1.1")) is None


def objection(unit: str, row: str) -> Appeal:
    said = Answer("indicator", "指标", AnswerState.GIVEN, Origin.UNIT, row, place=PLACE)
    blank = Answer("other", "其他", AnswerState.BLANK, Origin.UNIT, place=PLACE)
    return Appeal(unit, said, blank, blank, blank, blank, blank, blank, PLACE)
