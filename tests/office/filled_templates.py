"""A person who fills in templates with made-up values, and what intake then has to return.

The person knows only what stands on the paper: heads, numbers and titles. Values follow from a
field's type and a counter.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from builder.intake.campaign import Campaign, Period
from builder.model.answers import Value
from builder.model.units import UNIT_KIND_NAMES, Unit, UnitKind
from builder.office.templates.findings import Desk
from builder.office.templates.package import Material, make_templates
from builder.rubric.fields import Column, Field, FieldType
from builder.rubric.library import Instrument, read_library
from builder.rubric.schema import Indicator, Veto
from tests.demo.books import address
from tests.demo.world import ROOT

PERIOD = Period(start=date(2021, 1, 1), end=date(2021, 12, 31))
NAMES = {
    UnitKind.DEPARTMENT: "县民政局",
    UnitKind.TOWNSHIP: "示例一镇",
    UnitKind.SUBDISTRICT: "示例二街道",
    UnitKind.DEVELOPMENT_ZONE: "示例开发区",
}
NOT_APPLICABLE = "不适用"
Typed = str | int | float | date


@cache
def library() -> Mapping[str, Instrument]:
    """Every instrument of the project by id."""
    return read_library(ROOT / "rubrics")[0]


def campaign(*instruments: str, **more: object) -> Campaign:
    """A campaign under these instruments."""
    settings = {
        "id": "templates-2021",
        "title": "示例县2021年度评估",
        "authority": "示例办",
        "region": "示例县",
        "period": PERIOD,
        "instruments": instruments,
        **more,
    }
    return Campaign.model_validate(settings)


def units(kinds: Sequence[UnitKind]) -> tuple[Unit, ...]:
    """One unit of each kind."""
    return tuple(Unit(f"u{n}", NAMES[kind], kind) for n, kind in enumerate(kinds, start=1))


def material(instrument: Instrument, **more: object) -> Material:
    """What templates under one *instrument* are made from, for a unit of each of its kinds."""
    rubric = instrument.rubric
    desk = Desk(campaign(rubric.id, **more), (instrument,), units(rubric.kinds))
    return Material(desk=desk, dossiers=(), catalogues=(), returns={}, earlier={})


def templates_of(one: Material) -> Mapping[str, bytes]:
    """The templates made from *one*."""
    return make_templates(one)


def open_book(content: bytes) -> Workbook:
    """A workbook's content, opened."""
    return load_workbook(io.BytesIO(content))


def saved(book: Workbook) -> bytes:
    """*book* as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(folder: Path, name: str, content: bytes) -> None:
    """Drops a file into the campaign's folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def words(text: object) -> str:
    """A head as a person reads it: without line breaks and what stands in brackets."""
    return str(text or "").replace("\n", "").partition("（")[0]


def head_row(sheet: Worksheet, head: str) -> int:
    """The row of the heads, of which one is *head*. Raises StopIteration where there is none."""
    rows = enumerate(sheet.iter_rows(values_only=True), start=1)
    return next(number for number, row in rows if head in map(words, row))


def heads(sheet: Worksheet, row: int) -> dict[str, int]:
    """Head → its column."""
    return {str(c.value).replace("\n", ""): c.column for c in sheet[row] if c.value is not None}


def column(named: Mapping[str, int], title: str) -> int:
    """The column whose head is *title*, whatever measure stands behind it."""
    return next(
        number for head, number in named.items() if head in {title, *_measured(head, title)}
    )


def _measured(head: str, title: str) -> Iterator[str]:
    if head.startswith(f"{title}（") and head.endswith("）"):
        yield head


def write(sheet: Worksheet, row: int, number: int, value: Typed) -> Cell:
    """Types *value* into an open cell, as Excel lets a person do on a protected sheet."""
    cell = sheet.cell(row, number)
    assert isinstance(cell, Cell), f"{sheet.title} {address(row - 1, number - 1)} is merged away"
    assert not sheet.protection.sheet or not cell.protection.locked, (sheet.title, cell.coordinate)
    cell.value = value
    return cell


