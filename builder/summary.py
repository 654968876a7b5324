"""What the screen says after a run: who returned, who didn't, and what has to be mended."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from builder.editions.differences import Change
from builder.model.problems import Problem, Severity
from builder.scoring.results import CampaignResult, InstrumentResult, YearResult

#: How many problems of one campaign are listed; the rest is in problems.json.
LISTED = 20
_SIGNS = {Severity.BLOCKING: "✘", Severity.WARNING: "⚠", Severity.NOTICE: "·"}


def describe_evaluation(
    results: Sequence[CampaignResult | YearResult], problems: Mapping[str, Sequence[Problem]]
) -> Iterator[str]:
    """Who returned, then the *problems* of each campaign."""
    yield from describe_returns(results)
    for id_, found in problems.items():
        yield from describe_problems(id_, found)


def describe_returns(results: Sequence[CampaignResult | YearResult]) -> Iterator[str]:
    """A line a cohort: expected, counted, and the missing by name with the reason."""
    for result in results:
        if isinstance(result, CampaignResult):
            for instrument in result.instruments:
                yield _describe_cohort(result, instrument)


def describe_problems(campaign: str, problems: Sequence[Problem]) -> Iterator[str]:
    """The gravest *problems* first, two lines each, after a line with their numbers."""
    if not problems:
        return
    numbers = Counter(problem.kind.severity for problem in problems)
    counted = "，".join(f"{severity}{numbers[severity]}处" for severity in Severity)
    yield f"\n{campaign or '评估细则和评估任务'}：{counted}"
    order = list(Severity)
    ranked = sorted(problems, key=lambda p: (order.index(p.kind.severity), p.order))
    for problem in ranked[:LISTED]:
        yield f"{_SIGNS[problem.kind.severity]} [{problem.kind.code}] {problem.place}"
        yield f"    {_sentence(problem.wrong)}{_sentence(problem.remedy)}"
    if len(ranked) > LISTED:
        yield f"  另有{len(ranked) - LISTED}处，见 problems.json"


def describe_changes(changes: Sequence[Change]) -> Iterator[str]:
    """The first of the *changes* against the output before, a line each, after their number."""
    if not changes:
        return
    units = len({(change.campaign, change.unit) for change in changes})
    yield f"\n与上次建站相比：{units}个单位有变动，共{len(changes)}处（office/与上次相比.xlsx）"
    for change in changes[:LISTED]:
        what = f"指标{change.indicator}" if change.indicator else "总分和名次"
        moved = f"{change.before} → {change.after}"
        yield f"· {change.name} {what}：{moved}（{change.cause}：{change.why}）"


def _sentence(words: str) -> str:
    """*words* with a full stop, where they don't end with a mark of their own."""
    return words if words.endswith(("？", "。")) else f"{words}。"


def _describe_cohort(result: CampaignResult, instrument: InstrumentResult) -> str:
    cohort = instrument.standings.cohort
    line = (
        f"{result.campaign.menu_title} · {instrument.rubric.title}："
        f"应报{len(cohort.expected)}家，参评{len(cohort.counted)}家"
    )
    if not cohort.missing:
        return line
    names = {unit.id: unit.name for unit in cohort.expected}
    listed = "、".join(f"{names[id_]}（{why}）" for id_, why in cohort.missing.items())
    return f"{line}，未参评{len(cohort.missing)}家：{listed}"
