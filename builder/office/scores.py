"""得分对照.xlsx: 自评分, 测算分 and 核定分 of every row, side by side, for the office alone."""

from collections.abc import Sequence
from decimal import Decimal

from builder.formats.excel_writing.tables import write_table
from builder.scoring.campaigns import ScoreComparison

HEADS = ("单位", "指标", "考核内容", "分值", "自评分", "测算分", "核定分", "自评减核定")


def comparison_workbook(comparisons: Sequence[ScoreComparison]) -> bytes:
    """The workbook of *comparisons*, a line a unit and row, as the bytes of an .xlsx file."""
    return write_table("得分对照", HEADS, [_line(item) for item in comparisons])


def _line(item: ScoreComparison) -> tuple[str | Decimal | None, ...]:
    scores = (item.most, item.self_score, item.computed, item.verified)
    return (item.unit.name, item.indicator, item.title, *scores, _excess(item))


def _excess(item: ScoreComparison) -> Decimal | None:
    if item.self_score is None or item.verified is None:
        return None
    return item.self_score - item.verified
