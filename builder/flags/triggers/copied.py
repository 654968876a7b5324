"""Trigger kind 「照抄上期」: nearly all figures are those of the campaign before."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import Field as Key

from builder.flags.context import FlagContext, distinct, places_of
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.answers import Answer
from builder.model.evidence import Evidence
from builder.model.flags import FlagSeverity
from builder.model.numbers import percent
from builder.rubric.schema import Rubric


class CopiedTrigger(BaseTrigger):
    """照抄上期：本期新填的数据中，与上一期完全相同的达到一定比例的列入。

    只比两期都填了、本期不是沿用上期的数；两期都是0的不算，数据太少的不比。
    """

    kind: Literal["copied"]
    severity: FlagSeverity
    share: Decimal = Key(gt=0, le=1)
    """Share of the figures that are the same, from which it is raised."""
    at_least: int = Key(ge=1)
    """The fewest figures that are compared at all."""

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a unit and instrument."""
        for rubric in context.rubrics:
            for evidence in context.counted(rubric):
                yield from self._look(evidence, rubric)

    def _look(self, evidence: Evidence, rubric: Rubric) -> Iterator[Sighting]:
        pairs = list(_figures(evidence))
        same = [now for now, before in pairs if now.value == before.value]
        if len(pairs) < self.at_least or len(same) < self.share * len(pairs):
            return
        share = Decimal(len(same)) / len(pairs)
        reason = f"与上一期都填了的{len(pairs)}项数据中，{len(same)}项完全相同"
        yield Sighting(
            *(self.severity, f"{percent(share)}相同", f"低于{percent(self.share)}", reason),
            evidence.unit,
            instrument=rubric.id,
            subject="照抄上期",
            places=places_of(same),
            answers=distinct(same),
        )


def _figures(evidence: Evidence) -> Iterator[tuple[Answer, Answer]]:
    """Every figure that was stated anew, with that of the campaign before."""
    before = evidence.before
    if before is None or before.excluded is not None:
        return
    for id_, now in evidence.answers.items():
        then = before.answers.get(id_)
        if then is None or now.carried_from or not now.given:
            continue
        numbers = isinstance(now.value, Decimal) and isinstance(then.value, Decimal)
        if numbers and (now.value or then.value):
            yield now, then
