"""Points with their reasons: what a rule found, and the mark that is published."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from builder.model.answers import Answer


class MarkState(StrEnum):
    """Why there are points, or none: 未报, 不适用 and 0 are three things."""

    SCORED = "scored"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    PENDING = "pending"


MARK_STATE_NAMES = {
    MarkState.SCORED: "已核定",
    MarkState.MISSING: "未填",
    MarkState.NOT_APPLICABLE: "不适用",
    MarkState.PENDING: "待核定",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule made of the evidence: exact points, the steps in words, the answers used."""

    state: MarkState
    #: Exact and not rounded; None unless the state is scored, and in a row that only shows.
    points: Decimal | None
    #: One sentence a step, in Chinese, in the order of the calculation.
    steps: tuple[str, ...]
    answers: tuple[Answer, ...] = ()
    #: What the answers come to in a word, where the rule has such words: 部分达标, 接近目标.
    label: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One indicator's points for one unit; refuses to exist without a trace."""

    indicator: str
    title: str
    #: Rounded as the rubric says; None unless scored (or settled by a not-applicable policy),
    #: and in a row that shows figures and has no points.
    points: Decimal | None
    #: Full points; None for a row without a limit of its own.
    most: Decimal | None
    state: MarkState
    #: The arithmetic, a sentence a step.
    trace: tuple[str, ...]
    answers: tuple[Answer, ...]
    #: Rule kind, such as ``proportion``.
    rule: str
    #: Where the source says so, such as 「附件2 一.1」.
    clause: str
    #: Sentences printed beside the mark and not scored: shown figures, the drawn sample.
    figures: tuple[str, ...] = ()
    #: What the answers come to in a word: 达标, 接近目标; empty where the rule has no such words.
    label: str = ""

    def __post_init__(self) -> None:
        """Refuses a mark that nobody could explain. Raises ValueError."""
        if not self.trace:
            message = f"mark of {self.indicator} has no trace"
            raise ValueError(message)
