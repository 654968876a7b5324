"""What is said on the screen, and the exit statuses that go with it."""

from collections.abc import Iterable
from typing import NoReturn

import typer
from rich.console import Console

from builder.progress import screen_text

EXIT_PROBLEMS = 1
EXIT_BLOCKED = 2
EXIT_SETTINGS = 3


def say(console: Console, lines: Iterable[str]) -> None:
    """Prints *lines* as they are, but for orders to the terminal."""
    for line in lines:
        console.print(screen_text(line), highlight=False, markup=False)


def stop(console: Console, message: str) -> NoReturn:
    """Prints *message* and ends the run with status 3."""
    say(console, [message])
    raise typer.Exit(EXIT_SETTINGS)
