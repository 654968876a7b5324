"""Conditions are bound to rows and fields that exist, and to every instrument that has them."""

from collections.abc import Mapping
from pathlib import Path

from builder.flags.condition import FlagCondition
from builder.flags.library import read_conditions
from builder.flags.triggers.base import Binding, fits
from builder.rubric.library import Instrument
from builder.rubric.load import load_record
from builder.rubric.schema import Rubric

#: Conditions that look at no field of a rubric: filing, papers, self-scores, registers, other
#: flags, results, catalogues and texts.
WITHOUT_FIELDS = {
    *("RF-03", "RF-04", "RF-21", "RF-22", "RF-23", "RF-24", "RF-25", "RF-26", "RF-49", "RF-50"),
    *("RF-09", "RF-10", "RF-11", "RF-13", "RF-18", "RF-39", "RF-40", "RF-41", "RF-42", "RF-43"),
    "RF-47",
}


def bindings(conditions: tuple[FlagCondition, ...]) -> list[tuple[str, Binding]]:
    return [
        (condition.code, binding)
        for condition in conditions
        for trigger in condition.triggers
        for binding in trigger.bindings_of
    ]


def test_every_condition_is_bound_to_an_instrument_or_looks_at_no_field(
    conditions: tuple[FlagCondition, ...],
) -> None:
    bound = {code for code, _ in bindings(conditions)}
    every = {condition.code for condition in conditions}

    assert every - bound <= WITHOUT_FIELDS


def test_every_binding_is_to_a_rubric_of_ours(
    conditions: tuple[FlagCondition, ...], library: Mapping[str, Instrument]
) -> None:
    """Rows and fields are checked on loading; a rubric that is missing is only passed over."""
    known = [instrument.rubric for instrument in library.values()]
    named = [(code, one.instrument) for code, one in bindings(conditions)]
    named += [(one.code, un.instrument) for one in conditions for un in one.unbound]

    strange = [
        (code, id_)
        for code, id_ in named
        if not any(rubric.id == id_ or rubric.id.startswith(f"{id_}-") for rubric in known)
    ]

    assert strange == []


def test_every_instrument_is_looked_at_by_some_condition(
    conditions: tuple[FlagCondition, ...], library: Mapping[str, Instrument]
) -> None:
    unlooked = [
        id_
        for id_, instrument in library.items()
        if not any(binding.fits(instrument.rubric) for _, binding in bindings(conditions))
    ]

    assert unlooked == []


def test_each_profile_of_a_rubric_is_looked_at(
    conditions: tuple[FlagCondition, ...], library: Mapping[str, Instrument]
) -> None:
    area = next(binding for code, binding in bindings(conditions) if code == "RF-27")

    fitting = [id_ for id_, one in library.items() if area.fits(one.rubric)]

    assert fitting == ["township-eight-points-wenxian", "township-eight-points-luoshan"]


def test_no_flag_may_rest_on_a_private_field(tmp_path: Path) -> None:
    """RF-45 compares 已进驻 (items_in_hall) with all items, in row 1.1."""
    rubrics = Path(__file__).parents[2] / "rubrics"
    text = (rubrics / "taiqian-2018-departments.yml").read_text(encoding="utf-8")
    assert text.count("id: items_in_hall") == 1
    path = tmp_path / "taiqian-2018-departments.yml"
    private = text.replace("id: items_in_hall", "private: true, id: items_in_hall")
    path.write_text(private, encoding="utf-8")
    loaded, _ = load_record(path, Rubric, path.name)
    assert loaded is not None

    _, problems = read_conditions(rubrics / "flags", {loaded.record.id: loaded.record})

    told = {(one.kind.code, one.place.file.rpartition("/")[2]) for one in problems}
    assert ("R526", "RF-45.yml") in told


def test_every_document_that_makes_a_demand_is_of_a_rubric_of_ours(
    conditions: tuple[FlagCondition, ...], library: Mapping[str, Instrument]
) -> None:
    named = {own.instrument for condition in conditions for own in condition.clauses}

    strange = [
        name for name in named if not any(fits(name, one.rubric) for one in library.values())
    ]

    assert "zichuan-2022-townships" in named
    assert strange == []
