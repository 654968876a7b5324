"""Cells as the reading library gives them, packed: each value once, and every cell its number."""

import math
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import chain, count

from builder.formats.excel_reading.packed import PackedValue, pack_value
from builder.formats.sheets import FormulaFault

#: Digits that Excel keeps of a number; what lies beyond is noise of binary fractions.
_EXACT = ".15g"
_BOOLS = {content: ("yes", "1" if content else "") for content in (True, False)}

#: What the library gives, and what is packed already.
RawCell = int | float | str | bool | time | date | datetime | timedelta | tuple[str, str]


def pack_cells(rows: Iterable[Iterable[RawCell]]) -> tuple[list[PackedValue], list[int]]:
    """The values in *rows*, and for every cell, row by row, which of them it holds."""
    cells = list(chain.from_iterable(rows))
    distinct = dict.fromkeys(cells)
    if (1 in distinct or 0 in distinct) and bool in set(map(type, cells)):
        # True is equal to 1, and 0 to False, but they aren't the same value of a cell.
        cells = [_BOOLS[cell] if isinstance(cell, bool) else cell for cell in cells]
        distinct = dict.fromkeys(cells)
    values: list[PackedValue] = [
        (cell if cell.strip() else None) if isinstance(cell, str) else _pack(cell)
        for cell in distinct
    ]
    numbers = dict(zip(distinct, count()))
    return values, list(map(numbers.__getitem__, cells))


def exact(number: float) -> Decimal:
    """*number* as Excel shows it, with 15 significant digits: 0.30000000000000004 → 0.3."""
    return Decimal(format(number, _EXACT))


@lru_cache(maxsize=8192, typed=True)
def _pack(cell: RawCell) -> PackedValue:
    match cell:
        case tuple():
            return cell
        case float():
            return pack_value(exact(cell) if math.isfinite(cell) else FormulaFault(str(cell)))
        case bool() | str() | datetime() | date() | time() | timedelta():
            return pack_value(cell)
        case int():
            return pack_value(Decimal(cell))
