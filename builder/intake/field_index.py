"""A rubric's fields as workbooks name them: by number of the indicator and words of the title."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property

from builder.intake.wording import head_key, match_key, tidy
from builder.model.answers import Origin
from builder.rubric.fields import Field, FieldType
from builder.rubric.schema import Indicator, Rubric, Veto

#: Excel allows so many characters in a sheet's name, and none of these.
_LONGEST_SHEET_NAME = 31
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NOT_IN_SHEET_NAMES = str.maketrans("", "", "[]:*?/\\")


@dataclass(frozen=True)
class Entry:
    """A field with the indicator (or veto) that asks for it."""

    indicator: str
    field: Field

    @property
    def is_log(self) -> bool:
        """Whether it is filled in on a sheet of its own."""
        return self.field.type is FieldType.LOG


@dataclass(frozen=True)
class FieldIndex:
    """All fields of one rubric."""

    rubric: Rubric

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every field, in the rubric's order."""
        holders: tuple[Indicator | Veto, ...] = (*self.rubric.indicators, *self.rubric.vetoes)
        return tuple(Entry(holder.id, field) for holder in holders for field in holder.fields)

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], Entry]:
        return {
            (match_key(entry.indicator), head_key(entry.field.title)): entry
            for entry in self.entries
        }

    @cached_property
    def _by_title(self) -> Mapping[str, tuple[Entry, ...]]:
        titles: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            title = head_key(entry.field.title)
            titles[title] = (*titles.get(title, ()), entry)
        return titles

    def find(self, indicator: str, title: str) -> Entry | None:
        """The field of *indicator* called *title*; without an indicator, the only one so called."""
        known = self._found
        if (indicator, title) not in known:
            known[indicator, title] = self._find(indicator, title)
        return known[indicator, title]

    @cached_property
    def _found(self) -> dict[tuple[str, str], Entry | None]:
        """What was looked for: every unit's filing names the same fields."""
        return {}

    def _find(self, indicator: str, title: str) -> Entry | None:
        if number := match_key(indicator):
            return self._by_name.get((number, head_key(title))) or _only(
                entry
                for entry in self.titled(title)
                if _equal_numbers(match_key(entry.indicator), number)
            )
        return _only(self.titled(title))

    def titled(self, title: str) -> tuple[Entry, ...]:
        """All fields called *title*."""
        return self._by_title.get(head_key(title), ())

    def under_head(self, head: str, upper: str = "") -> tuple[Entry, ...]:
        """The fields that a wide table's *head* may mean: 「累计办件量」, 「2.3c 累计办件量」."""
        key = match_key(head)
        numbered = [
            entry
            for (number, title), entry in self._by_name.items()
            if key.startswith(number) and head_key(key.removeprefix(number).lstrip(".、:")) == title
        ]
        if numbered:
            return tuple(numbered)
        same = self.titled(head)
        above = match_key(upper)
        exact = tuple(e for e in same if above and above.startswith(match_key(e.indicator)))
        return _longest_number(exact) or same

    def log_of_sheet(self, name: str) -> Entry | None:
        """The log whose rows stand on the sheet called *name*; None where there is no such."""
        return _only(self._by_sheet.get(match_key(name), ()))

    @cached_property
    def _by_sheet(self) -> Mapping[str, Sequence[Entry]]:
        sheets: dict[str, list[Entry]] = {}
        for entry in self.logs():
            for name in set(_sheet_names(entry)):
                sheets.setdefault(name, []).append(entry)
        return sheets

    def logs(self) -> Iterator[Entry]:
        """The fields that are logs."""
        return (entry for entry in self.entries if entry.is_log)

    def nearest(self, indicator: str, title: str) -> str:
        """What may have been meant by *indicator* and *title*."""
        number = match_key(indicator)
        same = [e.field.title for e in self.entries if match_key(e.indicator) == number]
        if close := get_close_matches(tidy(title), same, n=1, cutoff=0.4):
            return f"是否为“{close[0]}”？"
        return f"指标{tidy(indicator)}的填报项有：{'、'.join(same)}" if same else "可核对指标编号"


def office_origin(field: Field) -> Origin | None:
    """The first origin of *field* that isn't the unit itself."""
    return next((origin for origin in field.origin if origin is not Origin.UNIT), None)


def _longest_number(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Of 1.1 and 1.1a, which both begin 「1.1a」, the longer."""
    longest = max((len(entry.indicator) for entry in entries), default=0)
    return tuple(entry for entry in entries if len(entry.indicator) == longest)


def _only(entries: Iterable[Entry]) -> Entry | None:
    """The one of *entries*; None where there are several, or none."""
    found = tuple(entries)
    return found[0] if len(found) == 1 else None


def _equal_numbers(one: str, other: str) -> bool:
    """Whether two numbers of indicators are one number to Excel, which makes 1.10 of 1.1."""
    return all(_DECIMAL.fullmatch(text) for text in (one, other)) and Decimal(one) == Decimal(other)


def _sheet_names(entry: Entry) -> Iterator[str]:
    title = entry.field.title
    for name in (title, f"{entry.indicator} {title}", f"{entry.indicator}{title}"):
        allowed = name.translate(_NOT_IN_SHEET_NAMES)
        yield match_key(allowed)
        yield match_key(allowed[:_LONGEST_SHEET_NAME])
