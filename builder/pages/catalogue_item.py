"""An item's page: the card, what is done by whom, materials, steps, before and after, versions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.catalogues import Catalogue, CatalogueItem, CatalogueRow, Catalogues
from builder.pages import addresses
from builder.pages.catalogue_card import Question, draw_card
from builder.pages.catalogue_words import (
    TO_ADD,
    facts,
    is_web_address,
    say,
    say_role,
    validity,
    word_cell,
)
from builder.pages.overview import crumbs
from builder.pages.page import Cell, Column, Fact, Link, Page, Table, columns
from builder.pages.words import campaign_notices
from builder.rubric.catalogue import CatalogueSchema, CatalogueTable
from builder.rubric.catalogue_columns import CatalogueColumn, Role
from builder.scoring.results import CampaignResult

#: What the relation of a business item means to whoever wants the whole thing done.
RELATIONS = (
    ("必选", "都要办"),
    ("任选其一", "按情况办其中一个"),
    ("条件触发", "符合条件才办"),
)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with facts below it."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class RowsView:
    """One table of the item; *steps* are the same as an ordered list, where it is a flow."""

    anchor: str
    title: str
    table: Table | None
    #: Said where there is no row.
    empty: str
    steps: tuple[str, ...] = ()


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


def has_pages(schema: CatalogueSchema) -> bool:
    """Whether there is more to say of an item than the list of all items says."""
    said = {column.id for column in schema.listed}
    more = [column for column in schema.public_columns if column.id not in said]
    return bool(schema.tables) or len(more) >= len(said)


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
    )
    told = "，".join(part for part in parts if part)
    return f"{schema.heading}：{told or item.name}。"


def _search_words(item: CatalogueItem, schema: CatalogueSchema) -> tuple[Fact, ...]:
    """What people may look for it by besides its name: aliases, business items, materials."""
    found = [Fact("又称", "、".join(_words(item, schema, Role.ALIASES)))]
    for table in schema.tables:
        for role, label in ((Role.BUSINESS_ITEM, "包括事项"), (Role.MATERIAL, "要带材料")):
            column = table.with_role(role)
            if column is not None:
                named = dict.fromkeys(row.text(column.id) for row in item.tables[table.id])
                found.append(Fact(label, "、".join(word for word in named if word)))
    return tuple(fact for fact in found if fact.text)


def _words(item: CatalogueItem, schema: CatalogueSchema, role: Role) -> tuple[str, ...]:
    column = schema.with_role(role)
    return item.words(column.id) if column is not None else ()


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
            (f"{campaign.region}办事服务", services),
            (schema.heading, index),
            (item.name, desk.start),
        ),
        notices=campaign_notices(campaign)[:1] if campaign.demo else (),
        facts=(),
        view=_view(desk, Link(f"返回{schema.heading}", addresses.link(desk.start, index))),
    )


def _view(desk: _Desk, back: Link) -> ItemView:
    schema, item = desk.schema, desk.item
    campaign, catalogues = desk.result.campaign, desk.result.returns.catalogues
    force = validity(item, schema, campaign.last_day)
    card = draw_card(item, schema, catalogues, desk.start, campaign.id)
    return ItemView(
        validity=Fact("有效性", force.text) if force else None,
        card=card,
        words=_search_words(item, schema),
        tables=tuple(_rows(desk, table) for table in schema.tables),
        comparison=_comparison(item, schema),
        blocks=tuple(_blocks(item, schema)),
        links=tuple(_links(item, schema.public_columns)),
        notes=schema.notes,
        source=str(item.place),
        back=back,
    )


def _blocks(item: CatalogueItem, schema: CatalogueSchema) -> Iterator[Block]:
    """The other columns by their headings; a web address is among the links instead."""
    for title, group in schema.groups.items():
        shown = [column for column in group if not is_web_address(item.text(column.id))]
        told = facts(item, shown)
        if told:
            yield Block(title, told)


def _links(item: CatalogueItem, group: Sequence[CatalogueColumn]) -> Iterator[Link]:
    for column in group:
        address = item.text(column.id)
        if is_web_address(address):
            yield Link(column.title, address)


def _rows(desk: _Desk, table: CatalogueTable) -> RowsView:
    rows = desk.item.tables[table.id]
    anchor = f"t-{table.id}"
    if not rows:
        empty = f"{table.title}{TO_ADD}。" if table.required else f"没有{table.title}。"
        return RowsView(anchor, table.title, None, empty)
    shown = _shown_columns(table, rows)
    heads = tuple(Column(column.title) for column in shown)
    lines = tuple(
        tuple(_cell(desk, row, column) for column in shown) for row in _ordered(table, rows)
    )
    caption = f"{table.title}，共{len(rows)}项"
    drawn = Table(caption, heads, lines, sortable=False)
    return RowsView(anchor, table.title, drawn, "", tuple(_steps(table, rows)))


def _shown_columns(
    table: CatalogueTable, rows: Sequence[CatalogueRow]
) -> tuple[CatalogueColumn, ...]:
    """The columns of which some row says something."""
    return tuple(column for column in table.public_columns if any(say(row, column) for row in rows))


def _ordered(table: CatalogueTable, rows: Sequence[CatalogueRow]) -> Sequence[CatalogueRow]:
    """Business items by their relation: those that are always needed first."""
    column = table.with_role(Role.RELATION)
    if column is None:
        return rows
    order = [word for word, _ in RELATIONS]
    return sorted(
        rows,
        key=lambda row: order.index(word) if (word := row.text(column.id)) in order else len(order),
    )


def _cell(desk: _Desk, row: CatalogueRow, column: CatalogueColumn) -> Cell:
    address = row.text(column.id)
    if is_web_address(address):
        return Cell("打开", address)
    if column.role is Role.DEPARTMENT:
        return word_cell(row, column, href=_department(desk, address))
    if column.role is Role.RELATION:
        meaning = dict(RELATIONS).get(address)
        return Cell(f"{address}（{meaning}）") if meaning else word_cell(row, column)
    return word_cell(row, column)


def _department(desk: _Desk, name: str) -> str:
    """Where the department of that name stands on the page of departments."""
    found = desk.result.returns.catalogues.departments_in(name)
    if len(found) != 1:
        return ""
    page = addresses.departments_page(desk.result.campaign.id)
    return addresses.link(desk.start, page, addresses.department_anchor(found[0].id))


def _steps(table: CatalogueTable, rows: Sequence[CatalogueRow]) -> Iterator[str]:
    """The flow as sentences: 受理（综合窗口，1个工作日）."""
    column = table.with_role(Role.STEP)
    if column is None:
        return
    for row in rows:
        more = (table.with_role(role) for role in (Role.DEPARTMENT, Role.STEP_DAYS))
        said = [say(row, one) for one in more if one is not None]
        inside = "，".join(word for word in said if word)
        yield f"{say(row, column)}（{inside}）" if inside else say(row, column)


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
