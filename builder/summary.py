"""What the screen says after a run: who returned, who didn't, and what has to be mended.

Every line fits 80 columns; a line may hold several, as one that is indented goes on below.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tabulate import tabulate
from wcwidth import wcswidth

from builder.disclosure.gate import covered, masked
from builder.editions.change import Change
from builder.model.edition_problem_kinds import UNDECIDED
from builder.model.problems import Problem, Severity
from builder.office.causes import Cause, group_by_cause
from builder.office.filing_status import FilingState, FilingStatus, filing_statuses, unit_files
from builder.scoring.results import CampaignResult, YearResult
from builder.wording import show_time

#: How many changes, or faults in settings, are listed; the rest is in files.
LISTED = 20

#: How many places of one cause are listed, unless all are asked for.
PLACES = 3

#: Whoever's deadline lies this close to the last one is still being followed up.
CURRENT = timedelta(days=31)

WIDTH = 79

_SIGNS = {Severity.BLOCKING: "✘", Severity.WARNING: "⚠", Severity.NOTICE: "·"}
#: What a line may be broken between: words and characters, with the marks that cling to them.
_PIECES = re.compile(r"\s+|[“（「《【]*(?:[!-~]{1,60}|\S)[，。；：、！？）”」》】]*")
_OFFICE = "（办公室的表）"

Problems = Mapping[str, Sequence[Problem]]


@dataclass(frozen=True, slots=True)
class Brief:
    """What the short form says of a campaign."""

    id: str
    title: str
    due: datetime
    row: tuple[str | int, ...]
    #: How many faults the office's own tables have.
    own_faults: int
    #: How many matters keep it from being final, as it was declared.
    held: int


def brief(result: CampaignResult, problems: Sequence[Problem]) -> Brief:
    """What the short form says of *result*, in which there are *problems*."""
    campaign, own = result.campaign, _office_faults(result, problems)
    row = _overview(result, problems)
    return Brief(campaign.id, campaign.menu_title, _due(result), row, len(own), len(result.held))


def describe_results(
    results: Iterable[CampaignResult | YearResult], problems: Problems
) -> Iterator[str]:
    """The short form of *results*, as `describe_briefs`."""
    rounds = in_order(results)
    return describe_briefs(brief(one, problems.get(one.campaign.id, ())) for one in rounds)


def describe_briefs(briefs: Iterable[Brief]) -> Iterator[str]:
    """The short form: a line a campaign in the order of deadlines, the newest last."""
    ordered = sorted(briefs, key=lambda one: (one.due, one.id))
    if not ordered:
        return
    yield ""
    heads = ("评估任务", "报送截止", "应报", "已报", "逾期", "未报", "未计", "需修改")
    yield _table(heads, [one.row for one in ordered], widths=(28, 10, 4, 4, 4, 4, 4, 6), texts=2)
    yield "已报含逾期。未计：截止后报送、无法读取、多份无法确定。需修改：有问题的单位数。"
    faulty = [one for one in ordered if one.own_faults]
    if told := "、".join(f"{one.title}（{one.own_faults}处）" for one in faulty):
        yield _fold(f"办公室自己的表（登记、目录等）也有要改的：{told}。")
    yield from _describe_held([one for one in ordered if one.held])


def _describe_held(briefs: Sequence[Brief]) -> Iterator[str]:
    """What was declared final and isn't, and what is to be done about it."""
    if briefs:
        told = "、".join(f"{one.title}（{one.held}处）" for one in briefs)
        yield _fold(f"⚠ 设置里写了定稿，但还有没核定或没裁定的，暂作草稿，等次不公布：{told}。")
        look = f"gongshi check --campaign {briefs[-1].id}"
        yield _fold(f"  下一步：补齐记录、作出裁定再运行；逐处看：{look}。")


def in_order(results: Iterable[CampaignResult | YearResult]) -> tuple[CampaignResult, ...]:
    """The rounds among *results* by deadline, the newest last; a year has no returns of its own."""
    rounds = [result for result in results if isinstance(result, CampaignResult)]
    return tuple(sorted(rounds, key=lambda result: (_due(result), result.campaign.id)))


def current(results: Iterable[CampaignResult | YearResult]) -> tuple[CampaignResult, ...]:
    """The rounds that are still being followed up: not final, and close to the last deadline."""
    rounds = in_order(results)
    drafts = tuple(result for result in rounds if result.campaign.status == "draft") or rounds
    return tuple(r for r in drafts if _due(drafts[-1]) - _due(r) <= CURRENT)


def describe_campaign(
    result: CampaignResult, problems: Sequence[Problem], *, whole: bool = False
) -> Iterator[str]:
    """Who needs attention, and the *problems* by cause; every place of them if *whole*."""
    statuses = filing_statuses(result, problems)
    yield f"\n【{masked(result.campaign.menu_title)}】{result.campaign.id}"
    if statuses:
        yield _fold(_roll_call(result, statuses))
    yield from _describe_units(result, statuses, problems)
    yield from _describe_causes(problems, whole=whole)


