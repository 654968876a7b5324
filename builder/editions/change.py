"""One difference between two results of a campaign, with everything that brought it about."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from builder.model.places import CellPlace


class Cause(StrEnum):
    """Why a mark or a line is another one; where several meet, all are named in this order.

    A mark follows from the answers of its unit, the keys of its row in the rubric and, under the
    rules `rank` and `normalised`, the policy `group_mean` and an exclusion, from the other units.
    Every one of these that changed is a cause; none is weighed against another.

    APPEAL: the new results hold a decision 采纳 or 部分采纳 on this row of this unit that the old
    ones don't. The change of findings that carries it out is told under it and isn't a cause of
    its own.
    LATE: the unit wasn't counted and now is, by a workbook that the old results hadn't; or a
    value of its own comes from a workbook that came in since, under another name or with a later
    time in the register of receipts.
    CORRECTION: a value that an assessor recorded changed, on either side of the change; or a
    row that waited for such a record no longer does, or the other way round.
    DATA: a value of the unit, a platform or a survey changed, the cause being none of the above.
    RULE: a key of the row that scoring reads changed in the rubric, words left aside; of a total,
    a key outside the rows. Where the old rubric's text isn't at hand but its fingerprint differs,
    it is named only where nothing else explains the change.
    SETTINGS: a key of campaign.yml that scoring reads changed; named only where nothing else
    explains the change.
    COHORT: the unit is counted, or isn't any more, without a late filing.
    OTHERS: values of other units changed in a row that looks at them, or their joining or
    leaving did it; of a rank, another unit whose total changed passed this one or was passed.
    UNTOLD: none of these. The results were made by another version of the program, or rest on
    something that they don't hold.
    """

    APPEAL = "申诉采纳"
    LATE = "补报、换报"
    CORRECTION = "核定更正"
    DATA = "数据变动"
    RULE = "细则变动"
    SETTINGS = "任务设置变动"
    COHORT = "参评变动"
    OTHERS = "其他单位变动"
    UNTOLD = "原因待查"

    @property
    def code(self) -> str:
        """What it is called in JSON: data, rule, correction."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class CellChange:
    """One value before and after, each as printed, with its cell; 「无」 where there is none."""

    title: str
    before: str
    after: str
    #: Where the value stands, or stood last.
    place: CellPlace
    #: Id of the earlier campaign that the value was carried from; empty for none.
    campaign: str = ""

    def __str__(self) -> str:
        folder = f"{self.campaign} › " if self.campaign else ""
        return f"{self.title}：{self.before} → {self.after}（{folder}{self.place}）"


@dataclass(frozen=True, slots=True)
class KeyChange:
    """One key of a rubric or of campaign.yml before and after; 「无」 where there is none."""

    #: From the row (`rule.step`), or from the top (`parts.daily.weight`).
    path: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}：{self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause, told in a sentence, with what can be looked up."""

    cause: Cause
    told: str
    cells: tuple[CellChange, ...] = ()
    keys: tuple[KeyChange, ...] = ()
    #: Ids of the other units that moved.
    units: tuple[str, ...] = ()
    #: How the arithmetic read and reads, where nothing shorter tells it.
    how: str = ""

    def __str__(self) -> str:
        return f"{self.cause}：{self.whole}"

    @property
    def whole(self) -> str:
        """The sentence with the arithmetic."""
        return "，".join(filter(None, (self.told, self.how)))


@dataclass(frozen=True, slots=True)
class Change:
    """One row of one unit (or its total and rank, where *indicator* is empty) before and after."""

    campaign: str
    #: Rubric id.
    instrument: str
    #: Unit id.
    unit: str
    #: The unit's name.
    name: str
    indicator: str
    #: As printed: 「2.81分」, 「未填」, 「9分，第3名」.
    before: str
    after: str
    #: At least one, in the order of `Cause`.
    reasons: tuple[Reason, ...]

    @property
    def cause(self) -> Cause:
        """The first of its causes."""
        return self.reasons[0].cause

    @property
    def causes(self) -> str:
        """All of its causes in words."""
        return "、".join(reason.cause for reason in self.reasons)

    @property
    def why(self) -> str:
        """What its reasons tell; of several, each behind its cause."""
        if len(self.reasons) == 1:
            return self.reasons[0].whole
        return "；".join(map(str, self.reasons))


def in_order(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """*reasons* in the stated order of their causes, those of one cause as one."""
    groups = ([reason for reason in reasons if reason.cause is cause] for cause in Cause)
    return tuple(_merged(group) for group in groups if group)


def _merged(group: Sequence[Reason]) -> Reason:
    return Reason(
        group[0].cause,
        "；".join(dict.fromkeys(reason.told for reason in group)),
        tuple(cell for reason in group for cell in reason.cells),
        tuple(key for reason in group for key in reason.keys),
        tuple(dict.fromkeys(unit for reason in group for unit in reason.units)),
        "；".join(reason.how for reason in group if reason.how),
    )
