"""The catalogues as open data: a table each, one for each of their tables, and all in one JSON."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from builder.formats.json_text import json_text
from builder.model.catalogues import Catalogue, CatalogueItem, CatalogueRow
from builder.model.numbers import plain
from builder.pages.data_table import DataColumn, DataTable, Row
from builder.rubric.catalogue import CatalogueSchema, CatalogueTable
from builder.rubric.catalogue_columns import COLUMN_TYPE_NAMES, CatalogueColumn, ColumnType
from builder.scoring.results import CampaignResult

SCHEMA = "gongshi-catalogue/1"

#: Type of a column → what the dictionary calls it; the rest is 文字.
_TYPES: Mapping[ColumnType, str] = {
    ColumnType.INTEGER: "整数",
    ColumnType.DECIMAL: "小数",
    ColumnType.PERCENT: "小数",
    ColumnType.YES_NO: "是否",
    ColumnType.DATE: "日期",
}
_CAMPAIGN = DataColumn("评估任务", "campaign", "文字", "评估任务的代码")
_BUSINESS = (
    _CAMPAIGN,
    DataColumn("事项代码", "business_item", "文字", "办理事项的编码；没有编码的按部门和名称生成"),
    DataColumn("事项", "name", "文字", "办理事项的名称"),
    DataColumn("部门代码", "department", "文字", "办理部门的代码，参评单位与单位名录相同"),
    DataColumn("部门", "department_name", "文字", "办理部门，别名已合并"),
    DataColumn("目录", "catalogue", "文字", "提到这个事项的目录，即该目录数据文件的名称"),
    DataColumn("目录编号", "item", "文字", "该目录中的编号"),
)
_PLACE = DataColumn("出处", "place", "文字", "所在的文件、工作表、单元格")


def catalogue_tables(result: CampaignResult) -> tuple[DataTable, ...]:
    """The tables of every catalogue of a campaign: the items, then the rows below them.

    Last the business items, a line for each catalogue item that names one; none where none does.
    """
    tables = (
        table
        for catalogue in result.returns.catalogues.catalogues
        for table in _tables(result, catalogue, result.schema(catalogue.schema))
    )
    rows = tuple(_business_rows(result))
    business = (DataTable("business-items.csv", "办理事项", _BUSINESS, rows),) if rows else ()
    return (*tables, *business)


def _business_rows(result: CampaignResult) -> Iterator[Row]:
    for item in result.returns.catalogues.business_items:
        department = item.department
        who = (department.id, department.name) if department else (None, None)
        for where in item.appears_in:
            yield (result.campaign.id, item.id, item.name, *who, *where)


def catalogue_files(result: CampaignResult) -> Iterator[tuple[str, str, bytes]]:
    """Title, name and content of each catalogue's JSON."""
    for catalogue in result.returns.catalogues.catalogues:
        schema = result.schema(catalogue.schema)
        content = {
            "schema": SCHEMA,
            "campaign": result.campaign.id,
            "catalogue": schema.id,
            "title": schema.title,
            "demo": result.campaign.demo,
            "items": [_item(item, schema) for item in catalogue.items],
        }
        yield schema.title, f"{schema.id}.json", json_text(content).encode()


def _tables(
    result: CampaignResult, catalogue: Catalogue, schema: CatalogueSchema
) -> Iterator[DataTable]:
    columns = (_CAMPAIGN, *map(_column, schema.public_columns), _PLACE)
    rows = (_item_row(result, item, schema) for item in catalogue.items)
    key = _key(schema)
    yield DataTable(f"{schema.id}.csv", schema.title, columns, tuple(rows), key=key.title)
    for table in schema.tables:
        columns = (_CAMPAIGN, key, *map(_column, table.public_columns), _PLACE)
        title = f"{schema.title}·{table.title}"
        below = tuple(_below(result, catalogue, table))
        refers = {key.title: f"{schema.id}.csv"}
        yield DataTable(f"{schema.id}-{table.id}.csv", title, columns, below, refers=refers)


def _item_row(result: CampaignResult, item: CatalogueItem, schema: CatalogueSchema) -> Row:
    return (
        result.campaign.id,
        *_cells(item, schema.public_columns),
        str(item.place),
    )


def _below(result: CampaignResult, catalogue: Catalogue, table: CatalogueTable) -> Iterator[Row]:
    for item in catalogue.items:
        for row in item.tables[table.id]:
            cells = _cells(row, table.public_columns)
            yield (result.campaign.id, item.id, *cells, str(row.place))


def _cells(
    holder: CatalogueItem | CatalogueRow, columns: Sequence[CatalogueColumn]
) -> Iterator[str | None]:
    return (_value(holder, column) for column in columns)


def _value(holder: CatalogueItem | CatalogueRow, column: CatalogueColumn) -> str | None:
    """What stands in *column* for programs: plain numbers, days as 2021-08-31."""
    answer = holder.values[column.id]
    if isinstance(answer.value, date):
        return answer.value.isoformat()
    if _TYPES.get(column.type) in {"整数", "小数"}:
        return plain(answer.number) if answer.given else None
    return holder.text(column.id) or None


def _key(schema: CatalogueSchema) -> DataColumn:
    return _column(schema.id_column)


def _column(column: CatalogueColumn) -> DataColumn:
    measure = f"，单位：{column.measure}" if column.measure else ""
    meaning = column.note or f"{column.title}（{COLUMN_TYPE_NAMES[column.type]}）"
    return DataColumn(
        column.title, column.id, _TYPES.get(column.type, "文字"), f"{meaning}{measure}"
    )


def _item(item: CatalogueItem, schema: CatalogueSchema) -> dict[str, object]:
    own = _values(item, schema.public_columns)
    tables = {
        table.id: [_row(row, table) for row in item.tables[table.id]] for table in schema.tables
    }
    return {**own, **tables, "place": str(item.place)}


def _row(row: CatalogueRow, table: CatalogueTable) -> dict[str, object]:
    return {**_values(row, table.public_columns), "place": str(row.place)}


def _values(
    holder: CatalogueItem | CatalogueRow, columns: Sequence[CatalogueColumn]
) -> dict[str, str | None]:
    return {column.id: _value(holder, column) for column in columns}
