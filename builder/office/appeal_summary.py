"""征求意见情况.xlsx: who answered, what was objected to, and what still has to be decided."""

from collections.abc import Sequence

from builder.formats.excel_writing.fitting import CellValue
from builder.formats.excel_writing.lists import ListColumn, ListSheet, write_lists
from builder.model.appeals import (
    OPEN,
    PARTLY,
    REJECTED,
    UPHELD,
    Appeal,
    AppealTally,
    objections_in,
    tally_appeals,
)
from builder.scoring.appealed import appealed_mark, appealed_row, by_row
from builder.scoring.results import CampaignResult
from builder.wording import show_outcome

_COUNTED = tuple(
    ListColumn(word, 9, centred=True) for word in ("异议", UPHELD, PARTLY, REJECTED, OPEN)
)
_INDICATORS = (ListColumn("指标编号", 10, centred=True), ListColumn("指标", 36), *_COUNTED)
_UNITS = (ListColumn("单位", 22), ListColumn("反馈", 12, centred=True), *_COUNTED)
_OBJECTIONS = (
    ListColumn("序号", 6, centred=True),
    ListColumn("单位", 18),
    ListColumn("指标编号", 10, centred=True),
    ListColumn("复核结论", 11, centred=True),
    ListColumn("复核理由", 40),
    ListColumn("征求意见时得分", 10, centred=True),
    ListColumn("现得分", 9, centred=True),
    ListColumn("提醒", 26),
    ListColumn("异议原文在", 44),
)
_NOTE = "异议原文不抄在这里，按最后一列到原表里看；复核结论和理由写在《申诉与复核》，会公布。"

Row = tuple[CellValue, ...]


def appeal_workbook(result: CampaignResult) -> bytes | None:
    """The workbook of what units said, as the bytes of an .xlsx; None where none said anything."""
    if not result.returns.appeals:
        return None
    name = result.campaign.menu_title
    tally = tally_appeals(result.returns.appeals)
    note = f"异议{tally.objections}条，还没有复核结论的{tally.open}条。{_NOTE}"
    lists = (
        ("异议清单", _OBJECTIONS, objection_rows(result), note),
        ("按指标", _INDICATORS, indicator_rows(result), ""),
        ("按单位", _UNITS, unit_rows(result), "没有反馈的，逾期视为无异议。"),
    )
    return write_lists(
        [
            ListSheet(title, f"{name}征求意见情况：{title}", columns, rows, told)
            for title, columns, rows, told in lists
        ]
    )


def objection_rows(result: CampaignResult) -> tuple[Row, ...]:
    """A row an objection, those without a decision first."""
    names = {unit.id: unit.name for unit in result.returns.units}
    objections = sorted(objections_in(result.returns.appeals), key=lambda one: not one.undecided)
    return tuple(
        (
            *(number, names[one.unit], one.indicator.shown, one.outcome),
            one.reason.shown if one.reason.given else "",
            *(_before(one), _now(result, one), _reminder(result, one), str(one.place)),
        )
        for number, one in enumerate(objections, start=1)
    )


def indicator_rows(result: CampaignResult) -> tuple[Row, ...]:
    """A row an indicator that somebody objected to, with how many."""
    grouped = by_row(result, objections_in(result.returns.appeals))
    return tuple(
        (id_, about[1].title if about else "", *_numbers(own))
        for (_, id_), own in grouped.items()
        for about in (appealed_row(result, own[0]),)
    )


def unit_rows(result: CampaignResult) -> tuple[Row, ...]:
    """A row a unit: whether it answered, and what became of its objections."""
    appeals = result.returns.appeals
    return tuple(
        (unit.name, "有" if own else "没有", *_numbers(own))
        for unit in result.returns.units
        for own in ([one for one in appeals if one.unit == unit.id],)
    )


def _numbers(appeals: Sequence[Appeal]) -> Row:
    tally: AppealTally = tally_appeals(appeals)
    return (tally.objections, tally.upheld, tally.partly, tally.rejected, tally.open)


def _before(appeal: Appeal) -> str:
    return appeal.shown.shown.replace("-", "−") if appeal.shown else ""


def _now(result: CampaignResult, appeal: Appeal) -> str:
    found = appealed_mark(result, appeal)
    if found is None:
        return ""
    rubric, mark = found
    kinds = {row.id: section.kind for section in rubric.sections for row in section.indicators}
    return show_outcome(mark, kinds[mark.indicator])


def _reminder(result: CampaignResult, appeal: Appeal) -> str:
    """What is still to be done: decide, give a reason, or carry the decision out."""
    if appeal.undecided:
        return "请写复核结论和理由"
    if not appeal.reason.given:
        return "请写复核理由"
    upheld = appeal.decision.value in {UPHELD, PARTLY}
    before = _before(appeal)
    if upheld and before and before == _now(result, appeal):
        return "已采纳，得分没有变，请核对《核定记录》"
    return ""
