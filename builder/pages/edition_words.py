"""How pages word editions and what they changed."""

from builder.editions.change import Cause, Change
from builder.model.editions import Edition
from builder.rubric.schema import Exclusion, Indicator, Rubric, Veto
from builder.wording import show_day

#: What a reader has to know of each cause.
CAUSE_WORDS = {
    Cause.APPEAL: "单位提出异议，复核后采纳",
    Cause.LATE: "单位补报了填报表，或者换报了新的填报表",
    Cause.CORRECTION: "核定、巡查的记录作了更正",
    Cause.DATA: "填报的、平台的或者测评的数据有改动",
    Cause.RULE: "评分办法有修改",
    Cause.SETTINGS: "评估的期间、截止时间等设置有改动",
    Cause.COHORT: "参评的单位有变动",
    Cause.OTHERS: "本单位没有变，其他单位的变动影响到本单位",
    Cause.UNTOLD: "没有找到原因",
}

DRAFT_TITLE = "本稿（尚未发布）"


def edition_title(edition: Edition) -> str:
    """What readers call *edition*."""
    return edition.title or DRAFT_TITLE


def edition_day(edition: Edition) -> str:
    """The day on which it was published."""
    return show_day(edition.published) if edition.published is not None else "尚未发布"


def edition_nature(edition: Edition) -> str:
    """What it is: 正式, a correction of another, or a draft."""
    if edition.is_draft:
        return "草稿"
    return f"更正（{edition.corrects}）" if edition.corrects else "正式"


def row_title(change: Change, rubric: Rubric | None) -> str:
    """Number and title of the row that *change* is of; the number alone where it is gone."""
    holders: tuple[Indicator | Veto | Exclusion, ...] = ()
    if rubric is not None:
        holders = (*rubric.indicators, *rubric.vetoes, *rubric.exclusions)
    title = next((one.title for one in holders if one.id == change.indicator), "")
    return f"{change.indicator} {title}".strip()


def count_changes(changes: tuple[Change, ...]) -> str:
    """How many rows and how many totals or ranks changed: 得分变动8处，总分或名次变动5个单位."""
    rows = sum(bool(change.indicator) for change in changes)
    lines = len(changes) - rows
    told = (f"得分变动{rows}处" if rows else "", f"总分或名次变动{lines}处" if lines else "")
    return "，".join(filter(None, told))
