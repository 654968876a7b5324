"""汇总表.xlsx: totals, sections, rows and flags of a campaign, to be sent on to a leader as is."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from builder.formats.excel_writing.fitting import CellValue
from builder.formats.excel_writing.reports import Report, ReportColumn, write_reports
from builder.model.flags import FLAG_SEVERITY_NAMES, Flag
from builder.model.marks import MARK_STATE_NAMES, Mark
from builder.model.numbers import plain
from builder.model.standings import Scorecard, Standing
from builder.office.cohorts import (
    DASH,
    Group,
    list_groups,
    part_head,
    remarks,
    section_head,
    section_value,
    total_head,
)
from builder.rubric.schema import Indicator, Rubric, Section, SectionKind
from builder.scoring.conclusions import conclusion, list_conclusions, only_concludes
from builder.scoring.results import CampaignResult
from builder.wording import (
    NOT_KNOWN,
    POINTS,
    STATUS_NAMES,
    part_value,
    show_day,
    show_period,
    show_time,
    show_titles,
)

DEMO = "演示数据，非真实评估结果"
INTERNAL = "仅供内部，不得外传"
FLAG_COUNT = "红旗条数"

_FLAG_COLUMNS = (
    ReportColumn("序号", 6, centred=True),
    ReportColumn("单位", 20),
    ReportColumn("编号", 9, centred=True),
    ReportColumn("情形", 26),
    ReportColumn("级别", 10, centred=True),
    ReportColumn("指标", 9, centred=True),
    ReportColumn("对象", 18),
    ReportColumn("发现值", 14),
    ReportColumn("限值", 14),
    ReportColumn("依据", 20),
    ReportColumn("说明", 46),
    ReportColumn("状态", 16, centred=True),
    ReportColumn("整改期限", 14, centred=True),
)


def summary_workbook(result: CampaignResult) -> bytes:
    """The workbook on *result* as the bytes of an .xlsx file.

    A sheet a group of units with its ranking, one with every row, then the public flags and, on a
    sheet marked so, the internal ones. 未报, 不适用 and 0 stay apart.
    """
    groups = list_groups(result)
    public = [flag for flag in result.flags if flag.public]
    internal = [flag for flag in result.flags if not flag.public]
    reports = [_ranking(result, group, public, several=len(groups) > 1) for group in groups]
    reports += [_rows(result, group, several=len(groups) > 1) for group in groups]
    reports.append(_flags(result, "红旗", public))
    if internal:
        reports.append(_flags(result, "内部", internal))
    return write_reports(reports)


def _mark(result: CampaignResult) -> str:
    return DEMO if result.campaign.demo else ""


def _facts(result: CampaignResult, group: Group) -> tuple[str, ...]:
    """Who was assessed when, and how many count."""
    campaign = result.campaign
    times = (("报送截止", campaign.deadline), ("数据截止", campaign.cutoff))
    facts = (
        f"主办单位：{campaign.authority}",
        f"评估期间：{show_period(campaign)}",
        *(f"{name}：{show_time(time)}" for name, time in times if time is not None),
        f"结果状态：{STATUS_NAMES[campaign.status]}",
    )
    late = sum(bool(group.late(row)) for row in group.counted)
    counts = (
        f"应参评{len(group.rows)}个",
        f"参评{len(group.counted)}个",
        f"未列入{len(group.absent)}个",
        f"逾期报送{late}个",
    )
    absent = "、".join(f"{row.unit.name}（{row.unranked_reason}）" for row in group.absent)
    return (
        "　".join(facts),
        f"{'，'.join(counts)}。" + (f"未列入：{absent}。" if absent else ""),
    )


def _ranking(
    result: CampaignResult, group: Group, flags: Sequence[Flag], *, several: bool
) -> Report:
    concludes = only_concludes(group.rubric)
    columns, rows = _word_table(group, flags) if concludes else _score_table(group, flags)
    notes = [group.rubric.total_note, "按单位名录的顺序排列，不是名次" if concludes else ""]
    if not concludes:
        notes.append("未列入的单位排在最后，不计名次；“—”表示没有得分，不等于0分")
    notes.append(f"{FLAG_COUNT}是“红旗”表中该单位的条数；红旗是线索，不等于结论")
    return Report(
        name=f"汇总表 {group.name}" if several else "汇总表",
        title=f"{result.campaign.title}结果汇总表" + (f"（{group.name}）" if several else ""),
        lines=_facts(result, group),
        columns=columns,
        rows=rows,
        notes=tuple(f"注：{note}。" for note in notes if note),
        mark=_mark(result),
        frozen=1 if concludes else 2,
    )


def _score_table(
    group: Group, flags: Sequence[Flag]
) -> tuple[tuple[ReportColumn, ...], tuple[tuple[CellValue, ...], ...]]:
    rubric, places = group.rubric, group.rubric.rounding.totals
    grades = (ReportColumn("等次", 14, centred=True),) if rubric.grades else ()
    columns = (
        ReportColumn("名次", 7, centred=True),
        ReportColumn("单位", 22),
        ReportColumn(total_head(rubric), 11, places=places),
        *(ReportColumn(head, 12, group=above, places=places) for above, head in _heads(group)),
        *grades,
        ReportColumn(FLAG_COUNT, 8, centred=True),
        ReportColumn("逾期、备注", 28),
    )
    rows = []
    for row in (*group.counted, *group.absent):
        middle = _tallies(group, row.scorecard)
        grade = (show_titles(row),) if grades else ()
        flagged = _count_flags(flags, group, row)
        top = (row.rank or DASH, row.unit.name, DASH if row.total is None else row.total)
        rows.append((*top, *middle, *grade, flagged, remarks(group, row)))
    return columns, tuple(rows)


def _heads(group: Group) -> Iterator[tuple[str, str]]:
    """Heads of the columns between total and grade, each with the part that it belongs to."""
    rubric = group.rubric
    several = len(rubric.parts) > 1
    summed = {part.id for part in group.summed_parts}
    shown = {section.id for section in group.sections}
    for part in rubric.parts:
        above = part.title if several else ""
        for section in part.sections:
            if section.kind is SectionKind.BASE and section.id in shown:
                yield above, section_head(section, rubric)
        if part.id in summed:
            yield above, part_head(part, rubric)
    for kind, name in _EXTRAS.items():
        if _has(rubric, kind):
            yield "", name


_EXTRAS = {SectionKind.BONUS: "加分", SectionKind.PENALTY: "扣分"}


def _has(rubric: Rubric, kind: SectionKind) -> bool:
    return any(section.kind is kind for section in rubric.sections)


def _tallies(group: Group, card: Scorecard | None) -> Iterator[CellValue]:
    """The cells below `_heads`; dashes for a unit that isn't counted."""
    if card is None:
        yield from (DASH for _ in _heads(group))
        return
    summed = {part.id for part in group.summed_parts}
    shown = {section.id for section in group.sections}
    for part in card.parts:
        for section in part.sections:
            if section.kind == SectionKind.BASE and section.section in shown:
                yield section_value(section)
        if part.part in summed:
            yield part_value(part)
    if _has(group.rubric, SectionKind.BONUS):
        yield _known(card.summed("bonus"))
    if _has(group.rubric, SectionKind.PENALTY):
        yield _known(card.summed("penalty"))