def describe_problems(campaign: str, problems: Sequence[Problem]) -> Iterator[str]:
    """The gravest *problems* first, two lines each, after a line with their numbers."""
    if not problems:
        return
    numbers = Counter(problem.kind.severity for problem in problems)
    counted = "，".join(f"{severity}{numbers[severity]}处" for severity in Severity)
    yield f"\n{campaign or '评估细则和评估任务'}：{counted}"
    order = list(Severity)
    ranked = sorted(problems, key=lambda p: (order.index(p.kind.severity), p.order))
    for problem in map(covered, ranked[:LISTED]):
        yield f"{_SIGNS[problem.kind.severity]} [{problem.kind.code}] {masked(str(problem.place))}"
        yield f"    {_sentence(problem.wrong)}{_sentence(problem.remedy)}"
    if len(ranked) > LISTED:
        yield f"  另有{len(ranked) - LISTED}处"


def describe_changes(changes: Sequence[Change]) -> Iterator[str]:
    """The first of the *changes* against the output before, a line each, after their number."""
    if not changes:
        return
    units = len({(change.campaign, change.unit) for change in changes})
    yield f"\n与上次建站相比：{units}个单位有变动，共{len(changes)}处（office/与上次相比.xlsx）"
    for change in changes[:LISTED]:
        what = f"指标{change.indicator}" if change.indicator else "总分和名次"
        moved = f"{change.before} → {change.after}"
        yield masked(f"· {change.name} {what}：{moved}（{change.causes}：{change.why}）")


def _due(result: CampaignResult) -> datetime:
    """When its filings were due; its period's end where no deadline is set."""
    campaign = result.campaign
    if campaign.deadline is not None:
        return campaign.deadline.replace(tzinfo=None)
    return datetime.combine(campaign.period.end, time.max)


def _overview(result: CampaignResult, problems: Sequence[Problem]) -> tuple[str | int, ...]:
    campaign = result.campaign
    due = f"{campaign.deadline:%Y-%m-%d}" if campaign.deadline else "—"
    faulty = len(_faulty_units(result, problems)) or ""
    statuses = filing_statuses(result, problems)
    if not statuses:
        compiled = len({dossier.unit.id for dossier in result.returns.dossiers}) or ""
        return (campaign.menu_title, due, "", compiled, "", "", "", faulty)
    states = Counter(status.state for status in statuses)
    filed = sum(status.state.counted for status in statuses)
    missing = states[FilingState.NOT_FILED]
    others = len(statuses) - filed - missing
    counts = (len(statuses), filed, states[FilingState.LATE] or "", missing or "", others or "")
    return (campaign.menu_title, due, *counts, faulty)


def _faulty_units(
    result: CampaignResult, problems: Sequence[Problem]
) -> Mapping[str, Counter[Severity]]:
    """Id of each unit that has something to mend in its own file → how much, by severity."""
    files = unit_files(result.returns)
    found: dict[str, Counter[Severity]] = {}
    for problem in problems:
        if problem.unit and problem.place.file in files and _calls_for_mending(problem):
            found.setdefault(problem.unit, Counter())[problem.kind.severity] += 1
    return found


def _office_faults(result: CampaignResult, problems: Sequence[Problem]) -> list[Problem]:
    files = unit_files(result.returns)
    own = (p for p in problems if p.place.file not in files and _calls_for_mending(p))
    return [p for p in own if p.kind is not UNDECIDED]


def _calls_for_mending(problem: Problem) -> bool:
    return problem.kind.severity is not Severity.NOTICE


def _roll_call(result: CampaignResult, statuses: Sequence[FilingStatus]) -> str:
    """⏰ 截至 … 应报40家，已报36家（其中逾期2家），未报4家：…"""
    deadline = result.campaign.deadline
    until = f"截至 {show_time(deadline)} " if deadline else ""
    by_state: dict[FilingState, list[str]] = {state: [] for state in FilingState}
    for status in statuses:
        by_state[status.state].append(status.unit.name)
    filed = sum(len(names) for state, names in by_state.items() if state.counted)
    late = len(by_state[FilingState.LATE])
    told = f"应报{len(statuses)}家，已报{filed}家{f'（其中逾期{late}家）' if late else ''}"
    listed = [
        f"{state}{len(names)}家：{'、'.join(names)}"
        for state, names in by_state.items()
        if names and not state.counted
    ]
    return f"⏰ {until}{'；'.join([told, *listed] if listed else [f'{told}，没有未报的'])}。"


