"""What changed between two results of a campaign, and why, read from their published JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from builder.model.marks import MARK_STATE_NAMES, MarkState

#: One campaign's results.json, parsed (`gongshi-results/1`).
Results = Mapping[str, Any]


class Cause(StrEnum):
    """Why a mark is another one."""

    DATA = "数据变动"
    RULE = "细则变动"
    OTHERS = "其他单位变动"
    COHORT = "参评单位变动"


@dataclass(frozen=True, slots=True)
class Change:
    """One row of one unit (or its total, where *indicator* is empty) before and after."""

    campaign: str
    instrument: str
    unit: str
    name: str
    indicator: str
    #: As printed: 「2.81分」, 「未填」, 「第3名」.
    before: str
    after: str
    cause: Cause
    #: Which values changed, or how the arithmetic reads now.
    why: str


def compare_results(old: Results, new: Results) -> tuple[Change, ...]:
    """Every difference in totals, ranks and marks between two results of one campaign."""
    before = {item["id"]: item for item in old["instruments"]}
    return tuple(
        change
        for item in new["instruments"]
        if item["id"] in before
        for change in _compare_instrument(new["campaign"], before[item["id"]], item)
    )


def _compare_instrument(campaign: str, old: Results, new: Results) -> Iterator[Change]:
    same_rule = old["rubric_sha256"] == new["rubric_sha256"]
    lines = {row["unit"]: row for row in old["standings"]}
    cards = {card["unit"]: _marks(card) for card in old["scorecards"]}
    names = {row["unit"]: row["name"] for row in new["standings"]}
    marks = {card["unit"]: _marks(card) for card in new["scorecards"]}
    for row in new["standings"]:
        unit = row["unit"]
        own = list(_compare_marks(cards.get(unit, {}), marks.get(unit, {}), same_rule=same_rule))
        line = _compare_lines(lines.get(unit, {}), row, own)
        for indicator, before, after, cause, why in (*own, *line):
            about = (campaign, new["id"], unit, names[unit], indicator)
            yield Change(*about, before, after, cause, why)


_Finding = tuple[str, str, str, Cause, str]


def _compare_marks(old: Results, new: Results, *, same_rule: bool) -> Iterator[_Finding]:
    for indicator, mark in new.items():
        before = old.get(indicator)
        if before is None or _shown(before) == _shown(mark):
            continue
        values = tuple(_changed_values(before["sources"], mark["sources"]))
        if values:
            yield indicator, _shown(before), _shown(mark), Cause.DATA, "；".join(values)
        else:
            cause = Cause.OTHERS if same_rule else Cause.RULE
            yield indicator, _shown(before), _shown(mark), cause, "；".join(mark["trace"])


def _compare_lines(old: Results, new: Results, own: Sequence[_Finding]) -> Iterator[_Finding]:
    before, after = _line(old), _line(new)
    if before == after:
        return
    if bool(old.get("total")) != bool(new.get("total")):
        why = new.get("unranked_reason") or "现已参评"
        yield "", before, after, Cause.COHORT, why
    elif own:
        rows = "、".join(finding[0] for finding in own)
        yield "", before, after, own[0][3], f"指标{rows}变动"
    else:
        yield "", before, after, Cause.OTHERS, "本单位得分未变，名次随其他单位变动"


def _changed_values(
    old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    before = {source["title"]: source["value"] for source in old}
    for source in new:
        value = before.get(source["title"], "无")
        if value != source["value"]:
            place = " › ".join(source[key] for key in ("file", "sheet", "cell") if source[key])
            yield f"{source['title']}：{value} → {source['value']}（{place}）"


def _marks(card: Mapping[str, Any]) -> dict[str, Any]:
    return {mark["indicator"]: mark for mark in (*card["marks"], *card.get("vetoes", ()))}


def _shown(mark: Mapping[str, Any]) -> str:
    if mark["points"] is not None:
        return f"{mark['points']}分"
    return mark.get("label") or MARK_STATE_NAMES[MarkState(mark["state"])]


def _line(row: Mapping[str, Any]) -> str:
    if not row or row["total"] is None:
        return "未参评"
    return f"{row['total']}分，第{row['rank']}名"
