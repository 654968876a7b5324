"""Rule kind 「加减分事件」: registered events by level, one matter counted once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.model.answers import Answer, Event
from builder.model.evidence import Evidence
from builder.model.marks import MarkState, Outcome
from builder.model.numbers import ZERO, plain
from builder.rubric.record import Record
from builder.rubric.rules.base import BaseRule, Survey, scored, unique
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
    step: Decimal = Decimal("0.5")
    """The grain of a judged number."""
    once: bool = False
    """Whether any number of them counts once."""

    @model_validator(mode="after")
    def _has_a_worth(self) -> Self:
        given = tuple(key is not None for key in (self.per, self.low, self.high))
        if given not in {(True, False, False), (False, True, True)}:
            message = "须只写 per，或同时写 low、high"
            raise ValueError(message)
        return self

    @property
    def judged(self) -> bool:
        """Whether an assessor says what an event is worth."""
        return self.per is None

    @property
    def span(self) -> str:
        """The judged range in words."""
        return f"{plain(self.low or ZERO)}至{plain(self.high or ZERO)}分"

    def allows(self, points: Decimal) -> bool:
        """Whether an assessor may give *points*: in the range, and on its grain."""
        low, high = self.low or ZERO, self.high or ZERO
        return low <= points <= high and (points - low) % self.step == ZERO


class Extra(Record):
    """More points for a figure of the event, such as readings of an article."""

    column: str
    """The column that holds the figure."""
    each: Decimal = Key(gt=0)
    """For every full so many."""
    per: Decimal
    """Points for each of them."""
    most: Decimal
    """The most that one event can gain so."""
    levels: tuple[str, ...]
    """The levels whose events can gain so."""

    def gain(self, figure: Answer) -> tuple[Decimal, str]:
        """The points for a *figure*, and how they are reckoned."""
        points = min(self.most, max(ZERO, figure.number // self.each) * self.per)
        scale = f"每满{plain(self.each)}加{plain(self.per)}分，至多{plain(self.most)}分"
        return points, f"{figure.title}{figure.shown}，{scale}"


@dataclass(frozen=True, slots=True)
class Worth:
    """One event's points, in words; *refusal* says why it has none (yet)."""

    event: Event
    name: str
    level: str
    matter: str
    points: Decimal
    text: str
    refusal: str = ""
    #: Whether an assessor has still to say what it is worth.
    pending: bool = False


