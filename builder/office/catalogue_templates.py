"""The blank workbook of a catalogue: a sheet of items, one for each of its tables, and aliases."""

from collections.abc import Iterator
from datetime import date

from builder.formats.excel_writing.entry_forms import EntryBook, EntryColumn, EntrySheet
from builder.formats.excel_writing.entry_sheets import write_entry_book
from builder.office.templates.cells import PLAIN_HINT, entry_column, head_of
from builder.office.templates.records import HINT_LABEL, READY_ROWS, sheet_title
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.catalogue_columns import (
    COLUMN_TYPE_NAMES,
    CatalogueColumn,
    ColumnType,
    Role,
)

#: Any day: it only shows how dates are written.
_DAY = date(2022, 3, 5)
#: Marks the heads of what has to be given before publishing; intake reads over it.
_REQUIRED = "*"
#: Types whose cells are text that has to be written in a certain way.
_WRITTEN = frozenset({ColumnType.WORDS, ColumnType.DAYS, ColumnType.CREDIT_CODE})
_WIDE = 26
#: Columns beside 编号 and name that can be read on one landscape page.
_MOST_COLUMNS = 10
#: The sheet of the columns that say how things were before a reform, and are now.
_COMPARED = "改革前后"
_STARRED = "带*的列公布前必须填写，暂时没有的留空，页面上标“待补充”，不要编。"
_NO_PERSONS = "不写个人姓名、手机号、身份证号；电话只填座机或12345。"


def catalogue_workbook(schema: CatalogueSchema, campaign: str = "") -> bytes:
    """The blank workbook of *schema* as an .xlsx file; *campaign* is the id it is made for."""
    meta = {"template": "catalogue", "catalogue": schema.id, "campaign": campaign}
    return write_entry_book(EntryBook(catalogue_forms(schema), meta))


def catalogue_forms(schema: CatalogueSchema) -> tuple[EntrySheet, ...]:
    """The sheets of that workbook; what isn't published isn't asked for."""
    return (*_item_sheets(schema), *_child_sheets(schema), *_alias_sheets(schema))


def _item_sheets(schema: CatalogueSchema) -> Iterator[EntrySheet]:
    """The items; what doesn't fit beside one another goes on, with its keys, on more sheets."""
    keys = (schema.id_column, schema.name_column)
    number = f"{schema.id_column.title}定了就不要改，网页地址和公开数据都靠它对应；不能重复。"
    for title, columns in _packed(schema):
        first, *others = (_entry(column) for column in (*keys, *columns))
        same = "" if title == schema.title else "编号和名称照第一张表填写，一一对应。"
        yield EntrySheet(
            title=sheet_title(title),
            heading=schema.title if title == schema.title else f"{schema.title}：{title}",
            subheading=f"来源：{schema.source}",
            instructions=(f"一{schema.measure}一行。{same or number}", _STARRED, _NO_PERSONS),
            columns=(_with_label(first), *others),
            ready_rows=READY_ROWS,
            frozen=2,
        )


def _packed(schema: CatalogueSchema) -> Iterator[tuple[str, tuple[CatalogueColumn, ...]]]:
    """Title and columns of each sheet of items: groups in order, as many as fit on one."""
    keys = {schema.id_column.id, schema.name_column.id}
    own = [column for column in schema.public_columns if column.id not in keys]
    if not schema.groups:
        yield schema.title, tuple(own)
        return
    titles: list[str] = []
    columns: list[CatalogueColumn] = []
    first = True
    for group in dict.fromkeys(column.group for column in own):
        more = [column for column in own if column.group == group]
        if columns and (first or len(columns) + len(more) > _MOST_COLUMNS):
            yield schema.title if first else "、".join(titles), tuple(columns)
            first, titles, columns = False, [], []
        titles.append(group or _COMPARED)
        columns += more
    yield schema.title if first else "、".join(titles), tuple(columns)


def _child_sheets(schema: CatalogueSchema) -> Iterator[EntrySheet]:
    for table in schema.tables:
        link = EntryColumn(schema.id_column.title + _REQUIRED, width=12, hint=HINT_LABEL)
        belongs = f"{schema.id_column.title}照“{schema.title}”表填写，不填或填错的不公布。"
        columns = (_entry(column) for column in table.public_columns)
        yield EntrySheet(
            title=sheet_title(table.title),
            heading=f"{schema.title}：{table.title}",
            instructions=tuple(text for text in (table.note, belongs, _STARRED) if text),
            columns=(link, *columns),
            ready_rows=READY_ROWS,
            frozen=1,
        )


def _alias_sheets(schema: CatalogueSchema) -> Iterator[EntrySheet]:
    """部门别名, for catalogues whose tables name departments of their own."""
    if not any(table.with_role(Role.DEPARTMENT) for table in schema.tables):
        return
    yield EntrySheet(
        title="部门别名",
        heading="部门别名",
        instructions=("同一个部门有几种写法、又不在单位名录中的，一种写法一行；没有的留空。",),
        columns=(
            EntryColumn("部门名称", width=30, hint=HINT_LABEL),
            EntryColumn("别名", width=30, hint="表中出现的另一种写法"),
        ),
        ready_rows=READY_ROWS,
        portrait=True,
    )


def _entry(column: CatalogueColumn) -> EntryColumn:
    """One column of a form, with how to fill it in."""
    made = entry_column(column.cell, _DAY)
    written = column.type in _WRITTEN
    return EntryColumn(
        head=head_of(column.cell) + (_REQUIRED if column.required else ""),
        width=_WIDE if written else made.width,
        hint=_hint(column, "" if made.hint == PLAIN_HINT else made.hint) or PLAIN_HINT,
        ready=made.ready,
    )


def _hint(column: CatalogueColumn, usual: str) -> str:
    kind = COLUMN_TYPE_NAMES[column.type] if column.type in _WRITTEN else ""
    chosen = "、".join(column.choices) if column.type is ColumnType.WORDS else ""
    parts = (
        kind,
        f"可填：{chosen}" if chosen else "",
        usual,
        column.note,
        f"例如：{column.example}" if column.example else "",
    )
    return "；".join(part for part in parts if part)


def _with_label(column: EntryColumn) -> EntryColumn:
    """*column* as a sheet's first, whose hint tells intake to leave out the row of hints."""
    return EntryColumn(column.head, column.width, f"{HINT_LABEL}{column.hint}", ready=column.ready)
