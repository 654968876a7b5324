"""What a measure came to, with its arithmetic in words, and how two of them combine."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.model.answers import Answer, AnswerState
from builder.model.numbers import ONE, ZERO, brief, equals, percent

LACKING = frozenset({AnswerState.BLANK, AnswerState.UNREADABLE})


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure's value, or the answers for want of which there is none."""

    #: Exact; None where an answer is lacking or not applicable, or a denominator is zero.
    value: Decimal | None
    #: The measure in words with its values, such as 「已进驻事项数45项」.
    text: str
    answers: tuple[Answer, ...] = ()
    zero_denominator: bool = False

    @property
    def not_applicable(self) -> bool:
        """Whether somebody answered 不适用 to a part of it."""
        return any(answer.state is AnswerState.NOT_APPLICABLE for answer in self.answers)

    @property
    def lacking(self) -> tuple[Answer, ...]:
        """The answers that are blank or unreadable."""
        return tuple(answer for answer in self.answers if answer.state in LACKING)


def read_answer(answer: Answer) -> Reading:
    """One answer as a reading. Raises TypeError where a given answer isn't a number."""
    value = answer.number if answer.value is not None else None
    return Reading(value, f"{answer.title}{answer.shown}", (answer,))


def read_sum(cells: Sequence[Answer], title: str) -> Reading:
    """*cells* added up; blank cells add nothing."""
    total = sum((cell.number for cell in cells if cell.given), ZERO)
    return Reading(total, f"{title}{brief(total)}", tuple(cells))


def read_mean(cells: Sequence[Answer], title: str) -> Reading:
    """The mean of the given *cells*; without any there is no value."""
    numbers = [cell.number for cell in cells if cell.given]
    if not numbers:
        return Reading(None, f"{title}无记录", tuple(cells))
    mean = sum(numbers, ZERO) / len(numbers)
    shown = percent(mean) if cells[0].measure == "%" else brief(mean)
    return Reading(mean, f"{title}（{len(numbers)}项平均）{shown}", tuple(cells))


def multiply(reading: Reading, factor: Decimal) -> Reading:
    """*reading* times a fixed *factor*; once itself goes without saying."""
    if reading.value is None or factor == ONE:
        return reading
    return Reading(reading.value * factor, f"{reading.text} × {brief(factor)}", reading.answers)


def add(left: Reading, right: Reading) -> Reading:
    """*left* and *right* together."""
    text, answers = f"{left.text} + {right.text}", left.answers + right.answers
    if left.value is None or right.value is None:
        return Reading(None, text, answers)
    total = left.value + right.value
    return Reading(total, f"（{text} = {brief(total)}）", answers)


def subtract(left: Reading, right: Reading, *, signed: bool = False) -> Reading:
    """*left* less *right*; never below zero, unless it is *signed*."""
    text, answers = f"{left.text} − {right.text}", left.answers + right.answers
    if left.value is None or right.value is None:
        return Reading(None, text, answers)
    difference = left.value - right.value if signed else max(ZERO, left.value - right.value)
    return Reading(difference, f"（{text} = {brief(difference)}）", answers)


def divide(left: Reading, right: Reading, *, as_percent: bool) -> Reading:
    """*left* over *right*; a *right* of zero gives no value and says so."""
    text, answers = f"{left.text} ÷ {right.text}", left.answers + right.answers
    if left.value is None or right.value is None:
        return Reading(None, text, answers)
    if right.value == ZERO:
        return Reading(None, f"{text}（分母为0）", answers, zero_denominator=True)
    quotient = left.value / right.value
    shown = percent(quotient) if as_percent else brief(quotient)
    return Reading(quotient, f"{text} {equals(shown)}", answers)
