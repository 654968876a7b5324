"""Who is responsible for what in the catalogues: departments, merged by alias, with their items."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.catalogues import CatalogueItem, Catalogues, Department
from builder.model.units import Unit
from builder.pages import addresses
from builder.pages.overview import crumbs
from builder.pages.page import Cell, Fact, Page, Table, columns
from builder.pages.words import campaign_notices
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.catalogue_columns import Role
from builder.scoring.results import CampaignResult

TITLE = "按部门查"
#: Roles by which an item's own columns name departments, and the word for the part they have.
_PARTS = ((Role.DEPARTMENT, "负责"), (Role.DEPARTMENTS, "配合"))


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One thing that a department has to do with: its kind, its name, and in which part."""

    catalogue: str
    item: str
    name: str
    part: str


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

    departments: tuple[DepartmentView, ...]


def departments_page(result: CampaignResult) -> Page:
    """The page of every department that a campaign's catalogues name."""
    campaign, catalogues = result.campaign, result.returns.catalogues
    start = addresses.departments_page(campaign.id)
    services = addresses.services_index(campaign.id)
    drawn = tuple(_draw(start, result, one) for one in catalogues.departments)
    return Page(
        address=start,
        template="departments.md.j2",
        title=f"{campaign.region}办事服务：{TITLE}",
        summary=f"各部门负责和参与的“一件事”、政策和办理事项，共{len(drawn)}个部门。",
        crumbs=crumbs(start, (f"{campaign.region}办事服务", services), (TITLE, start)),
        notices=campaign_notices(campaign)[:1] if campaign.demo else (),
        facts=(Fact("部门", f"{len(drawn)}个"),),
        view=DepartmentsView(tuple(one for one in drawn if one.table.rows)),
    )


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


def responsibility_table(
    start: str, result: CampaignResult, found: Sequence[Responsibility], caption: str
) -> Table:
    """*found* as a table on page *start*."""
    rows = tuple(
        (Cell(one.name, _link(start, result, one)), Cell(_heading(result, one)), Cell(one.part))
        for one in found
    )
    return Table(caption, columns("事项", "目录", "承担"), rows)


def _draw(start: str, result: CampaignResult, department: Department) -> DepartmentView:
    found = responsibilities(result, department)
    note = "" if department.unit else "不在本次参评单位之列"
    return DepartmentView(
        anchor=addresses.department_anchor(department.id),
        name=department.name,
        note=note,
        table=responsibility_table(start, result, found, f"{department.name}，共{len(found)}项"),
    )


def _of_item(
    item: CatalogueItem, schema: CatalogueSchema, catalogues: Catalogues, department: Department
) -> Iterator[Responsibility]:
    for role, part in _PARTS:
        column = schema.with_role(role)
        if column is not None and department in catalogues.departments_in(item.text(column.id)):
            yield Responsibility(schema.id, item.id, item.name, part)
    yield from _of_rows(item, schema, catalogues, department)


def _of_rows(
    item: CatalogueItem, schema: CatalogueSchema, catalogues: Catalogues, department: Department
) -> Iterator[Responsibility]:
    """The business items that the department handles within *item*."""
    table = schema.table_with(Role.BUSINESS_ITEM)
    if table is None:
        return
    who, what = table.with_role(Role.DEPARTMENT), table.with_role(Role.BUSINESS_ITEM)
    if who is None or what is None:
        return
    named = [
        row.text(what.id)
        for row in item.tables[table.id]
        if department in catalogues.departments_in(row.text(who.id))
    ]
    if named:
        yield Responsibility(schema.id, item.id, item.name, f"办理：{'、'.join(named)}")


def _heading(result: CampaignResult, one: Responsibility) -> str:
    return result.schema(one.catalogue).heading


def _link(start: str, result: CampaignResult, one: Responsibility) -> str:
    campaign = result.campaign.id
    if result.schema(one.catalogue).tables:
        return addresses.link(start, addresses.catalogue_item(campaign, one.catalogue, one.item))
    return addresses.link(start, addresses.catalogue_index(campaign, one.catalogue))


def unit_services(start: str, guides: Sequence[CampaignResult], unit: Unit) -> Table | None:
    """What *unit* has to do with in the first of *guides* that names it, as a table on *start*."""
    names = {unit.name, *(alias.name for alias in unit.aliases)}
    for guide in guides:
        for department in guide.returns.catalogues.departments:
            found = responsibilities(guide, department) if department.name in names else ()
            if found:
                caption = f"本单位负责和参与的事项，共{len(found)}项"
                return responsibility_table(start, guide, found, caption)
    return None
