"""Years: what a unit's yearly total and rank became, through which rounds."""

from collections.abc import Iterator, Sequence

from builder.editions.change import Cause, Change, Reason, in_order
from builder.editions.snapshot import Results

_NO_TOTAL = "不计年度成绩"


def compare_years(old: Results, new: Results, changes: Sequence[Change]) -> Iterator[Change]:
    """Every changed line of one year; *changes* are those of all rounds."""
    before = {row["unit"]: row for row in old["standings"]}
    for row in new["standings"]:
        was, is_ = before.get(row["unit"]), row
        if _shown(was) == _shown(is_):
            continue
        about = (new["campaign"], new["rubric"], row["unit"], row["name"], "")
        yield Change(*about, _shown(was), _shown(is_), _reasons(new, was, is_, changes))


def _shown(row: Results | None) -> str:
    if row is None or row["total"] is None:
        return _NO_TOTAL
    return f"{row['total']}分，第{row['rank']}名"


def _reasons(
    year: Results, old: Results | None, new: Results, changes: Sequence[Change]
) -> tuple[Reason, ...]:
    """The causes of the rounds that moved; else the other units' totals, or the way of adding."""
    totals = (old or {}).get("totals", {})
    moved = [id_ for id_, total in new["totals"].items() if totals.get(id_) != total]
    causes: dict[Cause, list[str]] = {}
    for change in changes:
        own = (change.unit, change.instrument) == (new["unit"], year["rubric"])
        if own and change.campaign in moved:
            for reason in change.reasons:
                # That others moved a rank there moves no total; that they moved a row does.
                if change.indicator or reason.cause is not Cause.OTHERS:
                    causes.setdefault(reason.cause, []).append(change.campaign)
    found = [
        Reason(cause, f"{'、'.join(dict.fromkeys(rounds))}的成绩变动")
        for cause, rounds in causes.items()
    ]
    if found or moved:
        return in_order(found) or (Reason(Cause.COHORT, f"{'、'.join(moved)}的成绩变动"),)
    if old is not None and old["total"] == new["total"]:
        return (Reason(Cause.OTHERS, "本单位年度成绩未变，名次随其他单位变动"),)
    return (Reason(Cause.SETTINGS, "合并的期次或者办法变动"),)
