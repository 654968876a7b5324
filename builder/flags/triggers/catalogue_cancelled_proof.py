"""Trigger kind 「索要已取消证明」: a material of a guide that the list of proofs has cancelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from builder.flags.context import FlagContext
from builder.flags.guides import Entry, entries, guides, materials, names_in, plain_name
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.catalogues import split_words
from builder.model.flags import FlagSeverity
from builder.rubric.catalogue_columns import Role

_CANCELLED = "取消"


class CatalogueCancelledProofTrigger(BaseTrigger):
    """索要已取消证明：指南的材料名称与取消清单中的证明相同（或互为别称）的列入，一份指南一条。

    比对时不计空格、标点、括号内的话和“原件”“复印件”；生效日晚于评估任务最后一天的还不算取消。
    """

    kind: Literal["catalogue_cancelled_proof"]
    severity: FlagSeverity
    limit: str
    same: tuple[tuple[str, ...], ...] = ()
    """Names of one proof: [无犯罪记录证明, 无违法犯罪记录证明]."""

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a guide that asks for cancelled proofs."""
        cancelled = self._cancelled(context)
        for entry in guides(context):
            found = [
                (name, cancelled[known], place)
                for name, _, place in materials(entry)
                if (known := next((one for one in names_in(name) if one in cancelled), None))
            ]
            if found:
                shown = "、".join(dict.fromkeys(name for name, _, _ in found))
                reason = "；".join(
                    f"要求提供“{name}”，取消清单第{proof.item.id}号“{proof.item.name}”已经取消"
                    for name, proof, _ in found
                )
                places = tuple(place for _, _, place in found)
                yield entry.sighting(self.severity, shown, self.limit, reason, places)

    def _cancelled(self, context: FlagContext) -> Mapping[str, Entry]:
        """Every name of every cancelled proof, to be compared by → the proof."""
        found: dict[str, Entry] = {}
        for entry in entries(context):
            if entry.text(Role.PROOF_STATE) == _CANCELLED and not _later(entry, context):
                for name in self._names(entry):
                    found.setdefault(name, entry)
        return found

    def _names(self, entry: Entry) -> Iterator[str]:
        own = [entry.item.name, *split_words(entry.text(Role.ALIASES))]
        compared = {plain_name(name) for name in own}
        yield from sorted(compared)
        for group in self.same:
            if compared & {plain_name(name) for name in group}:
                yield from (plain_name(name) for name in group)


def _later(entry: Entry, context: FlagContext) -> bool:
    """Whether it is cancelled only after the campaign's last day."""
    answer = entry.answer(Role.VALID_FROM)
    since = answer.value if answer else None
    return isinstance(since, date) and since > context.campaign.last_day
