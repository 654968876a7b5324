"""Trigger kind 「缺项」: one of the things that a row asks for isn't there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.flags.context import BoundRow, FlagContext
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger, Binding
from builder.model.answers import Answer, AnswerState
from builder.model.evidence import Evidence
from builder.model.flags import FlagSeverity
from builder.rubric.record import Record
from builder.rubric.terms import Condition


class Element(Record):
    """One thing asked for, and how its lack is told: `when` holds, `blank` is empty, or both."""

    title: str
    """What is said of it where it lacks: 没有等候区; {shown} stands for what was answered."""
    when: Condition | None = None
    """It lacks where this holds."""
    blank: str | None = None
    """It lacks where this field is empty (not where it is unreadable or not applicable)."""

    @model_validator(mode="after")
    def _is_told(self) -> Self:
        if self.when is None and self.blank is None:
            message = "须写 when、blank 中的至少一个"
            raise ValueError(message)
        return self

    def lacks(self, evidence: Evidence) -> tuple[str, tuple[Answer, ...]]:
        """How its lack is told, empty where it doesn't lack; and the answers that tell."""
        verdict = self.when.test(evidence) if self.when is not None else None
        empty = evidence.answer(self.blank) if self.blank is not None else None
        lacks = (verdict is None or verdict.holds) and (
            empty is None or empty.state is AnswerState.BLANK
        )
        told = verdict.answers if verdict is not None else ()
        words = self.title.replace("{shown}", told[0].shown if told else "") if lacks else ""
        return words, (*told, empty) if empty is not None else told

    def names(self) -> Iterator[str]:
        """The fields that tell."""
        if self.when is not None:
            yield from self.when.names()
        if self.blank is not None:
            yield self.blank


class LackingBinding(Binding):
    """The things that one instrument asks for."""

    of: tuple[Element, ...] = Key(min_length=1)
    """The things, in the source's order."""
    when: Condition | None = None
    """When they are asked for; always, where it is left out."""
    limit: str = ""
    """What there should be, where it differs from the trigger's."""

    def names(self) -> Iterator[str]:
        """The fields of all things."""
        if self.when is not None:
            yield from self.when.names()
        for element in self.of:
            yield from element.names()


class LackingTrigger(BaseTrigger):
    """缺项：应有的几样中，有一样没有即列入，并逐样列出。

    用 when 判断的，没有填的不算没有；用 blank 判断的，只看是否空着。
    """

    kind: Literal["lacking"]
    severity: FlagSeverity
    limit: str
    """What there should be, in words."""
    ending: str = ""
    """What is said after the list: 没有办件."""
    bindings: tuple[LackingBinding, ...] = Key(min_length=1)

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    @property
    def bindings_of(self) -> Sequence[Binding]:
        """One a list of things."""
        return self.bindings

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a unit that lacks anything."""
        for binding in self.bindings:
            for rubric in filter(binding.fits, context.rubrics):
                for bound in context.rows(rubric, binding.indicator):
                    yield from self._look(bound, binding)

    def _look(self, bound: BoundRow, binding: LackingBinding) -> Iterator[Sighting]:
        evidence = bound.evidence
        if binding.when is not None and not binding.when.test(evidence).holds:
            return
        lacking = [
            (words, used) for words, used in (one.lacks(evidence) for one in binding.of) if words
        ]
        if not lacking:
            return
        value = "、".join(words for words, _ in lacking) + self.ending
        limit = binding.limit or self.limit
        found = bound.sighting(
            self.severity, value, limit, f"{bound.row.title}：{value}，要求{limit}"
        )
        yield binding.place(found, [answer for _, used in lacking for answer in used])
