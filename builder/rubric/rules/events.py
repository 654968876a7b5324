"""Rule kind 「加减分事件」: registered events by level, one matter counted once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from builder.model.answers import Answer, Event
from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import ZERO, plain
from builder.rubric.record import Record
from builder.rubric.rules.base import BaseRule, Survey, scored
from builder.rubric.terms import Condition, Measure, telling_answers


class Level(Record):
    """What one event of a level is worth: a fixed number, or a judged one within a range."""

    level: str
    """The word in the level column."""
    per: Decimal | None = None
    """Points for each."""
    low: Decimal | None = None
    """The least that an assessor may give (视情)."""
    high: Decimal | None = None
    """The most that an assessor may give (视情)."""
    once: bool = False
    """Whether any number of them counts once."""

    @model_validator(mode="after")
    def _has_a_worth(self) -> Self:
        judged = self.low is not None and self.high is not None
        if (self.per is not None) == judged:
            message = "须写 per，或同时写 low、high"
            raise ValueError(message)
        return self


class Extra(Record):
    """More points for a figure of the event, such as readings of an article."""

    column: str
    """The column that holds the figure."""
    each: Decimal
    """For every full so many."""
    per: Decimal
    """Points for each of them."""
    most: Decimal
    """The most that one event can gain so."""
    levels: tuple[str, ...]
    """The levels whose events can gain so."""


@dataclass(frozen=True, slots=True)
class Worth:
    """One event's points, in words; *refusal* says why it has none."""

    event: Event
    name: str
    level: str
    matter: str
    points: Decimal
    text: str
    refusal: str = ""


class Events(BaseRule):
    """加减分事件：登记的事件按级别计分，同一事项只取最高的一次，以本项上限为限。

    只有核实过的事件计分（`counts_if`）。视情的级别由考核人员在 `low` 至 `high` 之间记分，须写理由。
    """

    kind: Literal["events"]
    log: str
    """The log of events."""
    level_column: str = "level"
    """The column that holds the level."""
    name_column: str = "name"
    """The column that names the event."""
    matter_column: str | None = None
    """The column that says which events are one matter; without it every event counts."""
    points_column: str | None = None
    """The column with an assessor's points, for judged levels."""
    reason_column: str | None = None
    """The column with the assessor's reason, for judged levels."""
    levels: tuple[Level, ...]
    """What each level is worth."""
    extra: Extra | None = None
    """More points for a figure of the event."""
    counts_if: Condition | None = None
    """What has to hold for an event to count; tested against the row."""

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """Σ of the events' points, the highest of each matter (domain.md A.0 `bonus`)."""
        worths = [self._worth(event) for event in evidence.events(self.log)]
        chosen = self._choose(worths)
        points = sum((worth.points for worth in chosen), ZERO)
        steps = [self._step(worth, chosen) for worth in worths] or ["没有登记的事件，计0分"]
        if len(chosen) > 1:
            steps.append(f"合计{plain(points)}分")
        if points > most:
            steps.append(f"以{plain(most)}分为限")
        answers = [answer for worth in worths for answer in _sources(worth.event, self)]
        return scored(min(points, most), steps, answers)

    def _worth(self, event: Event) -> Worth:
        name, level = event.answer(self.name_column), event.answer(self.level_column)
        matter = event.answer(self.matter_column).shown if self.matter_column else ""
        points, text, refusal = self._value(event, level)
        return Worth(event, name.shown, level.shown, matter, points, text, refusal)

    def _value(self, event: Event, level: Answer) -> tuple[Decimal, str, str]:
        if self.counts_if is not None and not self.counts_if.test(event).holds:
            return ZERO, "", "未经核实"
        terms = next((item for item in self.levels if item.level == level.value), None)
        if terms is None:
            return ZERO, "", "级别不在计分范围"
        if terms.per is None:
            return self._judged(event, terms)
        gained = self._gained(event, terms)
        if not gained:
            return terms.per, plain(terms.per), ""
        return terms.per + gained, f"{plain(terms.per)} + {plain(gained)}", ""

    def _judged(self, event: Event, terms: Level) -> tuple[Decimal, str, str]:
        points = event.answer(self.points_column or "")
        low, high = terms.low or ZERO, terms.high or ZERO
        if not points.given or not low <= points.number <= high:
            return ZERO, "", f"视情分值须在{plain(low)}至{plain(high)}分之间，待核定"
        reason = event.answer(self.reason_column or "")
        if not reason.given:
            return ZERO, "", "视情分值没有写理由，待核定"
        return points.number, f"{points.shown}（{reason.shown}）", ""

    def _gained(self, event: Event, terms: Level) -> Decimal:
        if self.extra is None or terms.level not in self.extra.levels:
            return ZERO
        figure = event.answer(self.extra.column)
        if not figure.given:
            return ZERO
        return min(self.extra.most, figure.number // self.extra.each * self.extra.per)

    def _choose(self, worths: list[Worth]) -> list[Worth]:
        """The events that count: the highest of each matter, one of each `once` level."""
        best: dict[tuple[str, str], Worth] = {}
        once = {terms.level for terms in self.levels if terms.once}
        for index, worth in enumerate(worths):
            key = ("level", worth.level) if worth.level in once else ("event", str(index))
            if self.matter_column:
                key = ("matter", worth.matter or str(index))
            if worth.points and (key not in best or worth.points > best[key].points):
                best[key] = worth
        return list(best.values())

    def _step(self, worth: Worth, chosen: list[Worth]) -> str:
        subject = f"「{worth.name}」{worth.level}"
        if worth.refusal:
            return f"{subject}：{worth.refusal}，不计分"
        if any(worth is other for other in chosen):
            return f"{subject}：{worth.text}分"
        return f"{subject}：同一事项（级别）只计一次，取最高，不重复计{worth.text}分"

    def terms(self) -> Iterator[Measure]:
        """The log of events."""
        yield Measure(count=self.log)


def _sources(event: Event, rule: Events) -> tuple[Answer, ...]:
    level = event.answer(rule.level_column)
    return (level,) if level.given else telling_answers(event)
