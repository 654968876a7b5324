"""Commands that are to be killed, each in a process of its own that need not load them first."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]


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

    def run(self, *arguments: str) -> int:
        """The status with which a command ends that nobody kills."""
        self.start(*arguments)
        return self.wait()

    def kill(self, pid: int, *, all_: bool) -> int:
        """Kills the command that was started, or *all_* that it has started; how it ended."""
        with suppress(ProcessLookupError):  # It may have ended by now.
            (os.killpg if all_ else os.kill)(pid, signal.SIGKILL)
        return self.wait()

    def close(self) -> None:
        """Ends the program."""
        self._program.communicate()

    def _answer(self) -> int:
        assert self._program.stdout is not None
        return int(self._program.stdout.readline())
