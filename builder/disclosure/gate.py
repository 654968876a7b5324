"""From raw findings to what is told of them: grouped, traced to cells, exceptions taken out."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatchcase

from builder.disclosure.detecting import plain
from builder.disclosure.leaks import LeakKind
from builder.disclosure.published_files import RawFinding
from builder.disclosure.sieve import sift
from builder.model.problems import Problem

#: Stands in for a value where a text has to be shown.
MASK = "＊＊＊"
_SIGNS = re.compile(r"[\W_]")
#: Folders of the site that hold one folder a campaign.
_SHARED_FOLDERS = ("data", "office", "templates")


@dataclass(frozen=True, slots=True)
class Allowance:
    """A kind of leak that may be published at certain places until a day."""

    kind: LeakKind
    #: A path of the site, or campaign/workbook, with `*` for any signs.
    where: str
    #: The last day on which it counts.
    expires: date


@dataclass(frozen=True, slots=True)
class Origin:
    """A text that came in, and where."""

    text: str = field(repr=False)
    #: Campaign, file, sheet and cell.
    place: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One value that mustn't get out: what it is and where it is, never what it says."""

    kind: LeakKind
    #: Where it would be published.
    places: tuple[str, ...]
    #: The cells that it came from; none where that can't be told.
    origins: tuple[str, ...] = ()


class DisclosureBlockedError(RuntimeError):
    """Something personal or secret would have been published; nothing was written."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"the disclosure gate stopped {len(findings)} values")
        self.findings = tuple(findings)


def judge(
    found: Iterable[RawFinding],
    origins: Callable[[], Iterable[Origin]],
    allowances: Sequence[Allowance],
    days: Mapping[str, date],
) -> tuple[Finding, ...]:
    """What of *found* is to be stopped, one finding a value.

    *days* holds the day up to which each campaign looks: an allowance that ended before doesn't
    count there, nor, on pages of no campaign, before the newest. *origins* is asked only where
    something was found.
    """
    groups: dict[tuple[LeakKind, str], list[RawFinding]] = {}
    for one in found:
        groups.setdefault((one.kind, _key(one.value)), []).append(one)
    sources = [(_key(origin.text), origin) for origin in origins()] if groups else []
    findings = []
    for (kind, key), places in groups.items():
        came = [origin.place for text, origin in sources if key and key in text]
        left = [one for one in places if not _allowed(one, came, allowances, days)]
        if left:
            told = dict.fromkeys(f"{one.path} {one.where}".strip() for one in left)
            shown = tuple(map(masked, told)), tuple(map(masked, dict.fromkeys(came)))
            findings.append(Finding(kind, *shown))
    return tuple(sorted(findings, key=lambda one: (one.origins, one.places, one.kind)))


def masked(text: str) -> str:
    """*text*, a sentence or a place, with everything that it gives away covered."""
    for leak in reversed(sift(text)):
        text = text[: leak.start] + MASK + text[leak.end :]
    return text


def covered(problem: Problem) -> Problem:
    """*problem* in words that give nothing away; its place stays, for it leads to the file."""
    wrong, remedy = masked(problem.wrong), masked(problem.remedy)
    same = (wrong, remedy) == (problem.wrong, problem.remedy)
    return problem if same else replace(problem, wrong=wrong, remedy=remedy)


def describe_findings(
    findings: Sequence[Finding], so: str = "未写入任何页面，上一次的结果没有改动"
) -> Iterable[str]:
    """What the screen says: the kind and the place of each, what came of it (*so*), what to do."""
    yield f"⛔ 已拦截{len(findings)}处，{so}："
    for number, one in enumerate(findings, start=1):
        more = f"等{len(one.places)}处" if len(one.places) > 1 else ""
        yield f"  {number}. 疑似{one.kind.value}"
        yield from (f"     {origin}" for origin in one.origins)
        lead = "会出现在 " if one.origins else ""
        yield f"     {lead}{one.places[0]}{more}"
    yield "下一步：请在上述位置删去个人信息或改填单位座机、12345，再重新运行；"
    yield "        确须公开的，经审批后在 rubrics/disclosure 登记例外（写明理由、岗位、到期日）。"


def _allowed(
    one: RawFinding, came: Sequence[str], allowances: Sequence[Allowance], days: Mapping[str, date]
) -> bool:
    day = _day_of(one.path, days)
    valid = [a for a in allowances if a.kind is one.kind and (day is None or day <= a.expires)]
    place = f"{one.path} › {one.where}"
    if any(fnmatchcase(text, a.where) for a in valid for text in (one.path, place)):
        return True
    return bool(came) and all(
        any(fnmatchcase(place, allowance.where) for allowance in valid) for place in came
    )


def _day_of(path: str, days: Mapping[str, date]) -> date | None:
    """The last day of the campaign that *path* belongs to, else the newest of all."""
    first, _, rest = path.partition("/")
    campaign = rest.partition("/")[0] if first in _SHARED_FOLDERS else first
    return days.get(campaign) or max(days.values(), default=None)


def _key(text: str) -> str:
    """*text* without signs, spaces and differences of writing."""
    return _SIGNS.sub("", "".join(map(plain, text))).casefold()
