"""A field or a log's column as a cell to fill in: what it takes, how to fill it, its value."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from builder.formats.excel_writing.entry_forms import EntryColumn, EntryValue, Slot
from builder.formats.excel_writing.entry_rules import EntryKind, EntryRule
from builder.model.answers import Value, show_value
from builder.model.numbers import HUNDRED, plain
from builder.rubric.fields import Column, Field, FieldType

NOT_APPLICABLE = "不适用"
YES_NO = ("是", "否")
#: Below a head of which there is nothing to say: a blank there would be read as part of the head.
PLAIN_HINT = "照实填写"

_KINDS: Mapping[FieldType, EntryKind] = {
    FieldType.INTEGER: EntryKind.WHOLE,
    FieldType.DECIMAL: EntryKind.DECIMAL,
    FieldType.PERCENT: EntryKind.PERCENT,
    FieldType.YES_NO: EntryKind.CHOICE,
    FieldType.CHOICE: EntryKind.CHOICE,
    FieldType.DATE: EntryKind.DATE,
    FieldType.URL: EntryKind.WEB,
}
#: What a cell of each type asks for, and an example of it.
_ASKED: Mapping[FieldType, tuple[str, str]] = {
    FieldType.INTEGER: ("填整数", ""),
    FieldType.DECIMAL: ("填数字", ""),
    FieldType.PERCENT: ("填百分数", "98%"),
    FieldType.YES_NO: ("选“是”或“否”", ""),
    FieldType.CHOICE: ("从下拉列表中选", ""),
    FieldType.DATE: ("填年月日", ""),
    FieldType.INTEGERS: ("填一组整数，用顿号隔开", "2、2、3"),
    FieldType.URL: ("填网址", ""),
    FieldType.DOCUMENT: ("填文号和标题", ""),
    FieldType.ATTACHMENT: ("填附件名称，附件另交", ""),
}
#: Types whose columns are wide.
_WORDY = frozenset({FieldType.TEXT, FieldType.DOCUMENT, FieldType.URL, FieldType.ATTACHMENT})
#: Characters of the widest column of a record sheet, and of an ordinary one.
_WIDE, _NARROW = 26, 12


def rule_of(column: Column) -> EntryRule:
    """What a cell of *column* takes; 不适用 only where the field allows it."""
    kind = _KINDS.get(column.type, EntryKind.TEXT)
    besides = (NOT_APPLICABLE,) if _may_not_apply(column) else ()
    if kind is EntryKind.CHOICE:
        return EntryRule(kind, (*(column.choices or YES_NO), *besides))
    return EntryRule(kind, besides, column.least, column.greatest)


def how_to_fill(column: Column, day: date) -> str:
    """How to fill a cell of *column*, with an example; *day* is one in the period."""
    words, example = _ASKED.get(column.type, ("", ""))
    if column.type is FieldType.DATE:
        example = day.isoformat()
    note = ""
    if isinstance(column, Field):
        note, example = column.note, column.example or example
    parts = [
        f"{words}{_limits(column)}",
        note,
        f"例如：{example}" if example else "",
        f"可填“{NOT_APPLICABLE}”" if _may_not_apply(column) else "",
    ]
    return "；".join(part for part in parts if part)


def measure_of(column: Column) -> str:
    """The column's unit of measure as printed; 「%」 for a percentage."""
    return "%" if column.type is FieldType.PERCENT else column.measure


def head_of(column: Column) -> str:
    """The column's title with its unit of measure in brackets, as a head."""
    measure = measure_of(column)
    return f"{column.title}（{measure}）" if measure else column.title


def entry_column(column: Column, day: date) -> EntryColumn:
    """A *column* of a log as one of a form, open in every ready row."""
    return EntryColumn(
        head=head_of(column),
        width=_WIDE if column.type in _WORDY else _NARROW,
        hint=how_to_fill(column, day) or PLAIN_HINT,
        ready=Slot(rule_of(column)),
    )


def entry_value(value: Value | None, measure: str) -> EntryValue:
    """*value* as a person would have typed it into a cell."""
    if isinstance(value, Decimal) and measure == "%":
        return f"{plain(value * HUNDRED)}%"
    if isinstance(value, bool | tuple):
        return show_value(value)
    return value


def _may_not_apply(column: Column) -> bool:
    return isinstance(column, Field) and column.not_applicable


def _limits(column: Column) -> str:
    """The limits in words, without the 0 that goes without saying."""
    scale = HUNDRED if column.type is FieldType.PERCENT else Decimal(1)
    sign = "%" if column.type is FieldType.PERCENT else ""
    low = None if not column.least else f"{plain(column.least * scale)}{sign}"
    high = None if column.greatest is None else f"{plain(column.greatest * scale)}{sign}"
    if high is not None:
        return f"，{low or f'0{sign}'}至{high}"
    return f"，不小于{low}" if low else ""
