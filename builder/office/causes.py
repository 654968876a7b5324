"""Problems put together by what caused them, so that one remedy is read once."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.model.problems import Problem, ProblemKind, Severity


@dataclass(frozen=True, slots=True)
class Cause:
    """All problems of one kind, in reading order; never empty."""

    kind: ProblemKind
    problems: tuple[Problem, ...]

    @property
    def files(self) -> int:
        """In how many files it was found."""
        return len({problem.place.file for problem in self.problems})

    @property
    def units(self) -> int:
        """In the returns of how many units it was found, as far as that is known."""
        return len({problem.unit for problem in self.problems if problem.unit})

    @property
    def remedy(self) -> str | None:
        """What to do, where it is the same for all of them; None where it differs."""
        first, *others = {problem.remedy for problem in self.problems}
        return None if others else first


def group_by_cause(problems: Iterable[Problem]) -> tuple[Cause, ...]:
    """*problems* by kind: the gravest kinds first, of these the most frequent."""
    groups: dict[ProblemKind, list[Problem]] = {}
    for problem in sorted(problems, key=lambda item: item.order):
        groups.setdefault(problem.kind, []).append(problem)
    gravity = list(Severity)
    ranked = sorted(
        groups.items(),
        key=lambda item: (gravity.index(item[0].severity), -len(item[1]), item[0].code),
    )
    return tuple(Cause(kind, tuple(found)) for kind, found in ranked)
