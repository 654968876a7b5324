"""The ways into a catalogue: what expires soon, and items by life stage, audience, line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.model.catalogues import CatalogueItem
from builder.pages.catalogue_words import EXPIRING, TO_ADD, validity
from builder.pages.page import Link
from builder.pages.service_frame import has_pages, item_link
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.catalogue_columns import CatalogueColumn, Role
from builder.scoring.results import CampaignResult

#: What citizens look for things by.
_SOUGHT_BY = (Role.LIFE_STAGE, Role.AUDIENCE, Role.INDUSTRIES, Role.PAYMENT_KIND)
#: The same, where nothing but the list of items leads to departments.
_POLICIES_BY = (*_SOUGHT_BY, Role.DEPARTMENT)


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


def find_ways(
    start: str, result: CampaignResult, items: Sequence[CatalogueItem], schema: CatalogueSchema
) -> Iterator[WayIn]:
    """Links by each way into *items*, for catalogues whose items have pages."""
    if not has_pages(schema):
        return
    policies = schema.with_role(Role.PAYMENT_KIND) is not None
    for role in _POLICIES_BY if policies else _SOUGHT_BY:
        column = schema.with_role(role)
        if column is not None and any(item.values[column.id].given for item in items):
            yield WayIn(f"按{column.title}查", tuple(_groups(start, result, items, column)))


def expiring_soon(
    start: str, result: CampaignResult, items: Iterable[CatalogueItem], schema: CatalogueSchema
) -> tuple[Link, ...]:
    """Those *items* that expire within ninety days of the campaign's last day, the first first."""
    found = [(validity(item, schema, result.campaign.last_day), item) for item in items]
    soon = [(force, item) for force, item in found if force and force.word == EXPIRING]
    soon.sort(key=lambda pair: pair[0].note)
    return tuple(
        Link(f"{item.name}（{force.note}）", item_link(start, result, (schema.id, item.id)))
        for force, item in soon
    )


def _groups(
    start: str, result: CampaignResult, items: Sequence[CatalogueItem], column: CatalogueColumn
) -> Iterator[Group]:
    groups: dict[str, list[Link]] = {}
    for item in items:
        link = Link(item.name, item_link(start, result, (item.catalogue, item.id)))
        for word in item.words(column.id) or (TO_ADD,):
            groups.setdefault(word, []).append(link)
    for word in _ordered(groups, column):
        yield Group(f"{word}（{len(groups[word])}）", tuple(groups[word]))


def _ordered(words: Iterable[str], column: CatalogueColumn) -> list[str]:
    """*words* in the order of the column's choices; others after them, what is to be added last."""
    order = {word: number for number, word in enumerate(column.choices)}
    return sorted(words, key=lambda word: (word == TO_ADD, order.get(word, len(order))))
