"""得分对照.xlsx: 自评分, 测算分 and 核定分 of every row, side by side, for the office alone.

All three stand as they change a total: those of a penalty section with a minus, whichever sign the
unit wrote.
"""

from collections.abc import Iterator
from decimal import Decimal

from builder.formats.excel_writing.tables import write_table
from builder.rubric.schema import SectionKind
from builder.scoring.campaigns import ScoreComparison, ScoredCampaign
from builder.wording import signed

HEADS = ("单位", "指标", "考核内容", "分值", "自评分", "测算分", "核定分", "自评减核定")
#: Unit id, and id and title of a row: two instruments may share the ids.
_Row = tuple[str, str, str]


def comparison_workbook(scored: ScoredCampaign) -> bytes:
    """The workbook of what was *scored*, a line a unit and row, as the bytes of an .xlsx file."""
    kinds = dict(_kinds(scored))
    lines = [_line(one, kinds[_row(one)]) for one in scored.comparisons]
    return write_table("得分对照", HEADS, lines)


def _kinds(scored: ScoredCampaign) -> Iterator[tuple[_Row, SectionKind]]:
    """Every row of every unit, and the kind of its section."""
    for instrument in scored.result.instruments:
        cards = filter(None, (row.scorecard for row in instrument.standings.rows))
        for card in cards:
            for section in (section for part in card.parts for section in part.sections):
                for mark in section.marks:
                    yield (card.unit.id, mark.indicator, mark.title), SectionKind(section.kind)


def _row(item: ScoreComparison) -> _Row:
    return item.unit.id, item.indicator, item.title


def _line(item: ScoreComparison, kind: SectionKind) -> tuple[str | Decimal | None, ...]:
    own = item.self_score
    stated = abs(own) if own is not None and kind is SectionKind.PENALTY else own
    scores = [signed(points, kind) for points in (stated, item.computed, item.verified)]
    excess = None if scores[0] is None or scores[2] is None else scores[0] - scores[2]
    return (item.unit.name, item.indicator, item.title, item.most, *scores, excess)