class Events(BaseRule):
    """加减分事件：登记的事件按级别计分，同一事项只取最高的一次，以本项上限为限。

    只有核实过的事件计分（`counts_if`）。视情的级别由考核人员在 `low` 至 `high` 之间记分，须写理由；
    核实过的事件还没有这样的分值，本项又未达上限的，整项待核定。
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

    @model_validator(mode="after")
    def _levels_fit(self) -> Self:
        names = [terms.level for terms in self.levels]
        if len(names) != len(set(names)):
            message = "levels 中同一级别写了两次"
            raise ValueError(message)
        if self.counts_if is not None and self.counts_if.needs_period:
            message = "within_months 不能写在 counts_if 里：记录行不知道评估期末"
            raise ValueError(message)
        columns = (self.points_column, self.reason_column)
        if any(terms.judged for terms in self.levels) and None in columns:
            message = "有视情的级别，须写 points_column、reason_column"
            raise ValueError(message)
        if self.extra is not None and (unknown := set(self.extra.levels) - set(names)):
            message = f"extra 指向不存在的级别：{'、'.join(sorted(unknown))}"
            raise ValueError(message)
        return self

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
        answers = [answer for worth in worths for answer in self._sources(worth.event)]
        if points < most and any(worth.pending for worth in worths):
            return Outcome(MarkState.PENDING, None, (*steps, "有事件待核定"), unique(answers))
        return scored(min(points, most), steps, answers)

    def _worth(self, event: Event) -> Worth:
        name, level = event.answer(self.name_column), event.answer(self.level_column)
        worth = Worth(event, name.shown, level.shown, self._matter(event), ZERO, "")
        if self.counts_if is not None and not self.counts_if.test(event).holds:
            return replace(worth, refusal="未经核实")
        terms = next((item for item in self.levels if item.level == level.value), None)
        if terms is None:
            return replace(worth, refusal="级别不在计分范围")
        if terms.per is None:
            return self._judged(worth, terms)
        return self._fixed(worth, terms.level, terms.per)

    def _matter(self, event: Event) -> str:
        matter = event.answer(self.matter_column) if self.matter_column else None
        return matter.shown if matter is not None and matter.given else ""

    def _judged(self, worth: Worth, terms: Level) -> Worth:
        points = worth.event.answer(self.points_column or "")
        if not points.given or not terms.allows(points.number):
            words = f"视情分值（{points.shown}）须在{terms.span}之间，{plain(terms.step)}分一档"
            return replace(worth, refusal=f"{words}，待核定", pending=True)
        reason = worth.event.answer(self.reason_column or "")
        if not reason.given:
            return replace(worth, refusal="视情分值没有写理由，待核定", pending=True)
        text = f"{plain(points.number)}分（理由：{reason.shown}）"
        return replace(worth, points=points.number, text=text)

    def _fixed(self, worth: Worth, level: str, per: Decimal) -> Worth:
        if self.extra is None or level not in self.extra.levels:
            return replace(worth, points=per, text=f"{plain(per)}分")
        figure = worth.event.answer(self.extra.column)
        if not figure.given:
            return replace(worth, points=per, text=f"{plain(per)}分")
        gained, reckoned = self.extra.gain(figure)
        text = f"{plain(per)} + {plain(gained)}分（{reckoned}）"
        return replace(worth, points=per + gained, text=text)

    def _sources(self, event: Event) -> tuple[Answer, ...]:
        """The cells that decide what *event* is worth, or its first where none of them is given."""
        level = event.answer(self.level_column)
        answers = [level, *(event.answer(column) for column in self._deciding(level.value))]
        if self.counts_if is not None:
            answers += self.counts_if.test(event).answers
        return tuple(answer for answer in answers if answer.given) or telling_answers(event)

    def _deciding(self, level: object) -> Iterator[str]:
        """The columns beside the *level* that say what an event of it is worth."""
        if self.extra is not None and level in self.extra.levels:
            yield self.extra.column
        judged = any(terms.judged for terms in self.levels if terms.level == level)
        columns = (self.points_column, self.reason_column) if judged else ()
        yield from (column for column in (*columns, self.matter_column) if column)

    def _choose(self, worths: list[Worth]) -> list[Worth]:
        """The events that count: the highest of each matter, then of each `once` level."""
        once = {terms.level for terms in self.levels if terms.once}
        worthy = [worth for worth in worths if worth.points]
        of_matters = _highest(worthy, lambda worth: worth.matter)
        return _highest(of_matters, lambda worth: worth.level if worth.level in once else "")

    def _step(self, worth: Worth, chosen: list[Worth]) -> str:
        subject = f"「{worth.name}」{worth.level}"
        if worth.refusal:
            return f"{subject}：{worth.refusal}，不计分"
        if any(worth is other for other in chosen):
            return f"{subject}：{worth.text}"
        return f"{subject}：同一事项（级别）只计一次，取最高，不重复计{worth.text}"

    @property
    def needs_points(self) -> bool:
        """No: its points are stated one by one."""
        return False

    def terms(self) -> Iterator[Measure]:
        """The log of events."""
        yield Measure(count=self.log)


def _highest(worths: list[Worth], key: Callable[[Worth], str]) -> list[Worth]:
    """*worths* with only the first highest of each *key*; those with an empty key all stay."""
    best: dict[str, Worth] = {}
    for worth in worths:
        if key(worth) not in best or worth.points > best[key(worth)].points:
            best[key(worth)] = worth
    return [worth for worth in worths if not key(worth) or best[key(worth)] is worth]
