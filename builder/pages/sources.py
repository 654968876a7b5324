"""数据来历: every version of a unit's returns, when it came, what it changed, and who used it."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.editions.change import CellChange
from builder.editions.sources import SourceVersion, UnitSources
from builder.model.units import Unit
from builder.pages import addresses
from builder.pages.overview import crumbs
from builder.pages.page import Cell, Link, Page, Table, columns
from builder.pages.words import campaign_facts, campaign_notices
from builder.scoring.results import CampaignResult

TITLE = "数据来历"
NOTES = (
    "收到时间按收件登记；没有登记的，是存入档案库的时间。",
    "只列出计分所用的单元格里数字和固定用语的改动；其他单元格可能含有个人信息，只说明改了几格。",
    "指纹（SHA-256）由文件的全部内容算出：文件有一个字节不同，指纹就不同。",
)


@dataclass(frozen=True, slots=True)
class SourcesView:
    """What the template places."""

    table: Table
    notes: tuple[str, ...]
    back: Link


def sources_page(result: CampaignResult, unit: Unit, sources: UnitSources) -> Page:
    """The page of every version of the returns of *unit* in a campaign."""
    campaign = result.campaign
    start = addresses.sources_page(campaign.id, unit.id)
    index, page = (
        addresses.campaign_index(campaign.id),
        addresses.unit_page(campaign.id, unit.id),
    )
    title = f"{unit.name}：{TITLE}"
    trail = ((campaign.menu_title, index), (unit.name, page), (TITLE, start))
    partial = "本站的档案不含更早的版本。" if sources.shallow else ""
    heads = columns("文件", "收到时间", "改了什么", "收入版次", "指纹")
    rows = tuple(map(_row, sources.versions))
    return Page(
        address=start,
        template="sources.md.j2",
        title=title,
        summary=f"{campaign.menu_title}，{unit.name}的填报表{_count(sources)}。{partial}",
        crumbs=crumbs(start, *trail),
        notices=campaign_notices(result),
        facts=campaign_facts(campaign),
        view=SourcesView(
            Table("填报表的每一版", heads, rows, sortable=False, narrow="cards"),
            NOTES,
            Link(f"返回{unit.name}", addresses.link(start, page)),
        ),
    )


def _count(sources: UnitSources) -> str:
    there = [version for version in sources.versions if version.sha256 is not None]
    if not there:
        return "没有收到"
    changed = sum(bool(version.before) for version in there)
    return f"共{len(there)}版" + (f"，其中{changed}版是改后重报的" if changed else "，没有改过")


def _row(version: SourceVersion) -> tuple[Cell, ...]:
    time = (version.received or version.committed)[:16].replace("T", " ")
    return (
        Cell(version.file),
        Cell(time, note="" if version.received else "存入时间"),
        Cell("；".join(_event(version))),
        Cell("、".join(version.editions) or "—"),
        Cell(version.sha256 or "—", tone="place"),
    )


def _event(version: SourceVersion) -> Iterator[str]:
    if version.sha256 is None:
        yield "删去"
        return
    if not version.before:
        yield "第一次收到"
        return
    if version.before != version.file:
        yield f"接替{version.before}"
    yield from map(_cell, version.changes)
    if version.others:
        yield f"另有{version.others}格改动" if version.changes else f"{version.others}格改动"
    if not version.changes and not version.others:
        yield "看得见的单元格没有改动"


def _cell(change: CellChange) -> str:
    place = f"{change.place.sheet} › {change.place.cell}"
    return f"{change.title}：{change.before} → {change.after}（{place}）"