def made_up(item: Column, number: int) -> tuple[Typed, Value]:
    """What a person types into a cell of *item*, and the value that it has to come to."""
    day = PERIOD.start + timedelta(days=number % 300)
    whole = int(_within(item, Decimal(3 + number % 40)))
    tenth = _within(item, Decimal(number % 90) / 2 + Decimal("0.5"))
    share = 100 if number % 4 == 0 else 50 + number % 45
    choice = item.choices[number % len(item.choices)] if item.choices else ""
    address_ = f"https://www.example.gov.cn/{number}"
    made: Mapping[FieldType, tuple[Typed, Value]] = {
        FieldType.INTEGER: (whole, Decimal(whole)),
        FieldType.DECIMAL: (float(tenth), tenth),
        FieldType.PERCENT: (f"{share}%", Decimal(share) / 100),
        FieldType.YES_NO: ("是", True) if number % 2 else ("否", False),
        FieldType.CHOICE: (choice, choice),
        FieldType.DATE: (day, day),
        FieldType.INTEGERS: (f"2、{whole}", (Decimal(2), Decimal(whole))),
        FieldType.URL: (address_, address_),
        FieldType.TEXT: (f"第{number}条说明", f"第{number}条说明"),
        FieldType.DOCUMENT: (f"示政办〔2021〕{number}号", f"示政办〔2021〕{number}号"),
        FieldType.ATTACHMENT: (f"附件{number}.pdf", f"附件{number}.pdf"),
    }
    return made[item.type]


def _within(item: Column, number: Decimal) -> Decimal:
    low = number if item.least is None else max(number, item.least)
    return low if item.greatest is None else min(low, item.greatest)


@dataclass
class Expected:
    """What intake has to return of one filing."""

    #: Field id → value; None for 不适用.
    values: dict[str, Value | None] = field(default_factory=dict)
    #: Log id → rows, each by column id.
    rows: dict[str, list[dict[str, Value]]] = field(default_factory=dict)
    self_scores: dict[str, Decimal] = field(default_factory=dict)


@dataclass
class Filler:
    """Fills in one 填报表 from the first cell to the last."""

    book: Workbook
    #: (number of the indicator, title) → field.
    fields: Mapping[tuple[str, str], Field]
    expected: Expected = field(default_factory=Expected)
    count: int = 0

    def fill(self) -> Expected:
        """Everything that is asked for; two rows into each record sheet."""
        sheet = self.book.worksheets[0]
        top = head_row(sheet, "指标编号")
        named = heads(sheet, top)
        indicator = ""
        for row in range(top + 1, sheet.max_row + 1):
            title = sheet.cell(row, named["填报项"]).value
            number = sheet.cell(row, named["指标编号"]).value
            if title is None or str(number).startswith("单位负责人"):
                break
            if number is not None:
                indicator = str(number)
                self._score(sheet, row, named, indicator)
            item = self.fields[indicator, str(title)]
            if item.type is FieldType.LOG:
                self._records(item, indicator)
            else:
                self._value(sheet, row, named["填报值"], item)
        return self.expected

    def _value(self, sheet: Worksheet, row: int, number: int, item: Field) -> None:
        self.count += 1
        if item.not_applicable and self.count % 3 == 0:
            write(sheet, row, number, NOT_APPLICABLE)
            self.expected.values[item.id] = None
            return
        typed, value = made_up(item, self.count)
        write(sheet, row, number, typed)
        self.expected.values[item.id] = value

    def _score(self, sheet: Worksheet, row: int, named: Mapping[str, int], indicator: str) -> None:
        if "自评分" in named:
            most = sheet.cell(row, named["分值"]).value
            score = 0.5 if most is None or not str(most).isdigit() else int(str(most)) / 2
            write(sheet, row, named["自评分"], score)
            self.expected.self_scores[indicator] = Decimal(str(score))

    def _records(self, log: Field, indicator: str) -> None:
        title = next(name for name in self.book.sheetnames if name.startswith(f"{indicator} "))
        sheet = self.book[title]
        top = head_row(sheet, "序号")
        named = heads(sheet, top)
        rows = self.expected.rows.setdefault(log.id, [])
        for row in (top + 2, top + 3):
            values: dict[str, Value] = {}
            for item in log.columns:
                self.count += 1
                typed, values[item.id] = made_up(item, self.count)
                write(sheet, row, column(named, item.title), typed)
            rows.append(values)


def fields_of(instrument: Instrument) -> Mapping[tuple[str, str], Field]:
    """Every field by indicator and title."""
    rubric = instrument.rubric
    holders: tuple[Indicator | Veto, ...] = (*rubric.indicators, *rubric.vetoes)
    return {(holder.id, item.title): item for holder in holders for item in holder.fields}


def kind_name(unit: Unit) -> str:
    """What the unit's kind is called."""
    return UNIT_KIND_NAMES[unit.kind]
