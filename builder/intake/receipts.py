"""When each return was received, as the office's register of receipts says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from builder.intake.campaign import Campaign
from builder.intake.dates_in_cells import read_time
from builder.intake.roster import Roster
from builder.intake.tables import Table
from builder.intake.wording import match_key, quote
from builder.model import problem_kinds as kinds
from builder.model.places import CellPlace
from builder.model.problems import Problem

_WORKBOOK_SUFFIXES = (".xlsx", ".xls", ".et", ".csv", ".ods", ".xlsb", ".xlsm")


@dataclass(frozen=True, slots=True)
class Receipt:
    """One return received from one unit."""

    unit: str
    received: datetime
    #: The file's name for matching; empty where the register names none.
    file: str
    place: CellPlace

    def names(self, files: Sequence[str]) -> bool:
        """Whether it names one of *files* (relative paths)."""
        return bool(self.file) and any(
            self.file in {_file_key(name), _file_key(PurePosixPath(name).name)} for name in files
        )


@dataclass(frozen=True, slots=True)
class Receipts:
    """All receipts, and the register that they stand in."""

    #: The sheet to add rows to; None where there is no register at all.
    register: CellPlace | None = None
    all: tuple[Receipt, ...] = ()

    def of_file(self, unit: str, files: Sequence[str], *, alone: bool) -> datetime | None:
        """When *unit*'s return in *files* (its names) came; None where nothing says so.

        Rows that name the file count, else rows that name none, else, for a file that is *alone*
        (so that it must be the one, only renamed), any; the last of them.
        """
        own = [receipt for receipt in self.all if receipt.unit == unit]
        named = [receipt.received for receipt in own if receipt.names(files)]
        unnamed = [receipt.received for receipt in own if not receipt.file]
        renamed = [receipt.received for receipt in own] if alone else []
        return max(named or unnamed or renamed, default=None)

    def naming(self, unit: str, files: Sequence[str]) -> datetime | None:
        """When *unit*'s return came by the rows that name one of *files*."""
        own = (r.received for r in self.all if r.unit == unit and r.names(files))
        return max(own, default=None)

    def of_unit(self, unit: str) -> Receipt | None:
        """The first row about *unit*."""
        return next((receipt for receipt in self.all if receipt.unit == unit), None)


def read_receipts(tables: Sequence[Table], roster: Roster) -> tuple[Receipts, tuple[Problem, ...]]:
    """The receipts in *tables*, and the rows that can't be understood."""
    receipts: list[Receipt] = []
    problems: list[Problem] = []
    for item in _rows(tables, roster):
        if isinstance(item, Receipt):
            receipts.append(item)
        else:
            problems.append(item)
    register = next((table.place() for table in tables), None)
    return Receipts(register, tuple(receipts)), tuple(problems)


def lateness(received: datetime | None, campaign: Campaign) -> str | None:
    """How late a return came, by days of the calendar: 逾期2天; None where it came in time."""
    deadline = _local(campaign.deadline)
    if received is None or deadline is None or received <= deadline:
        return None
    days = (received.date() - deadline.date()).days
    return f"逾期{days}天" if days else "逾期不足1天"


def after_cutoff(received: datetime | None, campaign: Campaign) -> bool:
    """Whether a return came when the cohort was already frozen."""
    cutoff = _local(campaign.cutoff)
    return received is not None and cutoff is not None and received > cutoff


def _local(moment: datetime | None) -> datetime | None:
    """*moment* without a zone: all times of a campaign are local."""
    return moment.replace(tzinfo=None) if moment else None


def _rows(tables: Sequence[Table], roster: Roster) -> Iterator[Receipt | Problem]:
    for table in tables:
        for row in table.rows():
            cell, when = row.cell("单位"), row.cell("收到时间")
            if cell is None or when is None or cell.content is None or row.holds_only("单位"):
                continue
            unit, problems = roster.find(row.text("单位"), table.place(cell))
            yield from problems
            if unit is None:
                continue
            received = read_time(when.content)
            if received is None:
                shown = quote(when.content)
                yield kinds.NOT_A_TIME.at(table.place(when), unit=unit.id, shown=shown)
            else:
                yield Receipt(unit.id, received, _file_key(row.text("文件")), table.place(cell))


def _file_key(name: str) -> str:
    """A file's name for matching: without its suffix, and a stroke is no name."""
    key = match_key(name)
    if key in {"-", "—", "/", "无"}:
        return ""
    suffix = next((suffix for suffix in _WORKBOOK_SUFFIXES if key.endswith(suffix)), "")
    return key.removesuffix(suffix)
