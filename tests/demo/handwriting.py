"""How an office writes a value into a cell: its own words for 是, its own spelling of dates."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from builder.model.answers import Value
from builder.model.numbers import HUNDRED, plain
from builder.rubric.fields import Column, FieldType

from .books import Cell

#: Words for 是 and 否, one pair an office.
YES_NO = (("是", "否"), ("√", "×"), ("有", "无"), ("■", "□"), ("✓", "✗"), ("Y", "N"))
DATES: tuple[Callable[[date], Cell], ...] = (
    lambda day: day,
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}/{day.month:02}/{day.day:02}",
)
#: 98.5 as text with a sign, with a wide sign, or as a bare number under a head that says 「%」.
PERCENTS: tuple[Callable[[Decimal], Cell], ...] = (
    lambda ratio: f"{plain(ratio * HUNDRED)}%",
    lambda ratio: f"{plain(ratio * HUNDRED)}％",
    lambda ratio: ratio * HUNDRED,
)


@dataclass(frozen=True, slots=True)
class Handwriting:
    """One office's habits."""

    yes_no: tuple[str, str] = YES_NO[0]
    date: Callable[[date], Cell] = DATES[0]
    percent: Callable[[Decimal], Cell] = PERCENTS[0]

    def write(self, column: Column, value: Value | None) -> Cell:
        """*value* as this office writes it into a cell of *column*; None leaves it blank."""
        match value:
            case bool():
                return self.yes_no[0] if value else self.yes_no[1]
            case Decimal() if column.type is FieldType.PERCENT:
                return self.percent(value)
            case Decimal():
                return int(value) if value == int(value) else value
            case date():
                return self.date(value)
            case tuple():
                return "、".join(plain(number) for number in value)
            case _:
                return value


#: How the evaluating office itself writes.
OFFICIAL = Handwriting()
