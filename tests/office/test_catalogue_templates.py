"""The blank workbook of a catalogue: filled in as a person would, it reads back as it was meant."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from builder.intake.campaign import Campaign, Period
from builder.intake.collect import collect_returns
from builder.model.catalogues import CatalogueItem
from builder.model.returns import CampaignReturns
from builder.office.catalogue_templates import catalogue_forms, catalogue_workbook
from builder.rubric.catalogue import CatalogueSchema, read_catalogue_schemas
from builder.rubric.catalogue_columns import CatalogueColumn, ColumnType

ROOT = Path(__file__).parents[2]
SCHEMAS, _ = read_catalogue_schemas(ROOT / "rubrics")
#: What a person types into a cell of each type, and what a reader then sees.
TYPED: dict[ColumnType, tuple[str | float | date, str]] = {
    ColumnType.TEXT: ("示例", "示例"),
    ColumnType.WORDS: ("甲，乙", "甲、乙"),
    ColumnType.INTEGER: (3, "3"),
    ColumnType.DECIMAL: (1.5, "1.5"),
    ColumnType.YES_NO: ("是", "是"),
    ColumnType.DATE: (date(2021, 8, 31), "2021年8月31日"),
    ColumnType.DAYS: ("5个工作日", "5个工作日"),
    ColumnType.URL: ("http://www.example.invalid", "http://www.example.invalid"),
    ColumnType.DOCUMENT: ("示政办〔2021〕8号", "示政办〔2021〕8号"),
    ColumnType.CREDIT_CODE: ("92990102MA0000001A", "92990102MA0000001A"),
}


def typed(column: CatalogueColumn) -> tuple[str | float | date, str]:
    """What is typed into *column*, and what a reader then sees."""
    if column.choices:
        return column.choices[0], column.choices[0]
    value, shown = TYPED[column.type]
    return value, f"{shown}{column.measure}"


def head_row(sheet: Worksheet, head: str) -> int:
    """The row that holds *head*."""
    rows = enumerate(sheet.iter_rows(values_only=True), start=1)
    return next(n for n, row in rows if head in {str(value or "").rstrip("*") for value in row})


def fill(book: Workbook, schema: CatalogueSchema) -> None:
    """One item, and one row in each table: every cell as *typed*."""
    known = {title: column for column in schema.columns for title in column.heads}
    for table in schema.tables:
        known |= {title: column for column in table.columns for title in column.heads}
    for sheet in book.worksheets:
        if sheet.title in {"_meta", "部门别名"}:
            continue
        top = head_row(sheet, schema.id_column.title)
        for number in range(1, sheet.max_column + 1):
            head = str(sheet.cell(top, number).value or "").rstrip("*").partition("（")[0]
            if head:
                sheet.cell(top + 2, number, typed(known[head])[0])


def read_back(tmp_path: Path, schema: CatalogueSchema, content: bytes) -> CampaignReturns:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "目录.xlsx").write_bytes(content)
    campaign = Campaign(
        id="one",
        title="任务",
        authority="办公室",
        region="示例县",
        period=Period(start=date(2021, 1, 1), end=date(2021, 12, 31)),
        catalogues=(schema.id,),
    )
    return collect_returns(folder, campaign, {}, catalogues=[schema])


@pytest.mark.parametrize("id_", sorted(SCHEMAS))
def test_a_filled_template_reads_back_as_it_was_typed(tmp_path: Path, id_: str) -> None:
    schema = SCHEMAS[id_]
    book = load_workbook(io.BytesIO(catalogue_workbook(schema)))
    fill(book, schema)
    stream = io.BytesIO()
    book.save(stream)

    returns = read_back(tmp_path, schema, stream.getvalue())

    (item,) = returns.catalogues.of(id_)
    assert seen(item, schema) == expected(schema)
    assert [p.kind.code for p in returns.problems] == ["E301"]  # no register of units came in


def seen(item: CatalogueItem, schema: CatalogueSchema) -> dict[str, list[str]]:
    own = {"": [item.text(column.id) for column in schema.public_columns]}
    for table in schema.tables:
        (row,) = item.tables[table.id]
        own[table.id] = [row.text(column.id) for column in table.public_columns]
    return own


def expected(schema: CatalogueSchema) -> dict[str, list[str]]:
    own = {"": [typed(column)[1] for column in schema.public_columns]}
    return own | {t.id: [typed(column)[1] for column in t.public_columns] for t in schema.tables}


@pytest.mark.parametrize("id_", sorted(SCHEMAS))
def test_an_empty_template_holds_no_item(tmp_path: Path, id_: str) -> None:
    schema = SCHEMAS[id_]

    returns = read_back(tmp_path, schema, catalogue_workbook(schema))

    assert returns.catalogues.of(id_) == ()
    assert [p.kind.code for p in returns.problems] == ["E301"]


def test_no_sheet_is_wider_than_a_page_can_show() -> None:
    """Ten columns beside the two keys; the intermediaries' twelve months are narrow."""
    widths = {
        form.title: len(form.columns)
        for schema in SCHEMAS.values()
        for form in catalogue_forms(schema)
    }

    assert widths.pop("行政审批中介服务事项清单") == 22
    assert max(widths.values()) <= 14


def test_a_private_column_is_not_asked_for() -> None:
    heads = {c.head for form in catalogue_forms(SCHEMAS["policies"]) for c in form.columns}

    assert not heads & {"内部联系人", "企业名称"}
    assert "政策编号*" in heads


def test_the_same_schema_gives_the_same_bytes() -> None:
    schema = SCHEMAS["one-thing"]

    assert catalogue_workbook(schema, "one") == catalogue_workbook(schema, "one")