def _known(points: Decimal | None) -> CellValue:
    return NOT_KNOWN if points is None else points


def _word_table(
    group: Group, flags: Sequence[Flag]
) -> tuple[tuple[ReportColumn, ...], tuple[tuple[CellValue, ...], ...]]:
    """How many rows of every unit came to each word, where nothing is ranked."""
    cards = [row.scorecard for row in group.counted if row.scorecard]
    words = list_conclusions(mark for card in cards for mark in card.marks)
    columns = (
        ReportColumn("单位", 26),
        *(ReportColumn(word, 13, group="各项指标情况（项数）", centred=True) for word in words),
        ReportColumn(FLAG_COUNT, 8, centred=True),
        ReportColumn("逾期、备注", 28),
    )
    rows = []
    for row in (*group.counted, *group.absent):
        found = [conclusion(mark) for mark in row.scorecard.marks] if row.scorecard else []
        counts = (found.count(word) if row.scorecard else DASH for word in words)
        flagged = _count_flags(flags, group, row)
        rows.append((row.unit.name, *counts, flagged, remarks(group, row)))
    return columns, tuple(rows)


def _count_flags(flags: Sequence[Flag], group: Group, row: Standing) -> int:
    """How many of *flags* concern the unit under the group's rubric, or under none."""
    own = (flag for flag in flags if flag.unit is not None and flag.unit.id == row.unit.id)
    return sum(flag.instrument in {None, group.rubric.id} for flag in own)


