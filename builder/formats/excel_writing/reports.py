"""Reports that a leader reads and prints: titles, heads on one or two levels, rows, footnotes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, groupby
from typing import Literal

from builder.formats.excel_writing.fitting import CellValue, height
from builder.formats.excel_writing.looks import ALARM, CELL, CENTRED, HEAD, QUIET, TITLE, Look
from builder.formats.excel_writing.new_books import NewSheet, write_book
from builder.formats.excel_writing.paper import Area, Line, Paper, fitted, spread

#: So many rows go on one page, made smaller if need be, and don't leave the last one alone.
_ROWS_ON_A_PAGE = 45


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column of a report: its head, its width in characters, and how its numbers look."""

    head: str
    width: int = 10
    #: The head above it, shared by the neighbours that name the same; empty for none.
    group: str = ""
    #: Decimals of its numbers; None for whole numbers and text.
    places: int | None = None
    #: Whether its text stands in the middle, as short words do.
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One sheet: a title and lines below it, a table, and notes at its foot."""

    #: Cut and told apart from the other sheets where need be.
    name: str
    title: str
    lines: tuple[str, ...]
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    notes: tuple[str, ...] = ()
    #: A line above the title that nobody overlooks: 演示数据, 仅供内部; empty for none.
    mark: str = ""
    #: Columns at the left that stay in sight, and are printed on every page.
    frozen: int = 0
    paper: Literal["A3", "A4"] = "A3"


def write_reports(reports: Sequence[Report]) -> bytes:
    """A workbook of *reports*, one a sheet, ready to print: as wide as the paper, heads repeated.

    Numbers stay numbers, shown with fixed places; text is stored as it is.
    """
    return write_book(map(_new_sheet, reports))


def _new_sheet(report: Report) -> NewSheet:
    widths = tuple(column.width for column in report.columns)
    above = tuple(_above(report, widths))
    heads = _heads(report.columns, widths)
    first = len(above) + len(heads)
    rows = tuple(
        fitted(values, tuple(map(_look, report.columns, values)), widths) for values in report.rows
    )
    notes = tuple(spread(note, widths, QUIET) for note in report.notes)
    sheet = Paper(
        *(report.name, widths, (*above, *heads, *rows, *notes)),
        heads=range(len(above), first),
        frozen=report.frozen,
        joined=tuple(_joined(report.columns, len(above))) if len(heads) > 1 else (),
        size=report.paper,
        one_page=len(rows) <= _ROWS_ON_A_PAGE,
        bounded=True,
    )
    return NewSheet(sheet, Area(first - 1, 0, first + len(rows) - 1, len(widths) - 1))


def _above(report: Report, widths: Sequence[int]) -> Iterator[Line]:
    """What stands above the table."""
    if report.mark:
        yield spread(report.mark, widths, ALARM)
    yield spread(report.title, widths, TITLE)
    yield from (spread(line, widths) for line in report.lines)


def _heads(columns: Sequence[ReportColumn], widths: Sequence[int]) -> tuple[Line, ...]:
    """The heads on one level, or on two where some have one above them."""
    looks = (HEAD,) * len(columns)
    heads = fitted(tuple(column.head for column in columns), looks, widths)
    if not any(column.group for column in columns):
        return (heads,)
    lower = tuple(column.head if column.group else None for column in columns)
    upper = tuple(chain.from_iterable(_upper(group, list(run)) for group, run in _runs(columns)))
    runs = [(group, sum(column.width for column in run)) for group, run in _runs(columns)]
    needed = [height([group], [width]) for group, width in runs if group]
    return (Line(upper, looks, max(18, *needed)), replace(heads, values=lower))


def _upper(group: str, run: Sequence[ReportColumn]) -> Sequence[str | None]:
    """What stands above: the head of the *group*, in its first column; without one, their own."""
    return [group, *[None] * (len(run) - 1)] if group else [column.head for column in run]


def _runs(columns: Sequence[ReportColumn]) -> Iterator[tuple[str, Iterator[ReportColumn]]]:
    """Neighbours that share a head above them; those without any too."""
    return groupby(columns, key=lambda column: column.group)


def _joined(columns: Sequence[ReportColumn], head: int) -> Iterator[Area]:
    """The heads that go over several columns, or over both levels."""
    number = 0
    for group, run in _runs(columns):
        last = number + len(list(run)) - 1
        if group and last > number:
            yield Area(head, number, head, last)
        elif not group:
            yield from (Area(head, one, head + 1, one) for one in range(number, last + 1))
        number = last + 1


def _look(column: ReportColumn, value: CellValue) -> Look:
    numeric = value is not None and not isinstance(value, str)
    if numeric:
        return _number(column.places or 0, centred=column.centred)
    middle = column.centred or (isinstance(value, str) and column.places is not None)
    return CENTRED if middle else CELL


@cache
def _number(places: int, *, centred: bool) -> Look:
    written = f"0.{'0' * places}" if places else "0"
    if centred:
        return replace(CENTRED, number_format=written)
    return replace(CELL, across="right", wrapped=False, number_format=written)
