"""A run that is killed at any moment leaves a whole state, the old or the new; the next is right.

Sixty kills of a build and twenty of an export, spread over their real duration by a seed; half of
them hit the run alone, so that the site generator which it has started lives on for a while, and
half everything that it has started. Every fifth time the next run goes through to its end.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.tiny_project import CAMPAIGN, ROOT, make_project, rename, state_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

TITLES = ("示例区2022年第一季度评估", "示例区2022年第一季度评估（更正）")
SEED, EVERY = 4, 5


class Commands:
    """The commands, loaded once."""

    def __init__(self) -> None:
        command = [sys.executable, str(Path(__file__).with_name("command_server.py"))]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def start(self, *arguments: str) -> int:
        """Starts a command; the number of its process."""
        assert self._program.stdin is not None
        self._program.stdin.write(json.dumps(arguments) + "\n")
        self._program.stdin.flush()
        return self._answer()

    def wait(self) -> int:
        """The status with which the command that was started ends."""
        return self._answer()

    def close(self) -> None:
        """Ends the program."""
        self._program.communicate()

    def _answer(self) -> int:
        assert self._program.stdout is not None
        return int(self._program.stdout.readline())


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
        commands.start(*arguments)
        assert commands.wait() == 0
        duration = time.monotonic() - started
        whole.append(state_of(project / "output" / part))
    assert whole[0] != whole[1]
    assert whole[0] == whole[2]

    killed = 0
    for number in range(kills):
        rename(project, TITLES[number % 2])
        pid = commands.start(*arguments)
        time.sleep(chance.uniform(0, duration))
        with suppress(ProcessLookupError):  # It may have ended by now.
            (os.killpg if number % 4 < 2 else os.kill)(pid, signal.SIGKILL)
        killed += commands.wait() == -signal.SIGKILL
        assert last_good(project, part) in whole, number
        if number % EVERY == EVERY - 1:
            commands.start(*arguments)
            assert commands.wait() == 0
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
