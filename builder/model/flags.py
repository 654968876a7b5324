"""Red flags (红旗): what was raised, how its unit answered, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from builder.model.answers import Answer
from builder.model.places import CellPlace
from builder.model.units import Unit


class FlagSeverity(StrEnum):
    """How grave a condition is (domain.md B); the value stands in data files."""

    VETO = "V"
    RED = "红"
    YELLOW = "黄"
    BLUE = "蓝"
    BLOCKING = "阻"


#: The gravest first.
FLAG_SEVERITY_ORDER: Sequence[FlagSeverity] = (
    FlagSeverity.VETO,
    FlagSeverity.BLOCKING,
    FlagSeverity.RED,
    FlagSeverity.YELLOW,
    FlagSeverity.BLUE,
)

#: What a severity is called on pages; colour never stands alone.
FLAG_SEVERITY_NAMES: Mapping[FlagSeverity, str] = {
    FlagSeverity.VETO: "一票否决",
    FlagSeverity.RED: "红旗",
    FlagSeverity.YELLOW: "黄旗",
    FlagSeverity.BLUE: "数据提示",
    FlagSeverity.BLOCKING: "阻止发布",
}


class FlagState(StrEnum):
    """What became of a flag; several may hold at once."""

    RAISED = "待核实"
    ANSWERED = "单位已说明"
    RECTIFIED = "已整改"
    OVERDUE = "整改逾期"
    REPEATED = "再次出现"


@dataclass(frozen=True, slots=True)
class FlagAnswer:
    """What a unit says to a flag (register 红旗答复): one row."""

    #: Unit id.
    unit: str
    #: Code of the condition, such as ``RF-05``.
    code: str
    #: Id of the row it is about; empty for all of that code.
    indicator: str
    #: 单位说明.
    text: Answer
    answered: Answer
    place: CellPlace


@dataclass(frozen=True, slots=True)
class Flag:
    """One condition raised against one unit, about one thing."""

    #: Code of the condition, such as ``RF-05``.
    code: str
    title: str
    severity: FlagSeverity
    #: None where it concerns no single unit.
    unit: Unit | None
    #: Rubric id and row id; None where it comes from no row.
    instrument: str | None
    indicator: str | None
    #: What it is about where a unit has several of one code: a guide, a month, a policy.
    subject: str
    #: What was found, and the limit that it passes, as a reader sees them.
    value: str
    limit: str
    #: One sentence: why it was raised, with the numbers.
    reason: str
    clause: str
    #: Whether it may be published.
    public: bool
    #: Gravest last; never empty.
    states: tuple[FlagState, ...]
    #: The cells of the campaign's own files that it rests on.
    places: tuple[CellPlace, ...] = ()
    #: The answers that it rests on; one that was carried over stands in an earlier campaign's file.
    answers: tuple[Answer, ...] = ()
    #: What the unit says to it; None where it said nothing.
    answer: FlagAnswer | None = None
    #: 整改期限, from the register of rectification.
    due: date | None = None
    found: date | None = None
