"""`tools/audit.py` says what was looked up, and never that all is well where nothing was."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

Verdict = Callable[[list[dict[str, object]]], tuple[list[str], int]]


@pytest.fixture
def verdict() -> Verdict:
    found: Verdict = runpy.run_path(str(Path(__file__).parents[1] / "tools" / "audit.py"))[
        "verdict"
    ]
    return found


def test_nothing_looked_up_is_said_and_no_failure(verdict: Verdict) -> None:
    lines, status = verdict([{"name": "jinja2", "skip_reason": "not found"}])

    assert "NOTHING was checked" in lines[0]
    assert (verdict([])[1], status) == (0, 0)


def test_a_known_fault_fails_and_is_named(verdict: Verdict) -> None:
    sound: dict[str, object] = {"name": "rich", "version": "1", "vulns": []}
    bad: dict[str, object] = {"name": "jinja2", "version": "2", "vulns": [{"id": "PYSEC-0"}]}

    assert verdict([sound, bad]) == (
        ["audit: 2 of 2 parts looked up, 1 with known faults", "  jinja2 2: PYSEC-0"],
        1,
    )
    assert verdict([sound])[1] == 0
