"""How high rows have to be for their wrapped text; not every program finds that out by itself."""

from decimal import Decimal

from wcwidth import wcswidth

from builder.formats.excel_writing.entry_forms import BodyCell, EntrySheet, Printed, Slot

#: Points of height of a line of 10-point text, and the most that Excel gives a row.
_LINE, _HIGHEST = Decimal("13.5"), 409
_PADDING = 5


def row_heights(sheet: EntrySheet) -> list[Decimal]:
    """Height of each row in points; what is merged over several has room in all of them."""
    merged = {
        (row, span.column) for span in sheet.spans for row in range(span.first, span.last + 1)
    }
    heights = [
        max(
            height_of(lines_of(_shown(cell), column.width))
            for number, (cell, column) in enumerate(zip(cells, sheet.columns, strict=True))
            if (row, number) not in merged
        )
        for row, cells in enumerate(sheet.rows)
    ]
    for span in sheet.spans:
        text = _shown(sheet.rows[span.first][span.column])
        needed = height_of(lines_of(text, sheet.columns[span.column].width))
        lacking = needed - sum(heights[span.first : span.last + 1], Decimal(0))
        if lacking > 0:
            for row in range(span.first, span.last + 1):
                heights[row] += lacking / (span.last - span.first + 1)
    least = Decimal(sheet.row_height)
    return [min(Decimal(_HIGHEST), max(least, height)) for height in heights]


def _shown(cell: BodyCell) -> str:
    match cell:
        case Slot(value=value) | Printed(text=value) if value is not None:
            return str(value)
        case _:
            return ""


def height_of(lines: int) -> Decimal:
    """Points of height of a row of so many *lines* of 10-point text."""
    return max(Decimal(20), _LINE * lines + _PADDING)


def lines_of(text: str, width: int) -> int:
    """How many lines *text* takes in a column of *width* characters of 11 points."""
    room = max(2, width - 1)
    return sum(max(1, -(-wcswidth(line) // room)) for line in text.split("\n"))
