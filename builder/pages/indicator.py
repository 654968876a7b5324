"""An indicator's page: what is asked, who got what, and how it is scored."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.model.marks import Mark, MarkState
from builder.model.standings import Standing
from builder.pages import addresses
from builder.pages.campaign import mean
from builder.pages.conclusions import conclusion_cell, count_conclusions, gap_cell, value_cell
from builder.pages.distribution import Histogram, draw_histogram
from builder.pages.history import CourseView
from builder.pages.long_tables import with_rest
from builder.pages.neighbours import neighbour_links
from builder.pages.overview import anchor_rubric, crumbs, section_of
from builder.pages.page import LONG, MOST_ROWS, Cell, Fact, Link, Page, Table, columns
from builder.pages.pictures.gap_lanes import draw_row_gaps
from builder.pages.pictures.lanes import Lanes
from builder.pages.row_history import row_course
from builder.pages.row_sentence import tell_row
from builder.pages.rule_words import Parameter, rule_manual, rule_name, rule_parameters
from builder.pages.standings_table import marks_file
from builder.pages.term_words import Names
from builder.pages.words import campaign_facts, campaign_notices, number_cell, state_cell
from builder.rubric.schema import Indicator, Rubric
from builder.scoring.conclusions import only_concludes
from builder.scoring.results import CampaignResult, InstrumentResult
from builder.wording import fixed, show_points, signed

#: How many values stand in a line of the table before 「等」.
_VALUES_SHOWN = 4
#: The rule whose values say nothing without the event that they belong to.
_OF_EVENTS = "events"


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """What the indicator page's template places."""

    wording: str
    correction: str
    rule: str
    manual: str
    parameters: tuple[Parameter, ...]
    defaults: tuple[str, ...]
    method: Link
    #: What the table below is about: 各单位得分, 各单位达标情况.
    told: str
    numbers: tuple[Fact, ...]
    histogram: Histogram | None
    #: Every unit's number beside the goal; None where the row has none.
    gaps: Lanes | None
    #: Its mean over time; None where nothing compares.
    course: CourseView | None
    table: Table
    #: 「未填」 and 「待核定」 with the names of the units.
    lacking: tuple[Fact, ...]
    #: Clause, method of assessment, responsible office.
    grounds: tuple[Fact, ...]
    #: The indicators before and after this one, in the order of the rubric.
    neighbours: tuple[Link, ...]
    back: Link


@dataclass(frozen=True, slots=True)
class _Line:
    """A counted unit with its mark; the points are below zero where they are taken off."""

    standing: Standing
    mark: Mark
    points: Decimal | None


def indicator_page(
    result: CampaignResult,
    instrument: InstrumentResult,
    row: Indicator,
    history: Sequence[CampaignResult] = (),
) -> Page:
    """The page of one indicator in one campaign; *history* are those before, the latest first."""
    campaign, rubric = result.campaign, instrument.rubric
    start = addresses.indicator_page(campaign.id, rubric.id, row.id)
    index = addresses.campaign_index(campaign.id)
    section = section_of(rubric, row.id)
    title = f"{row.id} {row.title}"
    lines = [(line.standing, line.mark) for line in _scored(instrument, row)]
    told = tell_row(rubric, row, lines, campaign.period.end)
    return Page(
        address=start,
        template="indicator.md.j2",
        title=title,
        summary=f"{campaign.menu_title}，{section.title}：{told}。",
        crumbs=crumbs(start, (campaign.menu_title, index), (title, start)),
        notices=campaign_notices(result),
        facts=campaign_facts(campaign),
        view=_view(start, result, instrument, row, history),
    )


def _view(
    start: str,
    result: CampaignResult,
    instrument: InstrumentResult,
    row: Indicator,
    history: Sequence[CampaignResult],
) -> IndicatorView:
    rubric = instrument.rubric
    scored = _scored(instrument, row)
    marks = [line.mark for line in scored]
    draw = _conclusions if only_concludes(rubric) else _table
    points = [line.points for line in scored if line.points is not None]
    anchor = addresses.indicator_anchor(row.id)
    return IndicatorView(
        wording=row.wording,
        correction=row.correction,
        rule=rule_name(row.rule),
        manual=rule_manual(row.rule),
        parameters=rule_parameters(row.rule, Names(rubric.fields, {})),
        defaults=tuple(default.text for default in row.defaults),
        method=Link("评分办法", addresses.link(start, addresses.method_page(rubric.id), anchor)),
        told=_told(rubric),
        numbers=count_conclusions(marks, "个")
        if only_concludes(rubric)
        else _numbers(row, points, rubric.rounding.rows),
        histogram=draw_histogram("h-points", "得分分布", points, most=row.points),
        gaps=draw_row_gaps(
            [(line.standing, line.mark) for line in scored], row, result.campaign.period.end
        ),
        course=row_course(start, result, instrument, row, history),
        table=draw(start, result, instrument, scored),
        lacking=_lacking(scored),
        grounds=_grounds(row),
        neighbours=_neighbours(start, result.campaign.id, rubric),
        back=Link(
            f"返回{result.campaign.menu_title}",
            addresses.link(start, addresses.campaign_index(result.campaign.id)),
        ),
    )


