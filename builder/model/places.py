"""Where a value or a fault stands: a cell of a workbook, or a line of a text file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class CellPlace:
    """A workbook's file, sheet and cell; an empty *sheet* or *cell* means the whole of it."""

    #: Path relative to the campaign's folder, with forward slashes.
    file: str
    sheet: str = ""
    #: A1 address, such as ``D12``.
    cell: str = ""

    def __str__(self) -> str:
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part)


@dataclass(frozen=True, slots=True, order=True)
class TextPlace:
    """A text file's line (from 1; 0 for the whole file) and the path of keys to the fault."""

    file: str
    line: int = 0
    path: str = ""

    def __str__(self) -> str:
        line = f"第{self.line}行" if self.line else ""
        return " › ".join(part for part in (self.file, line, self.path) if part)


Place = CellPlace | TextPlace
