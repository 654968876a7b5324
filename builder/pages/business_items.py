"""The business items (办理事项) of a campaign's catalogues, each once, and where each is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from builder.intake.wording import match_key
from builder.model.catalogues import (
    BusinessItem,
    CatalogueItem,
    CatalogueRow,
    Catalogues,
    Department,
)
from builder.pages import addresses
from builder.pages.catalogue_words import TO_ADD
from builder.pages.overview import crumbs
from builder.pages.page import Cell, Column, Link, Page, Table
from builder.pages.service_frame import item_link, service_facts, service_notices, services_title
from builder.rubric.catalogue import CatalogueTable
from builder.rubric.catalogue_columns import Role
from builder.scoring.results import CampaignResult

TITLE = "办理事项"


@dataclass(frozen=True, slots=True)
class BusinessItemsView:
    """What the template places."""

    table: Table
    back: Link


def business_items_page(result: CampaignResult) -> Page:
    """The page of every business item that a campaign's catalogues name."""
    campaign, items = result.campaign, result.returns.catalogues.business_items
    start = addresses.business_items_page(campaign.id)
    services, title = addresses.services_index(campaign.id), services_title(result)
    shared = sum(len(item.appears_in) > 1 for item in items)
    return Page(
        address=start,
        template="business_items.md.j2",
        title=f"{title}：{TITLE}",
        summary=f"每个事项由谁办、在哪些目录里能查到：共{len(items)}个事项，{shared}个出现在不止一处。",
        crumbs=crumbs(start, (title, services), (TITLE, start)),
        notices=service_notices(result),
        facts=service_facts(result),
        view=BusinessItemsView(
            _table(start, result), Link(f"返回{title}", addresses.link(start, services))
        ),
    )


def find_business_item(
    catalogues: Catalogues, where: tuple[str, str], name: str, department: Department | None = None
) -> BusinessItem | None:
    """The business item called *name* in *where* (catalogue id, item id); None where it's unclear.

    *department* tells which is meant where two departments have one of that name.
    """
    own = [
        item
        for item in catalogues.business_items
        if where in item.appears_in and match_key(item.name) == match_key(name)
    ]
    exact = [item for item in own if department is not None and item.department == department]
    found = exact or own
    return found[0] if len(found) == 1 else None


def row_business_item(
    catalogues: Catalogues, item: CatalogueItem, table: CatalogueTable, row: CatalogueRow
) -> BusinessItem | None:
    """The business item that *row* of *item* in *table* states; None where it is unclear which."""
    what, who = table.with_role(Role.BUSINESS_ITEM), table.with_role(Role.DEPARTMENT)
    if what is None:
        return None
    named = catalogues.departments_in(row.text(who.id)) if who is not None else ()
    where = (item.catalogue, item.id)
    return find_business_item(catalogues, where, row.text(what.id), next(iter(named), None))


def business_item_link(start: str, campaign: str, item: BusinessItem | None) -> str:
    """Where *item* stands, as a link on page *start*; empty for None."""
    if item is None:
        return ""
    page = addresses.business_items_page(campaign)
    return addresses.link(start, page, addresses.business_item_anchor(item.id))


def _table(start: str, result: CampaignResult) -> Table:
    heads = (
        Column("事项"),
        Column("办理部门", filtered=True),
        Column("所在目录", filtered=True, wide=True),
    )
    items = result.returns.catalogues.business_items
    rows = tuple(_row(start, result, item) for item in items)
    return Table(f"{TITLE}，共{len(rows)}个", heads, rows, narrow="cards")


def _row(start: str, result: CampaignResult, item: BusinessItem) -> tuple[Cell, ...]:
    headings = (result.schema(catalogue).heading for catalogue, _ in item.appears_in)
    return (
        Cell(item.name, anchor=addresses.business_item_anchor(item.id)),
        _department(start, result, item.department),
        Cell(
            "",
            links=tuple(_places(start, result, item)),
            filter="、".join(dict.fromkeys(headings)),
        ),
    )


def _places(start: str, result: CampaignResult, item: BusinessItem) -> Iterator[Link]:
    """Where *item* is named, with the catalogue's name before the first of its places."""
    for catalogue, places in groupby(item.appears_in, key=itemgetter(0)):
        heading = result.schema(catalogue).heading
        for number, where in enumerate(places):
            yield _named_in(start, result, item, where, "" if number else heading)


def _department(start: str, result: CampaignResult, department: Department | None) -> Cell:
    if department is None:
        return Cell(TO_ADD, tone="pending")
    page = addresses.departments_page(result.campaign.id)
    anchor = addresses.department_anchor(department.id)
    return Cell(department.name, addresses.link(start, page, anchor))


def _named_in(
    start: str, result: CampaignResult, item: BusinessItem, where: tuple[str, str], heading: str
) -> Link:
    """The item of a catalogue, or the catalogue alone where both are called the same."""
    catalogue, id_ = where
    named = next(one for one in result.returns.catalogues.of(catalogue) if one.id == id_)
    same = match_key(named.name) == match_key(item.name)
    words = (heading, "" if heading and same else named.name)
    return Link("：".join(filter(None, words)), item_link(start, result, where))
