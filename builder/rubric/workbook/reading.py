"""From the sheets of a workbook to rows of cells, each under the head of its column."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.formats.sheets import CellContent, Sheet, Workbook
from builder.model import rubric_problem_kinds as kinds
from builder.model.places import CellPlace
from builder.model.problems import Problem
from builder.rubric.load import nearest
from builder.rubric.workbook import layout

#: Sheets that people read and nobody fills in.
_PRINTED = (layout.GUIDE_SHEET, layout.WORDS_SHEET)
#: Columns that people read and nobody fills in.
_PRINTED_HEADS = {layout.WHOLE_SHEET: ("项目", "填写说明"), layout.RULES_SHEET: (layout.MEANING,)}


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell's content with its place."""

    content: CellContent
    place: CellPlace
    #: Where its name stands, for a value with a path beside it.
    named_at: CellPlace | None = None

    @property
    def text(self) -> str:
        """The content as text; empty for a blank."""
        return "" if self.content is None else str(self.content).strip()


#: Head → the cell under it.
Row = Mapping[str, RawCell]
Report = Callable[[Problem], None]


def filled_sheets() -> Mapping[str, Sequence[str]]:
    """Every sheet that is read → the heads of its columns."""
    return {
        layout.WHOLE_SHEET: (layout.PARAMETER, layout.VALUE),
        **{table.title: table.heads for table in layout.tables()},
        layout.RULES_SHEET: (layout.OWNER_KIND, layout.OWNER, layout.PARAMETER, layout.VALUE),
        **{title: (title,) for title in layout.TEXT_LISTS.values()},
    }


def read_rows(book: Workbook, file: str, report: Report) -> Mapping[str, Sequence[Row]]:
    """Sheet → its rows that aren't blank; what is missing or unknown goes to *report*."""
    wanted = filled_sheets()
    sheets = {sheet.name.strip(): sheet for sheet in book.visible}
    for name in sheets:
        if name not in wanted and name not in _PRINTED:
            place = CellPlace(file, name)
            report(kinds.SHEET_UNKNOWN.at(place, sheet=name, advice=nearest(name, list(wanted))))
    for name in wanted:
        if name not in sheets:
            report(kinds.SHEET_MISSING.at(CellPlace(file), sheet=name))
    return {
        name: list(_rows(sheets[name], heads, file, report)) if name in sheets else []
        for name, heads in wanted.items()
    }


def _rows(sheet: Sheet, heads: Sequence[str], file: str, report: Report) -> Iterator[Row]:
    top = next((n for n, row in enumerate(sheet.rows) if any(cell is not None for cell in row)), 0)
    columns = _columns(sheet, top, heads, file, report)
    for number in range(top + 1, len(sheet.rows)):
        row = {head: _cell(sheet, number, column, file) for head, column in columns.items()}
        if any(cell.content is not None for cell in row.values()):
            yield row


def _columns(
    sheet: Sheet, top: int, heads: Sequence[str], file: str, report: Report
) -> Mapping[str, int]:
    """Head → its column, of those that the sheet has."""
    found: dict[str, int] = {}
    for column in range(sheet.width):
        cell = _cell(sheet, top, column, file)
        if cell.text in heads and cell.text not in found:
            found[cell.text] = column
        elif cell.text not in _PRINTED_HEADS.get(sheet.name.strip(), ()) and _is_used(
            sheet, top, column
        ):
            advice = nearest(cell.text, [head for head in heads if head not in found])
            report(kinds.COLUMN_UNKNOWN.at(cell.place, head=cell.text, advice=advice))
    for head in heads:
        if head not in found:
            report(kinds.COLUMN_MISSING.at(CellPlace(file, sheet.name), head=head))
    return found


def _is_used(sheet: Sheet, top: int, column: int) -> bool:
    return any(sheet.cell(row, column).content is not None for row in range(top, len(sheet.rows)))


def _cell(sheet: Sheet, row: int, column: int, file: str) -> RawCell:
    cell = sheet.cell(row, column)
    return RawCell(cell.content, CellPlace(file, sheet.name, cell.address))
