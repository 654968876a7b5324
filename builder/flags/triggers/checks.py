"""Trigger kind 「材料核对」: what the checks of dossiers found, by their problem codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field as Key

from builder.flags.context import FlagContext
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.flags import FlagSeverity
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.model.units import Unit


class ChecksTrigger(BaseTrigger):
    """材料核对：佐证材料汇编的核对发现所列问题的列入，同一单位同一种问题合为一条。"""

    kind: Literal["checks"]
    severity: FlagSeverity
    codes: tuple[str, ...] = Key(min_length=1)
    """Codes of the problems, such as E506."""
    limit: str

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a unit and kind of problem."""
        for unit in context.returns.units:
            for code in self.codes:
                own = [
                    problem
                    for problem in context.returns.problems
                    if (problem.unit, problem.kind.code) == (unit.id, code)
                ]
                if own:
                    yield self._sighting(unit, own)

    def _sighting(self, unit: Unit, problems: Sequence[Problem]) -> Sighting:
        title = problems[0].kind.title
        places = (one.place for one in problems if isinstance(one.place, CellPlace))
        return Sighting(
            *(self.severity, f"{title}{len(problems)}处", self.limit),
            "；".join(dict.fromkeys(problem.wrong for problem in problems)),
            unit,
            subject=title,
            places=tuple(dict.fromkeys(places)),
        )
