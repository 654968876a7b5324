"""A year's pages: the rounds put together for all units, and each unit's way through them."""

from dataclasses import dataclass

from builder.intake.campaign import Campaign
from builder.model.numbers import ZERO, plain
from builder.model.units import UNIT_KIND_NAMES
from builder.pages import addresses
from builder.pages.distribution import Histogram, draw_histogram
from builder.pages.history import show_part
from builder.pages.long_tables import with_rest
from builder.pages.neighbours import neighbour_links
from builder.pages.overview import Overview, crumbs
from builder.pages.page import MOST_ROWS, Cell, Column, Fact, Link, LinkGroup, Page, Table, columns
from builder.pages.pictures.course import Course, Stop, draw_course
from builder.pages.row_sentence import name_units
from builder.pages.words import campaign_facts, campaign_notices, number_cell
from builder.rubric.schema import Rubric
from builder.scoring.results import YearResult, YearStanding
from builder.wording import fixed


@dataclass(frozen=True, slots=True)
class YearView:
    """What the year page's template places."""

    policy: tuple[str, ...]
    rounds: tuple[Link, ...]
    method: Link
    standings: Table
    histogram: Histogram | None
    downloads: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class YearUnitView:
    """What the template of a unit's page in a year places."""

    headline: tuple[Fact, ...]
    #: The rounds' totals over time; None with fewer than two.
    course: Course | None
    rounds: Table
    steps: tuple[str, ...]
    reason: str
    #: Who stands just above and below.
    neighbours: tuple[Link, ...]
    back: Link


def year_page(site: Overview, result: YearResult, downloads: tuple[LinkGroup, ...]) -> Page:
    """The page of a year; *downloads* lead to its data files."""
    campaign, rubric = result.campaign, result.rubric
    start = addresses.campaign_index(campaign.id)
    totals = [row.total for row in result.rows if row.total is not None]
    return Page(
        address=start,
        template="year.md.j2",
        title=campaign.title,
        summary=_tell_year(result),
        crumbs=crumbs(start, (campaign.menu_title, start)),
        notices=campaign_notices(result),
        facts=(Fact("地区", campaign.region), *campaign_facts(campaign)),
        view=YearView(
            policy=annual_policy(rubric),
            rounds=tuple(_round_link(start, item) for item in result.rounds),
            method=Link("评分办法", addresses.link(start, addresses.method_page(rubric.id))),
            standings=_standings(site, start, result),
            histogram=draw_histogram("h-year", "全年得分分布", totals, rubric.total_measure),
            downloads=downloads,
        ),
    )


def _tell_year(result: YearResult) -> str:
    """How many are ranked, their mean, and who came first."""
    rubric, rows = result.rubric, [row for row in result.rows if row.rank is not None]
    totals = [row.total for row in rows if row.total is not None]
    told = f"由{len(result.rounds)}次评估合成，{len(result.rows)}个单位中列入排名{len(rows)}个"
    if not totals:
        return f"{told}。"
    places, measure = rubric.rounding.totals, rubric.total_measure
    mean = f"平均{fixed(sum(totals, ZERO) / len(totals), places)}{measure}"
    first = name_units([row.unit.name for row in rows if row.rank == 1])
    best = f"第一名{first}，{fixed(max(totals), places)}{measure}"
    left = len(result.rows) - len(rows)
    return f"{told}，{mean}；{best}{f'；{left}个单位参评次数不足，未列入排名' if left else ''}。"


def year_unit_page(site: Overview, result: YearResult, row: YearStanding) -> Page:
    """The page of one unit in a year."""
    campaign, unit = result.campaign, row.unit
    start = addresses.unit_page(campaign.id, unit.id)
    index = addresses.campaign_index(campaign.id)
    total = "—"
    if row.total is not None:
        total = f"{fixed(row.total, result.rubric.rounding.totals)}{result.rubric.total_measure}"
    ranked = sum(other.rank is not None for other in result.rows)
    rank = f"第{row.rank}名" if row.rank else "未列入排名"
    among = f"（共{ranked}个单位）"
    return Page(
        address=start,
        template="year_unit.md.j2",
        title=unit.name,
        summary=f"{unit.name}，{campaign.menu_title}：{_tell_unit(result, row, total)}。",
        crumbs=crumbs(start, (campaign.menu_title, index), (unit.name, start)),
        notices=campaign_notices(result),
        facts=(Fact("单位类型", UNIT_KIND_NAMES[unit.kind]), *campaign_facts(campaign)),
        view=YearUnitView(
            headline=(Fact("全年得分", total), Fact(f"名次{among}", rank)),
            course=draw_course("c-year", "各次评估的总分", _stops(result, row)),
            rounds=_round_table(site, start, result, row),
            steps=row.trace,
            reason=row.unranked_reason or "",
            neighbours=_neighbours(start, result),
            back=Link(f"返回{campaign.menu_title}排名", addresses.link(start, index)),
        ),
    )


