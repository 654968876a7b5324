"""Differences on the screen: how ranks moved, then the rows that moved them, in 80 columns."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tabulate import tabulate

from builder.editions.change import Change
from builder.editions.differences_json import Compared, ranks_moved

#: So many changed rows of a campaign are shown, unless all are asked for.
LISTED = 12

_RANK_HEADS, _RANK_WIDTHS = ("单位", "原", "现", "原因"), (14, 17, 17, 24)
_ROW_HEADS, _ROW_WIDTHS = ("单位", "指标", "原", "现", "为什么"), (12, 6, 9, 9, 34)


def describe_differences(compared: Compared, *, whole: bool) -> Iterator[str]:
    """Every moved total and rank, and the first changed rows of each campaign, or all."""
    yield f"比对：{compared.old} → {compared.new}"
    yield from (f"说明：{note}。" for note in compared.notes)
    yield from (f"新增的评估任务：{id_}" for id_ in compared.added)
    yield from (f"没有了的评估任务：{id_}" for id_ in compared.removed)
    if not compared.changes:
        yield "\n两边都有的评估任务，得分、总分、名次都一样。"
    for campaign, own in groupby(compared.changes, key=lambda change: change.campaign):
        yield from _describe_campaign(campaign, tuple(own), whole=whole)


def _describe_campaign(campaign: str, changes: Sequence[Change], *, whole: bool) -> Iterator[str]:
    lines = ranks_moved(changes)
    rows = [change for change in changes if change.indicator]
    yield f"\n【{campaign}】总分和名次变动{len(lines)}个单位，得分变动{len(rows)}处"
    if lines:
        cells = [(c.name, c.before, c.after, c.causes) for c in lines]
        yield _table(_RANK_HEADS, cells, _RANK_WIDTHS)
    shown = rows if whole else rows[:LISTED]
    if shown:
        told = [(c.name, c.indicator, c.before, c.after, f"{c.causes}：{_why(c)}") for c in shown]
        yield ""
        yield _table(_ROW_HEADS, told, _ROW_WIDTHS)
    if more := len(rows) - len(shown):
        yield f"另有{more}处，见 比对.xlsx，或者加 --all"


def _why(change: Change) -> str:
    return "；".join(reason.told for reason in change.reasons)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    return tabulate(
        rows,
        headers=heads,
        tablefmt="simple",
        maxcolwidths=list(widths),
        maxheadercolwidths=list(widths),
        disable_numparse=True,
    )
