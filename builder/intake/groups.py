"""Several groups of assessors on one field: their mean, or what most of them say.

No source gives the groups weights (domain.md C2), so each counts alike, and how many there were
is printed beside the value.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from builder.intake.filing_rows import conflict
from builder.model import problem_kinds as kinds
from builder.model.answers import WITHHELD, Answer, AnswerState, Value
from builder.model.numbers import ZERO, round_half_up
from builder.model.problems import Problem
from builder.rubric.fields import FieldType

_PLACES = 4
_BY_VOTE = frozenset({FieldType.YES_NO, FieldType.CHOICE})


def from_groups(answers: Sequence[Answer]) -> bool:
    """Whether *answers* are of more than one group, and none of nobody knows whom."""
    groups = {answer.group for answer in answers}
    return len(groups) > 1 and "" not in groups


def pool_groups(
    answers: Sequence[Answer], type_: FieldType, unit: str
) -> tuple[Answer, Problem | None]:
    """The one answer that the groups' *answers* to a field of *type_* come to.

    Numbers come to their mean, 是/否 and choices to the most frequent; a group that contradicts
    itself, a tie, and other values that differ come to nothing readable and a problem.
    """
    groups: dict[str, list[Answer]] = {}
    for answer in answers:
        groups.setdefault(answer.group, []).append(answer)
    for own in groups.values():
        if differ(own):
            return _nothing(answers), conflict(own, unit)
    voices = [agreed(groups[group]) for group in sorted(groups)]
    if not differ(voices):
        return _pooled(voices, f"{len(voices)}个评估组一致", voices[0].value), None
    numbers = [answer.value for answer in voices if isinstance(answer.value, Decimal)]
    if len(numbers) == len(voices):
        return _mean(voices, numbers), None
    if type_ in _BY_VOTE:
        return _vote(voices, unit)
    return _nothing(voices), conflict(voices, unit)


def differ(answers: Sequence[Answer]) -> bool:
    """Whether *answers* don't all say the same."""
    return len({(answer.state, answer.value) for answer in answers}) > 1


def agreed(answers: Sequence[Answer]) -> Answer:
    """The first of *answers* that gives a reason, else the first."""
    return next((answer for answer in answers if answer.reason), answers[0])


def _mean(voices: Sequence[Answer], numbers: Sequence[Decimal]) -> Answer:
    exact = sum(numbers, ZERO) / len(numbers)
    mean = round_half_up(exact, _PLACES)
    cut = "" if mean == exact else f"，保留{_PLACES}位小数"
    return _pooled(voices, f"{len(voices)}个评估组的简单平均{cut}", mean)


def _vote(voices: Sequence[Answer], unit: str) -> tuple[Answer, Problem | None]:
    said = [(answer.state, answer.value) for answer in voices]
    most = max(map(said.count, said))
    winners = [answer for answer in voices if said.count((answer.state, answer.value)) == most]
    if differ(winners):
        return _nothing(voices), _tie(voices, unit)
    how = f"{len(voices)}个评估组中{most}个相同，取多数"
    pooled = _pooled(voices, how, winners[0].value)
    return replace(pooled, state=winners[0].state, place=winners[0].place), None


def _tie(voices: Sequence[Answer], unit: str) -> Problem:
    place = next(answer.place for answer in voices if answer.place)
    tokens = {"title": voices[0].title, "count": len(voices), "cells": _listed(voices)}
    return kinds.GROUPS_TIED.at(place, unit=unit, **tokens)


def _pooled(voices: Sequence[Answer], how: str, value: Value | None) -> Answer:
    reasons = "；".join(f"{answer.group}：{answer.reason}" for answer in voices if answer.reason)
    words = f"{how}：{_listed(voices)}"
    said = {answer.withheld for answer in voices}
    # Beside the others' values, a mean would tell the one that is withheld.
    withheld = said.pop() if len(said) == 1 else WITHHELD
    return replace(voices[0], value=value, reason=reasons, group=words, withheld=withheld)


def _nothing(voices: Sequence[Answer]) -> Answer:
    words = f"{len({answer.group for answer in voices})}个评估组不一致：{_listed(voices)}"
    return replace(voices[0], state=AnswerState.UNREADABLE, value=None, reason="", group=words)


def _listed(voices: Sequence[Answer]) -> str:
    return "、".join(
        f"{answer.group}{answer.shown}（{_cell(answer, voices)}）" for answer in voices
    )


def _cell(answer: Answer, voices: Sequence[Answer]) -> str:
    """Its cell alone where it stands on the same sheet as the first, else the whole place."""
    place, first = answer.place, voices[0].place
    if place is None or first is None or (place.file, place.sheet) != (first.file, first.sheet):
        return str(place)
    return place.cell