def _grounds(row: Indicator) -> tuple[Fact, ...]:
    sampling = row.sampling
    return (
        Fact("依据条款", row.clause),
        Fact("考核方式", row.method),
        *((Fact("责任单位", row.office),) if row.office else ()),
        *((Fact("抽样", f"随机抽取{sampling.size}项核查"),) if sampling else ()),
    )


def _neighbours(start: str, campaign: str, rubric: Rubric) -> tuple[Link, ...]:
    line = [
        (f"{row.id} {row.title}", addresses.indicator_page(campaign, rubric.id, row.id))
        for row in rubric.indicators
    ]
    return neighbour_links(start, line, ("上一项", "下一项"))


def _scored(instrument: InstrumentResult, row: Indicator) -> list[_Line]:
    """Every counted unit with its mark, the highest first."""
    kind = section_of(instrument.rubric, row.id).kind
    lines = [
        _Line(standing, mark, signed(mark.points, kind))
        for standing in instrument.standings.rows
        if standing.scorecard is not None
        for mark in standing.scorecard.marks
        if mark.indicator == row.id
    ]
    return sorted(lines, key=_descending)


def _descending(line: _Line) -> Decimal:
    return Decimal("Infinity") if line.points is None else -line.points


def _numbers(row: Indicator, points: list[Decimal], places: int) -> tuple[Fact, ...]:
    average = mean(points)
    return (
        Fact("满分", show_points(row.points) if row.points is not None else "不设上限"),
        Fact("平均", fixed(average, places) if average is not None else "—"),
        Fact("最高", show_points(max(points, default=None))),
        Fact("最低", show_points(min(points, default=None))),
        Fact("有得分的单位", f"{len(points)}个"),
    )


def _told(rubric: Rubric) -> str:
    return "各单位达标情况" if only_concludes(rubric) else "各单位得分"


def _conclusions(
    start: str,
    result: CampaignResult,
    instrument: InstrumentResult,
    scored: Sequence[_Line],
) -> Table:
    """What the row comes to for every unit, and why, where there are no points."""
    rows = tuple(
        (
            _name(start, result, instrument, line),
            *(conclusion_cell(line.mark), value_cell(line.mark), gap_cell(line.mark)),
        )
        for line in scored[:MOST_ROWS]
    )
    heads = columns("单位", "结论", "数值", "差距和升降", wide=("数值", "差距和升降"))
    file = marks_file(start, result.campaign.id)
    table = Table("各单位本项情况", heads, rows, narrow="lines", download=file)
    return with_rest(table, len(scored), file)


def _table(
    start: str,
    result: CampaignResult,
    instrument: InstrumentResult,
    scored: Sequence[_Line],
) -> Table:
    rows = tuple(_row(start, result, instrument, line) for line in scored[:MOST_ROWS])
    heads = columns(
        *("单位", "得分", "总排名", "状态", "依据的数值"),
        numeric=("得分", "总排名"),
        wide=("依据的数值",),
    )
    file = marks_file(start, result.campaign.id)
    table = Table("各单位本项得分", heads, rows, narrow="lines", download=file)
    return with_rest(table, len(scored), file)


def _row(
    start: str,
    result: CampaignResult,
    instrument: InstrumentResult,
    line: _Line,
) -> tuple[Cell, ...]:
    mark, rank = line.mark, line.standing.rank
    return (
        _name(start, result, instrument, line),
        number_cell(line.points, instrument.rubric.rounding.rows),
        Cell(str(rank or "—"), sort=str(rank or "Infinity")),
        state_cell(mark),
        Cell(_values(mark) or mark.trace[0]),
    )


def _name(start: str, result: CampaignResult, instrument: InstrumentResult, line: _Line) -> Cell:
    """The unit, leading to the row on its page."""
    unit = line.standing.unit
    telling = anchor_rubric(result, unit.id, instrument.rubric.id)
    anchor = addresses.indicator_anchor(line.mark.indicator, telling)
    page = addresses.unit_page(result.campaign.id, unit.id)
    return Cell(unit.name, addresses.link(start, page, anchor))


def _values(mark: Mark) -> str:
    if mark.rule == _OF_EVENTS:
        return "；".join(mark.trace)
    shown = [f"{answer.title}{answer.shown}" for answer in mark.answers]
    rest = f" 等{len(shown)}项" if len(shown) > _VALUES_SHOWN else ""
    return "；".join(shown[:_VALUES_SHOWN]) + rest


def _lacking(scored: Sequence[_Line]) -> tuple[Fact, ...]:
    names = {
        "未填": MarkState.MISSING,
        "待核定": MarkState.PENDING,
        "不适用": MarkState.NOT_APPLICABLE,
    }
    found = (
        (word, [line.standing.unit.name for line in scored if line.mark.state is state])
        for word, state in names.items()
    )
    return tuple(Fact(f"{word}（{len(units)}个）", _some(units)) for word, units in found if units)


def _some(names: Sequence[str]) -> str:
    """*names* in a row, of very many the first."""
    rest = f"等{len(names)}个" if len(names) > LONG else ""
    return "、".join(names[:LONG]) + rest
