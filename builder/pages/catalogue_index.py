"""The list of a catalogue: what expires soon, the ways in, all items as a table, the downloads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from builder.model.catalogues import Catalogue, CatalogueItem
from builder.model.numbers import ZERO, plain
from builder.pages import addresses
from builder.pages.catalogue_ways import WayIn, expiring_soon, find_ways
from builder.pages.catalogue_words import TO_ADD, Validity, say, validity, word_cell
from builder.pages.overview import crumbs
from builder.pages.page import Cell, Column, Fact, Link, Page, Table
from builder.pages.service_frame import (
    department_link,
    has_pages,
    item_link,
    service_facts,
    service_notices,
    services_title,
)
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.catalogue_columns import CatalogueColumn, ColumnType, Role
from builder.scoring.results import CampaignResult

#: What 有效性 says in one column of a list that has it.
_SAID_BY_VALIDITY = frozenset({Role.VALID_UNTIL, Role.STATUS})
_FORMATS = (("CSV", "csv"), ("Excel", "xlsx"), ("JSON", "json"))


@dataclass(frozen=True, slots=True)
class IndexView:
    """What the list's template places."""

    #: Those that expire soon; empty where none does.
    expiring: tuple[Link, ...]
    ways: tuple[WayIn, ...]
    counts: tuple[Fact, ...]
    table: Table
    open_note: str
    downloads: tuple[Link, ...]
    notes: tuple[str, ...]
    source: str


def catalogue_page(result: CampaignResult, catalogue: Catalogue) -> Page:
    """The page with the list of all items of *catalogue*."""
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
        notices=service_notices(result),
        facts=service_facts(result),
        view=_view(start, result, catalogue, schema),
    )


def _view(
    start: str, result: CampaignResult, catalogue: Catalogue, schema: CatalogueSchema
) -> IndexView:
    items = catalogue.items
    incomplete = sum(bool(schema.missing_required(item)) for item in items)
    note = f"其中{incomplete}{schema.measure}还有内容{TO_ADD}，已逐处标明，不作推定。"
    data = addresses.data_file(result.campaign.id, schema.id)
    return IndexView(
        expiring=expiring_soon(start, result, items, schema),
        ways=tuple(find_ways(start, result, items, schema)),
        counts=tuple(_counts(items, schema)),
        table=_table(start, result, items, schema),
        open_note=note if incomplete else "",
        downloads=tuple(
            Link(title, addresses.link(start, f"{data}.{ending}")) for title, ending in _FORMATS
        ),
        notes=schema.notes,
        source=schema.source,
    )


def _counts(items: Sequence[CatalogueItem], schema: CatalogueSchema) -> Iterator[Fact]:
    """How many, and the sums of what was paid to how many, where anything was filled in."""
    yield Fact("合计", f"{len(items)}{schema.measure}")
    for role in (Role.BENEFICIARIES, Role.AMOUNT):
        column = schema.with_role(role)
        answers = [item.values[column.id] for item in items] if column else []
        given = [answer.number for answer in answers if answer.given]
        if column is not None and given:
            of = f"（{len(given)}{schema.measure}已填）" if len(given) < len(items) else ""
            yield Fact(f"{column.title}合计{of}", f"{plain(sum(given, ZERO))}{column.measure}")


def _table(
    start: str, result: CampaignResult, items: Sequence[CatalogueItem], schema: CatalogueSchema
) -> Table:
    """All *items*: the name first, how they stand next where they expire, then what is listed."""
    dated = schema.with_role(Role.VALID_UNTIL) is not None
    listed = _listed(schema, dated=dated)
    rows = tuple(
        (
            _name(start, result, item, schema),
            *((_validity(result, item, schema),) if dated else ()),
            *(_cell(start, result, item, column) for column in listed),
        )
        for item in items
    )
    heads = (
        Column(schema.name_column.title),
        *((Column("有效性", filtered=True),) if dated else ()),
        *map(_head, listed),
    )
    return Table(f"{schema.heading}，共{len(items)}{schema.measure}", heads, rows, narrow="cards")


def _listed(schema: CatalogueSchema, *, dated: bool) -> tuple[CatalogueColumn, ...]:
    """The columns beside the name; those that 有效性 speaks for aren't repeated."""
    said = {Role.NAME} | (_SAID_BY_VALIDITY if dated else frozenset())
    listed = schema.listed or schema.public_columns
    return tuple(column for column in listed if column.role not in said)


def _head(column: CatalogueColumn) -> Column:
    numeric = column.type in {ColumnType.INTEGER, ColumnType.DECIMAL}
    return Column(column.title, numeric, filtered=column.facet)


def _name(start: str, result: CampaignResult, item: CatalogueItem, schema: CatalogueSchema) -> Cell:
    page = item_link(start, result, (schema.id, item.id)) if has_pages(schema) else ""
    return Cell(say(item, schema.name_column), page)


def _cell(start: str, result: CampaignResult, item: CatalogueItem, column: CatalogueColumn) -> Cell:
    if column.role is not Role.DEPARTMENT:
        return word_cell(item, column)
    return word_cell(item, column, href=department_link(start, result, item.text(column.id)))


def _validity(result: CampaignResult, item: CatalogueItem, schema: CatalogueSchema) -> Cell:
    """Of a catalogue that asks for a last day."""
    force = cast("Validity", validity(item, schema, result.campaign.last_day))
    return Cell(force.text, tone=force.tone, filter=force.word)
