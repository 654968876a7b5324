"""The register of units of a new campaign: from a workbook, a list of names, or a folder."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from builder.formats.excel_reading.reader import Reader
from builder.formats.excel_writing.entry_forms import EntryBook
from builder.formats.excel_writing.entry_sheets import write_entry_book
from builder.intake.campaign import Campaign, Period
from builder.intake.folder import FoundFile, find_files, found_file
from builder.intake.recognise import ReadFile, SheetKind, recognise
from builder.intake.roster import read_roster
from builder.intake.wording import match_key
from builder.model.problems import Problem
from builder.model.units import Unit, UnitKind
from builder.office.templates.desk_registers import unit_sheets
from builder.office.templates.findings import Desk

#: How a name ends → what sort of unit it is; the first fit counts, else it is a department.
_ENDINGS = (
    (re.compile(r"(街道|街道办|街道办事处)$"), UnitKind.SUBDISTRICT),
    (
        re.compile(r"(开发区|高新区|园区|集聚区|示范区|新区)(管理委员会|管委会)?$"),
        UnitKind.DEVELOPMENT_ZONE,
    ),
    (re.compile(r"(镇|乡)(人民政府|政府)?$"), UnitKind.TOWNSHIP),
)

#: The letter that ids of a kind begin with.
_LETTERS: Mapping[UnitKind, str] = {
    UnitKind.DEPARTMENT: "D",
    UnitKind.TOWNSHIP: "T",
    UnitKind.SUBDISTRICT: "T",
    UnitKind.DEVELOPMENT_ZONE: "T",
}

Register = tuple[tuple[Unit, ...], tuple[Problem, ...]]


def guess_kind(name: str) -> UnitKind:
    """What sort of unit is called *name*, by its ending."""
    return next((kind for ending, kind in _ENDINGS if ending.search(name)), UnitKind.DEPARTMENT)


def split_names(lines: Iterable[str]) -> tuple[str, ...]:
    """The names in pasted *lines*, each once, without the numbers before them."""
    parts = (part for line in lines for part in re.split(r"[、，,；;\t]", line))
    names = (re.sub(r"^[\s（(]*\d+[)）.．\s]*", "", part).strip() for part in parts)
    return tuple({match_key(name): name for name in names if match_key(name)}.values())


def number_units(named: Sequence[tuple[str, UnitKind]]) -> tuple[Unit, ...]:
    """Units called D01, D02… and T01, T02… in the order in which they are *named*."""
    counts = dict.fromkeys(_LETTERS.values(), 0)
    units = []
    for name, kind in named:
        letter = _LETTERS[kind]
        counts[letter] += 1
        units.append(Unit(f"{letter}{counts[letter]:02d}", name, kind))
    return tuple(units)


def read_register(path: Path, period: Period) -> Register:
    """The units of the register in the workbook at *path*, and what is wrong with it.

    Raises OSError where it can't be read.
    """
    return _units_in([found_file(path, path.parent)], period)


def read_folder_register(folder: Path, period: Period) -> Register:
    """The units of the register that lies in the *folder* of a campaign. Raises OSError."""
    return _units_in(find_files(folder)[0], period)


def register_book(campaign: Campaign, units: Sequence[Unit]) -> bytes:
    """The workbook 单位名录.xlsx of *campaign*, with dropdowns and room for more."""
    meta = {"template": "registers", "campaign": campaign.id}
    return write_entry_book(EntryBook(unit_sheets(Desk(campaign, (), units)), meta))


def _units_in(files: Sequence[FoundFile], period: Period) -> Register:
    reads: list[ReadFile] = []
    told: list[Problem] = []
    with Reader() as reader:
        reader.expect(files)
        for found in files:
            book, problems = reader.read(found)
            if book is None:
                told += problems
            else:
                reads.append(recognise(found, book, {})[0])
    registers = [table for read in reads for table in read.of_kind(SheetKind.REGISTER)]
    aliases = [table for read in reads for table in read.of_kind(SheetKind.ALIASES)]
    roster, problems = read_roster(registers, aliases, period)
    # A file that can't be read matters only where no other was the register.
    return roster.units, (*(() if registers else told), *problems)
