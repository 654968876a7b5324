"""Trigger kind 「数据突变」: a figure that changed by a great part since the campaign before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from pydantic import Field as Key

from builder.flags.context import BoundRow, FlagContext
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger, Binding
from builder.model.answers import Answer
from builder.model.flags import FlagSeverity
from builder.model.numbers import ZERO, percent


class LeapBinding(Binding):
    """Figures of one row that hardly change from one campaign to the next."""

    fields: tuple[str, ...] = Key(min_length=1)

    def names(self) -> Iterator[str]:
        """The figures."""
        yield from self.fields


class LeapTrigger(BaseTrigger):
    """数据突变：所列数据比上一期增减达到一定比例的列入，每个指标一条。

    只比两期都填了、本期不是沿用上期的数；上一期太小的不比，因为小数目变动一两个比例就很大。
    """

    kind: Literal["leap"]
    severity: FlagSeverity
    share: Decimal = Key(gt=0)
    """Share of the figure before by which it changed, from which it is raised."""
    at_least: Decimal = Key(gt=0)
    """The smallest figure before that is compared with."""
    bindings: tuple[LeapBinding, ...] = Key(min_length=1)

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    @property
    def bindings_of(self) -> Sequence[Binding]:
        """One a row."""
        return self.bindings

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a unit and row."""
        for binding in self.bindings:
            for rubric in filter(binding.fits, context.rubrics):
                for bound in context.rows(rubric, binding.indicator):
                    yield from self._look(bound, binding)

    def _look(self, bound: BoundRow, binding: LeapBinding) -> Iterator[Sighting]:
        before = bound.evidence.before
        if before is None or before.excluded is not None:
            return
        told, cells = [], []
        for id_ in binding.fields:
            now, then = bound.evidence.answer(id_), before.answers.get(id_)
            change = self._change(now, then) if then is not None else None
            if then is not None and change is not None:
                sign = "增加" if change > ZERO else "减少"
                told.append(
                    f"{now.title}由{then.shown}变为{now.shown}，{sign}{percent(abs(change))}"
                )
                cells += [now, *([then] if then.hides else ())]
        if told:
            value, limit = "；".join(told), f"增减不到{percent(self.share)}"
            found = bound.sighting(self.severity, value, limit, f"{value}，请核对")
            yield binding.place(found, cells)

    def _change(self, now: Answer, then: Answer) -> Decimal | None:
        """The change as a share of the figure before, where it is great enough to be told."""
        if now.carried_from or not isinstance(now.value, Decimal):
            return None
        if not isinstance(then.value, Decimal) or then.value < self.at_least:
            return None
        change = (now.value - then.value) / then.value
        return change if abs(change) >= self.share else None
