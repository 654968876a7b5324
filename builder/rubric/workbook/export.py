"""From a rubric to the bytes of its workbook."""

from collections.abc import Iterator, Sequence

from builder.formats.excel_writing.fitting import CellValue
from builder.formats.excel_writing.forms import Form, FormColumn, write_forms
from builder.rubric.key_words import choice_words, key_word, kind_word
from builder.rubric.record import Record
from builder.rubric.schema import Rubric
from builder.rubric.schema_words import RECORD_WORDS
from builder.rubric.shapes import Key, keys_of, kind_of, reachable
from builder.rubric.workbook import layout
from builder.rubric.workbook.guide import GUIDE
from builder.rubric.workbook.layout import Table, child_keys, identity, owner_title, tables
from builder.rubric.workbook.parameters import (
    Parameter,
    closed_choices,
    column_cell,
    parameters_of,
    slots_of,
)
from builder.rubric.workbook.paths import join_path
from builder.rubric.workbook.words import spell

_WIDE, _MIDDLE, _NARROW = 60, 26, 12
#: Columns for long text.
_LONG_KEYS = {"wording", "correction", "text", "note", "reason"}
_MIDDLE_KEYS = {"title", "clause", "evidence", "choices", "synonyms", "key", "method", "id"}

#: A record with the row that it belongs to; the rubric itself belongs to none.
_Owned = tuple[Record | None, Record]


class RepeatedIdError(ValueError):
    """Two rows of a *sheet* have the same *id*, so that no other sheet could name them."""

    def __init__(self, sheet: str, id_: str) -> None:
        super().__init__(f"{sheet}「{id_}」出现了两次")
        self.sheet = sheet
        self.id = id_


def export_rubric(rubric: Rubric) -> bytes:
    """The workbook of *rubric*; the same bytes for the same rubric.

    Raises RepeatedIdError where rows can't be told apart, ValueError for a text that is longer
    than a cell of Excel can hold.
    """
    return write_forms(list(forms_of(rubric)))


def forms_of(rubric: Rubric) -> Iterator[Form]:
    """The sheets of the workbook, in order."""
    rows = list(_walk(None, rubric))
    yield Form(layout.GUIDE_SHEET, (FormColumn("说明", 100),), tuple((line,) for line in GUIDE))
    yield _whole_form(rubric)
    yield from (_table_form(table, rows) for table in tables())
    yield _rules_form(rubric, [record for _, record in rows if record is not rubric])
    for name, title in layout.TEXT_LISTS.items():
        texts = tuple((spell(text),) for text in getattr(rubric, name))
        yield Form(title, (FormColumn(title, 100),), texts)
    yield _words_form()


def _walk(owner: Record | None, record: Record) -> Iterator[_Owned]:
    yield owner, record
    for key in child_keys(type(record)):
        for child in getattr(record, key.attribute):
            yield from _walk(record, child)


def _whole_form(rubric: Rubric) -> Form:
    columns = (
        FormColumn("项目", 30, printed=True),
        FormColumn(layout.PARAMETER, 24, printed=True),
        FormColumn(layout.VALUE, _WIDE),
        FormColumn("填写说明", _WIDE, printed=True),
    )
    slots = list(slots_of(rubric))
    rows = tuple(
        (" › ".join(slot.meaning), join_path(slot.path), slot.value, slot.note) for slot in slots
    )
    return Form(layout.WHOLE_SHEET, columns, rows, dropdowns=_dropdowns(slots, column=2))


def _table_form(table: Table, rows: Sequence[_Owned]) -> Form:
    own = [(owner, record) for owner, record in rows if type(record) is table.record]
    _refuse_repeated([record for _, record in own])
    kinds = FormColumn(layout.OWNER_KIND, _NARROW, tuple(table.owner_titles))
    columns = (
        *((kinds,) if table.names_owner_kind else ()),
        *((FormColumn(table.owner_head, _MIDDLE),) if table.names_owner else ()),
        *(_column(key) for key in table.columns),
    )
    cells = tuple(
        (*_owner_cells(table, owner), *(column_cell(record, key) for key in table.columns))
        for owner, record in own
    )
    return Form(table.title, columns, cells, frozen=len(columns) - len(table.columns) + 1)


