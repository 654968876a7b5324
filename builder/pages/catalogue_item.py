"""An item's page: the card, what is done by whom, materials, steps, before and after, the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.catalogues import Catalogue, CatalogueItem, Catalogues
from builder.pages import addresses
from builder.pages.catalogue_card import Question, draw_card
from builder.pages.catalogue_rows import RowsView, draw_rows
from builder.pages.catalogue_words import (
    TO_ADD,
    facts,
    is_web_address,
    say_role,
    validity,
    word_cell,
)
from builder.pages.overview import crumbs
from builder.pages.page import Cell, Fact, Link, Page, Table, columns
from builder.pages.service_frame import service_facts, service_notices, services_title
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.catalogue_columns import CatalogueColumn, Role
from builder.scoring.results import CampaignResult

#: Above what stands under no heading of its own.
_OTHERS, _MONTHS = "基本信息", "各月情况"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with facts below it."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """What the item page's template places."""

    validity: Fact | None
    card: tuple[Question, ...]
    #: Words by which the search finds the page.
    words: tuple[Fact, ...]
    tables: tuple[RowsView, ...]
    comparison: Table | None
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    notes: tuple[str, ...]
    source: str
    back: Link


@dataclass(frozen=True, slots=True)
class _Desk:
    """The item that is drawn, and where."""

    result: CampaignResult
    schema: CatalogueSchema
    item: CatalogueItem
    start: str


def item_pages(result: CampaignResult, catalogue: Catalogue) -> Iterator[Page]:
    """A page for each item of *catalogue*."""
    schema = result.schema(catalogue.schema)
    for item in catalogue.items:
        start = addresses.catalogue_item(result.campaign.id, schema.id, item.id)
        yield _page(_Desk(result, schema, item, start))


def _page(desk: _Desk) -> Page:
    campaign, schema, item = desk.result.campaign, desk.schema, desk.item
    index = addresses.catalogue_index(campaign.id, schema.id)
    services = addresses.services_index(campaign.id)
    return Page(
        address=desk.start,
        template="catalogue_item.md.j2",
        title=item.name,
        summary=_summary(item, schema, desk.result.returns.catalogues),
        crumbs=crumbs(
            desk.start,
            (services_title(desk.result), services),
            (schema.heading, index),
            (item.name, desk.start),
        ),
        notices=service_notices(desk.result),
        facts=service_facts(desk.result),
        view=_view(desk, Link(f"返回{schema.heading}", addresses.link(desk.start, index))),
    )


def _summary(item: CatalogueItem, schema: CatalogueSchema, catalogues: Catalogues) -> str:
    """One sentence for citizens: for whom it is, and how many things and departments it takes."""
    audience = say_role(item, schema, Role.AUDIENCE)
    table = schema.table_with(Role.BUSINESS_ITEM)
    rows = item.tables[table.id] if table is not None else ()
    column = table.with_role(Role.DEPARTMENT) if table is not None else None
    named = {
        one for row in rows if column for one in catalogues.departments_in(row.text(column.id))
    }
    parts = (
        f"{audience}办事" if audience not in {"", TO_ADD} else "",
        f"涉及{len(rows)}个事项、{len(named)}个部门" if rows else "",
        say_role(item, schema, Role.PAYMENT_KIND),
    )
    told = "，".join(part for part in parts if part)
    return f"{schema.heading}：{told or _answerable(item, schema)}。"


def _answerable(item: CatalogueItem, schema: CatalogueSchema) -> str:
    """Which department it is a matter of; its number where none is named."""
    department = say_role(item, schema, Role.DEPARTMENT)
    column = schema.with_role(Role.DEPARTMENT)
    named = column is not None and department not in {"", TO_ADD}
    return f"{column.title}{department}" if column and named else f"编号{item.id}"


def _view(desk: _Desk, back: Link) -> ItemView:
    result, schema, item = desk.result, desk.schema, desk.item
    force = validity(item, schema, result.campaign.last_day)
    return ItemView(
        validity=Fact("有效性", force.text) if force else None,
        card=draw_card(result, item, schema, desk.start),
        words=_search_words(item, schema),
        tables=tuple(
            draw_rows(result, item, table, desk.start)
            for table in schema.tables
            if table.required or item.tables[table.id]
        ),
        comparison=_comparison(item, schema),
        blocks=tuple(_blocks(item, schema)),
        links=tuple(_links(item, schema.public_columns)),
        notes=schema.notes,
        source=str(item.place),
        back=back,
    )


def _search_words(item: CatalogueItem, schema: CatalogueSchema) -> tuple[Fact, ...]:
    """What people may look for it by besides its name: aliases, and the business items in it."""
    aliases, table = schema.with_role(Role.ALIASES), schema.table_with(Role.BUSINESS_ITEM)
    column = table.with_role(Role.BUSINESS_ITEM) if table is not None else None
    rows = item.tables[table.id] if table is not None else ()
    named = dict.fromkeys(row.text(column.id) for row in rows if column is not None)
    found = (
        Fact("又称", "、".join(item.words(aliases.id)) if aliases else ""),
        Fact("包括事项", "、".join(word for word in named if word)),
    )
    return tuple(fact for fact in found if fact.text)


def _blocks(item: CatalogueItem, schema: CatalogueSchema) -> Iterator[Block]:
    """The other columns by their headings; a web address is among the links instead."""
    for title, group in _groups(schema).items():
        shown = [column for column in group if not is_web_address(item.text(column.id))]
        told = facts(item, shown)
        if told:
            yield Block(title, told)


def _groups(schema: CatalogueSchema) -> dict[str, tuple[CatalogueColumn, ...]]:
    """Heading → columns, without the name, which is the page's title, and what is compared."""
    compared = {column.id for pair in schema.comparisons for column in pair}
    groups: dict[str, tuple[CatalogueColumn, ...]] = {}
    for column in schema.public_columns:
        if column.role is not Role.NAME and column.id not in compared:
            others = _MONTHS if column.role is Role.MONTHLY else _OTHERS
            title = column.group or others
            groups[title] = (*groups.get(title, ()), column)
    return groups


def _links(item: CatalogueItem, group: Sequence[CatalogueColumn]) -> Iterator[Link]:
    for column in group:
        address = item.text(column.id)
        if is_web_address(address):
            yield Link(column.title, address)


def _comparison(item: CatalogueItem, schema: CatalogueSchema) -> Table | None:
    """Before and after, for the pairs of which both are known."""
    rows = tuple(
        (Cell(_subject(after)), word_cell(item, before), word_cell(item, after))
        for before, after in schema.comparisons
        if item.values[before.id].given and item.values[after.id].given
    )
    if not rows:
        return None
    return Table("改革前后对比", columns("内容", "改革前", "改革后"), rows, sortable=False)


def _subject(column: CatalogueColumn) -> str:
    return column.title.removeprefix("改革后").removeprefix("办理后")
