"""What stands in the sheets of a zipped workbook: row by row, and beside the rows.

Every cell in which something stands, formulas too; nothing is evaluated.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from html import unescape

from builder.formats.markup_texts import PackageTexts, plain_text, texts_in_markup

#: Orders to the printer between the texts of headers and footers: left, font, page.
_PRINTING = re.compile(r'&(?:"[^"]*"|[0-9]{1,2}(?= )|[A-Za-z])')
_MARGIN = re.compile(r"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_ROW = re.compile(r"(<(?:\w+:)?row[ >].*?</(?:\w+:)?row>)", re.DOTALL)
_ROW_BEGINS, _ROW_ENDS = ("<row ", "<row>"), "</row>"
#: A cell in which something stands: mostly a value alone, else whatever it is.
_CELL = re.compile(
    r'<c r="([A-Z]++[0-9]++)"(?: s="[0-9]++")?+(?: t="(s|str|n|b)")?+><v>([^<]*+)</v></c>'
    r"|<(?:\w+:)?c( [^>]*+)(?<!/)>(.*?)</(?:\w+:)?c>",
    re.DOTALL,
)
#: A shared text: mostly in one piece, else in several or none.
_SHARED = re.compile(
    r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>'
    r"|<(?:\w+:)?si>(.*?)</(?:\w+:)?si>|<(?:\w+:)?si/>",
    re.DOTALL,
)
_VALUE = re.compile(r"<(?:\w+:)?v[^>]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
_FORMULA = re.compile(r"<(?:\w+:)?f(?: [^>]*)?>(.*?)</(?:\w+:)?f>", re.DOTALL)
_PHONETIC = re.compile(r"<(?:\w+:)?rPh .*?</(?:\w+:)?rPh>", re.DOTALL)
_ADDRESS = re.compile(r' r="([A-Z]+[0-9]+)"')
_TYPE = re.compile(r' t="(\w+)"')
_POWER = re.compile(r"-?[0-9.]+E\+?[0-9]{1,2}", re.IGNORECASE)
_SHEET_REST = "页眉页脚、提示和链接"


def shared_texts(part: str) -> Mapping[str, str]:
    """The texts of `sharedStrings.xml`, by their numbers as cells mostly write them."""
    return {
        str(number): unescape(piece) if piece else plain_text(_PHONETIC.sub("", several))
        for number, (piece, several) in enumerate(_SHARED.findall(part))
    }


def texts_of_sheet(text: str, sheet: str, shared: Mapping[str, str]) -> Iterator[PackageTexts]:
    """What the part *text* of a sheet says: its cells by rows, its formulas, and beside them."""
    rows, rest = _rows_of(text)
    for row in rows:
        cells = _CELL.findall(row)
        if filled := _filled(cells, shared):
            addresses, texts = zip(*filled, strict=True)
            yield PackageTexts(texts, "", sheet, addresses)
        for *_, attributes, body in cells:
            if body and (formula := _FORMULA.search(body)):
                yield PackageTexts((_said_by(formula[1]),), "", sheet, (_address(attributes),))
    yield from texts_beside_rows(rest, sheet)


def _rows_of(text: str) -> tuple[Sequence[str], str]:
    """The rows of a sheet, and what it says beside them."""
    start, end = text.find("<row"), text.rfind(_ROW_ENDS)
    rows = text[start:end].split(_ROW_ENDS)
    if start < end and ":row" not in text and all(row.startswith(_ROW_BEGINS) for row in rows):
        return rows, text[:start] + text[end + len(_ROW_ENDS) :]
    # As no program of today writes it.
    pieces = _ROW.split(text)
    return pieces[1::2], "".join(pieces[::2])


def _filled(cells: Iterable[Sequence[str]], shared: Mapping[str, str]) -> list[tuple[str, str]]:
    """The addresses and texts of those of the *cells* that say something."""
    filled = []
    for address, kind, value, attributes, body in cells:
        said = _content(attributes, body, shared) if attributes else _said(kind, value, shared)
        if said:
            filled.append((address or _address(attributes), said))
    return filled


def texts_beside_rows(text: str, sheet: str) -> Iterator[PackageTexts]:
    """What a sheet says beside its cells: headers and footers, prompts, links."""
    yield from texts_in_markup(text, _SHEET_REST, sheet)
    for margin in _MARGIN.findall(text):
        pieces = filter(None, map(str.strip, _PRINTING.split(unescape(margin))))
        yield from (PackageTexts((piece,), _SHEET_REST, sheet) for piece in pieces)


def _said_by(formula: str) -> str:
    """What a *formula* says: its texts put together where it does so."""
    return re.sub(r'" *& *"', "", unescape(formula))


def _content(attributes: str, body: str, shared: Mapping[str, str]) -> str:
    kind = match[1] if (match := _TYPE.search(attributes)) else ""
    if kind == "inlineStr":
        return plain_text(body)
    return _said(kind, match[1] if (match := _VALUE.search(body)) else "", shared)


def _said(kind: str, written: str, shared: Mapping[str, str]) -> str:
    """What a cell of a *kind* says by the value that is *written* in it."""
    if kind == "s" and written in shared:
        return shared[written]
    value = unescape(written)
    if kind == "s":
        return shared.get(str(int(value)), "") if value.isdecimal() else ""
    return f"{Decimal(value):f}" if _POWER.fullmatch(value) else value


def _address(attributes: str) -> str:
    found = _ADDRESS.search(attributes)
    return found[1] if found else ""
