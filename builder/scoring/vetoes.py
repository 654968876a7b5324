"""What takes a unit's honours away, and what else it costs: vetoes, and the last of a row."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from builder.model.answers import Answer, told_openly
from builder.model.evidence import Evidence
from builder.model.marks import Mark, MarkState
from builder.model.numbers import plain
from builder.rubric.rules.base import unique
from builder.rubric.schema import Exclusion, Veto


def find_vetoes(vetoes: Sequence[Veto], evidence: Evidence) -> tuple[Mark, ...]:
    """The vetoes that stand against a unit, as marks without points."""
    standing = []
    for veto in vetoes:
        verdict = veto.when.test(evidence)
        if verdict.holds:
            grounds = tuple(veto.when.grounds(evidence))
            answers = unique([a for found in (verdict, *grounds) for a in found.answers])
            words = dict.fromkeys(found.text for found in (verdict, *grounds))
            trace = (*told_openly(words, answers), f"取消评优资格，{_cost(veto)}")
            standing.append(_mark(veto, "veto", trace, answers))
    return tuple(standing)


def find_open_vetoes(vetoes: Sequence[Veto], evidence: Evidence) -> tuple[str, ...]:
    """Titles of the vetoes that rest on a register that never came: no rows mean nothing there."""
    absent = {log.field for log in evidence.logs.values() if not log.received}
    return tuple(veto.title for veto in vetoes if absent & set(veto.when.names()))


def fix_total(
    vetoes: Sequence[Veto], evidence: Evidence, total: Decimal, trace: tuple[str, ...]
) -> tuple[Decimal, tuple[str, ...]]:
    """*total* and its *trace*, or the lowest score that a standing veto fixes."""
    fixed = [
        (veto.score, veto.title)
        for veto in vetoes
        if veto.score is not None and veto.when.test(evidence).holds
    ]
    if not fixed:
        return total, trace
    score, title = min(fixed)
    return score, (*trace, f"一票否决（{title}），总分按{plain(score)}分计")


def find_exclusions(
    exclusions: Sequence[Exclusion], rows: Mapping[str, Sequence[Mark]], number: int
) -> tuple[Mark, ...]:
    """The exclusions that meet the unit at *number* of the cohort; *rows* holds all marks.

    Units that share the last of the places are all in it; where all have the same points there
    is no last one.
    """
    found = []
    for exclusion in exclusions:
        marks = rows[exclusion.indicator]
        own = marks[number].points
        known = [m.points for m in marks if m.state is MarkState.SCORED and m.points is not None]
        if own is None or marks[number].state is not MarkState.SCORED or own == max(known):
            continue
        place = 1 + sum(points < own for points in known)
        if place <= exclusion.last:
            words = f"{exclusion.indicator}得{plain(own)}分，在{len(known)}个单位中列倒数第{place}"
            trace = (words, f"末{exclusion.last}名取消评优资格，不影响得分")
            found.append(_mark(exclusion, "exclusion", trace, marks[number].answers))
    return tuple(found)


def _cost(veto: Veto) -> str:
    return "不影响得分" if veto.score is None else f"总分按{plain(veto.score)}分计"


def _mark(
    source: Veto | Exclusion, kind: str, trace: tuple[str, ...], answers: tuple[Answer, ...]
) -> Mark:
    state = MarkState.SCORED
    return Mark(
        *(source.id, source.title, None, None, state), *(trace, answers, kind, source.clause)
    )
