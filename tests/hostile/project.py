"""Campaigns of the demo with an attack in every cell of free text, as workbooks on the disk.

Names of files and sheets, and the texts of campaign.yml, are attacks too. What links rows stays
linked: the same attack wherever it stands, and a unit's old name as its alias.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from builder.formats import sheets
from builder.formats.excel_reading.content import read_content
from builder.formats.sheets import CellContent, FormulaFault
from tests.demo.rubrics import copy_rubrics
from tests.demo.world import ROOT

from .cells import Heads
from .dealer import Dealer

YEAR = "example-district-2022"
QUARTER = f"{YEAR}q1"
#: A quarter of a year, two rounds with rectification, a dossier, and the catalogues.
CAMPAIGNS = (
    *(QUARTER, "example-county-c-2021r1", "example-county-c-2021r2"),
    *("example-district-2021-dossier", "example-district-2021-services"),
)
_RUBRICS = ("zichuan-2022-townships", "township-eight-points", "county-twelve-points")
#: What units of the quarter object to, which the demo's have no reason for.
_APPEALS = sheets.Sheet(
    "申诉与复核",
    sheets.Visibility.VISIBLE,
    (
        ("单位", "指标编号", "意见", "异议理由", "证据", "复核结论", "复核理由", "复核日期"),
        *(
            (unit, "2.2", "有异议", "漏算", "附件", conclusion, "核实", date(2022, 4, 10))
            for unit, conclusion in (("示例三街道", "采纳"), ("示例一镇", "不采纳"))
        ),
    ),
)
#: Signs that Excel, and a file system, can't have in a name; and how much of one they take.
_NOT_IN_SHEETS, _NOT_IN_FILES = re.compile(r"[\[\]:*?/\\\x00-\x1f]"), re.compile(r"[/\x00]")
_LONGEST_SHEET, _LONGEST_FILE, _LONGEST_SETTING = 28, 60, 200
#: The texts of a campaign.yml: a line each, and those of its phases.
_TEXTS = re.compile(r"^(title|short_title|authority|region): .*$", re.MULTILINE)
_PHASES = re.compile(r"(?<=[{ ])(title|note): [^,}]+")

Rows = list[list[CellContent]]


@dataclass(frozen=True)
class Source:
    """A workbook of the demo as it was read."""

    campaign: str
    folder: Path
    book: sheets.Workbook


class Hostile:
    """The demo's campaigns, to be written with attacks."""

    def __init__(self, root: Path) -> None:
        """Begins a project in the empty folder *root*, with the rubrics that it takes."""
        self._root = root
        for name in ("site_templates", "mkdocs.yml"):
            (root / name).symlink_to(ROOT / name)
        copy_rubrics(root, *_RUBRICS)
        self._heads = Heads(root / "rubrics")
        appeals = Source(QUARTER, Path(), sheets.Workbook((_APPEALS,)))
        self._sources = [*(source for name in CAMPAIGNS for source in _read(name)), appeals]
        self.dealer = Dealer(self._count())

    def write(self) -> None:
        """Writes the campaigns."""
        for name in (*CAMPAIGNS, YEAR):
            self._write_settings(name, self._root / "input" / name)
        for number, source in enumerate(self._sources):
            self._write_book(source, number)

    def _count(self) -> dict[str, int]:
        """Kind of text → how many cells have to share all attacks; what links counts once."""
        settings = "".join(map(_settings, (*CAMPAIGNS, YEAR)))
        kinds = ["campaign.yml"] * len(_TEXTS.findall(settings))
        kinds += ["phases"] * len(_PHASES.findall(settings))
        linked: set[tuple[str, str]] = set()
        for source in self._sources:
            kinds.append("文件名")
            for sheet in source.book.sheets:
                kinds += ["工作表名"] + ["表题"] * _has_title(sheet)
                for spot in self._heads.spots(sheet):
                    if spot.head not in self._heads.links:
                        kinds.append(spot.head)
                    elif (spot.head, spot.old) not in linked:
                        linked.add((spot.head, spot.old))
                        kinds.append(spot.head)
        return {kind: kinds.count(kind) for kind in set(kinds)}

    def _write_settings(self, name: str, folder: Path) -> None:
        text = _TEXTS.sub(lambda match: self._setting(match[1], "campaign.yml"), _settings(name))
        text = _PHASES.sub(lambda match: self._setting(match[1], "phases"), text)
        text = re.sub(r"^combines: .*$", f"combines: [{QUARTER}]", text, flags=re.MULTILINE)
        folder.mkdir(parents=True)
        (folder / "campaign.yml").write_text(text, encoding="utf-8")

    def _setting(self, key: str, kind: str) -> str:
        return f"{key}: {_quoted(self.dealer.deal(kind)[:_LONGEST_SETTING])}"

    def _write_book(self, source: Source, number: int) -> None:
        book = Workbook()
        book.remove(book.worksheets[0])
        for sheet in source.book.sheets:
            self._write_sheet(book, sheet)
        if source.book.meta:
            meta = {**source.book.meta}
            meta["unit"] = self.dealer.same("单位代码", meta["unit"])
            _put(book.create_sheet("_meta"), [list(pair) for pair in meta.items()])
            book["_meta"].sheet_state = "hidden"
        name = _NOT_IN_FILES.sub("", self.dealer.deal("文件名"))[:_LONGEST_FILE]
        folder = self._root / "input" / source.campaign / source.folder
        folder.mkdir(parents=True, exist_ok=True)
        book.save(folder / f"{name}{number}.xlsx")

    def _write_sheet(self, book: Workbook, sheet: sheets.Sheet) -> None:
        name = _NOT_IN_SHEETS.sub("", self.dealer.deal("工作表名"))[:_LONGEST_SHEET]
        number = len(book.worksheets)
        # A log's sheet is known by its name, 2.2 培训记录.
        title = sheet.name if sheet.name[0].isdigit() else f"{name}{number}"
        target, rows = book.create_sheet(title), [list(row) for row in sheet.rows]
        if _has_title(sheet):
            rows[0][0] = self.dealer.deal("表题")
        old_names = []
        for spot in self._heads.spots(sheet):
            if spot.head in self._heads.links:
                rows[spot.row][spot.column] = self.dealer.same(spot.head, spot.old)
            else:
                rows[spot.row][spot.column] = self.dealer.deal(spot.head)
            if spot.head == "单位名称":
                old_names.append([rows[spot.row][0], spot.old])
        _put(target, rows)
        for merge in dict.fromkeys(sheet.merges.values()):
            (top, left), (bottom, right) = merge.first, merge.last
            target.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
        if old_names:
            _put(book.create_sheet(f"{number}别名"), [["单位代码", "别名"], *old_names])


