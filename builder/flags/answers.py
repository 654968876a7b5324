"""Answers of units that no flag waits for: a wrong code, or a flag that wasn't raised."""

from collections.abc import Iterator

from builder.model import problem_kinds as kinds
from builder.model.problems import Problem
from builder.scoring.results import CampaignResult


def find_idle_answers(result: CampaignResult) -> Iterator[Problem]:
    """One problem an answer (红旗答复) that is about no flag of the campaign."""
    codes, rows = set(), set()
    for flag in result.flags:
        if flag.unit is not None:
            codes.add((flag.unit.id, flag.code))
            rows.add((flag.unit.id, flag.code, flag.indicator or ""))
    for answer in result.returns.flag_answers:
        row = (answer.unit, answer.code, answer.indicator)
        about = row in rows if answer.indicator else (answer.unit, answer.code) in codes
        if not about:
            what = f"{answer.code}（指标{answer.indicator}）" if answer.indicator else answer.code
            yield kinds.FLAG_NOT_RAISED.at(answer.place, unit=answer.unit, what=what)
