"""Trigger kind 「告知承诺未标注」: the list of commitments has it, the guide doesn't say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from builder.flags.context import FlagContext
from builder.flags.guides import Entry, entries, guides, materials, names_in, plain_name
from builder.flags.sighting import Sighting
from builder.flags.triggers.base import BaseTrigger
from builder.model.flags import FlagSeverity
from builder.model.places import CellPlace
from builder.rubric.catalogue_columns import Role


class CatalogueCommitmentTrigger(BaseTrigger):
    """告知承诺未标注：承诺清单写明某事项的某证明可以承诺，该事项指南的这份材料没有标注的列入。

    指南没有要这份材料的，没有可标注的，不列入；材料名称不计空格、标点、括号内的话和“复印件”。
    """

    kind: Literal["catalogue_commitment"]
    severity: FlagSeverity
    limit: str
    list: str
    """Id of the schema of the list of commitments."""
    marks: tuple[str, ...]
    """What 必要性 says of a material that may be promised: 容缺, 可承诺."""

    @property
    def severities(self) -> tuple[FlagSeverity, ...]:
        """Its only one."""
        return (self.severity,)

    def find(self, context: FlagContext) -> Iterator[Sighting]:
        """One sighting a guide whose proofs may be promised and aren't marked."""
        promised = self._promised(context)
        for entry in guides(context):
            unmarked = list(self._unmarked(entry, promised.get(plain_name(entry.item.name), ())))
            if unmarked:
                shown = "、".join(dict.fromkeys(proof for proof, _ in unmarked))
                reason = f"的材料没有标注：告知承诺清单写明“{shown}”可以承诺"
                places = tuple(place for _, place in unmarked)
                yield entry.sighting(self.severity, shown, self.limit, reason, places)

    def _promised(self, context: FlagContext) -> Mapping[str, Sequence[str]]:
        """Business item, to be compared by → the names of the proofs that may be promised."""
        found: dict[str, list[str]] = {}
        for entry in entries(context):
            column = entry.schema.with_role(Role.BUSINESS_ITEM_REFERENCE)
            if entry.schema.id == self.list and column is not None:
                for name in entry.item.words(column.id):
                    found.setdefault(plain_name(name), []).append(entry.item.name)
        return found

    def _unmarked(
        self, entry: Entry, proofs: Sequence[str]
    ) -> Iterator[tuple[str, CellPlace | None]]:
        """The *proofs* that the guide demands without a mark, with their cells."""
        for name, necessity, place in materials(entry):
            own = next((proof for proof in proofs if plain_name(proof) in names_in(name)), None)
            if own is not None and necessity not in self.marks:
                yield own, place