def _column(key: Key) -> FormColumn:
    wide = _WIDE if key.name in _LONG_KEYS else _MIDDLE if key.name in _MIDDLE_KEYS else _NARROW
    heading = key_word(key).heading
    return FormColumn(heading, max(wide, 2 * len(heading) + 2), closed_choices(key))


def _owner_cells(table: Table, owner: Record | None) -> tuple[CellValue, ...]:
    if owner is None or not table.names_owner:
        return ()
    id_ = _id_of(owner)
    named = (None if id_ is None else spell(id_),)
    return (owner_title(type(owner)), *named) if table.names_owner_kind else named


def _id_of(record: Record) -> str | None:
    key = None if isinstance(record, Rubric) else identity(type(record))
    return None if key is None else str(getattr(record, key.attribute))


def _refuse_repeated(records: Sequence[Record]) -> None:
    seen: set[str] = set()
    for record in records:
        if _is_named(record):
            id_ = str(_id_of(record))
            if id_ in seen:
                raise RepeatedIdError(owner_title(type(record)), id_)
            seen.add(id_)


def _is_named(record: Record) -> bool:
    """Whether rows of other sheets may name *record*."""
    return bool(child_keys(type(record))) or any(True for _ in parameters_of(record))


def _rules_form(rubric: Rubric, records: Sequence[Record]) -> Form:
    columns = (
        FormColumn(layout.OWNER_KIND, _NARROW, tuple(layout.TABLES.values())),
        FormColumn(layout.OWNER, _NARROW),
        FormColumn(layout.PARAMETER, 44),
        FormColumn(layout.VALUE, 30),
        FormColumn(layout.MEANING, _WIDE, printed=True),
    )
    rows = [(record, item) for record in records for item in parameters_of(record)]
    cells = tuple(_rule_row(rubric, record, item) for record, item in rows)
    dropdowns = _dropdowns([item for _, item in rows], column=3)
    return Form(layout.RULES_SHEET, columns, cells, frozen=3, dropdowns=dropdowns)


def _rule_row(rubric: Rubric, record: Record, item: Parameter) -> tuple[CellValue, ...]:
    meaning = " › ".join(item.meaning) + (f"（{item.note}）" if item.note else "")
    named = rubric.fields.get(str(item.value))
    meaning += f"：{named.title}" if named is not None else ""
    id_ = spell(_id_of(record) or "")
    return (owner_title(type(record)), id_, join_path(item.path), item.value, spell(meaning))


def _dropdowns(items: Sequence[Parameter], column: int) -> dict[tuple[int, int], tuple[str, ...]]:
    return {(row, column): item.choices for row, item in enumerate(items) if item.choices}


def _words_form() -> Form:
    heads = (("用于", 20), ("参数", 18), ("含义", 24), ("必填", 8), ("可填", 40), ("填写说明", 60))
    columns = tuple(FormColumn(head, width, printed=True) for head, width in heads)
    return Form(layout.WORDS_SHEET, columns, tuple(_word_rows()))


def _word_rows() -> Iterator[tuple[CellValue, ...]]:
    for record in reachable(Rubric):
        for key in keys_of(record):
            word = key_word(key)
            choices = "、".join(choice_words(key).values())
            needed = "必填" if key.required else ""
            yield (_use_of(record), key.name, word.heading, needed, choices, word.note)


def _use_of(record: type[Record]) -> str:
    if kind_of(record):
        return f"规则“{kind_word(record)}”"
    return layout.TABLES.get(record) or RECORD_WORDS[record.__name__]
