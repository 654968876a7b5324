"""Work that need not be done again: what a pure function gave for the same arguments."""

from collections.abc import Callable
from typing import Protocol, TypeVar, TypeVarTuple, cast

Made = TypeVar("Made")
Arguments = TypeVarTuple("Arguments")


class Recall(Protocol):
    """How a step of the way is taken: always anew (`afresh`), or from a memory."""

    def __call__(
        self, key: str, make: Callable[[*Arguments], Made], *arguments: *Arguments
    ) -> Made:
        """What *make* gives for *arguments*; *key* tells its uses apart (a campaign, a page)."""
        ...


def afresh(key: str, make: Callable[[*Arguments], Made], *arguments: *Arguments) -> Made:  # noqa: ARG001 - nothing is kept
    """What *make* gives for *arguments*, without any memory."""
    return make(*arguments)


class Memory:
    """The last result of every use of a pure function; it is run again for other arguments only."""

    def __init__(self) -> None:
        self._last: dict[tuple[object, str], tuple[tuple[object, ...], object]] = {}

    def recall(self, key: str, make: Callable[[*Arguments], Made], *arguments: *Arguments) -> Made:
        """What *make* gives for *arguments*: the object of last time where they are equal."""
        known = self._last.get((make, key))
        if known is not None and known[0] == arguments:
            return cast("Made", known[1])
        made = make(*arguments)
        self._last[make, key] = (arguments, made)
        return made
