"""The sheet of a log: one row an event, with room for as many as there are."""

from collections.abc import Sequence
from datetime import date

from builder.formats.excel_writing.entry_forms import EntryColumn, EntrySheet, Slot
from builder.formats.excel_writing.entry_rules import EntryKind, EntryRule
from builder.office.templates.cells import entry_column
from builder.rubric.fields import Field

#: Excel allows so many characters in a sheet's name, and none of these.
_LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = str.maketrans("", "", "[]:*?/\\")
#: What the row of hints below the heads begins with; intake leaves such a row out.
HINT_LABEL = "说明："
#: Empty rows of a log's sheet.
READY_ROWS = 30


def sheet_title(*words: str) -> str:
    """The name of a sheet called *words*, as long as Excel allows."""
    return " ".join(words).translate(_NOT_IN_SHEET_NAMES)[:_LONGEST_SHEET_NAME].strip("' ")


def log_title(indicator: str, log: Field) -> str:
    """The name of the sheet of *log*, by which intake knows it."""
    return sheet_title(indicator, log.title)


def log_columns(log: Field, day: date) -> tuple[EntryColumn, ...]:
    """The columns of *log*, open in every ready row."""
    return tuple(entry_column(column, day) for column in log.columns)


def record_sheet(
    indicator: str, log: Field, labels: Sequence[tuple[str, str]], day: date
) -> EntrySheet:
    """The sheet on which a unit fills in *log* of *indicator*; *day* is one in the period."""
    number = EntryColumn("序号", width=9, hint=HINT_LABEL, ready=Slot(EntryRule(EntryKind.WHOLE)))
    instructions = [
        "一条一行，从上往下填；行不够的，接着往下填或者插入行。没有的留空，不用写“无”。",
        "只填考核期间以内的，期间以外的不采用。" if log.dated_by else "",
        f"本项要求：{log.note}。" if log.note else "",
    ]
    return EntrySheet(
        title=log_title(indicator, log),
        heading=f"{indicator} {log.title}",
        labels=tuple(labels),
        instructions=tuple(text for text in instructions if text),
        columns=(number, *log_columns(log, day)),
        ready_rows=READY_ROWS,
        portrait=len(log.columns) <= 4,  # noqa: PLR2004 - what fits across a page of A4
        frozen=1,
    )
