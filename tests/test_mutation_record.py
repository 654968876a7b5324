"""The mutation score in docs/mutation.md is high enough, and every survivor is named."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def mutation() -> ModuleType:
    """`tools/mutation.py` as a module."""
    spec = importlib.util.spec_from_file_location("mutation", ROOT / "tools" / "mutation.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def summary(record: str) -> list[str]:
    match = re.search(
        r"^Mutants: (\d+), killed (\d+), survived (\d+): .* (\w+)$", record, re.MULTILINE
    )
    assert match is not None
    return list(match.groups())


def test_enough_mutants_are_killed_and_every_survivor_is_named(mutation: ModuleType) -> None:
    record = mutation.RECORD.read_text("utf-8")
    total, killed, survived, _ = summary(record)

    named = re.findall(r"`[a-z_]+\.[a-z_]+ [\w.]+ \d+`", record)
    assert int(killed) + int(survived) == int(total)
    assert 100 * int(killed) >= mutation.LEAST * int(total)
    assert len(named) == len(set(named)) == int(survived)


def test_the_record_is_of_the_sources_as_they_are(mutation: ModuleType) -> None:
    """If this fails, run `python tools/mutation.py`, which takes its time, or say what it left."""
    *_, sources = summary(mutation.RECORD.read_text("utf-8"))

    assert sources == mutation.fingerprint()


def test_mutants_are_named_by_module_function_and_number(mutation: ModuleType) -> None:
    name = "builder.rubric.rules.bands.xǁBandsǁ_points__mutmut_4"

    assert mutation.readable(name) == "rules.bands Bands._points 4"
    assert mutation.readable("builder.scoring.years.x__mean__mutmut_12") == "scoring.years _mean 12"
    with pytest.raises(ValueError, match=r"^bands$"):
        mutation.readable("bands")


def test_a_summary_counts_what_survived(mutation: ModuleType) -> None:
    """97 of 100."""
    assert mutation.summarise(100, 3).startswith("Mutants: 100, killed 97, survived 3: 97.0 %. ")
