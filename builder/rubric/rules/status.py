"""Rule kind 「达标情况」: met, partly met or not met, each worth a share of full points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field as Key
from pydantic import model_validator

from builder.model.answers import Answer, AnswerState
from builder.model.evidence import Evidence
from builder.model.marks import Outcome
from builder.model.numbers import ONE, ZERO, brief, equals, plain
from builder.rubric.record import Record
from builder.rubric.rules.base import (
    BaseRule,
    Survey,
    all_not_applicable,
    not_applicable,
    scored,
    unanswered,
)
from builder.rubric.terms import Condition, Measure, Verdict

StatusWord = Literal["met", "partly", "unmet"]

STATUS_NAMES: Mapping[StatusWord, str] = {"met": "达标", "partly": "部分达标", "unmet": "未达标"}


class Shares(Record):
    """What share of full points each status is worth."""

    met: Decimal = Key(default=ONE, ge=0, le=1)
    partly: Decimal = Key(default=Decimal("0.5"), ge=0, le=1)
    unmet: Decimal = Key(default=ZERO, ge=0, le=1)


class Status(BaseRule):
    """达标情况：达标、部分达标、未达标，分别按满分的1、0.5、0记分，比值可以另定（`values`）。

    `met` 成立的为达标；不成立而 `partly` 成立的为部分达标；都不成立的为未达标。
    不写条件的，由 `field` 的选项决定，`words` 写明哪个选项是哪一种；填「不适用」的不计。
    """

    kind: Literal["status"]
    met: Condition | None = None
    """When the requirement is met."""
    partly: Condition | None = None
    """When it is met in part."""
    field: str | None = None
    """The choice that says so itself, in place of conditions."""
    words: dict[str, StatusWord] = Key(default_factory=dict)
    """Choice → met, partly or unmet; every choice of the field has one."""
    values: Shares = Shares()
    """What share of full points each is worth."""

    @model_validator(mode="after")
    def _has_one_ground(self) -> Self:
        if (self.met is None) == (self.field is None):
            message = "须且只须写 met、field 之一"
            raise ValueError(message)
        if (self.field is None) == bool(self.words):
            message = "写 field 的须写 words，写 met 的不写 words"
            raise ValueError(message)
        if self.met is None and self.partly is not None:
            message = "partly 须与 met 同写"
            raise ValueError(message)
        return self

    def score(self, evidence: Evidence, most: Decimal, survey: Survey) -> Outcome:  # noqa: ARG002
        """Most × the share of the status (domain.md A.0 `status`)."""
        if self.field is not None:
            return self._by_choice(evidence.answer(self.field), most)
        tests = [self.met] if self.partly is None else [self.met, self.partly]
        verdicts = [test.test(evidence) for test in tests if test is not None]
        answers = [answer for verdict in verdicts for answer in verdict.answers]
        if all_not_applicable(answers):
            return not_applicable("填报为不适用", answers)
        if all(verdict.unanswered for verdict in verdicts):
            return unanswered(answers)
        return self._settle(self._weigh(verdicts), verdicts, answers, most)

    def _weigh(self, verdicts: list[Verdict]) -> StatusWord:
        if verdicts[0].holds:
            return "met"
        return "partly" if verdicts[-1].holds else "unmet"

    def _settle(
        self, word: StatusWord, verdicts: list[Verdict], answers: list[Answer], most: Decimal
    ) -> Outcome:
        looked_at = verdicts[:1] if word == "met" else verdicts
        return self._outcome(word, [verdict.text for verdict in looked_at], answers, most)

    def _by_choice(self, answer: Answer, most: Decimal) -> Outcome:
        if answer.state is AnswerState.NOT_APPLICABLE:
            return not_applicable("填报为不适用", [answer])
        if not answer.given:
            return unanswered([answer])
        word = self.words.get(str(answer.value), "unmet")
        return self._outcome(word, [f"{answer.title}为「{answer.shown}」"], [answer], most)

    def _outcome(
        self, word: StatusWord, steps: list[str], answers: list[Answer], most: Decimal
    ) -> Outcome:
        share: Decimal = getattr(self.values, word)
        points, name = most * share, STATUS_NAMES[word]
        steps.append(f"{name}，{plain(most)} × {plain(share)} {equals(brief(points))}分")
        return scored(points, steps, answers, name)

    def terms(self) -> Iterator[Measure | Condition]:
        """The conditions, or the choice as the field that it is."""
        yield from (term for term in (self.met, self.partly) if term is not None)
        if self.field is not None:
            yield Measure(field=self.field)
