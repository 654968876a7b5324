"""How cells look, whichever library writes them."""

from dataclasses import dataclass, replace
from typing import Literal

FONT = "宋体"
#: Excel's names for no format of its own, and for that in which whatever is typed is text.
GENERAL, TEXT = "General", "@"


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """All that can be seen of a cell but its value; colours as RRGGBB, empty for none."""

    #: Of the letters, in points.
    size: int = 11
    bold: bool = False
    underlined: bool = False
    colour: str = ""
    across: Literal["general", "left", "center", "right"] = "left"
    #: Whether text goes on in further lines; it stands in the middle of their height.
    wrapped: bool = True
    fill: str = ""
    #: Colour of the thin lines around it.
    line: str = ""
    #: That of a number, and of a blank cell; text is text.
    number_format: str = GENERAL
    #: Whether it can be written on in a sheet that is locked.
    is_open: bool = False


PLAIN = Look()
BOLD = Look(bold=True)
TITLE = Look(size=16, bold=True, across="center")
QUIET = Look(size=10, colour="595959")
ALARM = Look(bold=True, colour="C00000")

#: Cells of plain data: words at the left, numbers at the right.
DATA = Look(across="general", wrapped=False)
#: Cells of a table.
CELL = Look(line="A6A6A6")
CENTRED = replace(CELL, across="center")
HEAD = replace(CENTRED, bold=True, fill="DDE8F3")
LINKED = replace(CENTRED, colour="0563C1", underlined=True)
#: A cell to be written on, in the colours of the templates, whatever is written there being text.
OPEN = Look(fill="FFF9E5", line="7F7F7F", number_format=TEXT, is_open=True)
