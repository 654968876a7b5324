"""One row for one unit: what the rule found, rounded and settled as the rubric says."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from builder.model.answers import ORIGIN_NAMES, Log, told_openly
from builder.model.evidence import Evidence
from builder.model.marks import Mark, MarkState, Outcome
from builder.model.numbers import ZERO, plain, round_half_up
from builder.model.units import UNIT_KIND_NAMES
from builder.rubric.rules.base import Survey, not_applicable, unanswered
from builder.rubric.schema import Indicator, NotApplicable, Rounding
from builder.scoring.evidence import row_names
from builder.scoring.figures import find_figures

#: Full points of a row without a limit of its own.
NO_LIMIT = Decimal("Infinity")
#: What a second round says of a row in which nothing was returned anew.
KEPT = "第二轮没有变动，沿用第一轮"


def survey_indicator(indicator: Indicator, cohort: Sequence[Evidence]) -> Survey:
    """What the row's rule has to know of the *cohort*; units it doesn't apply to are left out."""
    applicable = [evidence for evidence in cohort if _applies(indicator, evidence)]
    return indicator.rule.survey(applicable)


def mark_row(
    indicator: Indicator, cohort: Sequence[Evidence], rounding: Rounding
) -> tuple[Mark, ...]:
    """The marks of *indicator* for every unit of *cohort*, in its order."""
    survey = survey_indicator(indicator, cohort)
    marks = tuple(mark_indicator(indicator, evidence, survey, rounding) for evidence in cohort)
    if indicator.not_applicable is NotApplicable.GROUP_MEAN:
        return _settle_by_group(marks, rounding.rows)
    return marks


def mark_indicator(
    indicator: Indicator, evidence: Evidence, survey: Survey, rounding: Rounding
) -> Mark:
    """The mark of *indicator* for one unit; *survey* is `survey_indicator`'s for its cohort."""
    outcome = find_outcome(indicator, evidence, survey)
    points, told = _settle(indicator, outcome, rounding.rows)
    trace = told_openly(told, outcome.answers)
    return Mark(
        indicator=indicator.id,
        title=indicator.title,
        points=points,
        most=indicator.points,
        state=outcome.state,
        trace=(KEPT, *trace) if _is_kept(indicator, evidence) else trace,
        answers=outcome.answers,
        rule=indicator.rule.kind,
        clause=indicator.clause,
        label=outcome.label,
        figures=find_figures(indicator, evidence),
    )


def find_outcome(indicator: Indicator, evidence: Evidence, survey: Survey) -> Outcome:
    """The rule's exact outcome, or why it can't be or isn't applied."""
    if (log := _absent_log(indicator, evidence)) is not None:
        step = f"「{log.title}」登记表未收到（{ORIGIN_NAMES[log.origin]}），待核定"
        return Outcome(MarkState.PENDING, None, (step,))
    if indicator.kinds and evidence.unit.kind not in indicator.kinds:
        owners = "、".join(UNIT_KIND_NAMES[kind] for kind in indicator.kinds)
        return not_applicable(f"本项由{owners}承担，本单位不适用", ())
    if indicator.applies is not None:
        verdict = indicator.applies.test(evidence)
        if verdict.unanswered:
            return unanswered(verdict.answers)
        if not verdict.holds:
            return not_applicable(f"{verdict.text}，本项不适用", verdict.answers)
    most = NO_LIMIT if indicator.points is None else indicator.points
    return indicator.rule.score(evidence, most, survey)


def _is_kept(indicator: Indicator, evidence: Evidence) -> bool:
    names = row_names(indicator)
    return bool(names) and names <= evidence.kept


def leaves_sum(indicator: Indicator, mark: Mark) -> bool:
    """Whether the row leaves the sum of its section because it doesn't apply to the unit."""
    return (
        mark.state is MarkState.NOT_APPLICABLE
        and mark.points is None
        and indicator.not_applicable is not NotApplicable.FULL
    )


def _applies(indicator: Indicator, evidence: Evidence) -> bool:
    if indicator.kinds and evidence.unit.kind not in indicator.kinds:
        return False
    return indicator.applies is None or indicator.applies.test(evidence).holds


def _absent_log(indicator: Indicator, evidence: Evidence) -> Log | None:
    names = indicator.rule.names() | set(indicator.applies.names() if indicator.applies else ())
    logs = (evidence.logs[name] for name in sorted(names) if name in evidence.logs)
    return next((log for log in logs if not log.received), None)


def _settle(
    indicator: Indicator, outcome: Outcome, places: int
) -> tuple[Decimal | None, tuple[str, ...]]:
    if outcome.state is MarkState.NOT_APPLICABLE:
        points, words = _settle_not_applicable(indicator)
        return points, (*outcome.steps, words)
    if outcome.points is None:
        return None, outcome.steps
    rounded = round_half_up(outcome.points, places)
    if rounded == outcome.points:
        return rounded, outcome.steps
    return rounded, (*outcome.steps, f"四舍五入保留{places}位小数：{plain(rounded)}分")


def _settle_not_applicable(indicator: Indicator) -> tuple[Decimal | None, str]:
    match indicator.not_applicable:
        case NotApplicable.ZERO:
            return ZERO, "不适用，计0分"
        case NotApplicable.FULL:
            return indicator.points, "不适用，按满分计"
        case NotApplicable.EXCLUDE_RESCALE if indicator.points is None:
            return None, "本项没有分值，不影响其他各项"
        case NotApplicable.EXCLUDE_RESCALE:
            return None, "不计入总分，其余各项按比例折算"
        case NotApplicable.GROUP_MEAN:
            return None, "不适用，取其他参评单位本项的平均分"
        case NotApplicable.SPREAD:
            return None, "不适用，本项分值按比例摊到本板块其他各项"


def _settle_by_group(marks: tuple[Mark, ...], places: int) -> tuple[Mark, ...]:
    """*marks* with the mean of the scored ones in place of those that don't apply."""
    known = [m.points for m in marks if m.state is MarkState.SCORED and m.points is not None]
    if not known:
        words = "没有可以平均的单位，不计入总分，其余各项按比例折算"
        return tuple(_add_words(mark, None, words) for mark in marks)
    mean = round_half_up(sum(known, ZERO) / len(known), places)
    words = f"{len(known)}个单位平均{plain(mean)}分"
    return tuple(_add_words(mark, mean, words) for mark in marks)


def _add_words(mark: Mark, points: Decimal | None, words: str) -> Mark:
    if mark.state is not MarkState.NOT_APPLICABLE:
        return mark
    return replace(mark, points=points, trace=(*mark.trace, words))
