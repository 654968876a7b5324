"""Rule kind 「目标比对」: a value against a target by date and a benchmark, with gap and trend."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.model.answers import show_value
from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import ONE, ZERO, brief, equals, plain
from builder.rubric.readings import Reading
from builder.rubric.record import Record
from builder.rubric.rules.base import BaseRule, Survey, not_applicable, scored, without_value
from builder.rubric.terms import Measure
from builder.rubric.trends import Trend, find_trend, show_gap, tell_change


class Goal(Record):
    """What is to be reached from a day on, until the next target takes its place."""

    since: date
    """The first day on which it holds."""
    value: Decimal
    """What is to be reached."""
    beyond: bool = False
    """Whether to reach it isn't enough (大于, 小于)."""

    @property
    def name(self) -> str:
        """What it is called in a step."""
        return f"目标（{show_value(self.since)}起{'，不含本数' if self.beyond else ''}）"


class Benchmark(Record):
    """Somebody else's value to compare with."""

    title: str
    """Whose it is, such as 全省最优（郑州）."""
    value: Decimal

    @property
    def as_goal(self) -> Goal:
        """The benchmark as what is to be reached at any time."""
        return Goal(since=date.min, value=self.value)


class Target(BaseRule):
    """目标比对：数值与当期目标、与标杆比，说明差距、升降和红黄绿；指标有分值的，另行记分。

    `targets` 按生效日期写，取评估期末已生效的最后一个，尚未生效的也一并比较，但不作评价。
    达到目标为绿；没有达到，但差距不超过目标的 `near`（默认一成）为黄；其余为红；
    达到了但离目标不足其 `margin`（默认没有）的，也为黄。
    只写 `benchmark`（如全省最优）的，以它为目标；都没有的，只列数值和升降。
    与上一期评估比升降，写了 `previous` 的与它比。
    有分值的，记 满分 × 数值 ÷ 标杆（不超过满分），没有标杆的用目标，目标尚未生效的按不适用处理；
    `better: less` 的，数值越小越好，用 标杆 ÷ 数值。
    """

    kind: Literal["target"]
    value: Measure
    """The number that is compared."""
    better: Literal["more", "less"] = "more"
    """Whether a greater or a smaller number is better."""
    targets: tuple[Goal, ...] = ()
    """What is to be reached, by date, the earliest first."""
    benchmark: Benchmark | None = None
    """Somebody else's value to compare with."""
    near: Decimal = Key(default=Decimal("0.1"), ge=0, le=1)
    """How far off, as a share of the target, is still amber."""
    margin: Decimal = Key(default=ZERO, ge=0, le=1)
    """How close to the target, as a share of it, is amber although the target is kept."""
    previous: Measure | None = None
    """The value of the period before, in place of that of the campaign before."""

    @model_validator(mode="after")
    def _goals_rise(self) -> Self:
        if any(early.since >= late.since for early, late in pairwise(self.targets)):
            message = "targets 须按生效日期由早到晚"
            raise ValueError(message)
        return self

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """Gap, light and trend in words; most × min(1, value ÷ benchmark) where there is a most."""
        reading = self.value.read(evidence)
        if reading.value is None:
            return without_value(reading)
        goal, trend = self.goal_on(evidence.period_end), self._trend(evidence, reading)
        answers = (*reading.answers, *trend.answers)
        label = self._label(reading.value, goal)
        compared = self._comparisons(reading, goal, label)
        steps = [reading.text, *compared, *trend.steps]
        if not most.is_finite():
            return scored(None, [*steps, "本项不记分"], answers, label)
        if goal is None:
            why = "目标尚未生效" if self.targets else "没有规定目标，不能记分"
            return not_applicable(f"{reading.text}，{why}", reading.answers)
        points, arithmetic = self._points(reading.value, goal.value, most)
        return scored(points, [*steps, arithmetic], answers, label)

    def goal_on(self, day: date) -> Goal | None:
        """The target that holds on *day*; the benchmark, where no target is set at all."""
        if not self.targets:
            return self.benchmark.as_goal if self.benchmark else None
        holding = [target for target in self.targets if target.since <= day]
        return holding[-1] if holding else None

    def _label(self, value: Decimal, goal: Goal | None) -> str:
        if goal is not None:
            return self._light(value, goal)
        if not self.targets:
            return "只列数值"
        early = self._light(value, self.targets[0])
        return "提前达到目标（绿）" if early.endswith("（绿）") else "目标尚未生效"

    def _light(self, value: Decimal, goal: Goal) -> str:
        short = goal.value - value if self.better == "more" else value - goal.value
        size = abs(goal.value)
        if short > ZERO or (goal.beyond and short == ZERO):
            return "接近目标（黄）" if short <= size * self.near else "未达到目标（红）"
        tight = self.margin and -short <= size * self.margin
        return "达到目标，接近界限（黄）" if tight else "达到目标（绿）"

    def _comparisons(self, reading: Reading, goal: Goal | None, label: str) -> list[str]:
        """The number beside the target that holds, those to come and the benchmark."""
        holding = self.targets.index(goal) if goal in self.targets else -1
        steps = [self._beside(reading, one.value, one.name) for one in self.targets[holding + 1 :]]
        if goal in self.targets:
            steps.insert(0, self._beside(reading, goal.value, goal.name))
        if self.benchmark is not None:
            steps.append(self._beside(reading, self.benchmark.value, self.benchmark.title))
        if not steps:
            return ["没有规定目标，只列数值"]
        return [f"{steps[0]}：{label}", *steps[1:]]

    def _beside(self, reading: Reading, other: Decimal, name: str) -> str:
        unit, value = self.value.told_in(reading), reading.value or ZERO
        word = "高" if value > other else "低"
        told = f"{word}{show_gap(abs(value - other), unit)}" if value != other else "持平"
        return f"{name}{show_value(other, unit)}，{told}"

    def _trend(self, evidence: Evidence, reading: Reading) -> Trend:
        if self.previous is None:
            return find_trend(self.value, evidence, reading, self.better)
        before = self.previous.read(evidence)
        step = tell_change(reading, before, self.value.told_in(reading), self.better)
        return Trend((step,), before.answers)

    def _points(self, value: Decimal, goal: Decimal, most: Decimal) -> tuple[Decimal, str]:
        best = goal if self.benchmark is None else self.benchmark.value
        over, under = (value, best) if self.better == "more" else (best, value)
        if under <= ZERO:
            share = ONE if over >= under else ZERO
            return most * share, f"{plain(most)} × {plain(share)} = {plain(most * share)}分"
        share = max(ZERO, min(ONE, over / under))
        words = f"{plain(most)} ×（{brief(over)} ÷ {brief(under)}，至多为1）"
        return most * share, f"{words} {equals(brief(most * share))}分"

    @property
    def needs_points(self) -> bool:
        """No: without them it only shows."""
        return False

    def terms(self) -> Iterator[Measure]:
        """The number, then that of the period before."""
        yield self.value
        if self.previous is not None:
            yield self.previous
