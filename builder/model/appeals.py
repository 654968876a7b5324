"""Appeals (申诉与复核): what a unit says of its marks before they are final, and the decision."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.model.answers import Answer
from builder.model.places import CellPlace

AGREE, OBJECT = "同意", "有异议"
UPHELD, PARTLY, REJECTED = "采纳", "部分采纳", "不采纳"
#: What is said of an objection that waits for its decision.
OPEN = "待复核"


@dataclass(frozen=True, slots=True)
class Appeal:
    """One unit's word on one row: 同意 or 有异议, why, and what was decided; every value a cell."""

    #: Unit id.
    unit: str
    #: Id of the row, as written.
    indicator: Answer
    #: 意见: 同意 or 有异议.
    opinion: Answer
    #: 异议理由.
    grounds: Answer
    #: 证据.
    evidence: Answer
    #: 复核结论: 采纳, 部分采纳 or 不采纳; blank while undecided.
    decision: Answer
    #: 复核理由.
    reason: Answer
    decided: Answer
    place: CellPlace
    #: 得分 as the pack printed it, which the unit agreed or objected to; None in a register.
    shown: Answer | None = None

    @property
    def objects(self) -> bool:
        """Whether the unit objects."""
        return self.opinion.value == OBJECT

    @property
    def undecided(self) -> bool:
        """Whether an objection still waits for its decision."""
        return self.objects and not self.decision.given

    @property
    def outcome(self) -> str:
        """采纳, 部分采纳, 不采纳 or, of an objection without a decision, 待复核."""
        return self.decision.shown if self.decision.given else OPEN


@dataclass(frozen=True, slots=True)
class AppealTally:
    """How many objections there are, and what became of them."""

    objections: int
    upheld: int
    partly: int
    rejected: int
    open: int


def objections_in(appeals: Iterable[Appeal]) -> tuple[Appeal, ...]:
    """Those of *appeals* that object."""
    return tuple(appeal for appeal in appeals if appeal.objects)


def tally_appeals(appeals: Iterable[Appeal]) -> AppealTally:
    """What became of the objections among *appeals*."""
    outcomes = [appeal.outcome for appeal in objections_in(appeals)]
    counts = (outcomes.count(word) for word in (UPHELD, PARTLY, REJECTED, OPEN))
    return AppealTally(len(outcomes), *counts)
