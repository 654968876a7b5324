"""From a round to its files: truths told, forms laid out, registers kept, oddities located."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from builder.model.answers import Origin
from builder.model.units import Unit
from builder.rubric.schema import Rubric, SectionKind

from .blots import Blot, Note, Untouched
from .books import Book, Cell, Sheet
from .chance import fraction, pick, whole
from .files import File, cut_off, write_book
from .filings import Filing, Layout, Scribe, claim
from .handwriting import DATES, PERCENTS, YES_NO, Handwriting
from .own_rows import own_rows
from .registers import (
    EventKind,
    Ledger,
    Places,
    Receipt,
    event_sheets,
    receipt_sheet,
    unit_sheets,
    verdict_sheet,
    wide_sheet,
)
from .rounds import Round, Version
from .truth import Truth, tell_truth

_NAMES = (
    "填报表/{name}.xlsx",
    "填报表/附件2 {name}填报表.xlsx",
    "微信接收/{name}自评表（盖章版）.xlsx",
    "填报表/{id}/新建 Microsoft Excel 工作表.xls",
    "填报表/附件2 {name}填报表(最终版2)(1).xlsx",
    "邮件附件/{name}{year}年度填报.xlsx",
    "邮件附件/关于报送{name}政务服务评估材料的函附表.xlsx",
    "填报表/{name}.xls",
    "微信接收/{name}(1).xlsx",
    "填报表/{name}最终.xlsx",
)
#: (unit id, field id) → file, sheet, cell.
Located = dict[tuple[str, str], tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Folder:
    """A campaign's files and what is documented of them."""

    files: tuple[File, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Assembler:
    """Makes one campaign's files under its *rubrics*."""

    round: Round
    rubrics: Sequence[Rubric]

    def assemble(self) -> Folder:
        """All workbooks of the folder, without `campaign.yml`."""
        located: Located = {}
        files = [*self._filings(located), *self._registers(located), *self.round.strangers]
        notes = [self._note(blot, located) for blot in self.round.blots]
        return Folder(tuple(files), (*notes, *self.round.notes))

    def _filings(self, located: Located) -> Iterator[File]:
        for index, unit in enumerate(self.round.units):
            if unit.id in self.round.absent:
                continue
            layout = self._layout(unit, index)
            for version in self.round.versions.get(unit.id, ()):
                other = replace(layout, file=version.file, meta=version.meta or layout.meta)
                yield write_book(self._file(unit, other, version).book)
            filing = self._file(unit, layout)
            for key, place in filing.places.items():
                located[unit.id, key] = (filing.book.file, *place)
            file = write_book(filing.book)
            yield cut_off(file) if unit.id in self.round.broken else file

    def _file(self, unit: Unit, layout: Layout, version: Version | None = None) -> Filing:
        rubric = self._rubric(unit)
        written = {key: cell for (owner, key), cell in self._written().items() if owner == unit.id}
        written |= version.written if version else {}
        return Scribe(rubric, self._truth(unit), layout, written, self._claims(unit)).file()

    def _layout(self, unit: Unit, index: int) -> Layout:
        key = (self.round.campaign.id, unit.id)
        year = self.round.campaign.period.end.year
        suffix = pick(_NAMES, *key, "name") if index >= len(_NAMES) else _NAMES[index]
        meta = {
            "template": self._rubric(unit).id,
            "version": "1",
            "unit": unit.id,
            "campaign": self.round.campaign.id,
        }
        usual: dict[str, Any] = {
            "file": suffix.format(name=unit.name, id=unit.id, year=year),
            "hand": Handwriting(
                pick(YES_NO, *key, "yes"), pick(DATES, *key, "date"), pick(PERCENTS, *key, "share")
            ),
            "meta": meta if index % 2 == 0 else {},
            "title": index % 7 != 6,
            "written_name": unit.name,
            "name_in_label": index % 3 == 0,
            "two_rows": index % 4 == 1,
            "merged_ids": index % 6 == 2,
            "added_column": index % 5 == 4,
            "foot": index % 8 != 5,
            "sheet_title": pick(("填报表", "Sheet1", "自评表", unit.name), *key, "sheet"),
        }
        return Layout(**{**usual, **self.round.layouts.get(unit.id, {})})

    def _claims(self, unit: Unit) -> Mapping[str, Cell]:
        """What the unit gives itself: nearly everything, the better the nearer."""
        claims: dict[str, Cell] = {}
        quality = self.round.quality[unit.id]
        for section in self._rubric(unit).sections:
            for row in section.indicators:
                if section.kind is SectionKind.BASE and row.points is not None:
                    luck = fraction(self.round.campaign.id, unit.id, "claim", row.id)
                    share = Decimal("0.75") + (quality + luck) / 8
                    claims[row.id] = claim(row.points, share)
        return claims

    def _registers(self, located: Located) -> Iterator[File]:
        for name, sheets in self._office_sheets(located).items():
            if sheets:
                yield write_book(Book(name, tuple(sheets)))
        yield write_book(Book(self.round.receipts_file, (receipt_sheet(self._receipts(located)),)))
        units = unit_sheets(self.round.units, self.round.short, self.round.code)
        yield write_book(Book("单位名录.xlsx", units))

    def _office_sheets(self, located: Located) -> Mapping[str, list[Sheet]]:
        books: dict[str, list[Sheet]] = {}
        for rubric in self.rubrics:
            ledger = self._ledger(rubric)
            if not ledger.units:
                continue
            tag = f"（{rubric.id.rsplit('-', 1)[-1]}）" if len(self.rubrics) > 1 else ""
            label = tag.replace("departments", "县直").replace("townships", "乡镇")
            for name, sheets, places in self._books(ledger, label):
                books.setdefault(name, []).extend(sheets)
                located |= {key: (name, *place) for key, place in places.items()}
        return books

    def _books(self, ledger: Ledger, label: str) -> Iterator[tuple[str, list[Sheet], Places]]:
        places: Places = {}
        verdicts = verdict_sheet(ledger, "核定记录", places)
        patrols = event_sheets(ledger, EventKind.PATROL, places)
        yield f"核定/核定与巡查记录{label}.xlsx", [verdicts, *patrols], places
        places = {}
        awards = event_sheets(ledger, EventKind.AWARD, places)
        yield f"核定/加减分及通报登记{label}.xls", list(awards), places
        places = {}
        wide = wide_sheet(ledger, "平台数据", Origin.PLATFORM, places)
        attendance = event_sheets(ledger, EventKind.PLATFORM, places)
        figures = [wide] if len(wide.rows[0]) > 1 else []
        yield f"平台数据/政务服务平台导出{label}.xlsx", [*figures, *attendance], places
        places = {}
        survey = wide_sheet(ledger, "满意度", Origin.SURVEY, places)
        has_columns = len(survey.rows[0]) > 1
        yield f"平台数据/满意度测评{label}.xls", [survey] if has_columns else [], places

    def _ledger(self, rubric: Rubric) -> Ledger:
        units = [unit for unit in self.round.units if unit.kind in rubric.kinds]
        return Ledger(
            rubric=rubric,
            units=units,
            truths={unit.id: self._truth(unit) for unit in units},
            written=self._written(),
            reasons=self.round.reasons,
            day=self.round.campaign.period.end + timedelta(days=5),
        )

    def _receipts(self, located: Located) -> list[Receipt]:
        receipts = []
        for unit in self.round.units:
            own = [v for v in self.round.versions.get(unit.id, ()) if v.received]
            receipts += [Receipt(unit.name, v.received, _base(v.file)) for v in own if v.received]
            moment = self.round.received.get(unit.id, self._in_time(unit))
            if unit.id in self.round.absent or moment is None:
                continue
            file = next(place[0] for key, place in located.items() if _is_form(key, unit))
            channel = pick(("电子邮件", "微信", "政务内网"), self.round.campaign.id, unit.id)
            paper = fraction(self.round.campaign.id, unit.id, "paper") < Decimal("0.9")
            receipts.append(Receipt(unit.name, moment, _base(file), channel, paper))
        return receipts

    def _in_time(self, unit: Unit) -> datetime | None:
        deadline = self.round.campaign.deadline
        if deadline is None:
            return None
        key = (self.round.campaign.id, unit.id, "receipt")
        day = deadline.date() - timedelta(days=whole(0, 5, *key))
        return datetime.combine(day, time(whole(8, 17, *key, "hour"), whole(0, 59, *key, "minute")))

    def _truth(self, unit: Unit) -> Truth:
        twin = self.round.twins.get(unit.id)
        source = next(u for u in self.round.units if u.id == (twin or unit.id))
        rubric, quality = self._rubric(unit), self.round.quality[source.id]
        told = tell_truth(self.round.campaign, rubric, source, quality)
        own = {source.id, unit.id}
        values = {**told.values, **{f: v for (u, f), v in self.round.facts.items() if u in own}}
        rows = {**told.rows, **{f: r for (u, f), r in self.round.events.items() if u in own}}
        return Truth(values, rows)

    def _rubric(self, unit: Unit) -> Rubric:
        rubric = next(rubric for rubric in self.rubrics if unit.kind in rubric.kinds)
        return own_rows(rubric, unit.kind)

    def _written(self) -> dict[tuple[str, str], Cell]:
        """(unit id, field id) → what stands there on purpose."""
        return {
            (blot.unit, blot.field): blot.written
            for blot in self.round.blots
            if blot.written is not Untouched.AS_TOLD
        }

    def _note(self, blot: Blot, located: Located) -> Note:
        file, sheet, cell = located[blot.unit, blot.field]
        name = next(unit.name for unit in self.round.units if unit.id == blot.unit)
        what = f"{blot.unit} {name}：{blot.what}"
        return Note(file, f"{sheet} › {cell}", what, blot.must, blot.code)


def _is_form(key: tuple[str, str], unit: Unit) -> bool:
    return key[0] == unit.id and key[1].startswith("self:")


def _base(file: str) -> str:
    return file.rsplit("/", 1)[-1]
