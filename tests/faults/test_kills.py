"""A run that is killed at any moment leaves a whole state, the old or the new; the next is right.

Sixty kills of a build and twenty of an export, spread over their real duration by a seed; half of
them hit the run alone, so that the site generator which it has started lives on for a while, and
half everything that it has started. Every fifth time the next run goes through to its end.
"""

import random
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.commands import Commands
from tests.faults.tiny_project import CAMPAIGN, make_project, rename, state_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

TITLES = ("示例区2022年第一季度评估", "示例区2022年第一季度评估（更正）")
SEED, EVERY = 4, 5


@pytest.fixture
def commands() -> Iterator[Commands]:
    program = Commands()
    yield program
    program.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


@pytest.mark.parametrize(
    ("command", "part", "kills"), [("build", "", 60), ("export", f"office/{CAMPAIGN}", 20)]
)
def test_a_killed_run_leaves_a_whole_state_and_the_next_is_right(
    project: Path, commands: Commands, command: str, part: str, kills: int
) -> None:
    chance = random.Random(SEED)  # noqa: S311 - moments, not secrets
    arguments = (command, "--root", str(project))
    whole, duration = [], 0.0
    # The third run is as warm as those that are killed.
    for title in (*TITLES, TITLES[0]):
        rename(project, title)
        started = time.monotonic()
        assert commands.run(*arguments) == 0
        duration = time.monotonic() - started
        whole.append(state_of(project / "output" / part))
    assert whole[0] != whole[1]
    assert whole[0] == whole[2]

    killed = 0
    for number in range(kills):
        rename(project, TITLES[number % 2])
        pid = commands.start(*arguments)
        time.sleep(chance.uniform(0, duration))
        killed += commands.kill(pid, all_=number % 4 < 2) == -signal.SIGKILL
        assert last_good(project, part) in whole, number
        if number % EVERY == EVERY - 1:
            assert commands.run(*arguments) == 0
            assert state_of(project / "output" / part) == whole[number % 2]
            assert hidden(project / "output" / part) == []

    assert killed >= kills * 0.6, "the runs end before they are killed"


def last_good(project: Path, part: str) -> dict[str, str]:
    """What stands in the output, or under the name that the next run gives back to it."""
    folder = project / "output" / part
    old = folder.with_name(f".{folder.name}-old")
    return state_of(folder if folder.exists() else old)


def hidden(folder: Path) -> list[str]:
    """What runs that died have left beside *folder*."""
    left = (f".{folder.name}-new", f".{folder.name}-old")
    return [path.name for path in folder.parent.iterdir() if path.name.startswith(left)]