def _read(campaign: str) -> Iterator[Source]:
    folder = ROOT / "input" / campaign
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            book, _ = read_content(path.read_bytes(), path.stem, path.name)
        if path.is_file() and book is not None and path.name != "campaign.yml":
            yield Source(campaign, path.parent.relative_to(folder), book)


def _settings(campaign: str) -> str:
    return (ROOT / "input" / campaign / "campaign.yml").read_text(encoding="utf-8")


def _quoted(text: str) -> str:
    """*text* between quotes for YAML, in which what lies beyond U+FFFF has an escape of its own."""
    signs = (f"\\U{ord(c):08x}" if ord(c) > 0xFFFF else json.dumps(c)[1:-1] for c in text)
    return f'"{"".join(signs)}"'


def _has_title(sheet: sheets.Sheet) -> bool:
    """Whether the first row holds a title alone, and no unit's name."""
    first = [one for one in sheet.rows[0] if one is not None] if sheet.rows else []
    return len(set(map(str, first))) == 1 and "填报单位" not in str(first[0])


def _put(sheet: Worksheet, rows: Rows) -> None:
    """Writes *rows*; what looks like a formula is text, as when a unit types it in such a cell."""
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if value is not None and not isinstance(value, FormulaFault):
                cell = sheet.cell(row, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
