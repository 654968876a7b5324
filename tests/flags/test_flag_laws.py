"""Laws that hold for every condition and every instrument: what is unsaid raises no limit."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from builder.flags.condition import FlagCondition
from builder.flags.raising import raise_flags
from builder.flags.scenes import Scene, SceneUnit
from builder.flags.staging import stage
from builder.model.flags import FlagSeverity
from builder.rubric.fields import FieldType
from builder.rubric.library import Instrument, read_library
from builder.rubric.schema import Rubric

INSTRUMENTS = sorted(read_library(Path(__file__).parents[2] / "rubrics")[0])

#: A list that isn't published and a meeting that isn't registered are found by their absence.
FOUND_BY_ABSENCE = {"RF-30", "RF-32"}
#: What concerns the rubric or the office and no figure of a unit.
NOT_OF_FIGURES = {"RF-49", "RF-50"}


def codes(
    scene: Scene, conditions: tuple[FlagCondition, ...], library: Mapping[str, Instrument]
) -> set[str]:
    return {flag.code for flag in raise_flags(stage(scene, conditions, library), conditions)}


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_a_return_without_an_answer_meets_no_limit(
    instrument: str,
    conditions: tuple[FlagCondition, ...],
    library: Mapping[str, Instrument],
) -> None:
    empty = scene(instrument, library[instrument].rubric, {})

    assert codes(empty, conditions, library) <= FOUND_BY_ABSENCE | NOT_OF_FIGURES


@pytest.mark.parametrize("instrument", INSTRUMENTS)
@pytest.mark.parametrize("word", ["无法识别", "不适用"])
def test_what_cannot_be_read_or_does_not_apply_meets_no_limit(
    instrument: str,
    word: str,
    conditions: tuple[FlagCondition, ...],
    library: Mapping[str, Instrument],
) -> None:
    rubric = library[instrument].rubric
    fields = [f.id for f in rubric.fields.values() if f.type is not FieldType.LOG]
    unread = scene(instrument, rubric, dict.fromkeys(fields, word))

    assert codes(unread, conditions, library) <= {"RF-32"} | NOT_OF_FIGURES


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_a_unit_that_is_not_counted_is_only_asked_for_its_return(
    instrument: str,
    conditions: tuple[FlagCondition, ...],
    library: Mapping[str, Instrument],
) -> None:
    """Every 是否 answered 否, every number 0, every rate 0 would raise many flags if it counted."""
    rubric = library[instrument].rubric
    worst = {field.id: WORST[field.type] for field in rubric.fields.values() if field.type in WORST}
    uncounted = scene(instrument, rubric, worst, excluded="未报")

    assert codes(uncounted, conditions, library) <= {"RF-04", "RF-49"}


WORST: dict[FieldType, object] = {
    FieldType.YES_NO: False,
    FieldType.INTEGER: 0,
    FieldType.DECIMAL: 0,
    FieldType.PERCENT: 0,
}


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_the_same_campaign_gives_the_same_flags(
    instrument: str,
    conditions: tuple[FlagCondition, ...],
    library: Mapping[str, Instrument],
) -> None:
    rubric = library[instrument].rubric
    worst = {field.id: WORST[field.type] for field in rubric.fields.values() if field.type in WORST}
    context = stage(scene(instrument, rubric, worst), conditions, library)

    assert raise_flags(context, conditions) == raise_flags(context, conditions[::-1])


def test_a_private_condition_gives_no_public_flag(
    conditions: tuple[FlagCondition, ...], library: Mapping[str, Instrument]
) -> None:
    """Of everything that the worst returns raise, only what its condition allows is public."""
    allowed = {one.code for one in conditions if one.public.value == "公"}
    seen: set[str] = set()
    for id_, instrument in library.items():
        fields = instrument.rubric.fields.values()
        worst = {field.id: WORST[field.type] for field in fields if field.type in WORST}
        context = stage(scene(id_, instrument.rubric, worst), conditions, library)
        seen |= {flag.code for flag in raise_flags(context, conditions) if flag.public}

    assert seen
    assert seen <= allowed


def test_only_what_is_undecided_or_private_blocks(conditions: tuple[FlagCondition, ...]) -> None:
    blocking = {one.code for one in conditions if FlagSeverity.BLOCKING in one.severities}

    assert blocking == {"RF-42", "RF-50"}


def scene(instrument: str, rubric: Rubric, answers: dict[str, object], excluded: str = "") -> Scene:
    """One unit of each kind with the same *answers*."""
    units = tuple(
        SceneUnit(name=kind.value, kind=kind, answers=answers, excluded=excluded)
        for kind in rubric.kinds
    )
    end = date(2021, 12, 31)
    return Scene(title="", instrument=instrument, units=units, period_end=end)
