"""What somebody returned for a field, with the cell it was read from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from builder.model.numbers import percent, plain
from builder.model.places import CellPlace

#: A number, 是/否, text or a choice, a date, or a list of numbers.
Value = Decimal | bool | str | date | tuple[Decimal, ...]


class Origin(StrEnum):
    """Who supplied a value; the office's word is in `ORIGIN_NAMES`."""

    UNIT = "U"
    ASSESSOR = "A"
    PLATFORM = "P"
    SURVEY = "S"


ORIGIN_NAMES: Mapping[Origin, str] = {
    Origin.UNIT: "单位填报",
    Origin.ASSESSOR: "核定记录",
    Origin.PLATFORM: "平台数据",
    Origin.SURVEY: "满意度测评",
}


class AnswerState(StrEnum):
    """Blank, unreadable, not applicable and given are four different things."""

    GIVEN = "given"
    BLANK = "blank"
    UNREADABLE = "unreadable"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Answer:
    """One field's value as returned; *value* is None unless the state is given."""

    field: str
    #: The field's Chinese title, as printed beside the value.
    title: str
    state: AnswerState
    origin: Origin
    value: Value | None = None
    #: Unit of measure (项, 件, ㎡), or 「%」 for a ratio stored as 0–1.
    measure: str = ""
    #: None only where nobody returned the field at all.
    place: CellPlace | None = None
    #: The assessor's reason, where the value is a finding.
    reason: str = ""
    #: The group of assessors that recorded it; of several, how their values became this one.
    group: str = ""
    #: Id of the earlier campaign whose answer stands in; *place* is then in its folder.
    carried_from: str = ""
    #: What is shown in place of a value that isn't published: 「<5件」, 「不公布」.
    withheld: str = ""

    @property
    def given(self) -> bool:
        """Whether there is a value to score."""
        return self.state is AnswerState.GIVEN

    @property
    def blank(self) -> bool:
        """Whether nothing was said at all."""
        return self.state is AnswerState.BLANK

    @property
    def hides(self) -> bool:
        """Whether it is scored by a value that nobody may be told, nor find by arithmetic."""
        return bool(self.withheld) and self.value is not None

    @property
    def number(self) -> Decimal:
        """The value as a number. Raises TypeError where it isn't one."""
        if not isinstance(self.value, Decimal):
            message = f"{self.field} holds no number"
            raise TypeError(message)
        return self.value

    @property
    def shown(self) -> str:
        """The value as a reader sees it: 「45项」, 「是」, 「未填」."""
        if self.state is not AnswerState.GIVEN:
            return _STATE_WORDS[self.state]
        return self.withheld or show_value(self.value, self.measure)


#: What stands for a value that never leaves intake.
WITHHELD = "不公布"


def told_openly(words: Iterable[str], answers: Iterable[Answer]) -> tuple[str, ...]:
    """*words* that were made from *answers*, or one sentence where they would tell a hidden one.

    Arithmetic with a small count gives it away (domain.md C3), so none of its steps is told.
    """
    hidden = {answer.field: answer for answer in answers if answer.hides}
    if not hidden:
        return tuple(words)
    told = "、".join(f"{answer.title}{answer.withheld}" for answer in hidden.values())
    return (f"{told}，数值不公布，按实际数值计算",)


_STATE_WORDS = {
    AnswerState.BLANK: "未填",
    AnswerState.UNREADABLE: "无法识别",
    AnswerState.NOT_APPLICABLE: "不适用",
}


def show_value(value: Value | None, measure: str = "") -> str:
    """*value* in Chinese, with its unit of *measure*."""
    match value:
        case bool():
            return "是" if value else "否"
        case Decimal():
            return percent(value) if measure == "%" else f"{plain(value)}{measure}"
        case date():
            return f"{value.year}年{value.month}月{value.day}日"
        case tuple():
            return "、".join(plain(number) for number in value) + measure
        case _:
            return str(value or "")


@dataclass(frozen=True, slots=True)
class Event:
    """One dated row of a log: an inspection, a complaint, an honour, a meeting."""

    log: str
    #: Column id → what stood in that column; every declared column is present.
    row: Mapping[str, Answer]
    origin: Origin
    #: The first cell of the row.
    place: CellPlace

    def answer(self, column: str) -> Answer:
        """What stands in *column*. Raises KeyError for a column that the log doesn't declare."""
        return self.row[column]

    def events(self, log: str) -> tuple["Event", ...]:
        """A row holds no log of its own. Raises KeyError always."""
        raise KeyError(log)


@dataclass(frozen=True, slots=True)
class Log:
    """All rows of one log for one unit."""

    field: str
    title: str
    origin: Origin
    events: tuple[Event, ...] = ()
    #: Whether the sheet that holds such rows came in at all: without it, no rows means nothing.
    received: bool = True