def _rows(result: CampaignResult, group: Group, *, several: bool) -> Report:
    """A column for every row of the rubric that the units answer for."""
    concludes = only_concludes(group.rubric)
    rows = []
    for row in (*group.counted, *group.absent):
        marks = {mark.indicator: mark for mark in row.scorecard.marks} if row.scorecard else {}
        cells = (_cell(marks.get(item.id), concludes=concludes) for item in group.indicators)
        rank = () if concludes else (row.rank or DASH,)
        rows.append((*rank, row.unit.name, *cells))
    states = "、".join(MARK_STATE_NAMES.values())
    points = f"有得分的列得分，没有的列状态（{states}），“—”为未列入；都不等于0分"
    return Report(
        name=f"分项 {group.name}" if several else "分项",
        title=f"{result.campaign.title}分项情况表" + (f"（{group.name}）" if several else ""),
        lines=_facts(result, group)[1:],
        columns=tuple(_row_columns(group)),
        rows=tuple(rows),
        notes=(f"注：{'“—”为未列入' if concludes else points}。",),
        mark=_mark(result),
        frozen=1 if concludes else 2,
    )


def _row_columns(group: Group) -> Iterator[ReportColumn]:
    """名次 where there are ranks, 单位, then the rows below their sections."""
    rubric, asked = group.rubric, {row.id for row in group.indicators}
    concludes, places = only_concludes(rubric), rubric.rounding.rows
    if not concludes:
        yield ReportColumn("名次", 7, centred=True)
    yield ReportColumn("单位", 20)
    for section in rubric.sections:
        for row in section.indicators:
            if row.id in asked:
                head = _row_head(section, row, rubric)
                width = 9 if concludes else 8
                yield ReportColumn(head, width, section.title, places, centred=concludes)


def _row_head(section: Section, row: Indicator, rubric: Rubric) -> str:
    """The row's number and title, with its full points, or that they are taken off."""
    taken = "，扣分" if section.kind is SectionKind.PENALTY else ""
    scored = row.points is not None and rubric.total_measure == POINTS
    most = f"满分{plain(row.points)}" if scored and row.points is not None and not taken else ""
    limit = f"（{(most + taken).strip('，')}）" if most or taken else ""
    return f"{row.id} {row.title}{limit}"


def _cell(mark: Mark | None, *, concludes: bool) -> CellValue:
    """Points, or the word that stands for none."""
    if mark is None:
        return DASH
    points: Decimal | None = None if concludes else mark.points
    return conclusion(mark) if points is None else points


def _flags(result: CampaignResult, name: str, flags: Sequence[Flag]) -> Report:
    internal = name == "内部"
    title = "红旗（内部）" if internal else "红旗"
    marks = (_mark(result), INTERNAL if internal else "")
    return Report(
        name=name,
        title=f"{result.campaign.title}{title}清单",
        lines=(f"共{len(flags)}条。红旗是线索，不等于结论，以核实结果为准。",),
        columns=_FLAG_COLUMNS,
        rows=tuple(_flag_row(number, flag) for number, flag in enumerate(flags, start=1)),
        mark="　".join(mark for mark in marks if mark),
        frozen=2,
    )


def _flag_row(number: int, flag: Flag) -> tuple[CellValue, ...]:
    return (
        number,
        flag.unit.name if flag.unit else "不限于一个单位",
        flag.code,
        flag.title,
        FLAG_SEVERITY_NAMES[flag.severity],
        flag.indicator or DASH,
        flag.subject or DASH,
        flag.value,
        flag.limit,
        flag.clause,
        flag.reason,
        "、".join(flag.states),
        show_day(flag.due) if flag.due else DASH,
    )
