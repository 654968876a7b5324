"""What the bar at the bottom of every page says: how the last change was taken in."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from builder.disclosure.gate import covered, masked
from builder.model.problems import Problem, Severity
from builder.preview.watching import Snapshot

#: How many problems the list shows; `gongshi check` tells all.
LISTED = 200
_WORDS = {Severity.BLOCKING: "必改", Severity.WARNING: "建议", Severity.NOTICE: "提示"}
_CRASH = "程序出错"


class Phase(StrEnum):
    """How far the preview is."""

    WORKING = "working"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: what is wrong where, and what to do."""

    word: str
    title: str
    place: str
    wrong: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Status:
    """What is told, and the list behind it."""

    phase: Phase
    text: str
    #: 「本次读到 2处必改、3处建议」
    counted: str = ""
    entries: tuple[Entry, ...] = ()


def count_problems(problems: Mapping[str, Sequence[Problem]]) -> str:
    """How many *problems* (by campaign) have to be mended, and how many should be."""
    numbers = Counter(problem.kind.severity for found in problems.values() for problem in found)
    counted = [
        f"{numbers[severity]}处{_WORDS[severity]}"
        for severity in (Severity.BLOCKING, Severity.WARNING)
        if numbers[severity]
    ]
    return f"本次读到 {'、'.join(counted)}" if counted else "没有要改的地方"


def list_problems(
    problems: Mapping[str, Sequence[Problem]], titles: Mapping[str, str], files: Snapshot
) -> tuple[Entry, ...]:
    """The *problems* by campaign id, those of the file that changed last first.

    *titles* are the campaigns' by id, *files* says when each changed.
    """
    placed = [(id_, problem) for id_, found in problems.items() for problem in found]
    grave = list(Severity)

    def rank(item: tuple[str, Problem]) -> tuple[object, ...]:
        id_, problem = item
        state = files.get(f"input/{id_}/{problem.place.file}")
        newest = -max(state.modified, state.changed) if state else 0
        return (newest, id_, grave.index(problem.kind.severity), problem.order)

    ranked = sorted(placed, key=rank)
    return tuple(describe(problem, titles.get(id_, id_)) for id_, problem in ranked[:LISTED])


def describe(problem: Problem, title: str = "") -> Entry:
    """*problem* of the campaign called *title* as a line of the list, which gives nothing away."""
    word, told = _WORDS[problem.kind.severity], covered(problem)
    return Entry(word, masked(title), masked(str(told.place)), told.wrong, told.remedy)


def describe_settings(problems: Iterable[Problem]) -> tuple[Entry, ...]:
    """Wrong rubrics and campaigns as lines of the list."""
    return tuple(describe(problem, "评估细则和评估任务") for problem in problems)


def describe_build(faults: Mapping[str, Sequence[str]]) -> tuple[Entry, ...]:
    """What the site generator said of pages, each message once."""
    messages = dict.fromkeys(told for all_told in faults.values() for told in all_told)
    remedy = "请核对 mkdocs.yml 和 site_templates；不改的话，gongshi build 会停在这里"
    return tuple(Entry(_WORDS[Severity.BLOCKING], "建站", "", told, remedy) for told in messages)


def describe_locked(error: OSError) -> tuple[Entry, ...]:
    """A file that can't be read."""
    remedy = "请关闭正在打开它的程序；能读取以后，这里会自动更新"
    place = masked(str(error.filename or ""))
    return (Entry(_WORDS[Severity.BLOCKING], "文件", place, f"无法读写：{error.strerror}", remedy),)


def describe_crash(error: Exception) -> tuple[Entry, ...]:
    """What a template that is wrong raises, or a fault of the program itself."""
    what = f"{type(error).__name__}：{error}"
    remedy = "如果刚改过 site_templates 里的模板，请改正；否则请把命令行窗口里的文字发给维护人员"
    return (Entry(_WORDS[Severity.BLOCKING], _CRASH, "", what, remedy),)
