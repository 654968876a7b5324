"""Progress on the screen: a line a step with its time, and a bar where things are counted."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import MofNCompleteColumn, SpinnerColumn, TextColumn
from rich.progress import Progress as Bars
from rich.text import Text

from builder.disclosure.gate import masked

#: What a terminal obeys, and what turns the direction of the words after it.
_ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def screen_words(text: str) -> str:
    """*text* as `screen_text`, with everything that it gives away covered: titles, names of files.

    Not for addresses of this machine.
    """
    return screen_text(masked(text))


def screen_text(text: str) -> str:
    """*text* as it may be printed on a screen: a file's name can hold orders to the terminal."""
    return _ORDERS.sub("", text)


class Advance(Protocol):
    """Tells that one more file, or several, are done."""

    def __call__(self, name: str, files: int = 1, /) -> None:
        """*name* is that of the file, or of what the *files* are together."""
        ...


class Progress:
    """Tells *console* what is going on; a step that is done leaves one line."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """A step of unknown length."""
        started = time.monotonic()
        with self._console.status(Text(screen_words(f"{title}……"))):
            yield
        self._tell(title, started)

    @contextmanager
    def count(self, title: str) -> Iterator[Advance]:
        """A step that goes through files; call what it gives with each file's name.

        Or with what several are together, and how many.
        """
        started, done = time.monotonic(), 0
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            MofNCompleteColumn(),
        )
        with Bars(
            *columns, console=self._console, transient=True, disable=not self._console.is_terminal
        ) as bars:
            task = bars.add_task(screen_words(title), total=None)

            def advance(name: str, files: int = 1) -> None:
                nonlocal done
                done += files
                bars.update(task, advance=files, description=screen_words(f"{title} {name}"))

            yield advance
        self._tell(f"{title}：{done}个文件", started)

    def _tell(self, title: str, started: float) -> None:
        seconds = time.monotonic() - started
        self._console.print(
            screen_words(f"✔ {title}（{seconds:.1f}秒）"), highlight=False, markup=False
        )