def _tell_unit(result: YearResult, row: YearStanding, total: str) -> str:
    """The year's total and rank, and the best and the worst round."""
    if row.rank is None:
        return f"未列入全年排名，原因：{row.unranked_reason}"
    ranked = sum(other.rank is not None for other in result.rows)
    shared = "并列" if sum(other.rank == row.rank for other in result.rows) > 1 else ""
    told = f"全年得分{total}，列入排名的{ranked}个单位中{shared}第{row.rank}名"
    titles = {item.id: item.menu_title for item in result.rounds}
    known = [(id_, points) for id_, points in row.totals.items() if points is not None]
    if len({points for _, points in known}) < 2:  # noqa: PLR2004 - neither best nor worst
        return told
    places = result.rubric.rounding.totals
    best, worst = max(known, key=lambda one: one[1]), min(known, key=lambda one: one[1])
    return (
        f"{told}；最高的一次是{titles[best[0]]}（{fixed(best[1], places)}），"
        f"最低的一次是{titles[worst[0]]}（{fixed(worst[1], places)}）"
    )


def _stops(result: YearResult, row: YearStanding) -> tuple[Stop, ...]:
    places = result.rubric.rounding.totals
    known = ((item, row.totals.get(item.id)) for item in result.rounds)
    return tuple(
        Stop(
            year=f"{item.period.end.year}年",
            part=show_part(item.period),
            total=total,
            shown=fixed(total, places) if total is not None else "未参评",
            rank="",
        )
        for item, total in known
    )


def _neighbours(start: str, result: YearResult) -> tuple[Link, ...]:
    line = [
        (row.unit.name, addresses.unit_page(result.campaign.id, row.unit.id))
        for row in result.rows
        if row.rank is not None
    ]
    return neighbour_links(start, line, ("上一名", "下一名"))


def annual_policy(rubric: Rubric) -> tuple[str, ...]:
    """How the rounds of a year come to one result, in words; nothing without such a policy."""
    if rubric.annual is None:
        return ()
    return (
        "全年得分为参评各次总分的平均值，未参评的那一次不计入平均。",
        f"至少参评{rubric.annual.minimum}次才列入全年排名。",
        f"结果四舍五入保留{rubric.rounding.totals}位小数。",
    )


def _round_link(start: str, campaign: Campaign) -> Link:
    return Link(campaign.menu_title, addresses.link(start, addresses.campaign_index(campaign.id)))


def _standings(site: Overview, start: str, result: YearResult) -> Table:
    heads = (
        Column("名次", numeric=True),
        Column("单位"),
        Column("全年得分", numeric=True),
        *(Column(show_part(item.period), numeric=True) for item in result.rounds),
    )
    rows = tuple(_standing(site, start, result, row) for row in result.rows[:MOST_ROWS])
    file = addresses.data_file(result.campaign.id, "year.csv")
    download = Link("下载全年排名（CSV）", addresses.link(start, file))
    label = f"{result.campaign.title}：排名"
    table = Table("排名", heads, rows, head=1, download=download, label=label)
    return with_rest(table, len(result.rows), download)


def _standing(
    site: Overview, start: str, result: YearResult, row: YearStanding
) -> tuple[Cell, ...]:
    places = result.rubric.rounding.totals
    page = addresses.unit_page(result.campaign.id, row.unit.id)
    return (
        Cell(str(row.rank or "—"), sort=str(row.rank or "Infinity")),
        Cell(
            row.unit.name,
            addresses.link(start, page),
            sort=row.unit.name if row.unranked_reason else "",
            note=row.unranked_reason or "",
        ),
        number_cell(row.total, places),
        *(_round_cell(site, start, item, row, places) for item in result.rounds),
    )


def _round_cell(
    site: Overview, start: str, campaign: Campaign, row: YearStanding, places: int
) -> Cell:
    total = row.totals.get(campaign.id)
    page = ""
    if site.has_unit(campaign.id, row.unit.id):
        page = addresses.link(start, addresses.unit_page(campaign.id, row.unit.id))
    if total is None:
        return Cell("未参评", page, sort="-Infinity")
    return Cell(fixed(total, places), page, sort=plain(total))


def _round_table(site: Overview, start: str, result: YearResult, row: YearStanding) -> Table:
    places = result.rubric.rounding.totals
    rows = tuple(
        (
            Cell(item.menu_title, addresses.link(start, addresses.campaign_index(item.id))),
            _round_cell(site, start, item, row, places),
        )
        for item in result.rounds
    )
    heads = columns("评估", "总分（点击看依据）", numeric=("总分（点击看依据）",))
    return Table("各次评估得分", heads, rows, sortable=False)
