"""How cells look: each combination is worked out once a workbook, then copied.

openpyxl compares every part of a style with all others for each cell that gets it, which takes
longer than writing the cell.
"""

from collections.abc import Hashable
from copy import copy
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection
from openpyxl.styles.cell_style import StyleArray

#: Excel's name for no format of its own.
GENERAL = "General"


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """All that can be seen of a cell but its value; what is None is as in a new workbook."""

    font: Font | None = None
    alignment: Alignment | None = None
    fill: PatternFill | None = None
    border: Border | None = None
    number_format: str = GENERAL
    protection: Protection | None = None

    @property
    def key(self) -> Hashable:
        """The same for the same parts: constants of modules, told apart without comparing them."""
        parts = (self.font, self.alignment, self.fill, self.border, self.protection)
        return (*map(id, parts), self.number_format)


#: What openpyxl itself copies from cell to cell where it copies a sheet.
_STYLE = "_style"
#: Workbook → key → the look, which keeps its parts alive, and what openpyxl makes of it.
_KNOWN: WeakKeyDictionary[object, dict[Hashable, tuple[Look, StyleArray]]] = WeakKeyDictionary()


def dress(cell: Cell | MergedCell, look: Look) -> None:
    """Gives *cell* the whole *look*, whatever it looked like."""
    known = _KNOWN.setdefault(cell.parent.parent, {})
    found = known.get(look.key)
    if found is None:
        _assign(cell, look)
        known[look.key] = look, copy(getattr(cell, _STYLE))
    else:
        setattr(cell, _STYLE, copy(found[1]))


def _assign(cell: Cell | MergedCell, look: Look) -> None:
    setattr(cell, _STYLE, StyleArray())
    for name in ("font", "alignment", "fill", "border", "protection"):
        if (part := getattr(look, name)) is not None:
            setattr(cell, name, part)
    cell.number_format = look.number_format