def _describe_units(
    result: CampaignResult, statuses: Sequence[FilingStatus], problems: Sequence[Problem]
) -> Iterator[str]:
    """The units that need attention, a line each; those with advice alone in one sentence."""
    shown = [status for status in statuses if _is_urgent(status)]
    rows = [_unit_line(status) for status in shown]
    rows += _dossier_lines(result, statuses, problems)
    office = Counter(problem.kind.severity for problem in _office_faults(result, problems))
    if office:
        rows.append((_OFFICE, "", *_counts(office), ""))
    if rows:
        heads = ("单位", "状态", "必改", "建议", "填报表")
        yield _table(heads, rows, widths=(20, 12, 4, 4, 29), texts=2)
    advised = [s for s in statuses if s not in shown and not s.fine]
    if advised:
        listed = "、".join(f"{status.unit.name}{status.should}处" for status in advised)
        yield _fold(f"⚠ 只有建议的{len(advised)}家：{listed}。")
    if fine := sum(status.fine for status in statuses):
        yield f"✔ {'其余' if rows or advised else ''}{fine}家无问题。"


def _is_urgent(status: FilingStatus) -> bool:
    on_time = status.state in {FilingState.FILED, FilingState.CARRIED}
    return not on_time or bool(status.must or status.remarks)


def _unit_line(status: FilingStatus) -> tuple[str | int, ...]:
    remarks = f"（{'，'.join(status.remarks)}）" if status.remarks else ""
    told = f"{status.file.rpartition('/')[2]}{remarks}"
    return (status.unit.name, status.shown, status.must or "", status.should or "", told)


def _dossier_lines(
    result: CampaignResult, statuses: Sequence[FilingStatus], problems: Sequence[Problem]
) -> list[tuple[str | int, ...]]:
    """Units without a filing under any rubric that have something to mend in their dossier."""
    filing = {status.unit.id for status in statuses}
    names = {unit.id: unit.name for unit in result.returns.units}
    return [
        (names.get(id_, id_), "", *_counts(found), "佐证材料汇编")
        for id_, found in _faulty_units(result, problems).items()
        if id_ not in filing
    ]


def _counts(found: Counter[Severity]) -> tuple[int | str, int | str]:
    return (found[Severity.BLOCKING] or "", found[Severity.WARNING] or "")


def _describe_causes(problems: Sequence[Problem], *, whole: bool) -> Iterator[str]:
    causes = group_by_cause(problems)
    told = [cause for cause in causes if whole or cause.kind.severity is not Severity.NOTICE]
    if told:
        yield "\n问题按原因汇总："
    for cause in told:
        yield from _describe_cause(cause, whole=whole)
    others = [cause for cause in causes if cause not in told]
    if others:
        listed = "、".join(f"{c.kind.title}{len(c.problems)}处" for c in others)
        yield _fold(f"· 另有提示，一般不必改：{listed}（--all 全部列出）。")


def _describe_cause(cause: Cause, *, whole: bool) -> Iterator[str]:
    kind, remedy = cause.kind, cause.remedy
    much = f"{len(cause.problems)}处，{cause.files}个文件"
    yield _fold(f"{_SIGNS[kind.severity]} [{kind.code}] {kind.title}：{much}")
    if remedy is not None:
        yield _fold(f"    怎么改：{_sentence(remedy)}")
    shown = cause.problems if whole else cause.problems[:PLACES]
    for problem in shown:
        how = _sentence(problem.remedy) if remedy is None else ""
        yield _fold(f"    {masked(str(problem.place))}：{_sentence(problem.wrong)}{how}")
    if more := len(cause.problems) - len(shown):
        yield f"    另有{more}处"


def _table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str | int]],
    *,
    widths: Sequence[int],
    texts: int,
) -> str:
    """*rows* under underlined *heads*, no column wider than its width; counts stand right.

    The first *texts* columns hold words, and of a table of units the last. What a cell gives away
    is covered.
    """
    rows = [[masked(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    columns = zip(heads, *rows, strict=True)
    rules = [
        "-" * min(most, max(wcswidth(str(cell)) for cell in column))
        for column, most in zip(columns, widths, strict=True)
    ]
    last = "left" if widths[-1] > texts * 4 else "right"
    return tabulate(
        [heads, rules, *rows],
        tablefmt="plain",
        maxcolwidths=list(widths),
        disable_numparse=True,
        colalign=[*("left",) * texts, *("right",) * (len(heads) - texts - 1), last],
    )


def _fold(line: str) -> str:
    """*line* over as many as it takes, those after the first further in.

    What it gives away is covered.
    """
    line = masked(line)
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    folded = [""]
    for piece in _PIECES.findall(line):
        if _width(folded[-1] + piece) > WIDTH and folded[-1].strip():
            folded[-1] = folded[-1].rstrip()
            folded.append(indent)
        folded[-1] += piece if folded[-1] != indent else piece.lstrip()
    return "\n".join(folded)


def _width(text: str) -> int:
    """Columns of *text* on a Chinese screen, where quotation marks are as wide as characters."""
    return wcswidth(text, ambiguous_width=2)


def _sentence(words: str) -> str:
    """*words* with a full stop, where they don't end with a mark of their own."""
    return words if words.endswith(("？", "。")) else f"{words}。"
