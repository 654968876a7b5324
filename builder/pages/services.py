"""A campaign's services: the page that leads to its catalogues, and every page below it."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.catalogues import Catalogue
from builder.pages import addresses
from builder.pages.business_items import TITLE as BUSINESS_ITEMS
from builder.pages.business_items import business_items_page
from builder.pages.catalogue_index import catalogue_page
from builder.pages.catalogue_item import item_pages
from builder.pages.departments import TITLE as DEPARTMENTS
from builder.pages.departments import departments_page
from builder.pages.overview import crumbs
from builder.pages.page import Link, Page
from builder.pages.service_frame import (
    has_pages,
    service_facts,
    service_notices,
    services_title,
)
from builder.scoring.results import CampaignResult


@dataclass(frozen=True, slots=True)
class Shelf:
    """One catalogue, or another way to look things up."""

    link: Link
    intro: str
    count: str


@dataclass(frozen=True, slots=True)
class ServicesView:
    """What the template of the page of services places."""

    shelves: tuple[Shelf, ...]


def service_pages(result: CampaignResult) -> Iterator[Page]:
    """Every page about a campaign's catalogues; none where it has none."""
    catalogues = result.returns.catalogues
    if not catalogues.catalogues:
        return
    yield _services(result)
    yield departments_page(result)
    if catalogues.business_items:
        yield business_items_page(result)
    for catalogue in catalogues.catalogues:
        yield catalogue_page(result, catalogue)
        if has_pages(result.schema(catalogue.schema)):
            yield from item_pages(result, catalogue)


def _services(result: CampaignResult) -> Page:
    start = addresses.services_index(result.campaign.id)
    title = services_title(result)
    shelves = (_shelf(start, result, one) for one in result.returns.catalogues.catalogues)
    return Page(
        address=start,
        template="services.md.j2",
        title=title,
        summary=f"{title}：事情怎么办、找谁办、带什么、多久办好，有哪些政策可以享受，哪些证明不用再开。",
        crumbs=crumbs(start, (title, start)),
        notices=service_notices(result),
        facts=service_facts(result),
        view=ServicesView((*shelves, *_other_ways(start, result))),
    )


def _shelf(start: str, result: CampaignResult, catalogue: Catalogue) -> Shelf:
    schema = result.schema(catalogue.schema)
    page = addresses.catalogue_index(result.campaign.id, schema.id)
    count = f"{len(catalogue.items)}{schema.measure}"
    return Shelf(Link(schema.heading, addresses.link(start, page)), schema.intro, count)


def _other_ways(start: str, result: CampaignResult) -> Iterator[Shelf]:
    """By business item and by department, across all catalogues."""
    campaign, catalogues = result.campaign.id, result.returns.catalogues
    if items := catalogues.business_items:
        page = addresses.link(start, addresses.business_items_page(campaign))
        intro = "每个事项由谁办，在哪些目录里能查到。"
        yield Shelf(Link(BUSINESS_ITEMS, page), intro, f"{len(items)}个")
    page = addresses.link(start, addresses.departments_page(campaign))
    intro = "每个部门负责什么、配合什么、办理什么。"
    yield Shelf(Link(DEPARTMENTS, page), intro, f"{len(catalogues.departments)}个部门")
