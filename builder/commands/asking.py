"""Questions on the screen, each with a default, and a reason where an answer won't do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import typer
from rich.console import Console

from builder.commands.saying import say, stop

T = TypeVar("T")

#: The line that ends a list.
_END = "完"


class AnswerError(ValueError):
    """An answer that can't be taken, with the reason in words."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: its words, an example, and what an empty answer means."""

    words: str
    default: str
    example: str = ""

    @property
    def prompt(self) -> str:
        """The words with the example."""
        return f"{self.words}（例如 {self.example}）" if self.example else self.words


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks on the *console*, or takes every default where nobody wants to be asked."""

    console: Console
    unasked: bool = False

    def ask(self, question: Question, read: Callable[[str], T], given: str | None = None) -> T:
        """What *read* makes of the answer; asks again while it raises AnswerError.

        What was *given* as an option isn't asked; where it won't do, the run ends with status 3.
        """
        if given is not None or self.unasked:
            return self._take(question, read, question.default if given is None else given)
        while True:
            answer = typer.prompt(question.prompt, default=question.default, prompt_suffix="：")
            try:
                return read(str(answer).strip())
            except AnswerError as error:
                say(self.console, [f"  ✘ {error}。"])

    def confirm(self, words: str) -> bool:
        """Whether the answer is yes, which is the default."""
        return self.unasked or self.ask(Question(f"{words}（是/否）", "是"), read_yes_or_no)

    def lines(self, words: str) -> tuple[str, ...]:
        """The lines that are typed or pasted until 完.

        An empty one doesn't end them: lists that are copied out of Word have some inside.
        """
        say(self.console, [words])
        found: list[str] = []
        while (line := self._line()) != _END:
            if line:
                found.append(line)
            else:
                say(self.console, [f"  贴完了就写“{_END}”，按回车。"])
        return tuple(found)

    def tell(self, lines: Sequence[str]) -> None:
        """Says *lines*."""
        say(self.console, lines)

    def _line(self) -> str:
        """The next line as it is typed; empty for one without words."""
        prompted = typer.prompt("", default="", show_default=False, prompt_suffix="")
        return str(prompted).strip()

    def _take(self, question: Question, read: Callable[[str], T], answer: str) -> T:
        try:
            return read(answer.strip())
        except AnswerError as error:
            stop(self.console, f"✘ {question.words}：{error}。")


def read_yes_or_no(answer: str) -> bool:
    """是 or 否, as people type it. Raises AnswerError for others."""
    words = {"是": True, "y": True, "yes": True, "1": True}
    words |= {"否": False, "n": False, "no": False, "0": False}
    if answer.lower() not in words:
        message = "请写“是”或“否”"
        raise AnswerError(message)
    return words[answer.lower()]
