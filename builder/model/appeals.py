"""Appeals (申诉与复核): what a unit says of its marks before they are final, and the decision."""

from dataclasses import dataclass

from builder.model.answers import Answer
from builder.model.places import CellPlace

AGREE, OBJECT = "同意", "有异议"
UPHELD, PARTLY, REJECTED = "采纳", "部分采纳", "不采纳"


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

    @property
    def objects(self) -> bool:
        """Whether the unit objects."""
        return self.opinion.value == OBJECT

    @property
    def undecided(self) -> bool:
        """Whether an objection still waits for its decision."""
        return self.objects and not self.decision.given
