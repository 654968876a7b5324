"""The pages that lead to items: a campaign's services, and the list of each catalogue."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.model.catalogues import Catalogue, CatalogueItem
from builder.model.numbers import ZERO, plain
from builder.pages import addresses
from builder.pages.catalogue_item import has_pages, item_pages
from builder.pages.catalogue_words import TO_ADD, say, validity, word_cell
from builder.pages.departments import departments_page
from builder.pages.overview import crumbs
from builder.pages.page import Cell, Column, Fact, Link, Notice, Page, Table
from builder.pages.words import campaign_notices
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.catalogue_columns import CatalogueColumn, ColumnType, Role
from builder.scoring.results import CampaignResult
from builder.wording import show_day

#: What citizens look for things by: each becomes a list of links.
_WAYS_IN = (Role.LIFE_STAGE, Role.AUDIENCE)


@dataclass(frozen=True, slots=True)
class Group:
    """Items that share a word, as links."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way to look for an item: by life stage, by audience."""

    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """What the list's template places."""

    ways: tuple[WayIn, ...]
    counts: tuple[Fact, ...]
    table: Table
    open_note: str
    downloads: tuple[Link, ...]
    notes: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """One catalogue on the page of services."""

    link: Link
    intro: str
    count: str


@dataclass(frozen=True, slots=True)
class ServicesView:
    """What the template of the page of services places."""

    shelves: tuple[Shelf, ...]
    departments: Link


def service_pages(result: CampaignResult) -> Iterator[Page]:
    """Every page about a campaign's catalogues; none where it has none."""
    catalogues = result.returns.catalogues.catalogues
    if not catalogues:
        return
    yield _services(result)
    yield departments_page(result)
    for catalogue in catalogues:
        yield _index(result, catalogue)
        if has_pages(result.schema(catalogue.schema)):
            yield from item_pages(result, catalogue)


def services_title(result: CampaignResult) -> str:
    """What a campaign's catalogues are called together."""
    return f"{result.campaign.region}办事服务"


def _services(result: CampaignResult) -> Page:
    campaign = result.campaign
    start = addresses.services_index(campaign.id)
    departments = addresses.link(start, addresses.departments_page(campaign.id))
    shelves = tuple(_shelf(start, result, one) for one in result.returns.catalogues.catalogues)
    title = services_title(result)
    return Page(
        address=start,
        template="services.md.j2",
        title=title,
        summary=f"{title}：事情怎么办、找谁办、带什么、多久办好，有哪些政策可以享受，哪些证明不用再开。",
        crumbs=crumbs(start, (title, start)),
        notices=_notices(result),
        facts=_facts(result),
        view=ServicesView(shelves, Link("按部门查", departments)),
    )


def _shelf(start: str, result: CampaignResult, catalogue: Catalogue) -> Shelf:
    schema = result.schema(catalogue.schema)
    page = addresses.catalogue_index(result.campaign.id, schema.id)
    count = f"{len(catalogue.items)}{schema.measure}"
    return Shelf(Link(schema.heading, addresses.link(start, page)), schema.intro, count)


def _notices(result: CampaignResult) -> tuple[Notice, ...]:
    return campaign_notices(result.campaign)[:1] if result.campaign.demo else ()


def _facts(result: CampaignResult) -> tuple[Fact, ...]:
    campaign = result.campaign
    return (
        Fact("维护单位", campaign.authority),
        Fact("数据截止", show_day(campaign.last_day)),
    )


def _index(result: CampaignResult, catalogue: Catalogue) -> Page:
    campaign, schema = result.campaign, result.schema(catalogue.schema)
    start = addresses.catalogue_index(campaign.id, schema.id)
    services = addresses.services_index(campaign.id)
    count = f"共{len(catalogue.items)}{schema.measure}"
    return Page(
        address=start,
        template="catalogue.md.j2",
        title=schema.heading,
        summary=f"{schema.intro}{count}。",
        crumbs=crumbs(start, (services_title(result), services), (schema.heading, start)),
        notices=_notices(result),
        facts=_facts(result),
        view=_view(start, result, catalogue, schema),
    )


