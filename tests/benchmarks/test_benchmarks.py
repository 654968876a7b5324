"""The benchmark makes what it says, keeps what it measured, and tells it."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.making import make_project, plan
from benchmarks.measuring import CommandFailedError, Measure, measure
from benchmarks.runs import Result, Runs, Settings
from benchmarks.table import describe

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("units", "counties"), [(60, 0), (601, 0), (2000, 0), (37, 2), (10_000, 0)]
)
def test_a_plan_has_as_many_units_as_asked_for(units: int, counties: int) -> None:
    plans = plan(units, counties)

    assert sum(one.departments + one.towns for one in plans) == units
    if counties:
        assert {one.county for one in plans} == set(range(counties))


def test_a_larger_project_has_more_counties_and_larger_ones() -> None:
    """Sixty units a county would make 34 counties of 2,000 units; their root is about 6."""
    assert {one.county for one in plan(60, 0)} == {0}
    assert {one.county for one in plan(2000, 0)} == set(range(6))


def test_a_project_is_the_same_each_time(tmp_path: Path) -> None:
    """Two campaigns of departments and towns; made in one process and in two."""
    for name, jobs in (("a", 1), ("b", 2)):
        make_project(tmp_path / name, 12, 1, jobs)

    first, second = (files_of(tmp_path / name / "input") for name in ("a", "b"))
    assert first == second
    assert sum(name.endswith("campaign.yml") for name in first) == len(plan(12, 1))


def test_a_project_can_be_checked(tmp_path: Path) -> None:
    """All returns are found: 12 units, 12 returns."""
    make_project(tmp_path, 12, 1, 1)

    command = [sys.executable, "-m", "builder.cli", "check", "--all", "--root", str(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")

    assert done.returncode in {0, 1}
    assert "未报" in done.stdout


def test_a_command_is_measured() -> None:
    one, said = measure([sys.executable, "-c", "print(sum(range(10 ** 6)))"], ROOT, 60)

    assert said.strip() == "499999500000"
    assert one.processor > 0
    assert one.seconds > 0


def test_a_command_that_fails_is_told() -> None:
    with pytest.raises(CommandFailedError, match="no such thing"):
        measure([sys.executable, "-c", "raise SystemExit('no such thing')"], ROOT, 60)


def test_the_returns_alone_are_read_and_timed(tmp_path: Path) -> None:
    runs = Runs(Settings(tmp_path, 1, 1, 600, frozenset({"reading"}), 1))

    runs.take(12)

    read = runs.results(12)["reading"]
    assert read.fault == ""
    assert list(read.steps) == ["读取填报表"]


def test_what_was_measured_is_kept_and_not_measured_again(tmp_path: Path) -> None:
    """The reader alone, twice; a second run of the program has nothing to do."""
    settings = Settings(tmp_path, 2, 1, 600, frozenset({"calamine"}), 1)
    Runs(settings).take(12)
    first = (tmp_path / "results.json").read_bytes()

    again = Runs(settings)
    again.take(12)

    assert len(again.results(12)["calamine"].runs) == 2
    assert (tmp_path / "results.json").read_bytes() == first


def test_no_measure_is_taken_when_the_time_is_over(tmp_path: Path) -> None:
    runs = Runs(Settings(tmp_path, 1, 1, -1, frozenset({"calamine"}), 1))

    runs.take(12)

    assert runs.results(12) == {}


def test_the_table_gives_medians_and_ratios() -> None:
    """Medians of 1, 2, 9 and of 4; half of it, and a fault that says its last line."""
    steps = {"读取填报表，核分": 1.0, "建站": 3.0}
    cold = Result([Measure(s, s, 10.0) for s in (1.0, 9.0, 2.0)], steps)
    reading = Result([Measure(2.0, 2.0, 1.0)], {"读取填报表": 1.0})
    plain = Result([Measure(4.0, 4.0, None)], pages=7, size=2_000_000)
    broken = Result(fault="Traceback\nRuntimeError: no")
    alone = Result([Measure(0.5, 0.5, 1.0)])

    text = describe(
        60,
        {"cold": cold, "reading": reading, "calamine": alone, "plain": plain, "zensical": broken},
    )

    assert "| `gongshi build`, from nothing" in text
    row = next(
        line for line in text.splitlines() if "from nothing`" in line or "from nothing " in line
    )
    assert [cell.strip() for cell in row.split("|")][2:4] == ["2.00", "2.00"]
    assert row.rstrip(" |").endswith("0.50")
    assert "Reading takes 2.0 × calamine alone." in text
    assert "25%" in text
    assert "RuntimeError: no" in text


def files_of(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
