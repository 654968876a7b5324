"""A program that has loaded all commands and runs each line of its input as one, in a process.

The site generator is loaded too, and copied where a command starts it. A line holds the arguments
as JSON. It answers with the number of the process, which leads a group of its own, and when that
has ended, with its exit status (negative: the signal that ended it).
"""

import json
import os
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from tests.command_app import app
from tests.copied_generator import load, use_copies


def run(arguments: list[str]) -> NoReturn:
    """Runs the command in silence and ends the process."""
    os.setsid()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    status = 0
    try:
        app(arguments, prog_name="gongshi")
    except SystemExit as ended:
        status = int(ended.code or 0)
    os._exit(status)


def main() -> None:
    """Answers until the input ends."""
    load()
    use_copies(pytest.MonkeyPatch())
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            run(json.loads(line))
        answer(pid)
        answer(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def answer(number: int) -> None:
    """Writes a line."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
