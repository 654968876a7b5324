"""A unit's 佐证材料汇编: requirement, statement, figures, exhibits and how each check went."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from builder.model.answers import show_value
from builder.model.dossiers import Access, Check, ClaimFile, Exhibit, Figure, UnitDossier
from builder.pages import addresses
from builder.pages.overview import crumbs
from builder.pages.page import Cell, Column, Fact, Page, Table, columns
from builder.pages.words import campaign_facts, campaign_notices
from builder.scoring.results import CampaignResult
from builder.wording import show_place

TITLE = "佐证材料汇编"


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim on the page."""

    heading: str
    anchor: str
    wording: str
    facts: tuple[Fact, ...]
    #: Empty where none came in.
    statement: str
    figures: Table | None
    exhibits: Table | None
    #: How many exhibits there are, and how many of them may not be named.
    counted: str
    checks: Table


@dataclass(frozen=True, slots=True)
class DossierPart:
    """One schema on the page."""

    title: str
    source: str
    claims: tuple[ClaimView, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DossierView:
    """What the dossier page's template places."""

    parts: tuple[DossierPart, ...]


def dossier_pages(result: CampaignResult) -> tuple[Page, ...]:
    """A page for each unit that compiled anything, in the register's order."""
    units = dict.fromkeys(dossier.unit.id for dossier in result.returns.dossiers)
    return tuple(_page(result, _of_unit(result, id_)) for id_ in units)


def dossier_table(result: CampaignResult) -> Table | None:
    """Who compiled what, for the campaign's page; None where nothing is asked for."""
    start, campaign = addresses.campaign_index(result.campaign.id), result.campaign.id
    numbers = ("论点", "缺数据", "佐证", "公开列名", "需改正")
    rows = tuple(
        (
            Cell(
                one.unit.name,
                addresses.link(start, addresses.dossier_page(campaign, one.unit.id)),
            ),
            Cell(one.title),
            *(Cell(str(number)) for number in _numbers(one)),
        )
        for one in result.returns.dossiers
    )
    heads = columns("单位", "汇编", *numbers, numeric=numbers)
    return Table(TITLE, heads, rows, narrow="cards") if result.campaign.dossiers else None


def count_dossiers(result: CampaignResult) -> str:
    """How many units compiled anything, as a sentence; empty where nothing is asked for."""
    units = {one.unit.id for one in result.returns.dossiers}
    return f"{TITLE}：收到{len(units)}个单位的材料。" if result.campaign.dossiers else ""


def _of_unit(result: CampaignResult, unit: str) -> tuple[UnitDossier, ...]:
    return tuple(one for one in result.returns.dossiers if one.unit.id == unit)


def _numbers(one: UnitDossier) -> tuple[int, ...]:
    exhibits = [exhibit for claim in one.claims for exhibit in claim.exhibits]
    return (
        len(one.claims),
        sum(not figure.answer.given for claim in one.claims for figure in claim.figures),
        len(exhibits),
        sum(exhibit.access is Access.OPEN for exhibit in exhibits),
        sum(len(check.faults) for claim in one.claims for check in claim.checks),
    )


def _page(result: CampaignResult, dossiers: Sequence[UnitDossier]) -> Page:
    campaign, unit = result.campaign, dossiers[0].unit
    start = addresses.dossier_page(campaign.id, unit.id)
    lacking = sum(_numbers(one)[1] for one in dossiers)
    wrong = sum(_numbers(one)[-1] for one in dossiers)
    claims = sum(len(one.claims) for one in dossiers)
    told = f"，缺{lacking}项数据，核对出{wrong}处需改正" if wrong else "，核对无误"
    return Page(
        address=start,
        template="dossier.md.j2",
        title=f"{unit.name}{TITLE}",
        summary=f"{unit.name}就{claims}个论点报送的情况说明、数据和佐证{told}。",
        crumbs=crumbs(
            start,
            (campaign.menu_title, addresses.campaign_index(campaign.id)),
            (f"{unit.name}{TITLE}", start),
        ),
        notices=campaign_notices(result),
        facts=campaign_facts(campaign),
        view=DossierView(tuple(_part(one) for one in dossiers)),
    )


def _part(one: UnitDossier) -> DossierPart:
    claims = tuple(_claim(one, claim) for claim in one.claims)
    return DossierPart(one.title, one.source, claims, one.notes)


def _claim(one: UnitDossier, claim: ClaimFile) -> ClaimView:
    end = f"至{show_value(claim.end)}" if claim.end else "（没有写截止日期）"
    return ClaimView(
        heading=f"论点{claim.id} {claim.title}",
        anchor=addresses.indicator_anchor(claim.id, one.dossier),
        wording=claim.wording,
        facts=(
            Fact("依据", claim.clause),
            Fact("申报期间", f"{show_value(claim.start)}起{end}"),
            *((Fact("情况说明出处", show_place(claim.statement)),) if claim.statement else ()),
        ),
        statement=str(claim.statement.value) if claim.statement else "",
        figures=_figures(claim.figures),
        exhibits=_exhibits(claim.exhibits),
        counted=_counted(claim.exhibits),
        checks=_checks(claim.checks),
    )


def _figures(figures: Sequence[Figure]) -> Table | None:
    rows = tuple(
        (
            Cell(figure.answer.title),
            Cell(figure.answer.shown)
            if figure.answer.given
            else Cell(f"缺：{figure.answer.title}", tone="missing"),
            Cell(figure.as_of.shown if figure.as_of.given else "—"),
            Cell(show_place(figure.answer), tone="place"),
        )
        for figure in figures
    )
    heads = (Column("数据项"), Column("数值", numeric=True), Column("截止日期"), Column("出处"))
    return Table("要求的数据", heads, rows, sortable=False, narrow="cards") if rows else None


def _exhibits(exhibits: Sequence[Exhibit]) -> Table | None:
    shown = ("number", "title", "document", "issuer", "issued", "pages", "access")
    rows = tuple(
        tuple(Cell(exhibit.text(column) or "—") for column in shown)
        for exhibit in exhibits
        if exhibit.access is Access.OPEN
    )
    heads = columns("序号", "标题", "文号", "发文机关", "成文日期", "页码", "公开属性")
    if not rows:
        return None
    return Table("主动公开的佐证", heads, rows, head=1, sortable=False, narrow="cards")


def _counted(exhibits: Sequence[Exhibit]) -> str:
    counts = Counter(exhibit.access for exhibit in exhibits)
    words = "，".join(f"{access}{counts[access]}件" for access in Access)
    return f"共{len(exhibits)}件佐证：{words}。只有主动公开的列出标题，其余只计数。"


def _checks(checks: Sequence[Check]) -> Table:
    rows = tuple((Cell(check.title), *_outcome(check)) for check in checks)
    return Table("核对结果", columns("核对什么", "结果", "说明"), rows, sortable=False)


def _outcome(check: Check) -> tuple[Cell, Cell]:
    if check.faults:
        return Cell("✗ 需改正", tone="missing"), Cell("；".join(check.faults))
    if not check.looked_at:
        return Cell("— 没有可核对的"), Cell("—")
    return Cell("✓ 符合"), Cell(f"核对了{check.looked_at}处")
