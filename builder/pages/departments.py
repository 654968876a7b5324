"""Who is responsible for what in the catalogues: departments, merged by alias, with their items."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.catalogues import BusinessItem, CatalogueItem, Catalogues, Department
from builder.model.units import Unit
from builder.pages import addresses
from builder.pages.business_items import business_item_link, find_business_item
from builder.pages.overview import crumbs
from builder.pages.page import Cell, Link, LinkGroup, Page, Table, columns
from builder.pages.service_frame import item_link, service_facts, service_notices, services_title
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.catalogue_columns import Role
from builder.scoring.results import CampaignResult

TITLE = "按部门查"
#: Roles by which an item's own columns name departments, and the word for the part they have.
_PARTS = ((Role.DEPARTMENT, "负责"), (Role.DEPARTMENTS, "配合"))
_HANDLES = "办理："
#: So many of a catalogue stand on a unit's page.
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One thing that a department has to do with: where it stands, its name, and in which part."""

    #: Catalogue id, item id.
    where: tuple[str, str]
    name: str
    part: str
    #: Name → the business item that the department handles there; None where it is unclear which.
    handled: tuple[tuple[str, BusinessItem | None], ...] = ()


@dataclass(frozen=True, slots=True)
class UnitServices:
    """What a unit has to do with, for its own page."""

    #: By catalogue, and part where it isn't the leading one.
    groups: tuple[LinkGroup, ...]
    #: Where all of it stands.
    all: Link


@dataclass(frozen=True, slots=True)
class DepartmentView:
    """One department with its things."""

    anchor: str
    name: str
    note: str
    table: Table


@dataclass(frozen=True, slots=True)
class DepartmentsView:
    """What the template places."""

    ways: tuple[Link, ...]
    departments: tuple[DepartmentView, ...]
    back: Link


def departments_page(result: CampaignResult) -> Page:
    """The page of every department that a campaign's catalogues name."""
    campaign, catalogues = result.campaign, result.returns.catalogues
    start = addresses.departments_page(campaign.id)
    services, title = addresses.services_index(campaign.id), services_title(result)
    all_ = (_draw(start, result, one) for one in catalogues.departments)
    drawn = tuple(one for one in all_ if one.table.rows)
    return Page(
        address=start,
        template="departments.md.j2",
        title=f"{title}：{TITLE}",
        summary=f"各部门负责和参与的“一件事”、政策和办理事项，共{len(drawn)}个部门。",
        crumbs=crumbs(start, (title, services), (TITLE, start)),
        notices=service_notices(result),
        facts=service_facts(result),
        view=DepartmentsView(
            tuple(Link(f"{one.name}（{len(one.table.rows)}）", f"#{one.anchor}") for one in drawn),
            drawn,
            Link(f"返回{title}", addresses.link(start, services)),
        ),
    )


def unit_services(start: str, guides: Sequence[CampaignResult], unit: Unit) -> UnitServices | None:
    """What *unit* has to do with in the first of *guides* that names it, as links on *start*."""
    names = {unit.name, *(alias.name for alias in unit.aliases)}
    for guide in guides:
        for department in guide.returns.catalogues.departments:
            found = responsibilities(guide, department) if department.name in names else ()
            if found:
                return _unit_services(start, guide, department, found)
    return None


def _unit_services(
    start: str, guide: CampaignResult, department: Department, found: Sequence[Responsibility]
) -> UnitServices:
    groups: dict[str, list[Link]] = {}
    for one in found:
        part = "" if one.part == _PARTS[0][1] else f"（{one.part.removesuffix('：')}）"
        link = Link(one.name, item_link(start, guide, one.where))
        groups.setdefault(guide.schema(one.where[0]).heading + part, []).append(link)
    page = addresses.departments_page(guide.campaign.id)
    anchor = addresses.department_anchor(department.id)
    return UnitServices(
        tuple(_first(title, links) for title, links in groups.items()),
        Link(f"全部{len(found)}项的清单", addresses.link(start, page, anchor)),
    )


def _first(title: str, links: Sequence[Link]) -> LinkGroup:
    """The first of *links*; the page of departments has all."""
    more = (Link(f"……共{len(links)}项"),) if len(links) > _SHOWN else ()
    return LinkGroup(title, (*links[:_SHOWN], *more))


def responsibilities(result: CampaignResult, department: Department) -> tuple[Responsibility, ...]:
    """All that *department* has to do with, in the order of the catalogues, each once."""
    catalogues = result.returns.catalogues
    found = (
        one
        for catalogue in catalogues.catalogues
        for item in catalogue.items
        for one in _of_item(item, result.schema(catalogue.schema), catalogues, department)
    )
    return tuple(dict.fromkeys(found))


def _draw(start: str, result: CampaignResult, department: Department) -> DepartmentView:
    found = responsibilities(result, department)
    return DepartmentView(
        anchor=addresses.department_anchor(department.id),
        name=department.name,
        note="" if department.unit else "不在本次参评单位之列",
        table=_table(start, result, found, f"共{len(found)}项", department.name),
    )


def _table(
    start: str,
    result: CampaignResult,
    found: Sequence[Responsibility],
    caption: str,
    label: str,
) -> Table:
    rows = tuple(
        (
            Cell(one.name, item_link(start, result, one.where)),
            Cell(result.schema(one.where[0]).heading),
            _part(start, result, one),
        )
        for one in found
    )
    heads = columns("名称", "目录", "承担", wide=("承担",))
    return Table(caption, heads, rows, narrow="lines", label=label)


def _part(start: str, result: CampaignResult, one: Responsibility) -> Cell:
    """Which part the department has, with each business item that it handles as a link."""
    campaign = result.campaign.id
    return Cell(
        one.part,
        links=tuple(
            Link(name, business_item_link(start, campaign, item)) for name, item in one.handled
        ),
    )


def _of_item(
    item: CatalogueItem, schema: CatalogueSchema, catalogues: Catalogues, department: Department
) -> Iterator[Responsibility]:
    where = (schema.id, item.id)
    for role, part in _PARTS:
        column = schema.with_role(role)
        if column is not None and department in catalogues.departments_in(item.text(column.id)):
            yield Responsibility(where, item.name, part)
    if handled := tuple(_handled(item, schema, catalogues, department)):
        yield Responsibility(where, item.name, _HANDLES, handled)


def _handled(
    item: CatalogueItem, schema: CatalogueSchema, catalogues: Catalogues, department: Department
) -> Iterator[tuple[str, BusinessItem | None]]:
    """The business items that the department handles within *item*."""
    table = schema.table_with(Role.BUSINESS_ITEM)
    who = table.with_role(Role.DEPARTMENT) if table is not None else None
    what = table.with_role(Role.BUSINESS_ITEM) if table is not None else None
    if table is None or who is None or what is None:
        return
    for row in item.tables[table.id]:
        if department in catalogues.departments_in(row.text(who.id)):
            name = row.text(what.id)
            yield name, find_business_item(catalogues, (schema.id, item.id), name, department)
