"""A process that does one piece of work beside this one."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, SpawnContext
from typing import Generic, TypeVar, TypeVarTuple

from builder.forks import FORKS

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")

_CONTEXT: ForkContext | SpawnContext = (
    multiprocessing.get_context("fork") if FORKS else multiprocessing.get_context("spawn")
)


class Helper(Generic[Result]):
    """Has *work* done on *arguments* by a process that ends with it."""

    def __init__(self, work: Callable[[*Arguments], Result], *arguments: *Arguments) -> None:
        self._answers, sender = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(
            target=_work, args=(self._answers, sender, work, arguments), daemon=True
        )
        self._process.start()
        sender.close()

    def result(self) -> Result:
        """What came of it. Raises whatever *work* raised, or EOFError where the process died."""
        with self._answers:
            result: Result | Exception = self._answers.recv()
        self._process.join()
        if isinstance(result, Exception):
            raise result
        return result


def _work(
    answers: Connection,
    sender: Connection,
    work: Callable[[*Arguments], object],
    arguments: tuple[*Arguments],
) -> None:
    answers.close()  # Nobody waits for ever to tell somebody who has died.
    try:
        result = work(*arguments)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - MkDocs and its plugins raise anything
        result = RuntimeError(f"{type(error).__name__}: {error}")
    sender.send(result)
