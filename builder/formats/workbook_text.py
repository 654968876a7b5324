"""A workbook as text: a line for each cell that holds something, in the order of the sheets."""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from builder.formats.excel_reading.content import read_content, read_workbook
from builder.formats.sheets import CellContent, FormulaFault, Sheet, Workbook, address
from builder.model.numbers import plain

_LINE_END = re.compile(r"\r\n|\r|\n")

#: (Sheet, address) → what the cell shows.
CellTexts = Mapping[tuple[str, str], str]


def show_workbook(file: Path) -> str:
    """The visible cells of *file*, each as 「工作表 › D12<TAB>value」; else why it isn't read.

    Raises OSError where the file can't be read.
    """
    book, problems = read_workbook(file, file.name)
    if book is None:
        return "".join(f"[{problem.kind.code}] {problem.wrong}\n" for problem in problems)
    return "".join(
        f"{sheet} › {cell}\t{text}\n" for (sheet, cell), text in cell_texts(book).items()
    )


def read_cell_texts(content: bytes, name: str) -> CellTexts | None:
    """The visible cells of a file's *content*; None where it is no workbook that can be read."""
    book, _ = read_content(content, Path(name).stem, name)
    return None if book is None else cell_texts(book)


def cell_texts(book: Workbook) -> CellTexts:
    """What every visible cell of *book* shows, by sheet, row and column."""
    return {key: text for sheet in book.visible for key, text in _texts(sheet).items()}


def cell_text(content: CellContent) -> str:
    """*content* as one line, alike whatever the file's format is."""
    match content:
        case str():
            return _LINE_END.sub("⏎", content).strip()
        case bool():
            return "TRUE" if content else "FALSE"
        case Decimal():
            return plain(content)
        case FormulaFault():
            return content.error or "（公式没有结果）"
        case datetime():
            return content.isoformat(" ").removesuffix(" 00:00:00")
        case _:
            return "" if content is None else str(content)


def _texts(sheet: Sheet) -> dict[tuple[str, str], str]:
    return {
        (sheet.name, address(row, column)): text
        for row, cells in enumerate(sheet.rows)
        for column, content in enumerate(cells)
        if (text := cell_text(content))
    }
