"""One row for one unit: what the rule found, rounded and settled as the rubric says."""

from collections.abc import Sequence
from decimal import Decimal

from builder.model.answers import ORIGIN_NAMES, Log
from builder.model.evidence import Evidence
from builder.model.marks import Mark, MarkState, Outcome
from builder.model.numbers import ZERO, plain, round_half_up
from builder.rubric.rules.base import Survey, not_applicable, unanswered
from builder.rubric.schema import Indicator, NotApplicable, Rounding

#: Full points of a row without a limit of its own.
NO_LIMIT = Decimal("Infinity")


def survey_indicator(indicator: Indicator, cohort: Sequence[Evidence]) -> Survey:
    """What the row's rule has to know of the *cohort*; units it doesn't apply to are left out."""
    applicable = [evidence for evidence in cohort if _applies(indicator, evidence)]
    return indicator.rule.survey(applicable)


def mark_indicator(
    indicator: Indicator, evidence: Evidence, survey: Survey, rounding: Rounding
) -> Mark:
    """The mark of *indicator* for one unit; *survey* is `survey_indicator`'s for its cohort."""
    outcome = find_outcome(indicator, evidence, survey)
    points, trace = _settle(indicator, outcome, rounding.rows)
    return Mark(
        indicator=indicator.id,
        title=indicator.title,
        points=points,
        most=indicator.points,
        state=outcome.state,
        trace=trace,
        answers=outcome.answers,
        rule=indicator.rule.kind,
        clause=indicator.clause,
    )


def find_outcome(indicator: Indicator, evidence: Evidence, survey: Survey) -> Outcome:
    """The rule's exact outcome, or why it can't be or isn't applied."""
    if (log := _absent_log(indicator, evidence)) is not None:
        step = f"「{log.title}」登记表未收到（{ORIGIN_NAMES[log.origin]}），待核定"
        return Outcome(MarkState.PENDING, None, (step,))
    if indicator.applies is not None:
        verdict = indicator.applies.test(evidence)
        if verdict.unanswered:
            return unanswered(verdict.answers)
        if not verdict.holds:
            return not_applicable(f"{verdict.text}，本项不适用", verdict.answers)
    most = NO_LIMIT if indicator.points is None else indicator.points
    return indicator.rule.score(evidence, most, survey)


def leaves_sum(indicator: Indicator, mark: Mark) -> bool:
    """Whether the row's full points leave the sum because it doesn't apply to the unit."""
    return (
        mark.state is MarkState.NOT_APPLICABLE
        and indicator.not_applicable is NotApplicable.EXCLUDE_RESCALE
    )


def _applies(indicator: Indicator, evidence: Evidence) -> bool:
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
        case NotApplicable.EXCLUDE_RESCALE:
            return None, "不计入总分，其余各项按比例折算"
