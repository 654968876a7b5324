"""What scenes can't say of conditions on catalogues and texts: secrecy, reasons, waivers."""

from collections.abc import Callable, Mapping

import pytest

from builder.flags.condition import FlagCondition
from builder.flags.scenes import Scene
from builder.flags.staging import play
from builder.model.flags import Flag
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.library import Instrument

Raise = Callable[[str, Mapping[str, object]], tuple[Flag, ...]]


@pytest.fixture(name="raised")
def raise_of_one_code(
    conditions: tuple[FlagCondition, ...],
    library: Mapping[str, Instrument],
    schemas: Mapping[str, CatalogueSchema],
) -> Raise:
    """The flags of one code that a scene gives."""

    def raised(code: str, written: Mapping[str, object]) -> tuple[Flag, ...]:
        return play(Scene.model_validate(written), code, conditions, library, schemas)

    return raised


def test_a_flag_about_something_secret_never_holds_it(raised: Raise) -> None:
    guides = [{"values": {"id": "A", "phone": "〔手机号〕"}}]

    [flag] = raised("RF-42", {"title": "电话", "catalogues": {"service-guides": guides}})

    assert flag.places[0].cell == "P2"
    assert "1990000" not in f"{flag.value} {flag.reason} {flag.subject} {flag.limit}"
    assert not flag.public


def test_an_assessors_reason_is_looked_at_too(raised: Raise) -> None:
    scene = {
        "title": "核定理由写了姓名",
        "instrument": "taiqian-2018-departments",
        "units": [{"answers": {"tasks": {"value": 1, "reason": "经办人：张某甲"}}}],
    }

    [flag] = raised("RF-42", scene)

    assert (flag.value, flag.public) == ("疑似人员姓名1处", False)


WAIVER = {
    "catalogue": "service-guides",
    "item": "A",
    "words": "其他材料",
    "reason": "某法第五条原文",
    "approved_by": "审批科科长",
    "until": "2021-12-30",
}


@pytest.mark.parametrize(
    ("day", "told"),
    [("2021-12-30", ["办事指南 B"]), ("2021-12-31", ["办事指南 A", "办事指南 B"])],
    ids=["on its last day", "a day later"],
)
def test_a_waiver_holds_to_its_last_day_and_for_its_item_alone(
    day: str,
    told: list[str],
    conditions: tuple[FlagCondition, ...],
    library: Mapping[str, Instrument],
    schemas: Mapping[str, CatalogueSchema],
) -> None:
    [condition] = [one for one in conditions if one.code == "RF-09"]
    written = condition.model_dump(mode="json", by_alias=True)
    written["triggers"][0]["waivers"] = [WAIVER]
    materials = {"materials": [{"material": "其 他材料"}]}
    guides = [{"values": {"id": id_, "name": id_}, "tables": materials} for id_ in ("A", "B")]
    scene = {"title": "白名单", "last_day": day, "catalogues": {"service-guides": guides}}

    waived = [FlagCondition.model_validate(written)]
    flags = play(Scene.model_validate(scene), "RF-09", waived, library, schemas)

    assert [flag.subject for flag in flags] == told
