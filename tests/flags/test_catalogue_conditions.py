"""Conditions on catalogues and texts: each raised by a scene, and not by its nearest neighbour."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from builder.flags.condition import FlagCondition
from builder.flags.library import read_conditions
from builder.flags.scenes import Scene
from builder.flags.staging import expected, play
from builder.formats.yaml_text import read_yaml
from builder.model.flags import Flag
from builder.rubric.catalogue import CatalogueSchema, read_catalogue_schemas
from builder.rubric.library import Instrument, read_library

ROOT = Path(__file__).parents[2]
CODES = ("09", "10", "11", "13", "17", "18", "39", "40", "41", "42", "43", "47")
CASES = ROOT / "tests" / "cases" / "flags" / "catalogues.yml"


def read_cases() -> list[tuple[str, Scene]]:
    written = read_yaml(CASES).value
    assert isinstance(written, Mapping)
    return [(code, Scene.model_validate(one)) for code, ones in written.items() for one in ones]


@cache
def shelf() -> tuple[
    Mapping[str, Instrument], Mapping[str, CatalogueSchema], tuple[FlagCondition, ...]
]:
    library, wrong = read_library(ROOT / "rubrics")
    schemas, faults = read_catalogue_schemas(ROOT / "rubrics")
    rubrics = {id_: one.rubric for id_, one in library.items()}
    conditions, errors = read_conditions(ROOT / "rubrics" / "flags", rubrics)
    assert (wrong, faults, errors) == ((), (), ())
    return library, schemas, conditions


def raised(code: str, scene: Scene) -> tuple[Flag, ...]:
    library, schemas, conditions = shelf()
    return play(scene, code, conditions, library, schemas)


def example(code: str) -> tuple[Scene, Scene]:
    [condition] = [one for one in shelf()[2] if one.code == code]
    return condition.example.raised, condition.example.innocent


@pytest.mark.parametrize("number", CODES)
def test_the_worked_example_raises_what_it_says(number: str) -> None:
    code = f"RF-{number}"
    scene, _ = example(code)

    assert expected(raised(code, scene), scene.gives) == scene.gives != ()


@pytest.mark.parametrize("number", CODES)
def test_the_nearest_innocent_neighbour_raises_nothing(number: str) -> None:
    code = f"RF-{number}"

    assert raised(code, example(code)[1]) == ()


@pytest.mark.parametrize(
    ("code", "scene"),
    [pytest.param(*case, id=f"{case[0]} {case[1].title}") for case in read_cases()],
)
def test_a_scene_raises_what_it_says_and_no_more(code: str, scene: Scene) -> None:
    assert expected(raised(code, scene), scene.gives) == scene.gives


def test_every_condition_on_catalogues_and_texts_has_further_scenes() -> None:
    assert {code for code, _ in read_cases()} == {f"RF-{number}" for number in CODES}


def test_a_flag_about_something_secret_never_holds_it() -> None:
    scene = Scene.model_validate(
        {
            "title": "电话栏填了手机号",
            "catalogues": {"service-guides": [{"values": {"id": "A", "phone": "〔手机号〕"}}]},
        }
    )

    [flag] = raised("RF-42", scene)

    assert flag.places[0].cell == "P2"
    assert "1990000" not in f"{flag.value} {flag.reason} {flag.subject} {flag.limit}"
    assert not flag.public


def test_an_assessors_reason_is_looked_at_too() -> None:
    scene = Scene.model_validate(
        {
            "title": "核定理由写了姓名",
            "instrument": "taiqian-2018-departments",
            "units": [{"answers": {"tasks": {"value": 1, "reason": "经办人：张某甲"}}}],
        }
    )

    [flag] = raised("RF-42", scene)

    assert (flag.value, flag.public) == ("疑似人员姓名1处", False)


def test_a_waiver_holds_to_its_last_day_and_for_its_item_alone() -> None:
    guides = [
        {"values": {"id": id_, "name": id_}, "tables": {"materials": [{"material": "其 他材料"}]}}
        for id_ in ("A", "B")
    ]
    waiver = {
        "catalogue": "service-guides",
        "item": "A",
        "words": "其他材料",
        "reason": "某法第五条原文",
        "approved_by": "审批科科长",
        "until": "2021-12-30",
    }

    kept = {day: told_with_waiver(waiver, guides, day) for day in ("2021-12-30", "2021-12-31")}

    assert kept == {"2021-12-30": ["办事指南 B"], "2021-12-31": ["办事指南 A", "办事指南 B"]}


def told_with_waiver(waiver: object, guides: object, day: str) -> list[str]:
    """What is still told on *day*, by subject."""
    library, schemas, conditions = shelf()
    [condition] = [one for one in conditions if one.code == "RF-09"]
    written = condition.model_dump(mode="json", by_alias=True)
    written["triggers"][0]["waivers"] = [waiver]
    waived = FlagCondition.model_validate(written)
    scene = Scene.model_validate(
        {"title": "白名单", "last_day": day, "catalogues": {"service-guides": guides}}
    )
    return [flag.subject for flag in play(scene, "RF-09", [waived], library, schemas)]
