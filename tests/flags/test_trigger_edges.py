"""What scenes of whole conditions don't show of triggers: what is left out, wrong or said twice."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from pydantic import ValidationError

from builder.flags.condition import FlagCondition
from builder.flags.context import FlagContext
from builder.flags.published_texts import published_texts, statement_texts
from builder.flags.scene_catalogues import SceneItem, stage_catalogues
from builder.flags.scenes import Scene
from builder.flags.staging import play
from builder.flags.triggers.catalogue_times import CatalogueTimesTrigger
from builder.flags.triggers.lacking import Element
from builder.flags.triggers.measure import MeasureTrigger
from builder.flags.triggers.repeat import RepeatTrigger
from builder.model.answers import Answer, AnswerState, Origin
from builder.model.dossiers import ClaimFile, UnitDossier
from builder.model.flags import Flag, FlagSeverity, FlagState
from builder.model.places import CellPlace
from builder.model.units import Unit, UnitKind
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.catalogue_columns import Role
from builder.rubric.library import Instrument
from builder.rubric.record import Record

Play = Callable[..., tuple[Flag, ...]]
RED_CARDS = {
    "title": "1000件中81件红牌",
    "instrument": "puyang-2020-online-service",
    "period_end": "2020-09-30",
    "units": [{"answers": {"red_cases": 81, "pushed_cases": 1000}}],
}


@pytest.fixture
def played(
    conditions: tuple[FlagCondition, ...],
    library: Mapping[str, Instrument],
    schemas: Mapping[str, CatalogueSchema],
) -> Play:
    """The flags that a scene gives of a condition, with keys of its first trigger as told."""

    def played(
        code: str,
        scene: Mapping[str, object],
        rubrics: Mapping[str, Instrument] = library,
        **keys: Any,
    ) -> tuple[Flag, ...]:
        [condition] = [one for one in conditions if one.code == code]
        written = condition.model_dump(mode="json", by_alias=True)
        written["triggers"][0].update(keys)
        changed = FlagCondition.model_validate(written)
        return play(Scene.model_validate(scene), code, [changed], rubrics, schemas)

    return played


@pytest.mark.parametrize(
    ("record", "keys", "says"),
    [
        (CatalogueTimesTrigger, {"kind": "catalogue_times", "severity": "红"}, "须写 share"),
        (Element, {"title": "没有网址"}, "须写 when、blank"),
        (
            MeasureTrigger,
            {
                "kind": "measure",
                "bindings": [{"instrument": "a", "indicator": "1", "value": {"field": "b"}}],
            },
            "levels 须写在这里",
        ),
    ],
)
def test_a_trigger_that_looks_for_nothing_is_refused(
    record: type[Record], keys: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValidationError, match=says):
        record.model_validate(keys)


@pytest.mark.parametrize(("least", "told"), [(1000, ["8.1%"]), (1001, [])])
def test_a_measure_may_be_looked_at_only_where_a_condition_holds(
    played: Play, least: int, told: list[str]
) -> None:
    binding = {
        "instrument": "puyang-2020-online-service",
        "indicator": "23",
        "value": {"field": "red_cases", "over": {"field": "pushed_cases"}},
        "when": {"field": "pushed_cases", "at_least": least},
    }

    assert [flag.value for flag in played("RF-05", RED_CARDS, bindings=[binding])] == told
    trigger = MeasureTrigger.model_validate(
        {"kind": "measure", "levels": [{"severity": "红", "above": 0}], "bindings": [binding]}
    )
    assert set(trigger.bindings[0].names()) == {"red_cases", "pushed_cases"}


@pytest.mark.parametrize(
    "values",
    [{"legal_days": "20个工作日"}, {"legal_days": "当场办结", "promised_days": "5个工作日"}],
    ids=["nothing promised", "the law says at once"],
)
def test_a_guide_is_held_against_no_limit_that_there_is_not(
    played: Play, values: dict[str, str]
) -> None:
    guides = {"service-guides": [{"values": {"id": "A", "name": "登记", **values}}]}

    assert played("RF-18", {"title": "没有", "catalogues": guides}) == ()


def test_without_names_of_plans_no_year_is_looked_at(played: Play) -> None:
    scene = {
        "title": "往年的方案",
        "instrument": "county-twelve-points-wenxian",
        "region": "温县",
        "units": [{"answers": {"no_policy_reason": "见2020年工作方案"}}],
    }

    assert len(played("RF-47", scene)) == 1
    assert played("RF-47", scene, plans=[]) == ()


def test_a_rubric_that_says_everything_has_no_choices_of_ours(
    played: Play, library: Mapping[str, Instrument]
) -> None:
    name = "example-2024-comprehensive"
    scene = {"title": "写明", "instrument": name, "units": [{}]}
    rubric = library[name].rubric.model_copy(deep=True)
    for row in rubric.indicators:
        object.__setattr__(row, "defaults", ())

    assert len(played("RF-49", scene)) == 1
    assert played("RF-49", scene, {name: Instrument(rubric, "")}) == ()


def test_what_is_repeated_twice_is_told_once(played: Play) -> None:
    [flag] = played("RF-05", RED_CARDS)
    again = replace(flag, states=(FlagState.REPEATED,))
    context = cast("FlagContext", SimpleNamespace(raised=(flag, again, again)))

    trigger = RepeatTrigger(kind="repeat", severity=FlagSeverity.RED, of=(FlagSeverity.RED,))

    assert [sighting.subject for sighting in trigger.find(context)] == ["RF-05"]


@pytest.mark.parametrize("entry", [{"values": {"nmae": "登记"}}, {"tables": {"stepz": []}}])
def test_a_scene_of_what_no_catalogue_has_is_refused(played: Play, entry: dict[str, Any]) -> None:
    guides = [{"values": {"id": "A", "name": "登记"}, **entry}]

    with pytest.raises(KeyError):
        played("RF-18", {"title": "写错", "catalogues": {"service-guides": guides}})


def test_a_catalogue_that_asks_for_no_department_names_none(
    schemas: Mapping[str, CatalogueSchema],
) -> None:
    guides = schemas["service-guides"]
    bare = guides.model_copy(
        update={"columns": tuple(one for one in guides.columns if one.role is not Role.DEPARTMENT)}
    )
    entry = SceneItem.model_validate({"values": {"id": "A", "name": "登记"}})

    staged = stage_catalogues({"service-guides": [entry]}, {"service-guides": bare}, ())

    assert [item.name for item in staged.of("service-guides")] == ["登记"]
    assert staged.departments == ()


def test_a_claim_without_a_statement_says_nothing() -> None:
    place = CellPlace("汇编.xlsx", "情况说明", "C2")
    words = Answer("s", "情况说明", AnswerState.GIVEN, Origin.UNIT, "见往年方案", place=place)
    claims = tuple(
        ClaimFile("1", "论点", "要求", "一", date(2024, 1, 1), None, said, (), (), ())
        for said in (None, words)
    )
    unit = Unit("jia", "甲乡", UnitKind.TOWNSHIP)
    dossier = UnitDossier(unit, "d", "汇编", "通知", claims, ())
    returns = SimpleNamespace(dossiers=(dossier,), rectifications=(), flag_answers=())
    seen = {"returns": returns, "result": SimpleNamespace(returns=returns, schemas=())}
    context = cast("FlagContext", SimpleNamespace(rubrics=(), marks={}, units={}, **seen))

    assert [text.text for text in statement_texts(context)] == ["见往年方案"]
    assert next(published_texts(context)).text == "见往年方案"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("RF-14", "有办件的事项数49项 ÷ 网上事项总数50项 = 98%，要求发生率100%"),
        (
            "RF-17",
            "承诺办结时限：承诺件平均承诺时限2.1工作日，超过2日，要求即办件1日、承诺件平均2日以内",
        ),
        ("RF-31", "10项制度和5项上墙：限时办结制没有上墙，要求10项制度齐全，其中5项上墙"),
        ("RF-44", "通报及上报减分登记中有1次：市级通报，要求没有被通报"),
        ("RF-46", "名称和标识牌的时间节点已过，填报的进展是推进中，要求2021年3月31日前已完成"),
    ],
)
def test_a_limit_follows_as_what_is_required(
    conditions: tuple[FlagCondition, ...],
    library: Mapping[str, Instrument],
    code: str,
    told: str,
) -> None:
    """Limits are things too (发生率100%), which 「应」 can't precede."""
    [condition] = [one for one in conditions if one.code == code]

    [flag] = play(condition.example.raised, code, conditions, library)

    assert flag.reason == told