def _view(
    start: str, result: CampaignResult, catalogue: Catalogue, schema: CatalogueSchema
) -> IndexView:
    incomplete = [item for item in catalogue.items if schema.missing_required(item)]
    note = f"其中{len(incomplete)}{schema.measure}还有内容{TO_ADD}，已逐处标明，不作推定。"
    data = addresses.data_file(result.campaign.id, schema.id)
    return IndexView(
        ways=tuple(_ways(start, result, catalogue.items, schema)),
        counts=tuple(_counts(catalogue.items, schema)),
        table=_table(start, result, catalogue.items, schema),
        open_note=note if incomplete else "",
        downloads=tuple(
            Link(title, addresses.link(start, f"{data}.{ending}"))
            for title, ending in (("CSV", "csv"), ("Excel", "xlsx"), ("JSON", "json"))
        ),
        notes=schema.notes,
        source=schema.source,
    )


def _ways(
    start: str, result: CampaignResult, items: Sequence[CatalogueItem], schema: CatalogueSchema
) -> Iterator[WayIn]:
    """Links by each way in, for catalogues whose items have pages."""
    if not has_pages(schema):
        return
    for role in _WAYS_IN:
        column = schema.with_role(role)
        if column is None or not any(item.values[column.id].given for item in items):
            continue
        groups: dict[str, list[Link]] = {}
        for item in items:
            for word in item.words(column.id) or (TO_ADD,):
                groups.setdefault(word, []).append(Link(item.name, _item_link(start, result, item)))
        found = (Group(word, tuple(groups[word])) for word in _ordered(groups, column))
        yield WayIn(f"按{column.title}", tuple(found))


def _ordered(words: Iterable[str], column: CatalogueColumn) -> list[str]:
    """*words* in the order of the column's choices; what is none of them last."""
    order = {word: number for number, word in enumerate(column.choices)}
    return sorted(words, key=lambda word: order.get(word, len(order)))


def _counts(items: Sequence[CatalogueItem], schema: CatalogueSchema) -> Iterator[Fact]:
    """How many, and the sums of what was paid to how many."""
    yield Fact("合计", f"{len(items)}{schema.measure}")
    for role in (Role.BENEFICIARIES, Role.AMOUNT):
        column = schema.with_role(role)
        answers = [item.values[column.id] for item in items] if column else []
        given = [answer.number for answer in answers if answer.given]
        if column is not None and given:
            yield Fact(f"{column.title}合计", f"{plain(sum(given, ZERO))}{column.measure}")


def _table(
    start: str, result: CampaignResult, items: Sequence[CatalogueItem], schema: CatalogueSchema
) -> Table:
    listed = schema.listed or schema.public_columns
    dated = schema.with_role(Role.VALID_UNTIL) is not None
    heads = [_head(column) for column in listed]
    heads += [Column("有效性", filtered=True)] if dated else []
    rows = tuple(
        (
            *(_cell(start, result, item, column) for column in listed),
            *((_validity(result, item, schema),) if dated else ()),
        )
        for item in items
    )
    head = next(n for n, column in enumerate(listed) if column.role is Role.NAME)
    return Table(schema.heading, tuple(heads), rows, head=head)


def _head(column: CatalogueColumn) -> Column:
    numeric = column.type in {ColumnType.INTEGER, ColumnType.DECIMAL}
    return Column(column.title, numeric, filtered=column.facet)


def _cell(start: str, result: CampaignResult, item: CatalogueItem, column: CatalogueColumn) -> Cell:
    if column.role is Role.NAME:
        return Cell(say(item, column), _item_link(start, result, item))
    return word_cell(item, column)


def _validity(result: CampaignResult, item: CatalogueItem, schema: CatalogueSchema) -> Cell:
    force = validity(item, schema, result.campaign.last_day)
    if force is None:
        return Cell("长期有效或未写明")
    return Cell(force.text, tone=force.tone, filter=force.word)


def _item_link(start: str, result: CampaignResult, item: CatalogueItem) -> str:
    if not has_pages(result.schema(item.catalogue)):
        return ""
    page = addresses.catalogue_item(result.campaign.id, item.catalogue, item.id)
    return addresses.link(start, page)
