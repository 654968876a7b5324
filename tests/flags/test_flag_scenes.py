"""Every condition against scenes worked out by hand: what it raises, and what it must not.

The scenes are the worked example of each condition, and `tests/cases/flags/<code>.yml`. Flags are
compared by severity, value and limit; by unit, row, subject and publicity where a scene says so.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pydantic import Field as Key

from builder.flags.condition import FlagCondition
from builder.flags.scenes import Scene
from builder.flags.staging import expected, play
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.library import Instrument
from builder.rubric.load import load_record
from builder.rubric.record import Record

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "flags"
CONDITIONS = ROOT / "rubrics" / "flags"
ALL_CODES = {f"RF-{number:02}" for number in range(1, 51)}

#: Codes whose limit is a number, so that a scene has to stand on either side of it.
NUMERIC = {"RF-03", "RF-05", "RF-15", "RF-16", "RF-27", "RF-33", "RF-35", "RF-36", "RF-37", "RF-38"}


class Cases(Record):
    """One file of scenes."""

    scenes: tuple[Scene, ...] = Key(min_length=1)


def read_cases(path: Path) -> tuple[Scene, ...]:
    loaded, problems = load_record(path, Cases, path.name)
    assert problems == ()
    assert loaded is not None
    return loaded.record.scenes


def scenes() -> Iterator[tuple[str, Scene]]:
    for path in sorted(CASES.glob("RF-*.yml")):
        yield from ((path.stem, scene) for scene in read_cases(path))


SCENES = list(scenes())


@pytest.mark.parametrize(("code", "scene"), SCENES, ids=[f"{c} {s.title}" for c, s in SCENES])
def test_a_scene_gives_the_flags_that_it_says(
    code: str,
    scene: Scene,
    conditions: tuple[FlagCondition, ...],
    library: Mapping[str, Instrument],
    schemas: Mapping[str, CatalogueSchema],
) -> None:
    flags = play(scene, code, conditions, library, schemas)

    assert expected(flags, scene.gives) == scene.gives


@pytest.mark.parametrize("path", sorted(CONDITIONS.glob("*.yml")), ids=lambda path: path.stem)
def test_the_worked_example_of_a_condition_holds(
    path: Path,
    conditions: tuple[FlagCondition, ...],
    library: Mapping[str, Instrument],
    schemas: Mapping[str, CatalogueSchema],
) -> None:
    condition = next(one for one in conditions if one.code == path.stem)
    raised, innocent = condition.example.raised, condition.example.innocent

    flags = play(raised, condition.code, conditions, library, schemas)

    assert expected(flags, raised.gives) == raised.gives
    assert play(innocent, condition.code, conditions, library, schemas) == ()


def test_there_is_a_condition_with_both_scenes_for_each_of_the_fifty() -> None:
    """The schema refuses an example without a raised and an innocent scene."""
    stems = {path.stem for path in CONDITIONS.glob("*.yml")}

    assert stems == ALL_CODES


def test_every_condition_has_scenes_beside_its_example() -> None:
    assert {code for code, _ in SCENES} == ALL_CODES


@pytest.mark.parametrize("code", sorted(NUMERIC))
def test_a_limit_that_is_a_number_is_met_from_both_sides(code: str) -> None:
    own = [scene for owner, scene in SCENES if owner == code]

    assert any(scene.gives for scene in own)
    assert any(not scene.gives for scene in own)
