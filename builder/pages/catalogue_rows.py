"""The tables of an item on its page: business items, materials, and the steps as a list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.catalogues import CatalogueItem, CatalogueRow
from builder.pages.business_items import business_item_link, row_business_item
from builder.pages.catalogue_words import TO_ADD, is_web_address, say, word_cell
from builder.pages.page import Cell, Column, Table
from builder.pages.service_frame import department_link
from builder.rubric.catalogue import CatalogueTable
from builder.rubric.catalogue_columns import CatalogueColumn, Role
from builder.scoring.results import CampaignResult

#: What the relation of a business item means to whoever wants the whole thing done.
RELATIONS = (
    ("必选", "都要办"),
    ("任选其一", "按情况办其中一个"),
    ("条件触发", "符合条件才办"),
)


@dataclass(frozen=True, slots=True)
class RowsView:
    """One table of the item, or the ordered list of its steps."""

    anchor: str
    title: str
    table: Table | None
    steps: tuple[str, ...]
    #: Said where there is no row.
    empty: str


@dataclass(frozen=True, slots=True)
class _Desk:
    """The item and the table that are drawn, and where."""

    result: CampaignResult
    item: CatalogueItem
    table: CatalogueTable
    start: str


def draw_rows(
    result: CampaignResult, item: CatalogueItem, table: CatalogueTable, start: str
) -> RowsView:
    """The rows of *item* in *table*, for its page *start*; where there are none, that they lack."""
    rows, anchor = item.tables[table.id], f"t-{table.id}"
    if not rows:
        return RowsView(anchor, table.title, None, (), f"{table.title}{TO_ADD}。")
    if table.with_role(Role.STEP) is not None:
        return RowsView(anchor, table.title, None, tuple(_steps(table, rows)), "")
    drawn = _draw(_Desk(result, item, table, start), rows)
    return RowsView(anchor, table.title, drawn, (), "")


def _draw(desk: _Desk, rows: Sequence[CatalogueRow]) -> Table:
    shown = [
        column for column in desk.table.public_columns if any(say(row, column) for row in rows)
    ]
    return Table(
        f"共{len(rows)}项",
        tuple(Column(column.title) for column in shown),
        tuple(
            tuple(_cell(desk, row, column) for column in shown)
            for row in _ordered(desk.table, rows)
        ),
        sortable=False,
        narrow="cards",
        label=desk.table.title,
    )


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
    words = row.text(column.id)
    if is_web_address(words):
        return Cell("打开", words)
    if column.role is Role.DEPARTMENT:
        return word_cell(row, column, href=department_link(desk.start, desk.result, words))
    if column.role is Role.BUSINESS_ITEM:
        item = row_business_item(desk.result.returns.catalogues, desk.item, desk.table, row)
        href = business_item_link(desk.start, desk.result.campaign.id, item)
        return word_cell(row, column, href=href)
    if column.role is Role.RELATION:
        meaning = dict(RELATIONS).get(words)
        return Cell(f"{words}（{meaning}）") if meaning else word_cell(row, column)
    return word_cell(row, column)


def _steps(table: CatalogueTable, rows: Sequence[CatalogueRow]) -> Iterator[str]:
    """The flow as sentences that leave nothing out: 受理（责任单位：综合窗口；时限：1日）."""
    for row in rows:
        said = [(column, say(row, column)) for column in table.public_columns]
        step = "".join(words for column, words in said if column.role is Role.STEP)
        more = "；".join(
            f"{column.title}：{words}"
            for column, words in said
            if words and column.role is not Role.STEP
        )
        yield f"{step}（{more}）" if more else step
