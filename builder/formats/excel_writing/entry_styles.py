"""How the cells of an entry form look; each look is a named style of the workbook."""

from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from builder.formats.excel_writing.entry_rules import EntryKind

_FONT = "宋体"
_THIN = Side(style="thin", color="999999")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_OPEN_FILL = PatternFill("solid", fgColor="FFF9E5")
_HEAD_FILL = PatternFill("solid", fgColor="DDE8F3")
_BARRED_FILL = PatternFill("solid", fgColor="D9D9D9")
_GREY_FILL = PatternFill("solid", fgColor="F4F4F4")

HEADING, SUBHEADING, LABEL, TEXT = "公示标题", "公示副标题", "公示栏目", "公示正文"
HEAD, HINT, BARRED, PRINTED, CENTRED, LINK, FOOT = (
    *("公示表头", "公示说明", "公示不填", "公示印好"),
    *("公示印好居中", "公示链接", "公示签字"),
)


def slot_style(kind: EntryKind) -> str:
    """The name of the style of an open cell of *kind*."""
    return f"公示填写{kind.name}"


def add_styles(book: Workbook) -> None:
    """Gives *book* every style of entry forms."""
    for style in (
        _style(HEADING, size=16, bold=True, across="center"),
        _style(SUBHEADING, size=12, across="center"),
        _style(LABEL, bold=True),
        _style(TEXT, size=9),
        _style(HEAD, bold=True, across="center", fill=_HEAD_FILL, border=_BOX),
        _style(HINT, size=9, across="center", fill=_GREY_FILL, border=_BOX, colour="555555"),
        _style(BARRED, fill=_BARRED_FILL, border=_BOX),
        _style(PRINTED, border=_BOX),
        _style(CENTRED, border=_BOX, across="center"),
        _style(LINK, border=_BOX, colour="0B5394", underline="single"),
        _style(FOOT, size=11, is_open=True),
        *(_slot(kind) for kind in EntryKind),
    ):
        book.add_named_style(style)


def _slot(kind: EntryKind) -> NamedStyle:
    wordy = kind in {EntryKind.TEXT, EntryKind.WEB}
    style = _style(
        slot_style(kind),
        fill=_OPEN_FILL,
        border=_BOX,
        across="left" if wordy else "center",
        is_open=True,
    )
    style.number_format = kind.number_format
    return style


def _style(  # noqa: PLR0913 - the parts of a look, all of them by name
    name: str,
    *,
    size: int = 10,
    bold: bool = False,
    across: str = "left",
    fill: PatternFill | None = None,
    border: Border | None = None,
    colour: str = "000000",
    underline: Literal["single"] | None = None,
    is_open: bool = False,
) -> NamedStyle:
    return NamedStyle(
        name=name,
        font=Font(name=_FONT, size=size, bold=bold, color=colour, underline=underline),
        alignment=Alignment(wrap_text=True, vertical="center", horizontal=across),
        fill=fill or PatternFill(),
        border=border or Border(),
        protection=Protection(locked=not is_open),
    )
