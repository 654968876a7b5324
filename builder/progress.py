"""Progress on the screen: a line a step with its time, and a number where files are counted."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.text import Text

#: What a terminal obeys, and what turns the direction of the words after it.
_ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def screen_words(text: str) -> str:
    """*text* as `screen_text`, with everything that it gives away covered: titles, names of files.

    Not for addresses of this machine.
    """
    # A build starts the site generator first, while the gate loads.
    from builder.disclosure.gate import masked  # noqa: PLC0415

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
        done, last = 0, ""

        def advance(name: str, files: int = 1) -> None:
            nonlocal done, last
            done, last = done + files, name

        with self.follow(title, lambda: done, lambda: last):
            yield advance

    @contextmanager
    def follow(
        self, title: str, done: Callable[[], int], last: Callable[[], str] = str
    ) -> Iterator[None]:
        """A step that goes through files elsewhere: so many are *done*, and this is the *last*."""
        started = time.monotonic()
        with self._console.status(_Words(lambda: f"{title}：{done()}个文件……{last()}")):
            yield
        self._tell(f"{title}：{done()}个文件", started)

    def _tell(self, title: str, started: float) -> None:
        seconds = time.monotonic() - started
        self._console.print(
            screen_words(f"✔ {title}（{seconds:.1f}秒）"), highlight=False, markup=False
        )


class _Words:
    """Words that may be others whenever they are looked at."""

    def __init__(self, words: Callable[[], str]) -> None:
        self._words = words

    def __rich__(self) -> Text:
        """In one line, however long they are."""
        return Text(screen_words(self._words()), no_wrap=True, overflow="ellipsis")
