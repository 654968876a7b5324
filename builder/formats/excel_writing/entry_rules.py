"""What may be put into a cell, as Excel's data validation with a message in Chinese."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation

from builder.model.numbers import HUNDRED, plain

#: What Excel keeps of the words of a dropdown list, and of a message.
_LONGEST_LIST, _LONGEST_MESSAGE = 255, 225
#: 1950-01-01 and 2119-12-31 in Excel's calendar.
_FIRST_DAY, _LAST_DAY = 18_264, 80_353
_FAR = Decimal(10) ** 12


class EntryKind(Enum):
    """How a cell is filled in."""

    TEXT = "text"
    #: 98% as text, for a bare 1 in a cell could be 1% or 100%.
    PERCENT = "percent"
    WEB = "web"
    #: One of the words, from a dropdown list.
    CHOICE = "choice"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"

    @property
    def number_format(self) -> str:
        """Excel's number format of such a cell."""
        return _FORMATS.get(self, "@")


_FORMATS = {
    EntryKind.WHOLE: "General",
    EntryKind.DECIMAL: "General",
    EntryKind.DATE: "yyyy-mm-dd",
    EntryKind.TIME: "yyyy-mm-dd hh:mm",
}


@dataclass(frozen=True, slots=True)
class EntryRule:
    """What a cell takes: of a kind, within limits, or one of a few words."""

    kind: EntryKind = EntryKind.TEXT
    #: Of a choice, all that may be chosen; else what may stand there besides (不适用).
    words: tuple[str, ...] = ()
    least: Decimal | None = None
    greatest: Decimal | None = None

    @property
    def relative(self) -> bool:
        """Whether its formula names the cell that it is for."""
        return self.kind is not EntryKind.CHOICE and (
            bool(self.words) or self.kind in {EntryKind.PERCENT, EntryKind.WEB}
        )


def validation_of(rule: EntryRule, cell: str, words_at: str) -> DataValidation | None:
    """Excel's rule for *cell*, or a range that begins with it; None where anything goes.

    *words_at* is the range that holds the words of a list which is too long to be written out.
    """
    made = _validation(rule, cell, words_at)
    if made is None:
        return None
    made.allow_blank = True
    made.showErrorMessage = True
    made.errorStyle = "stop"
    made.errorTitle = "请核对"
    made.error = _message(rule)[:_LONGEST_MESSAGE]
    return made


def fits_in_rule(words: Sequence[str]) -> bool:
    """Whether Excel takes *words* as a list written into the rule itself."""
    clean = not any("," in word or '"' in word for word in words)
    return clean and len(",".join(words)) <= _LONGEST_LIST


def _validation(rule: EntryRule, cell: str, words_at: str) -> DataValidation | None:
    if rule.kind is EntryKind.TEXT or (rule.kind is EntryKind.CHOICE and not rule.words):
        return None
    if rule.kind is EntryKind.CHOICE:
        listed = f'"{",".join(rule.words)}"' if fits_in_rule(rule.words) else words_at
        return DataValidation(type="list", formula1=listed)
    if rule.relative:
        return DataValidation(type="custom", formula1=_formula(rule, cell))
    low, high = _limits(rule)
    return DataValidation(
        type=_TYPES.get(rule.kind, "date"), operator="between", formula1=low, formula2=high
    )


def _limits(rule: EntryRule) -> tuple[str, str]:
    if rule.kind not in _TYPES:
        return str(_FIRST_DAY), str(_LAST_DAY)
    low = -_FAR if rule.least is None else rule.least
    high = _FAR if rule.greatest is None else rule.greatest
    return plain(low), plain(high)


def _formula(rule: EntryRule, cell: str) -> str:
    """A formula that holds for what *cell* may hold; no part of it fails on text."""
    words = ",".join(f'{cell}="{word}"' for word in rule.words) or "FALSE"
    match rule.kind:
        case EntryKind.PERCENT:
            number = f"VALUE({cell})"
            signed = f'RIGHT({cell},1)="%"'
            tests = [f"OR({signed},{number}<1,{number}>2)", *_share_bounds(rule, number, signed)]
        case EntryKind.WEB:
            found = ",".join(f'ISNUMBER(SEARCH("{part}",{cell}))' for part in ("http", "www."))
            return f'OR({found},{cell}="无",{words})'
        case EntryKind.WHOLE:
            number, tests = cell, [f"INT({cell})={cell}", *_bounds(rule, cell)]
        case EntryKind.DECIMAL:
            number, tests = cell, ["TRUE", *_bounds(rule, cell)]
        case _:
            number, tests = cell, [f"{cell}>={_FIRST_DAY}", f"{cell}<={_LAST_DAY}"]
    return f"IF(ISNUMBER({number}),AND({','.join(tests)}),OR({words}))"


def _bounds(rule: EntryRule, number: str) -> list[str]:
    low = [] if rule.least is None else [f"{number}>={plain(rule.least)}"]
    high = [] if rule.greatest is None else [f"{number}<={plain(rule.greatest)}"]
    return [*low, *high]


def _share_bounds(rule: EntryRule, number: str, signed: str) -> list[str]:
    """The limits of a percentage: 98% is 0.98 to Excel, and 98 without a sign is 98."""
    low = [] if rule.least is None else [f"{number}>={plain(rule.least)}"]
    if rule.greatest is None:
        return low
    share, whole = plain(rule.greatest), plain(rule.greatest * HUNDRED)
    return [*low, f"OR({number}<={share},AND(NOT({signed}),{number}<={whole}))"]


def _message(rule: EntryRule) -> str:
    """What a person reads who typed something else."""
    if rule.kind is EntryKind.CHOICE:
        return f"请从下拉列表中选择：{'、'.join(rule.words)}"
    besides = "".join(f"，或填“{word}”" for word in rule.words)
    return f"请{_ASKED[rule.kind]}{_range_words(rule)}{besides}。"


def _range_words(rule: EntryRule) -> str:
    scale, sign = (HUNDRED, "%") if rule.kind is EntryKind.PERCENT else (Decimal(1), "")
    low = "" if rule.least is None else f"，不小于{plain(rule.least * scale)}{sign}"
    high = "" if rule.greatest is None else f"，不大于{plain(rule.greatest * scale)}{sign}"
    return low + high


_TYPES: Mapping[EntryKind, Literal["whole", "decimal", "date"]] = {
    EntryKind.WHOLE: "whole",
    EntryKind.DECIMAL: "decimal",
}
_ASKED = {
    EntryKind.PERCENT: "填带百分号的百分数，例如 98%",
    EntryKind.WEB: "填网址，以 http:// 或 https:// 开头；没有的填“无”",
    EntryKind.WHOLE: "填整数，不带单位、不写“约”",
    EntryKind.DECIMAL: "填数字，不带单位、不写“约”",
    EntryKind.DATE: "填年月日，例如 2022-03-05",
    EntryKind.TIME: "填年月日和时刻，例如 2022-03-05 17:30",
}
