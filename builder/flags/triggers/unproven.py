"""Trigger kind 「缺佐证」: a row is claimed, and none of the papers that it asks for is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from builder.flags.context import BoundRow, FlagContext, distinct, places_of
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.answers import Answer, AnswerState, Origin
from builder.model.flags import FlagSeverity
from builder.model.numbers import ZERO
from builder.model.returns import UnitReturns
from builder.rubric.fields import Field, FieldType
from builder.rubric.schema import Indicator

_PROOFS = frozenset({FieldType.ATTACHMENT, FieldType.URL, FieldType.DOCUMENT})


class UnprovenTrigger(BaseTrigger):
    """缺佐证：单位自评得分或填“是”的指标，要求的附件、网址、文件全部空着的列入。

    只看细则写明佐证材料、或记分要用到佐证的指标，和单位自己填报的项；填了其中任何一项的不列入，看不懂的、填不适用的、
    沿用上期的不算空着。
    """

    kind: Literal["unproven"]
    severity: FlagSeverity

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a row of a unit."""
        own = {(one.instrument, one.unit.id): one for one in context.returns.returns}
        for rubric in context.rubrics:
            for row in rubric.indicators:
                for bound in context.rows(rubric, row.id):
                    returns = own.get((rubric.id, bound.evidence.unit.id))
                    if returns is not None and returns.filing is not None:
                        yield from self._look(bound, row, returns)

    def _look(self, bound: BoundRow, row: Indicator, returns: UnitReturns) -> Iterator[Sighting]:
        proofs = _required(row)
        said = {a.field: a for a in returns.answers if a.origin is Origin.UNIT}
        claims = [*_affirmed(row, said), *_scored(row, returns)]
        blank = all(_is_blank(bound.evidence.answer(proof.id)) for proof in proofs)
        if not proofs or not claims or not blank:
            return
        titles = "、".join(proof.title for proof in proofs)
        value, limit = f"没有填{titles}", "附佐证材料"
        reason = f"{claims[0].title}填报{claims[0].shown}，{titles}都没有填"
        found = bound.sighting(self.severity, value, limit, reason)
        empty = [bound.evidence.answer(proof.id) for proof in proofs]
        used = [*claims, *empty]
        yield replace(found, places=places_of(used), answers=distinct(used))


def _affirmed(row: Indicator, said: Mapping[str, Answer]) -> list[Answer]:
    yes_no = [field.id for field in row.fields if field.type is FieldType.YES_NO]
    return [said[id_] for id_ in yes_no if id_ in said and said[id_].value is True]


def _scored(row: Indicator, returns: UnitReturns) -> list[Answer]:
    own = (returns.self_scores or {}).get(row.id)
    return [own] if own is not None and own.given and own.number > ZERO else []


def _required(row: Indicator) -> list[Field]:
    """The papers that units supply, if the row asks for proof or its rule looks at them."""
    wanted = row.rule.names()
    return [
        field
        for field in row.fields
        if field.type in _PROOFS
        and Origin.UNIT in field.origin
        and (row.evidence or field.id in wanted)
    ]


def _is_blank(answer: Answer) -> bool:
    return answer.state is AnswerState.BLANK
